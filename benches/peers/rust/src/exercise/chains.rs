//! Somebody is reached by a chain, and works (C1 to C5, O4).

use super::deciding::By;
use super::people::{For, Job, Presence};
use super::play::{Event, Play};
use super::tables::{Moment, Target};

/// What follows when the work of whoever answered is done.
#[derive(Clone, Copy)]
pub enum Goal {
    Triage,
    Vendor(usize),
    Decide(usize),
    Hear(usize),
    Owner(usize),
    Arbiter(usize),
    Approve(usize, usize),
    ArbiterApproves(usize),
    Executor(usize),
    Replacement(usize),
}

/// Whom a chain may page.
#[derive(Clone)]
pub enum May {
    Anyone,
    Able(usize),
    Knows(Vec<usize>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Calling,
    Silent,
    Answered,
    Over,
}

/// A contact and the work that follows it.
pub struct Task {
    by: By,
    pub may: May,
    pub path: Option<usize>,
    pub goal: Goal,
    pub lasts: Option<i64>,
    stage: Stage,
    turn: u32,
    step: usize,
    round: u32,
    paged: bool,
    pages: Vec<usize>,
    /// By body, who has acknowledged.
    came: Vec<(usize, Vec<usize>)>,
    pub people: Vec<usize>,
    pub by_default: bool,
    pub jobs: Vec<usize>,
    /// How often an approval was declined.
    pub declined: u32,
}

impl Task {
    /// Nobody answered before the chain was exhausted.
    pub fn is_silent(&self) -> bool {
        self.stage == Stage::Silent
    }

    /// It was withdrawn, or is done.
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }
}

/// One page (C2).
pub struct Page {
    task: usize,
    person: usize,
    bodies: Vec<usize>,
    direct: bool,
    open: bool,
    wakes: bool,
    turn: u32,
}

impl Play {
    /// A task that has called nobody yet.
    pub fn begin_task(
        &mut self,
        by: impl Into<By>,
        path: Option<usize>,
        goal: Goal,
        lasts: Option<i64>,
    ) -> usize {
        let task = Task {
            by: by.into(),
            may: May::Anyone,
            path,
            goal,
            lasts,
            stage: Stage::Calling,
            turn: 0,
            step: 0,
            round: 0,
            paged: false,
            pages: Vec::new(),
            came: Vec::new(),
            people: Vec::new(),
            by_default: false,
            jobs: Vec::new(),
            declined: 0,
        };
        if let Some(path) = path {
            self.paths[path].tasks.push(self.tasks.len());
        }
        self.tasks.push(task);
        self.tasks.len() - 1
    }

    /// Begins a task whose path knows it, and calls.
    pub fn ask(&mut self, by: impl Into<By>, path: usize, goal: Goal, lasts: Option<i64>) -> usize {
        let task = self.begin_task(by, Some(path), goal, lasts);
        self.calls_on(task);
        task
    }

    /// From the first step; pages that are out stay open.
    pub fn call_again(&mut self, task: usize) {
        let of = &mut self.tasks[task];
        (of.step, of.round, of.paged, of.by_default) = (0, 0, false, false);
        of.people.clear();
        of.came.clear();
        of.stage = Stage::Calling;
        self.calls_on(task);
    }

    pub fn step_over(&mut self, task: usize, turn: u32) {
        if self.tasks[task].turn == turn && self.tasks[task].stage == Stage::Calling {
            self.calls_on(task);
        }
    }

    /// The next step that means somebody.
    pub fn calls_on(&mut self, task: usize) {
        let x = self.x.clone();
        self.tasks[task].turn += 1;
        let by = self.tasks[task].by;
        let owner;
        let (steps, repeat, acts) = match by {
            By::Chain(chain) => (
                x.chains[chain].steps.as_slice(),
                x.chains[chain].repeat,
                x.chains[chain].acts,
            ),
            By::Owner(target) => {
                owner = [(vec![target], None)];
                (owner.as_slice(), 0, false)
            }
        };
        loop {
            let of = &mut self.tasks[task];
            if let Some((targets, within)) = steps.get(of.step) {
                of.step += 1;
                if !self.page(task, targets) {
                    continue;
                }
                let of = &mut self.tasks[task];
                of.paged = true;
                let turn = of.turn;
                if let Some(within) = within {
                    self.after(*within, Event::StepOver(task, turn));
                }
                return;
            }
            if of.paged && of.round < repeat {
                (of.round, of.step, of.paged) = (of.round + 1, 0, false);
            } else if acts {
                of.by_default = true;
                return self.answer(task, Vec::new());
            } else {
                of.stage = Stage::Silent;
                return;
            }
        }
    }

