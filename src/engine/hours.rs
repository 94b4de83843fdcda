//! When people are absent, on shift and on call, as sorted spans of instants (O2, O4).

use crate::model::{Exercise, Person, PersonId, RotaId, Table};
use crate::time::{Segment, Span, WallTime, merge_spans};

use super::people::State;

/// So many stretches are looked at one after another before all are searched.
const FEW: usize = 4;

/// A stretch of time in which the written state of a person does not change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// The first instant.
    from: WallTime,
    /// The first instant of the next stretch.
    until: WallTime,
    /// The state by the written calendar and all rotas (O2).
    pub(super) state: State,
    /// The end of the last written shift before: it names the off-shift period (O3).
    pub(super) last_shift_end: Option<WallTime>,
    /// When the person next becomes on shift after this stretch has begun (C2).
    pub(super) next_on_shift: Option<WallTime>,
    /// The end of the last written absence that has begun; before all times if none has.
    pub(super) absent_until: WallTime,
}

/// The static calendar of one person within the span that any replication can touch.
#[derive(Debug)]
pub(super) struct Hours {
    /// All of what follows, laid side by side: never empty, the first stretch without a beginning.
    stretches: Vec<Stretch>,
    /// Written shifts, holidays struck, adjoining ones merged; absences not applied.
    shifts: Vec<Span>,
    absences: Vec<Span>,
    /// When any rota resolves to the person.
    on_call: Vec<Span>,
    /// The rotas that may resolve to the person.
    pub(super) rotas: Vec<RotaId>,
}

/// The holders of one rota.
pub(super) type Holders = Vec<Segment<PersonId>>;

/// Who holds a rota at an instant.
pub(super) fn holder(holders: &Holders, at: WallTime) -> Option<PersonId> {
    let after = holders.partition_point(|segment| segment.from <= at);
    holders.get(after.checked_sub(1)?)?.holder
}

fn containing(spans: &[Span], at: WallTime) -> Option<Span> {
    let after = spans.partition_point(|span| span.start <= at);
    spans
        .get(after.checked_sub(1)?)
        .copied()
        .filter(|span| at < span.end)
}

impl Hours {
    pub(super) fn new(person: &Person, within: Span) -> Self {
        Self {
            stretches: Vec::new(),
            shifts: person.calendar.shifts(within),
            absences: merge_spans(person.calendar.absences.clone()),
            on_call: Vec::new(),
            rotas: Vec::new(),
        }
    }

    /// The calendars of everybody, with what the rotas say about them.
    pub(super) fn of_all(
        exercise: &Exercise,
        rotas: &Table<RotaId, Holders>,
        within: Span,
    ) -> Table<PersonId, Self> {
        let people = exercise.organisation.people.iter();
        let mut hours: Table<PersonId, Self> = people.map(|person| Self::new(person, within)).collect();
        Self::add_rotas(&mut hours, rotas, within.end);
        for it in &mut hours {
            it.lay_out();
        }
        hours
    }

    fn add_rotas(people: &mut Table<PersonId, Self>, rotas: &Table<RotaId, Holders>, until: WallTime) {
        for (rota, holders) in rotas.enumerate() {
            let ends = holders.iter().skip(1).map(|next| next.from).chain([until]);
            for (segment, end) in holders.iter().zip(ends) {
                let Some(person) = segment.holder else { continue };
                people[person].on_call.push(Span::new(segment.from, end));
                if people[person].rotas.last() != Some(&rota) {
                    people[person].rotas.push(rota);
                }
            }
        }
        for id in people.ids() {
            people[id].on_call = merge_spans(std::mem::take(&mut people[id].on_call));
        }
    }

    /// Lays the spans side by side, so that one look tells the state and what comes next.
    fn lay_out(&mut self) {
        let spans = self.shifts.iter().chain(&self.absences).chain(&self.on_call);
        let mut changes: Vec<WallTime> = spans.flat_map(|span| [span.start, span.end]).collect();
        changes.push(WallTime::from_millis(i64::MIN));
        changes.sort_unstable();
        changes.dedup();
        let mut stretches: Vec<Stretch> = changes.into_iter().map(|from| self.stretch(from)).collect();
        let mut next = None;
        let mut later = None;
        let mut until = WallTime::from_millis(i64::MAX);
        for stretch in stretches.iter_mut().rev() {
            stretch.until = std::mem::replace(&mut until, stretch.from);
            if let Some(beginning) = later.filter(|_| stretch.state != State::OnShift) {
                next = Some(beginning);
            }
            stretch.next_on_shift = next;
            later = (stretch.state == State::OnShift).then_some(stretch.from);
        }
        self.stretches = stretches;
    }

    fn stretch(&self, from: WallTime) -> Stretch {
        let state = if self.absence(from).is_some() {
            State::Absent
        } else if self.shift(from).is_some() {
            State::OnShift
        } else if self.on_call(from) {
            State::OnCall
        } else {
            State::Off
        };
        let begun = self.absences.iter().take_while(|absence| absence.start <= from);
        Stretch {
            from,
            until: WallTime::from_millis(i64::MAX),
            state,
            last_shift_end: self.last_shift_end(from),
            next_on_shift: None,
            absent_until: begun
                .last()
                .map_or(WallTime::from_millis(i64::MIN), |absence| absence.end),
        }
    }

    /// The stretch at a place, if an instant falls into it.
    #[inline]
    pub(super) fn stretch_here(&self, place: usize, at: WallTime) -> Option<&Stretch> {
        let here = |stretch: &&Stretch| stretch.from <= at && at < stretch.until;
        self.stretches.get(place).filter(here)
    }

    /// The stretch at an instant, and its place; mostly it is one of the next few after the one that was looked at last.
    #[expect(
        clippy::indexing_slicing,
        reason = "the first stretch has no beginning, so one before any point exists"
    )]
    pub(super) fn stretch_at(&self, at: WallTime, last: usize) -> (&Stretch, usize) {
        for place in last..last + FEW {
            if let Some(stretch) = self.stretch_here(place, at) {
                return (stretch, place);
            }
        }
        let place = self.stretches.partition_point(|stretch| stretch.from <= at) - 1;
        (&self.stretches[place], place)
    }

    /// The written absence at an instant.
    pub(super) fn absence(&self, at: WallTime) -> Option<Span> {
        containing(&self.absences, at)
    }

    /// The written shift at an instant, absences not applied.
    fn shift(&self, at: WallTime) -> Option<Span> {
        containing(&self.shifts, at)
    }

    /// Whether any rota points at the person.
    fn on_call(&self, at: WallTime) -> bool {
        containing(&self.on_call, at).is_some()
    }

    /// The end of the last written shift before an instant: it names the off-shift period (O3).
    fn last_shift_end(&self, at: WallTime) -> Option<WallTime> {
        let after = self.shifts.partition_point(|span| span.end <= at);
        self.shifts.get(after.checked_sub(1)?).map(|span| span.end)
    }
}

/// The holders of all rotas of an exercise.
pub(super) fn rota_holders(exercise: &Exercise, within: Span) -> Table<RotaId, Holders> {
    exercise
        .organisation
        .rotas
        .iter()
        .map(|entry| entry.rota.segments(within))
        .collect()
}
