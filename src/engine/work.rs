//! Work: one piece at a time, begun work is finished, the rest waits its turn (O5).

use crate::model::{Index, PersonId};
use crate::time::{SimDuration, SimTime};

use super::arena::{ItemIx, PathIx, TaskIx, WorkIx};
use super::cases::{Duty, Progress};
use super::event::{Happening, Phase};
use super::note::{Errand, Note};
use super::people::{Purpose, State, Work};
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};

/// The place of a piece of work in a person's queue: smaller comes first (O5).
type Place = ([u8; 3], SimTime, usize, usize, usize);

impl Play<'_> {
    /// Puts work into a person's queue; idle people look for work at the end of the millisecond's answers.
    pub(super) fn enqueue(
        &mut self,
        person: PersonId,
        purpose: Purpose,
        lasts: SimDuration,
        origin: RecordIx,
    ) {
        if !self.is_engaged(person) {
            // O7: idle for too long, or away since: only a new acknowledgement engages again.
            self.staff[person].engaged_since = None;
        }
        let work = self.works.add(Work {
            person,
            purpose,
            lasts,
            origin,
            began: RecordIx::NONE,
        });
        if self.players.has(person) {
            return self.asks_to_work(person, work);
        }
        self.staff[person].queue.push(work);
        self.looks_for_work(person);
    }

    /// T1: acknowledgements come first, then ends of work and what begins after them. Who works looks once that ends.
    #[inline]
    fn looks_for_work(&mut self, person: PersonId) {
        let staff = &mut self.staff[person];
        if staff.current.is_some() || staff.queue.is_empty() || staff.looks {
            return;
        }
        staff.looks = true;
        self.future
            .schedule(self.now, Phase::WorkEnd, Happening::Begins(person));
    }

    /// An idle person begins the work whose turn it is.
    pub(super) fn begin_work(&mut self, person: PersonId) {
        let staff = &mut self.staff[person];
        staff.looks = false;
        if staff.current.is_some() || staff.queue.is_empty() {
            return;
        }
        if staff.rest_end(self.now).is_some() {
            return self.rests(person);
        }
        let later = self.absence_end(person).max(self.pause_end());
        if let Some(later) = later {
            return self.looks_later(person, later);
        }
        let Some(work) = self.takes_next(person) else {
            return;
        };
        if let Purpose::Try(item) = self.works[work].purpose
            && self.is_put_off(item)
        {
            self.put_off(item);
            self.staff[person].idle_since = self.now;
            // What comes next in the queue, if anything waits.
            return self.begin_work(person);
        }
        self.stretch_goes_on(person, work);
        self.work_begins(person, work);
        let Work { lasts, purpose, .. } = self.works[work];
        if purpose != Purpose::Other {
            // M5: whole, at its start.
            self.burden.work += lasts.as_millis();
        }
        self.schedule(lasts, Phase::WorkEnd, Happening::WorkEnds(work));
    }

    /// Writes that a piece of work begins.
    #[inline]
    pub(super) fn work_begins(&mut self, person: PersonId, work: WorkIx) {
        let Work { origin, purpose, .. } = self.works[work];
        let note = Note::of(self.errand_of(purpose), State::OnShift);
        let record = Record::new(Kind::WorkBegan, origin)
            .charge(Cause::Queue)
            .person(Some(person))
            .extra(note.packed());
        self.works[work].began = self.note(self.of_purpose(purpose, record));
        if let Purpose::Try(item) | Purpose::Evidence(item) = purpose {
            self.items[item].progress = Progress::Work;
            self.items[item].last = self.works[work].began;
        }
    }

    /// What a piece of work is for, in the words of the story.
    pub(super) fn errand_of(&self, purpose: Purpose) -> Errand {
        match purpose {
            Purpose::Task(task, _) => self.errand(task),
            Purpose::Try(_) => Errand::Execute,
            Purpose::Evidence(_) => Errand::Evidence,
            Purpose::Call => Errand::Call,
            Purpose::Other => Errand::Other,
        }
    }

    /// A record about a piece of work: the rule and the asset that it is for (M4).
    fn of_purpose(&self, purpose: Purpose, record: Record) -> Record {
        match purpose {
            Purpose::Task(task, _) => self.of_task(task, record),
            Purpose::Try(item) | Purpose::Evidence(item) => self.of_item(item, record),
            Purpose::Call | Purpose::Other => record,
        }
    }

    /// I2: a false all-clear pauses all work that is not begun.
    fn pause_end(&self) -> Option<SimTime> {
        Some(self.weather.paused_until).filter(|until| *until > self.now)
    }

    fn looks_later(&mut self, person: PersonId, at: SimTime) {
        if self.staff[person].wakes_at != Some(at) {
            self.staff[person].wakes_at = Some(at);
            self.future
                .schedule(at, Phase::WorkEnd, Happening::Begins(person));
        }
    }

    /// A person is at work now. O5: a stretch goes on unless there was a pause of `rest`.
    fn stretch_goes_on(&mut self, person: PersonId, work: WorkIx) {
        let rest = self.plan.exercise.playbook.rest;
        let now = self.now;
        let staff = &mut self.staff[person];
        staff.current = Some(work);
        let paused = staff.last_work_ended.is_none_or(|ended| now - ended >= rest);
        if paused || staff.stretch_began.is_none() {
            staff.stretch_began = Some(now);
        }
    }

    /// The work whose turn it is leaves the queue.
    #[inline]
    fn takes_next(&mut self, person: PersonId) -> Option<WorkIx> {
        match *self.staff[person].queue {
            [] => None,
            [_] => self.staff[person].queue.pop(),
            [first, ..] => {
                let place = self.next_place(person, first);
                Some(self.staff[person].queue.remove(place))
            }
        }
    }

    /// The place in the queue of the work whose turn it is; `first` stands at the beginning.
    fn next_place(&self, person: PersonId, first: WorkIx) -> usize {
        let (mut next, mut at, mut rank) = (first, 0, None);
        let mut tried = self.tried_by(next);
        for (place, &work) in self.staff[person].queue.iter().enumerate().skip(1) {
            let other = self.tried_by(work);
            // Most of what waits for a person are the assets of one request, which go one after another (P4).
            if let (Some((one, asset)), Some((two, before))) = (other, tried)
                && one == two
            {
                if (asset, work) < (before, next) {
                    (next, at, rank, tried) = (work, place, None, other);
                }
                continue;
            }
            let theirs = self.place(work);
            if theirs < *rank.get_or_insert_with(|| self.place(next)) {
                (next, at, rank, tried) = (work, place, Some(theirs), other);
            }
        }
        at
    }

    /// The request and the execution that a piece of work is a try for.
    #[inline]
    fn tried_by(&self, work: WorkIx) -> Option<(PathIx, ItemIx)> {
        match self.works[work].purpose {
            Purpose::Try(item) => Some((self.items[item].path, item)),
            _ => None,
        }
    }

    /// Severity, then decision, then the acknowledgement of the request's chain, then the order of raising; within
    /// a request one asset after another (P4). Injected work goes to the front.
    fn place(&self, work: WorkIx) -> Place {
        let (front, request, item) = match self.works[work].purpose {
            Purpose::Call | Purpose::Other => (0, (u8::MAX, 0, SimTime::ZERO, 0), 0),
            Purpose::Task(task, _) => (1, self.place_of(task), 0),
            Purpose::Try(item) | Purpose::Evidence(item) => {
                (1, self.place_of_path(self.items[item].path), item.position() + 1)
            }
        };
        let (severity, decision, answered_at, raised) = request;
        let urgency = [front, u8::MAX - severity, decision];
        (urgency, answered_at, raised, item, work.position())
    }

    /// A piece of work ends.
    pub(super) fn work_ends(&mut self, work: WorkIx) {
        let Work {
            person,
            purpose,
            began,
            ..
        } = self.works[work];
        let now = self.now;
        let staff = &mut self.staff[person];
        staff.current = None;
        (staff.idle_since, staff.last_work_ended) = (now, Some(now));
        self.rest_after_work(person);
        match purpose {
            Purpose::Task(task, contact) => self.task_work_ends(task, contact, began),
            Purpose::Try(item) => self.try_ends(item),
            Purpose::Evidence(item) => self.evidence_secured(item),
            Purpose::Call | Purpose::Other => {}
        }
        self.looks_for_work(person);
    }

    /// O5: work waiting when a rest is due is contacted anew by its chain.
    fn rests(&mut self, person: PersonId) {
        if let Some(until) = self.staff[person].rest_end(self.now) {
            let now = self.now;
            self.staff[person].away.push((now, until));
        }
        let mut waiting = std::mem::take(&mut self.staff[person].queue);
        for &work in &waiting {
            let origin = self.works[work].origin;
            match self.works[work].purpose {
                Purpose::Task(task, _) => {
                    let rested = self.note_rest(person, origin);
                    self.task_contacted_anew(task, rested);
                }
                Purpose::Try(item) | Purpose::Evidence(item) => {
                    self.items[item].last = self.note_rest(person, origin);
                    self.item_contacted_anew(item);
                }
                // Work that injects brought is the person's own, and waits.
                Purpose::Call | Purpose::Other => self.staff[person].queue.push(work),
            }
        }
        waiting.clear();
        waiting.append(&mut self.staff[person].queue);
        let waits = !waiting.is_empty();
        self.staff[person].queue = waiting;
        if let Some(until) = self.absence_end(person).filter(|_| waits) {
            self.looks_later(person, until);
        }
    }

    /// M4: so far the work waited for the person; what follows is contact.
    fn note_rest(&mut self, person: PersonId, origin: RecordIx) -> RecordIx {
        let record = Record::new(Kind::Rested, origin).charge(Cause::Queue);
        self.note(record.person(Some(person)))
    }

    fn task_contacted_anew(&mut self, task: TaskIx, origin: RecordIx) {
        for place in 0..self.tasks[task].people.len() {
            if let Some(&person) = self.tasks[task].people.get(place) {
                self.drop_waiting(
                    person,
                    |purpose| matches!(purpose, Purpose::Task(of, _) if of == task),
                );
            }
        }
        if let (Duty::Decide, Some(path)) = (self.tasks[task].duty, self.tasks[task].path) {
            self.paths[path].last = origin;
            self.paths[path].stage = super::cases::Stage::Contact;
        }
        self.contact_anew(task, origin);
    }

    /// Drops waiting work of a person.
    pub(super) fn drop_waiting(&mut self, person: PersonId, drops: impl Fn(Purpose) -> bool) {
        let mut queue = std::mem::take(&mut self.staff[person].queue);
        let before = queue.len();
        queue.retain(|&work| !drops(self.works[work].purpose));
        if queue.len() < before && queue.is_empty() && self.staff[person].current.is_none() {
            self.staff[person].idle_since = self.now;
        }
        self.staff[person].queue = queue;
    }
}