    /// Pages everybody whom a step means, once each; `false` if it means nobody.
    fn page(&mut self, task: usize, targets: &[Target]) -> bool {
        let mut meant = Vec::new();
        targets
            .iter()
            .for_each(|target| self.resolve(*target, None, &mut meant));
        let mut paged: Vec<(usize, Vec<usize>, bool)> = Vec::new();
        for (person, body) in meant
            .into_iter()
            .filter(|(person, _)| self.may_be_paged(task, *person))
        {
            let place = paged
                .iter()
                .position(|(of, ..)| *of == person)
                .unwrap_or_else(|| {
                    paged.push((person, Vec::new(), false));
                    paged.len() - 1
                });
            match body {
                Some(body) => paged[place].1.push(body),
                None => paged[place].2 = true,
            }
        }
        let anybody = !paged.is_empty();
        for (person, bodies, direct) in paged {
            self.send(task, person, bodies, direct);
        }
        anybody
    }

    fn may_be_paged(&self, task: usize, person: usize) -> bool {
        let of = &self.x.people[person];
        match &self.tasks[task].may {
            May::Anyone => true,
            May::Able(ability) => of.can[*ability],
            May::Knows(nodes) => nodes.iter().any(|node| of.knows[*node]),
        }
    }

    /// O4: whom a target means now.
    fn resolve(&self, target: Target, body: Option<usize>, meant: &mut Vec<(usize, Option<usize>)>) {
        match target {
            Target::Person(person) => meant.push((person, body)),
            Target::Role(role) => meant.extend(self.first_present(role).map(|person| (person, body))),
            Target::Rota(rota) => {
                let (rota, wall) = (&self.x.rotas[rota], self.wall());
                let begun = rota.partition_point(|(since, ..)| *since <= wall);
                let holder = begun
                    .checked_sub(1)
                    .map(|place| rota[place])
                    .filter(|(_, until, _)| wall < *until);
                meant.extend(holder.map(|(.., person)| (person, body)));
            }
            Target::Team(team) => meant.extend(self.x.teams[team].iter().map(|person| (*person, body))),
            Target::Body(of) => self.x.bodies[of]
                .0
                .iter()
                .for_each(|member| self.resolve(*member, Some(of), meant)),
        }
    }

    pub fn first_present(&self, role: usize) -> Option<usize> {
        self.x.roles[role]
            .iter()
            .copied()
            .find(|person| !self.is_absent(*person))
    }

    fn send(&mut self, task: usize, person: usize, bodies: Vec<usize>, direct: bool) {
        let page = self.pages.len();
        self.pages.push(Page {
            task,
            person,
            bodies,
            direct,
            open: true,
            wakes: false,
            turn: 0,
        });
        self.tasks[task].pages.push(page);
        self.people[person].pages.push(page);
        self.counts.pages += 1;
        if self.counts.pages == 1 {
            self.moment(|on| matches!(on, Moment::FirstPage));
        }
        let delay = if self.is_engaged(person) {
            Some(0)
        } else {
            self.fate(page)
        };
        self.lies_for(page, delay);
    }

    fn lies_for(&mut self, page: usize, delay: Option<i64>) {
        if let Some(delay) = delay {
            self.after(delay, Event::PageDue(page, self.pages[page].turn));
        }
    }

    fn fate(&mut self, page: usize) -> Option<i64> {
        let person = self.pages[page].person;
        let presence = self.presence(person);
        let asleep = matches!(presence, Presence::Off | Presence::OnCall) && self.sleeps_through(person);
        if presence != Presence::Absent && !asleep {
            let x = self.x.clone();
            let (answers, after) = &x.people[person].reach[presence as usize];
            if self.luck.happens(*answers) {
                self.pages[page].wakes = presence == Presence::Off;
                return Some(after.draw(&mut self.luck));
            }
        }
        self.unseen(person, presence)
    }

