//! People: their states, what engages them, their work and rests (O2 to O5, O7).

use super::chains::Task;
use super::play::{Event, Play};

/// The state of a person on the wall (O2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    OnShift = 0,
    OnCall = 1,
    Off = 2,
    Absent = 3,
}

/// The state of a person.
#[derive(Default)]
pub struct PersonState {
    /// Absences made by injects and rests.
    pub away: Vec<(i64, i64)>,
    pub queue: Vec<usize>,
    pub current: Option<usize>,
    pub engaged_since: Option<i64>,
    pub idle_since: i64,
    pub stretch_began: Option<i64>,
    pub last_work_ended: Option<i64>,
    pub pages: Vec<usize>,
    pub engaged_once: bool,
    pub woken: bool,
    /// By off-shift period: whether they sleep through it.
    pub asleep: Vec<(Option<i64>, bool)>,
}

/// What a piece of work is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Task(usize),
    Execution(usize),
    Inject,
}

/// A piece of work; automation works without a person.
pub struct Job {
    pub person: Option<usize>,
    pub lasts: i64,
    pub item: usize,
    pub path: Option<usize>,
    pub purpose: For,
    pub counts: bool,
}

impl Play {
    // States (O2)

    fn absence_end(&self, person: usize, at: i64) -> Option<i64> {
        let made = self.people[person]
            .away
            .iter()
            .filter(|(since, until)| (*since..*until).contains(&at))
            .map(|(_, until)| *until);
        let written = self.x.people[person]
            .absences
            .at(self.start + at)
            .map(|(_, until)| until - self.start);
        made.chain(written).chain(self.rest_end(person, at)).max()
    }

    /// O5: after the longest stretch nothing more is begun before a rest.
    fn rest_end(&self, person: usize, at: i64) -> Option<i64> {
        let state = &self.people[person];
        let (began, ended) = (state.stretch_began?, state.last_work_ended?);
        let due = state.current.is_none() && at >= began + self.x.longest_stretch;
        Some(ended + self.x.rest).filter(|until| due && ended <= at && at < *until)
    }

    pub fn is_absent(&self, person: usize) -> bool {
        self.absence_end(person, self.now).is_some()
    }

    pub fn presence(&self, person: usize) -> Presence {
        let of = &self.x.people[person];
        if self.is_absent(person) {
            Presence::Absent
        } else if of.shifts.at(self.wall()).is_some() {
            Presence::OnShift
        } else if of.on_call.at(self.wall()).is_some() {
            Presence::OnCall
        } else {
            Presence::Off
        }
    }

    /// O7: acknowledged, and since then neither absent nor idle for long.
    pub fn is_engaged(&self, person: usize) -> bool {
        let state = &self.people[person];
        let Some(since) = state.engaged_since else {
            return false;
        };
        let busy = state.current.is_some() || !state.queue.is_empty();
        if !busy && self.now - since.max(state.idle_since) > self.x.stand_down {
            return false;
        }
        let written = self.x.people[person]
            .absences
            .touches(self.start + since, self.wall());
        let made = state
            .away
            .iter()
            .any(|(begin, until)| *begin <= self.now && *until > since);
        !written && !made && self.rest_end(person, self.now).is_none()
    }

    /// C2: when they next come on shift, also in mid-shift when an absence ends.
    pub fn next_on_shift(&self, person: usize) -> Option<i64> {
        let (of, state) = (&self.x.people[person], &self.people[person]);
        let mut at = self.now;
        while at <= self.x.horizon {
            let (shift, absence) = (of.shifts.at(self.start + at), self.absence_end(person, at));
            at = match (shift, absence) {
                (Some(_), None) if at > self.now => return Some(at),
                (_, Some(until)) => until,
                (Some((_, end)), None) => {
                    let made = state
                        .away
                        .iter()
                        .map(|(since, _)| *since)
                        .filter(|since| *since > at);
                    let written = of
                        .absences
                        .after(self.start + at)
                        .map(|(since, _)| since - self.start);
                    made.chain(written).chain([end - self.start]).min()?
                }
                (None, None) => of.shifts.after(self.start + at)?.0 - self.start,
            };
        }
        None
    }

    /// O3: one draw for a person and an off-shift period.
    pub fn sleeps_through(&mut self, person: usize) -> bool {
        let period = self.x.people[person].shifts.last_end(self.wall());
        if let Some((_, asleep)) = self.people[person].asleep.iter().find(|(of, _)| *of == period) {
            return *asleep;
        }
        let asleep = self.luck.happens(self.x.people[person].unreachable);
        self.people[person].asleep.push((period, asleep));
        asleep
    }

