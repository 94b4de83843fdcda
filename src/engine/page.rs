//! Pages: how one fares, and what an acknowledgement does (C2, O3, O7).

use crate::chance::{Key, Purpose};
use crate::model::{Moment, PersonId, Reach};
use crate::time::{SimDuration, SimTime};

use super::arena::{PageIx, TaskIx};
use super::cases::Duty;
use super::event::{Happening, Phase, Turn};
use super::hours::Stretch;
use super::note::{Errand, Note};
use super::people::{Page, State};
use super::play::Play;
use super::record::{Kind, Record, RecordIx};

impl Play<'_> {
    /// Sends a page.
    pub(super) fn page(&mut self, task: TaskIx, person: PersonId, seats: (u32, u32), direct: bool) {
        let record = if self.detail {
            self.note_paged(task, person)
        } else {
            RecordIx::NONE
        };
        let (key, ordinal) = (self.page_key(task, person), self.next_page_ordinal(task, person));
        let page = self.pages.add(Page {
            task,
            person,
            key,
            ordinal,
            seats,
            direct,
            open: true,
            delivered: false,
            wakes: false,
            missed: 0,
            turn: Turn::NEVER,
            delays: false,
            record,
        });
        self.tasks[task].pages.push(page);
        self.staff[person].pages.push(page);
        self.burden.pages += 1;
        self.first_page();
        self.deliver(page, person);
    }

    fn note_paged(&mut self, task: TaskIx, person: PersonId) -> RecordIx {
        let note = Note {
            engaged: self.is_engaged(person),
            ..Note::of(self.errand(task), self.state(person))
        };
        let record = Record::new(Kind::Paged, self.tasks[task].last).extra(note.packed());
        self.note(self.of_task(task, record).person(Some(person)))
    }

    /// The first page is a moment for injects (I1).
    #[inline]
    pub(super) fn first_page(&mut self) {
        if self.times.first_page.is_none() {
            self.times.first_page = Some(self.now);
            self.moment_comes(|moment| matches!(moment, Moment::FirstPage));
        }
    }

    /// What a chain is contacted for.
    pub(super) fn errand(&self, task: TaskIx) -> Errand {
        match self.tasks[task].duty {
            Duty::Triage => Errand::Triage,
            Duty::Decide => Errand::Decide,
            Duty::Owner => Errand::Own,
            Duty::Arbiter | Duty::ApprovalArbiter => Errand::Arbitrate,
            Duty::Consult => Errand::Consult,
            Duty::Advice(_) => Errand::Advise,
            Duty::Approval(_) => Errand::Approve,
            Duty::Executor | Duty::ActionExecutor(_) => Errand::Execute,
            Duty::Vendor(_) => Errand::Logs,
        }
    }

    /// A record about what a chain is contacted for: its rule and its first asset.
    pub(super) fn of_task(&self, task: TaskIx, record: Record) -> Record {
        let it = &self.tasks[task];
        if let Duty::Vendor(node) = it.duty {
            return record.asset(Some(node));
        }
        let path = it.path.map(|path| &self.paths[path]);
        let first = path.and_then(|path| path.members.first());
        record
            .rule(path.and_then(|path| path.rule))
            .asset(first.and_then(|&case| self.cases[case].asset))
    }

    /// T4: the n-th page to that person in that request.
    fn next_page_ordinal(&mut self, task: TaskIx, person: PersonId) -> u32 {
        let counts = match self.tasks[task].path {
            Some(path) => &mut self.paths[path].paged,
            None => &mut self.tasks[task].paged,
        };
        if let Some((_, count)) = counts.iter_mut().find(|(of, _)| *of == person) {
            *count += 1;
            return *count;
        }
        counts.push((person, 0));
        0
    }

    /// T4: pages are keyed by person, request and chain.
    fn page_key(&self, task: TaskIx, person: PersonId) -> Key {
        let it = &self.tasks[task];
        let person = self.plan.exercise.organisation.people[person].key;
        person.join(it.key).join(self.plan.chains[it.chain].key)
    }

    /// I2: the channel has delivered a page that waited for it.
    pub(super) fn delivered(&mut self, page: PageIx) {
        let Page {
            task, person, open, ..
        } = self.pages[page];
        if open {
            self.deliver(page, person);
        }
        self.arm(task);
    }

    /// C2: how a page fares is fixed by the state at the page.
    fn deliver(&mut self, page: PageIx, person: PersonId) {
        // I2: pages wait until the channel is back.
        if self.weather.channel_down_until > self.now {
            let back = self.weather.channel_down_until;
            return self
                .future
                .schedule(back, Phase::Answer, Happening::Delivered(page));
        }
        self.pages[page].delivered = true;
        if self.players.has(person) && self.asks_to_acknowledge(page, person) {
            return;
        }
        if self.is_engaged(person) {
            return self.acknowledges_at(page, self.now);
        }
        let stretch = self.stretch(person);
        let state = self.state_in(person, stretch);
        match self.answer(page, state, stretch) {
            Some(at) => {
                self.pages[page].wakes = state == State::Off;
                self.acknowledges_at(page, at);
            }
            None => self.unseen(page, state),
        }
    }

    /// When the page is acknowledged by the profile of the state, if it is (C2, O3).
    fn answer(&self, page: PageIx, state: State, stretch: &Stretch) -> Option<SimTime> {
        let Page {
            person, ordinal, key, ..
        } = self.pages[page];
        let reach = self.reach(person, state)?;
        if matches!(state, State::Off | State::OnCall) && self.sleeps_through(person, stretch) {
            return None;
        }
        let ordinal = u64::from(ordinal);
        if !self
            .luck
            .happens(reach.answers, key, Purpose::PageAnswered, ordinal)
        {
            return None;
        }
        Some(self.now + self.luck.duration(&reach.delay, key, Purpose::PageDelay, ordinal))
    }

    fn reach(&self, person: PersonId, state: State) -> Option<&Reach> {
        let organisation = &self.plan.exercise.organisation;
        let profile = &organisation.profiles[organisation.people[person].profile];
        match state {
            State::Absent => None,
            State::OnShift => Some(&profile.on_shift),
            State::OnCall => Some(&profile.on_call),
            State::Off => Some(&profile.off),
        }
    }

    /// O3: one draw for each person and off-shift period.
    fn sleeps_through(&self, person: PersonId, stretch: &Stretch) -> bool {
        let organisation = &self.plan.exercise.organisation;
        let it = &organisation.people[person];
        let chance = organisation.profiles[it.profile].unreachable;
        let period = stretch.last_shift_end;
        let ordinal = period.map_or(0, |end| end.as_millis().unsigned_abs());
        self.luck.happens(chance, it.key, Purpose::Unreachable, ordinal)
    }

    /// C2: unseen until the person next comes on shift or, on shift, looks again; then an on-shift delay.
    fn unseen(&mut self, page: PageIx, state: State) {
        let Page {
            person,
            ordinal,
            missed,
            record,
            key,
            ..
        } = self.pages[page];
        let ordinal = u64::from(missed) << 32 | u64::from(ordinal);
        let organisation = &self.plan.exercise.organisation;
        let profile = &organisation.profiles[organisation.people[person].profile];
        let seen_at = match &profile.relook {
            Some(relook) if state == State::OnShift => {
                Some(self.now + self.luck.duration(relook, key, Purpose::Relook, ordinal))
            }
            _ => self.next_on_shift(person),
        };
        if self.detail {
            let task = self.pages[page].task;
            let resting = matches!(state, State::Off | State::OnCall);
            let note = Note {
                asleep: resting && self.sleeps_through(person, self.stretch(person)),
                ..Note::of(self.errand(task), state)
            };
            let record = Record::new(Kind::Unseen, record).extra(note.packed());
            self.note(self.of_task(task, record).person(Some(person)));
        }
        if let Some(seen_at) = seen_at {
            self.seen_at(page, seen_at);
        }
    }

    /// From seeing an unseen page to acknowledging it (C2).
    pub(super) fn shift_delay(&self, page: PageIx) -> SimDuration {
        let organisation = &self.plan.exercise.organisation;
        let it = &self.pages[page];
        let profile = &organisation.profiles[organisation.people[it.person].profile];
        let ordinal = u64::from(it.missed) << 32 | u64::from(it.ordinal);
        let delay = &profile.on_shift.delay;
        self.luck.duration(delay, it.key, Purpose::ShiftDelay, ordinal)
    }

    /// A page is acknowledged, unless that falls into an absence (C2).
    pub(super) fn acknowledged(&mut self, page: PageIx) {
        let Page {
            task,
            person,
            seats,
            direct,
            wakes,
            ..
        } = self.pages[page];
        if self.is_absent(person) {
            self.pages[page].missed += 1;
            self.pages[page].wakes = false;
            return self.unseen(page, State::Absent);
        }
        self.pages[page].open = false;
        self.count_acknowledgement(person, wakes);
        if self.detail {
            let note = Note {
                engaged: self.is_engaged(person),
                asleep: wakes,
                ..Note::of(self.errand(task), self.state(person))
            };
            let record = Record::new(Kind::Acknowledged, self.pages[page].record).extra(note.packed());
            self.note(self.of_task(task, record).person(Some(person)));
        }
        self.becomes_engaged(person);
        self.acknowledged_by(task, person, seats, direct);
    }

    /// M5: people engaged and woken are counted once each.
    fn count_acknowledgement(&mut self, person: PersonId, wakes: bool) {
        if !std::mem::replace(&mut self.staff[person].engaged_once, true) {
            self.burden.engaged += 1;
        }
        if wakes && !std::mem::replace(&mut self.staff[person].woken, true) {
            self.burden.woken += 1;
        }
    }

    /// O7: pages open when a person becomes engaged are acknowledged at once, and wake nobody.
    fn becomes_engaged(&mut self, person: PersonId) {
        let was_engaged = self.is_engaged(person);
        self.staff[person].engaged_since = Some(self.now);
        if was_engaged || self.players.has(person) {
            // Whatever was open then, and whatever came since, was acknowledged at once. A player answers each page (I3).
            return;
        }
        let pages = &self.pages;
        self.staff[person].pages.retain(|&page| pages[page].open);
        for place in 0..self.staff[person].pages.len() {
            if let Some(&page) = self.staff[person].pages.get(place)
                && self.pages[page].delivered
                && !self.is_answered_now(page)
            {
                self.pages[page].wakes = false;
                self.acknowledges_at(page, self.now);
                self.arm(self.pages[page].task);
            }
        }
    }
}