    /// Seen when they look again or next come on shift; the on-shift delay runs from there.
    fn unseen(&mut self, person: usize, presence: Presence) -> Option<i64> {
        let x = self.x.clone();
        let of = &x.people[person];
        let wait = match &of.relook {
            Some(relook) if presence == Presence::OnShift => relook.draw(&mut self.luck),
            _ => self.next_on_shift(person)? - self.now,
        };
        Some(wait + of.reach[0].1.draw(&mut self.luck))
    }

    pub fn page_due(&mut self, page: usize, turn: u32) {
        let of = &self.pages[page];
        if !of.open || of.turn != turn {
            return;
        }
        let person = of.person;
        if self.is_absent(person) {
            self.pages[page].wakes = false;
            self.pages[page].turn += 1;
            let delay = self.unseen(person, Presence::Absent);
            return self.lies_for(page, delay);
        }
        let wakes = std::mem::replace(&mut self.pages[page].open, false) && self.pages[page].wakes;
        let state = &mut self.people[person];
        (state.engaged_once, state.engaged_since) = (true, Some(self.now));
        state.woken |= wakes;
        // O7: the pages that lie open are acknowledged too.
        for other in std::mem::take(&mut self.people[person].pages) {
            if self.pages[other].open {
                self.people[person].pages.push(other);
                self.pages[other].wakes = false;
                self.pages[other].turn += 1;
                self.lies_for(other, Some(0));
            }
        }
        self.acknowledged(page);
    }

    /// C3: one acknowledgement is an answer; a body needs its quorum.
    fn acknowledged(&mut self, page: usize) {
        let Page {
            task, person, direct, ..
        } = self.pages[page];
        if matches!(self.tasks[task].stage, Stage::Answered | Stage::Over) {
            return;
        }
        if direct {
            return self.answer(task, vec![person]);
        }
        for body in self.pages[page].bodies.clone() {
            let came = &mut self.tasks[task].came;
            let place = came.iter().position(|(of, _)| *of == body).unwrap_or_else(|| {
                came.push((body, Vec::new()));
                came.len() - 1
            });
            let members = &mut came[place].1;
            if !members.contains(&person) {
                members.push(person);
            }
            if members.len() >= self.x.bodies[body].1 {
                let members = members.clone();
                return self.answer(task, members);
            }
        }
    }

    fn answer(&mut self, task: usize, people: Vec<usize>) {
        self.close_pages(task);
        let of = &mut self.tasks[task];
        (of.people, of.stage) = (people, Stage::Answered);
        of.turn += 1;
        match of.goal {
            Goal::Decide(path) if !of.by_default => self.decider_answered(path, task),
            _ if of.by_default => self.task_done(task),
            _ => self.task_works(task),
        }
    }

    fn close_pages(&mut self, task: usize) {
        for page in std::mem::take(&mut self.tasks[task].pages) {
            self.pages[page].open = false;
        }
    }

    /// Each of the people does the work when their own queue allows (C3).
    pub fn task_works(&mut self, task: usize) {
        let Some(lasts) = self.tasks[task].lasts else {
            return self.task_done(task);
        };
        let path = self.tasks[task].path;
        for person in self.tasks[task].people.clone() {
            let job = Job {
                person: Some(person),
                lasts,
                item: 0,
                path,
                purpose: For::Task(task),
                counts: true,
            };
            let job = self.give(job);
            self.tasks[task].jobs.push(job);
        }
    }

    /// Its pages are taken back, waiting work is dropped, begun work is finished for nothing.
    pub fn withdraw_task(&mut self, task: usize) {
        self.close_pages(task);
        self.tasks[task].stage = Stage::Over;
        for job in std::mem::take(&mut self.tasks[task].jobs) {
            self.drop_job(job);
        }
    }

    pub fn task_done(&mut self, task: usize) {
        match self.tasks[task].goal {
            Goal::Triage => self.declare(),
            Goal::Vendor(node) => self.vendor_speaks(node),
            Goal::Hear(path) => self.heard(path),
            Goal::Decide(path) => self.decider_worked(path, task),
            Goal::Owner(path) => self.owner_came(path, task),
            Goal::Arbiter(path) => self.arbiter_decides(path, task),
            Goal::Approve(path, place) => self.approver_worked(path, place, task),
            Goal::ArbiterApproves(path) => self.approved(path),
            Goal::Executor(path) => self.executor_found(path, task),
            Goal::Replacement(execution) => self.replaced(execution, task),
        }
    }
}
