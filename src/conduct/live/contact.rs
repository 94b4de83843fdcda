//! The contact check: who has confirmed that they can be reached, and which decision rights hang on those who have not.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{
    Chain, ChainId, Decider, Executor, Exercise, Exhausted, Member, Organisation, PersonId, Right, Target,
};

use super::seat::Role;
use super::session::Session;

/// What somebody is needed for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Hanging {
    /// The decision right, by id.
    pub right: String,
    /// Their part in it: `decides`, `approves`, `is consulted`, `advises`, `carries out`.
    pub part: &'static str,
    /// Nobody else who has confirmed could stand in.
    pub alone: bool,
}

/// A participant who has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unconfirmed {
    /// The seat.
    pub seat: String,
    /// Who sits there.
    pub name: String,
    /// The people whom they play, by id.
    pub plays: Vec<String>,
    /// What hangs on them.
    pub hanging: Vec<Hanging>,
}

/// Who can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactCheck {
    /// Seats that have confirmed: seat, name, when (milliseconds since the Unix epoch).
    pub confirmed: Vec<(String, String, i64)>,
    /// Seats that have not.
    pub missing: Vec<Unconfirmed>,
}

impl Session<'_> {
    /// Who has confirmed, and what hangs on the others.
    pub fn contact_check(&self) -> ContactCheck {
        let (confirmed, missing): (Vec<_>, Vec<_>) = self
            .seats
            .iter()
            .partition(|sitting| sitting.confirmed_ms.is_some());
        let there: BTreeSet<PersonId> = confirmed
            .iter()
            .flat_map(|it| it.people.iter().copied())
            .collect();
        ContactCheck {
            confirmed: confirmed
                .iter()
                .filter_map(|it| Some((it.seat.id.clone(), it.seat.name.clone(), it.confirmed_ms?)))
                .collect(),
            missing: missing
                .iter()
                .map(|it| Unconfirmed {
                    seat: it.seat.id.clone(),
                    name: it.seat.name.clone(),
                    plays: it.seat.plays.clone(),
                    hanging: match it.seat.role {
                        Role::Player => hanging(self.exercise, &it.people, &there),
                        _ => Vec::new(),
                    },
                })
                .collect(),
        }
    }
}

fn hanging(exercise: &Exercise, people: &[PersonId], there: &BTreeSet<PersonId>) -> Vec<Hanging> {
    let mut found: Vec<Hanging> = Vec::new();
    for right in &exercise.playbook.rights {
        for (part, chain) in parts(right) {
            let asked = asked_by(exercise, chain);
            if people.iter().any(|person| asked.contains(person)) {
                found.push(Hanging {
                    right: right.id.to_string(),
                    part,
                    alone: asked.is_disjoint(there),
                });
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The chains of a right, with what they are for.
fn parts(right: &Right) -> impl Iterator<Item = (&'static str, ChainId)> + '_ {
    let decides = match right.decider {
        Decider::Chain(chain) => Some(("decides", chain)),
        Decider::Owner | Decider::Standing => None,
    };
    let executes = match right.executor {
        Executor::Chain(chain) => Some(("carries out", chain)),
        Executor::Decider | Executor::Automatic => None,
    };
    let approves = right
        .approvals
        .iter()
        .map(|approval| ("approves", approval.chain));
    let advises = right.advice.iter().map(|advice| ("advises", advice.chain));
    let consulted = right.consult.map(|chain| ("is consulted", chain));
    decides
        .into_iter()
        .chain(approves)
        .chain(consulted)
        .chain(advises)
        .chain(executes)
}

/// Everybody whom a chain can ever mean, those to whom it escalates too.
fn asked_by(exercise: &Exercise, first: ChainId) -> BTreeSet<PersonId> {
    let mut found = BTreeSet::new();
    let mut next = Some(first);
    // Chains do not escalate in a circle: that is a mistake of the documents.
    for _ in 0..exercise.playbook.chains.len() {
        let Some(chain) = next.map(|chain| &exercise.playbook.chains[chain]) else {
            break;
        };
        meant_by(chain, &exercise.organisation, &mut found);
        next = match chain.exhausted {
            Exhausted::Escalate(to) => Some(to),
            Exhausted::Hold | Exhausted::Act => None,
        };
    }
    found
}

/// Everybody whom some chain of the plan can mean, by id.
pub fn askable(exercise: &Exercise) -> BTreeSet<PersonId> {
    let mut found = BTreeSet::new();
    for chain in &exercise.playbook.chains {
        meant_by(chain, &exercise.organisation, &mut found);
    }
    found
}

fn meant_by(chain: &Chain, organisation: &Organisation, found: &mut BTreeSet<PersonId>) {
    for target in chain.steps.iter().flat_map(|step| &step.targets) {
        match *target {
            Target::Person(person) => {
                found.insert(person);
            }
            Target::Role(role) => found.extend(&organisation.roles[role].holders),
            Target::Team(team) => found.extend(&organisation.teams[team].members),
            Target::Rota(rota) => found.extend(organisation.rotas[rota].rota.everybody()),
            Target::Body(body) => {
                for member in &organisation.bodies[body].members {
                    match member {
                        Member::Person(person) => {
                            found.insert(*person);
                        }
                        Member::Role(role) => found.extend(&organisation.roles[*role].holders),
                    }
                }
            }
        }
    }
}
