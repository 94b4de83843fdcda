//! Who is there when: absent, at work, on call (O2, O4), as sorted spans of instants.

use std::collections::BTreeMap;

use crate::model::{Exercise, Organisation, Person, PersonId, RotaId, Table, Target};
use crate::time::{Segment, Span, WallTime, merge_spans, subtract_spans};

use super::people::{holders, people_of};

/// When everybody can be expected to answer, within a window.
#[derive(Clone, Debug)]
pub struct Presence {
    /// The instants that are looked at.
    pub window: Span,
    people: Table<PersonId, Hours>,
    rotas: Table<RotaId, Vec<Segment<PersonId>>>,
}

/// The hours of one person, sorted and disjoint, within the window.
#[derive(Clone, Debug, Default)]
pub struct Hours {
    /// Written absences.
    pub absent: Vec<Span>,
    /// On shift: written shifts, without holidays and absences (O2).
    pub on_shift: Vec<Span>,
    /// When a rota points at the person and they are not absent.
    pub on_call: Vec<Span>,
    /// On shift or on call: when they can be expected to answer.
    pub reachable: Vec<Span>,
}

/// The instants that are in both; both sorted and disjoint.
pub fn intersect_spans(one: &[Span], other: &[Span]) -> Vec<Span> {
    let mut both = Vec::new();
    let mut first = 0;
    for span in one {
        first += other
            .iter()
            .skip(first)
            .take_while(|o| o.end <= span.start)
            .count();
        let meeting = other.iter().skip(first).take_while(|o| o.start < span.end);
        both.extend(meeting.map(|o| o.intersect(span)));
    }
    both
}

impl Presence {
    /// The hours of everybody in an organisation.
    pub fn new(exercise: &Exercise, window: Span) -> Self {
        let organisation = &exercise.organisation;
        let rotas: Table<RotaId, Vec<Segment<PersonId>>> = organisation
            .rotas
            .iter()
            .map(|entry| entry.rota.segments(window))
            .collect();
        let mut on_call: BTreeMap<PersonId, Vec<Span>> = BTreeMap::new();
        for segments in &rotas {
            for (span, holder) in turns(segments, window) {
                if let Some(person) = holder {
                    on_call.entry(person).or_default().push(span);
                }
            }
        }
        let people = organisation
            .people
            .enumerate()
            .map(|(id, person)| Hours::new(person, window, on_call.remove(&id).unwrap_or_default()))
            .collect();
        Self {
            window,
            people,
            rotas,
        }
    }

    /// The hours of a person.
    pub fn person(&self, person: PersonId) -> &Hours {
        &self.people[person]
    }

    /// The turns of a rota within the window: each span with who holds it, or nobody.
    pub fn turns(&self, rota: RotaId) -> impl Iterator<Item = (Span, Option<PersonId>)> {
        turns(&self.rotas[rota], self.window)
    }

    /// Who holds a rota at an instant of the window, absent or not.
    pub fn holder(&self, rota: RotaId, at: WallTime) -> Option<PersonId> {
        let segments = &self.rotas[rota];
        let after = segments.partition_point(|segment| segment.from <= at);
        segments.get(after.checked_sub(1)?)?.holder
    }

    /// When a page to this target finds somebody on shift or on call; for a body, as many as its quorum.
    pub fn answers(&self, organisation: &Organisation, target: Target) -> Vec<Span> {
        if let Target::Body(body) = target {
            let body = &organisation.bodies[body];
            let members = body.members.iter();
            let seats: Vec<Vec<Span>> = members
                .map(|member| self.first_present(&holders(organisation, *member), &|_| true))
                .collect();
            return at_least(&seats, body.quorum);
        }
        self.answers_if(organisation, target, &|_| true)
    }

    /// When a page to this target finds somebody on shift or on call of whom the condition holds; of a body any
    /// such member.
    pub fn answers_if(
        &self,
        organisation: &Organisation,
        target: Target,
        fits: &dyn Fn(PersonId) -> bool,
    ) -> Vec<Span> {
        let spans = match target {
            Target::Person(person) => self.first_present(&[person], fits),
            Target::Role(role) => self.first_present(&organisation.roles[role].holders, fits),
            Target::Rota(rota) => self.rota(rota, fits),
            Target::Team(team) => {
                let members = organisation.teams[team].members.iter();
                let fitting = members.filter(|person| fits(**person));
                fitting
                    .flat_map(|&person| self.people[person].reachable.iter().copied())
                    .collect()
            }
            Target::Body(body) => {
                let members = organisation.bodies[body].members.iter();
                members
                    .flat_map(|member| self.first_present(&holders(organisation, *member), fits))
                    .collect()
            }
        };
        merge_spans(spans)
    }

