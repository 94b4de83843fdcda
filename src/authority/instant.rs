//! Who is there at one instant (O2, O4), and when somebody next comes.

use crate::model::{BodyId, Member, Organisation, PersonId, Target};
use crate::time::{Span, WallTime};

use super::presence::Presence;

/// The state of a person at an instant: the first that applies (O2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// At work.
    OnShift,
    /// A rota points at them.
    OnCall,
    /// Neither.
    Off,
    /// Away.
    Absent,
}

impl State {
    /// The words used in output.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OnShift => "on shift",
            Self::OnCall => "on call",
            Self::Off => "off",
            Self::Absent => "away",
        }
    }

    /// Whether somebody in this state can be expected to answer.
    pub const fn is_reachable(self) -> bool {
        matches!(self, Self::OnShift | Self::OnCall)
    }
}

/// Somebody whom a step resolves to, and as whom they answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Who.
    pub person: PersonId,
    /// Whether one answer of theirs is an answer.
    pub direct: bool,
    /// The bodies for whose quorum their answer counts.
    pub bodies: Vec<BodyId>,
}

impl Presence {
    /// The state of a person at an instant of the window (O2).
    pub fn state(&self, person: PersonId, at: WallTime) -> State {
        let hours = self.person(person);
        if holds(&hours.absent, at) {
            State::Absent
        } else if holds(&hours.on_shift, at) {
            State::OnShift
        } else if holds(&hours.on_call, at) {
            State::OnCall
        } else {
            State::Off
        }
    }

    /// The last absence that touches these instants, the end included, if there is one.
    pub fn absence_within(&self, person: PersonId, within: Span) -> Option<Span> {
        let absent = &self.person(person).absent;
        let after = absent.partition_point(|span| span.start <= within.end);
        let last = absent.get(after.checked_sub(1)?).copied();
        last.filter(|span| span.end > within.start)
    }

    /// The next instant after this one at which the person comes on shift (C2).
    pub fn next_on_shift(&self, person: PersonId, after: WallTime) -> Option<WallTime> {
        next_start(&self.person(person).on_shift, after)
    }

    /// The first instant from this one on at which the person is on shift or on call.
    pub fn next_reachable(&self, person: PersonId, from: WallTime) -> Option<WallTime> {
        let reachable = &self.person(person).reachable;
        if holds(reachable, from) {
            return Some(from);
        }
        next_start(reachable, from)
    }

    /// When the absence at an instant ends.
    pub fn back_at(&self, person: PersonId, at: WallTime) -> Option<WallTime> {
        containing(&self.person(person).absent, at).map(|span| span.end)
    }

    /// Whom a target is at an instant (O4), in order; a body's members have its id.
    pub fn resolve_at(
        &self,
        organisation: &Organisation,
        target: Target,
        at: WallTime,
    ) -> Vec<(PersonId, Option<BodyId>)> {
        let first = |people: &[PersonId]| {
            let here = |person: &PersonId| !holds(&self.person(*person).absent, at);
            people.iter().copied().find(here)
        };
        let alone = |person| (person, None);
        match target {
            Target::Person(person) => vec![(person, None)],
            Target::Role(role) => first(&organisation.roles[role].holders)
                .map(alone)
                .into_iter()
                .collect(),
            Target::Rota(rota) => self.holder(rota, at).map(alone).into_iter().collect(),
            Target::Team(team) => organisation.teams[team]
                .members
                .iter()
                .copied()
                .map(alone)
                .collect(),
            Target::Body(body) => {
                let members = organisation.bodies[body].members.iter();
                // A person is called whether absent or not; a role is whoever holds it.
                let sitting = members.filter_map(|member| match *member {
                    Member::Person(person) => Some(person),
                    Member::Role(role) => first(&organisation.roles[role].holders),
                });
                sitting.map(|person| (person, Some(body))).collect()
            }
        }
    }

    /// Everybody whom the targets of a step resolve to, each once (C1).
    pub fn addressees(
        &self,
        organisation: &Organisation,
        targets: &[Target],
        at: WallTime,
    ) -> Vec<Addressee> {
        let mut found: Vec<Addressee> = Vec::new();
        for &target in targets {
            for (person, body) in self.resolve_at(organisation, target, at) {
                let place = found.iter().position(|one| one.person == person);
                let place = place.unwrap_or_else(|| {
                    found.push(Addressee {
                        person,
                        direct: false,
                        bodies: Vec::new(),
                    });
                    found.len() - 1
                });
                let Some(one) = found.get_mut(place) else { continue };
                one.direct |= body.is_none();
                one.bodies.extend(body);
            }
        }
        found
    }
}

fn containing(spans: &[Span], at: WallTime) -> Option<Span> {
    let after = spans.partition_point(|span| span.start <= at);
    let span = spans.get(after.checked_sub(1)?).copied();
    span.filter(|span| at < span.end)
}

fn holds(spans: &[Span], at: WallTime) -> bool {
    containing(spans, at).is_some()
}

fn next_start(spans: &[Span], after: WallTime) -> Option<WallTime> {
    let next = spans.partition_point(|span| span.start <= after);
    spans.get(next).map(|span| span.start)
}
