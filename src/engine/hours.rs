//! When people are absent, on shift and on call, as sorted spans of instants (O2, O4).

use crate::model::{Exercise, Person, PersonId, RotaId, Table};
use crate::time::{Segment, Span, WallTime, merge_spans};

/// The static calendar of one person within the span that any replication can touch.
#[derive(Debug)]
pub(super) struct Hours {
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

fn first_after(spans: &[Span], at: WallTime) -> Option<Span> {
    spans.get(spans.partition_point(|span| span.start <= at)).copied()
}

impl Hours {
    pub(super) fn new(person: &Person, within: Span) -> Self {
        Self {
            shifts: person.calendar.shifts(within),
            absences: merge_spans(person.calendar.absences.clone()),
            on_call: Vec::new(),
            rotas: Vec::new(),
        }
    }

    /// Adds what the rotas say about everybody.
    pub(super) fn add_rotas(
        people: &mut Table<PersonId, Self>,
        rotas: &Table<RotaId, Holders>,
        until: WallTime,
    ) {
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

    /// The written absence at an instant.
    pub(super) fn absence(&self, at: WallTime) -> Option<Span> {
        containing(&self.absences, at)
    }

    /// The next written absence that begins after an instant.
    pub(super) fn next_absence(&self, at: WallTime) -> Option<Span> {
        first_after(&self.absences, at)
    }

    /// Whether a written absence touches the closed interval.
    pub(super) fn absent_between(&self, from: WallTime, to: WallTime) -> bool {
        let after = self.absences.partition_point(|span| span.end <= from);
        self.absences.get(after).is_some_and(|span| span.start <= to)
    }

    /// The written shift at an instant, absences not applied.
    pub(super) fn shift(&self, at: WallTime) -> Option<Span> {
        containing(&self.shifts, at)
    }

    /// The next written shift that begins after an instant.
    pub(super) fn next_shift(&self, at: WallTime) -> Option<Span> {
        first_after(&self.shifts, at)
    }

    /// Whether any rota points at the person.
    pub(super) fn on_call(&self, at: WallTime) -> bool {
        containing(&self.on_call, at).is_some()
    }

    /// The end of the last written shift before an instant: it names the off-shift period (O3).
    pub(super) fn last_shift_end(&self, at: WallTime) -> Option<WallTime> {
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