    /// Whom a page to each of these targets would reach, from one change to the next: everybody it resolves to
    /// (O4), in the order of the targets. Spans of the window, in order.
    pub fn resolved(
        &self,
        organisation: &Organisation,
        targets: &[Target],
    ) -> Vec<(Span, Vec<Vec<PersonId>>)> {
        let mut cuts: Vec<WallTime> = vec![self.window.start, self.window.end];
        for &target in targets {
            if let Target::Rota(rota) = target {
                cuts.extend(self.rotas[rota].iter().map(|segment| segment.from));
            }
            for person in people_of(organisation, target) {
                let absent = self.people[person].absent.iter();
                cuts.extend(absent.flat_map(|span| [span.start, span.end]));
            }
        }
        cuts.retain(|at| self.window.start <= *at && *at <= self.window.end);
        cuts.sort_unstable();
        cuts.dedup();
        let spans = cuts
            .iter()
            .zip(cuts.iter().skip(1))
            .map(|(start, end)| Span::new(*start, *end));
        let of = |span: Span| {
            let people = targets
                .iter()
                .map(|target| self.resolve(organisation, *target, span.start));
            (span, people.collect())
        };
        spans.map(of).collect()
    }

    fn resolve(&self, organisation: &Organisation, target: Target, at: WallTime) -> Vec<PersonId> {
        let found = self.resolve_at(organisation, target, at);
        found.into_iter().map(|(person, _)| person).collect()
    }

    /// O4: a role resolves to the first holder who is not absent; the instants at which that one is reachable.
    fn first_present(&self, holders: &[PersonId], fits: &dyn Fn(PersonId) -> bool) -> Vec<Span> {
        let mut left = vec![self.window];
        let mut answers = Vec::new();
        for &person in holders {
            let hours = &self.people[person];
            if fits(person) {
                let here = subtract_spans(left.clone(), hours.absent.clone());
                answers.extend(intersect_spans(&here, &hours.reachable));
            }
            left = intersect_spans(&left, &hours.absent);
        }
        merge_spans(answers)
    }

    /// A rota points at its holder, absent or not.
    fn rota(&self, rota: RotaId, fits: &dyn Fn(PersonId) -> bool) -> Vec<Span> {
        let held = self
            .turns(rota)
            .filter_map(|(span, holder)| Some((span, holder.filter(|who| fits(*who))?)));
        held.flat_map(|(span, person)| subtract_spans(vec![span], self.people[person].absent.clone()))
            .collect()
    }
}

impl Hours {
    fn new(person: &Person, window: Span, on_call: Vec<Span>) -> Self {
        let inside = |span: &Span| span.intersect(&window);
        let absent = merge_spans(person.calendar.absences.iter().map(inside).collect());
        let on_shift = person.calendar.on_shift(window);
        let on_call = subtract_spans(on_call, absent.clone());
        let reachable = merge_spans(on_shift.iter().chain(&on_call).copied().collect());
        Self {
            absent,
            on_shift,
            on_call,
            reachable,
        }
    }
}

fn turns(
    segments: &[Segment<PersonId>],
    window: Span,
) -> impl Iterator<Item = (Span, Option<PersonId>)> + use<'_> {
    let ends = segments.iter().skip(1).map(|next| next.from).chain([window.end]);
    segments
        .iter()
        .zip(ends)
        .map(|(segment, end)| (Span::new(segment.from, end), segment.holder))
}

/// The instants that are in at least so many of the lists.
fn at_least(lists: &[Vec<Span>], quorum: u32) -> Vec<Span> {
    let mut steps: Vec<(WallTime, i32)> = Vec::new();
    for span in lists.iter().flatten() {
        steps.push((span.start, 1));
        steps.push((span.end, -1));
    }
    steps.sort_unstable();
    let enough = i32::try_from(quorum).unwrap_or(i32::MAX);
    let (mut here, mut since, mut found) = (0, None, Vec::new());
    for (at, step) in steps {
        here += step;
        match since {
            None if here >= enough => since = Some(at),
            Some(start) if here < enough => {
                found.push(Span::new(start, at));
                since = None;
            }
            _ => {}
        }
    }
    merge_spans(found)
}

#[cfg(test)]
mod tests {
    use super::{at_least, intersect_spans};
    use crate::time::{Span, WallTime};

    fn spans(pairs: &[(i64, i64)]) -> Vec<Span> {
        let span = |&(start, end)| Span::new(WallTime::from_millis(start), WallTime::from_millis(end));
        pairs.iter().map(span).collect()
    }

    #[test]
    fn what_is_in_both_is_kept() {
        let both = intersect_spans(&spans(&[(0, 10), (20, 30)]), &spans(&[(5, 25), (28, 40)]));
        assert_eq!(both, spans(&[(5, 10), (20, 25), (28, 30)]));
    }

    #[test]
    fn a_quorum_needs_as_many_at_once() {
        let lists = [spans(&[(0, 10)]), spans(&[(5, 15)]), spans(&[(8, 20)])];
        assert_eq!(at_least(&lists, 2), spans(&[(5, 15)]));
        assert_eq!(at_least(&lists, 3), spans(&[(8, 10)]));
    }
}