    // Work (O5)

    pub fn give(&mut self, job: Job) -> usize {
        let number = self.jobs.len();
        match job.person {
            None => self.after(job.lasts, Event::WorkEnds(number)),
            Some(person) => {
                if !self.is_engaged(person) {
                    self.people[person].engaged_since = None;
                }
                self.people[person].queue.push(number);
                self.after(0, Event::WorkBegins(person));
            }
        }
        if let Some(path) = job.path {
            self.paths[path].jobs.push(number);
        }
        self.jobs.push(job);
        number
    }

    pub fn drop_job(&mut self, job: usize) {
        let Some(person) = self.jobs[job].person else {
            return;
        };
        let state = &mut self.people[person];
        let before = state.queue.len();
        state.queue.retain(|it| *it != job);
        if state.queue.len() < before && state.queue.is_empty() && state.current.is_none() {
            state.idle_since = self.now;
        }
    }

    /// Where a job stands among others: inject, severity, decision, answer, order of raising; then the asset.
    fn place(&self, job: usize) -> (u8, i64, usize, i64, usize, usize) {
        let of = &self.jobs[job];
        match (of.path, of.purpose) {
            (_, For::Inject) => (0, 0, 0, 0, 0, of.item),
            (None, _) => (1, -i64::from(self.severity), 0, 0, 0, of.item),
            (Some(path), _) => {
                let path = &self.paths[path];
                let raised = path.cases.first().map_or(0, |case| self.cases[*case].number);
                let decision = 1 + self.x.rights[path.rule].decision;
                (
                    1,
                    -i64::from(path.severity),
                    decision,
                    path.answered_at.unwrap_or(self.now),
                    raised,
                    of.item,
                )
            }
        }
    }

    /// T1: first all answers of the millisecond, then the work.
    pub fn work_begins(&mut self, person: usize) {
        let state = &self.people[person];
        if state.current.is_some() || state.queue.is_empty() {
            return;
        }
        if self.now < self.quiet_until {
            self.after(self.quiet_until - self.now, Event::WorkBegins(person));
            return;
        }
        if let Some(until) = self.rest_end(person, self.now) {
            self.rests(person, until);
        }
        if let Some(until) = self.absence_end(person, self.now) {
            self.after(until - self.now, Event::WorkBegins(person));
            return;
        }
        let Some(job) = self.people[person]
            .queue
            .iter()
            .copied()
            .min_by_key(|job| self.place(*job))
        else {
            return;
        };
        let (lasts, counts, rest) = (self.jobs[job].lasts, self.jobs[job].counts, self.x.rest);
        let (now, state) = (self.now, &mut self.people[person]);
        state.queue.retain(|it| *it != job);
        state.current = Some(job);
        if state.stretch_began.is_none() || state.last_work_ended.is_none_or(|ended| now - ended >= rest) {
            state.stretch_began = Some(now);
        }
        if counts {
            self.counts.work += lasts;
        }
        self.after(lasts, Event::WorkEnds(job));
    }

    pub fn work_ends(&mut self, job: usize) {
        if let Some(person) = self.jobs[job].person {
            let state = &mut self.people[person];
            state.current = None;
            (state.idle_since, state.last_work_ended) = (self.now, Some(self.now));
            self.after(0, Event::WorkBegins(person));
        }
        match self.jobs[job].purpose {
            For::Task(task) => self.task_worked(task, job),
            For::Execution(execution) => self.tried(execution, job),
            For::Inject => {}
        }
    }

    /// What waited is asked for anew by its chain; work that injects brought waits for them.
    fn rests(&mut self, person: usize, until: i64) {
        self.people[person].away.push((self.now, until));
        let waiting = std::mem::take(&mut self.people[person].queue);
        for job in waiting {
            match self.jobs[job].purpose {
                For::Inject => self.people[person].queue.push(job),
                For::Task(task) => self.task_rested(task, job),
                For::Execution(execution) => self.find_other(execution),
            }
        }
    }

    fn task_worked(&mut self, task: usize, job: usize) {
        let Task { jobs, .. } = &mut self.tasks[task];
        let before = jobs.len();
        jobs.retain(|it| *it != job);
        if jobs.len() < before && jobs.is_empty() && !self.tasks[task].is_over() {
            self.task_done(task);
        }
    }

    fn task_rested(&mut self, task: usize, job: usize) {
        let jobs = std::mem::take(&mut self.tasks[task].jobs);
        jobs.into_iter()
            .filter(|it| *it != job)
            .for_each(|it| self.drop_job(it));
        if !self.tasks[task].is_over() {
            self.call_again(task);
        }
    }
}
