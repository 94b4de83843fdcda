//! The rules and roles behind each cause, as sums that any split of the replications adds up to (M4, M6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::Cause;
use crate::model::{Exercise, Index, Name, PersonId, Table};

use super::attribution::Piece;

/// To whom or what time is charged beside its cause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum To {
    Rule(Name),
    Role(Name),
}

/// Milliseconds by path (contained or censored), cause and rule or role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges(Vec<(bool, usize, To, i128)>);

impl Charges {
    /// Adds the sums of another part.
    pub fn merge(&mut self, other: &Self) {
        if other.0.is_empty() {
            return;
        }
        let all = self.0.drain(..).chain(other.0.iter().cloned());
        let mut sums: BTreeMap<(bool, usize, To), i128> = BTreeMap::new();
        for (contained, cause, to, ms) in all {
            *sums.entry((contained, cause, to)).or_default() += ms;
        }
        self.0 = sums
            .into_iter()
            .map(|((contained, cause, to), ms)| (contained, cause, to, ms))
            .collect();
    }

    /// The rules charged with a cause, the one with the most time first; ties by name.
    pub fn rules(&self, contained: bool, cause: Cause) -> Vec<Name> {
        self.most_first(contained, cause, |to| match to {
            To::Rule(name) => Some(name),
            To::Role(_) => None,
        })
    }

    /// The roles charged with a cause, the one with the most time first; ties by name.
    pub fn roles(&self, contained: bool, cause: Cause) -> Vec<Name> {
        self.most_first(contained, cause, |to| match to {
            To::Role(name) => Some(name),
            To::Rule(_) => None,
        })
    }

    fn most_first(&self, contained: bool, cause: Cause, wanted: fn(&To) -> Option<&Name>) -> Vec<Name> {
        let of_cause = self
            .0
            .iter()
            .filter(|(of, at, _, _)| *of == contained && *at == place(cause));
        let mut found: Vec<(i128, &Name)> = of_cause
            .filter_map(|(_, _, to, ms)| Some((-ms, wanted(to)?)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name.clone()).collect()
    }
}

/// Where a cause stands in the list of all.
pub(super) fn place(cause: Cause) -> usize {
    Cause::ALL.iter().position(|known| *known == cause).unwrap_or(0)
}

/// Sums while replications are played, by places instead of names.
#[derive(Debug)]
pub(super) struct Ledger {
    /// The names under which each person's time is reported: roles, never people.
    roles: Table<PersonId, Vec<usize>>,
    names: Vec<Name>,
    rights: usize,
    rules: Vec<i128>,
    by_role: Vec<i128>,
}

impl Ledger {
    pub(super) fn new(exercise: &Exercise) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut place_of = |name: &Name| {
            names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name.clone());
                names.len() - 1
            })
        };
        let people = exercise.organisation.people.ids();
        let roles: Table<PersonId, Vec<usize>> = people
            .map(|person| {
                roles_of(exercise, person)
                    .into_iter()
                    .map(&mut place_of)
                    .collect()
            })
            .collect();
        let rights = exercise.playbook.rights.len();
        Self {
            rules: vec![0; 2 * Cause::ALL.len() * rights],
            by_role: vec![0; 2 * Cause::ALL.len() * names.len()],
            roles,
            names,
            rights,
        }
    }

    /// Charges one piece of a critical path.
    pub(super) fn charge(&mut self, contained: bool, piece: &Piece) {
        let ms = i128::from((piece.to - piece.from).as_millis());
        let row = usize::from(contained) * Cause::ALL.len() + place(piece.cause);
        let rule = piece.rule.map(|rule| row * self.rights + rule.position());
        if let Some(sum) = rule.and_then(|at| self.rules.get_mut(at)) {
            *sum += ms;
        }
        let Some(person) = piece.person else {
            return;
        };
        for &role in self.roles.item(person).into_iter().flatten() {
            if let Some(sum) = self.by_role.get_mut(row * self.names.len() + role) {
                *sum += ms;
            }
        }
    }

    /// Gives the sums with their names, and begins anew.
    pub(super) fn take(&mut self, exercise: &Exercise) -> Charges {
        let rights = exercise.playbook.rights.iter();
        let rule_names: Vec<Name> = rights.map(|right| right.id.clone()).collect();
        let mut charges = Charges::default();
        let mut sums = named(&mut self.rules, &rule_names, To::Rule);
        sums.extend(named(&mut self.by_role, &self.names, To::Role));
        charges.merge(&Charges(sums));
        charges
    }
}

/// The sums above zero with their names, which become zero.
fn named(sums: &mut [i128], names: &[Name], to: fn(Name) -> To) -> Vec<(bool, usize, To, i128)> {
    let mut found = Vec::new();
    for (row, sums) in sums.chunks_exact_mut(names.len().max(1)).enumerate() {
        for (sum, name) in sums.iter_mut().zip(names) {
            let ms = std::mem::take(sum);
            if ms > 0 {
                found.push((
                    row >= Cause::ALL.len(),
                    row % Cause::ALL.len(),
                    to(name.clone()),
                    ms,
                ));
            }
        }
    }
    found
}

/// The roles that a person holds; without any the team, without one the other organisation they belong to.
pub fn roles_of(exercise: &Exercise, person: PersonId) -> Vec<&Name> {
    let organisation = &exercise.organisation;
    let held = organisation
        .roles
        .iter()
        .filter(|role| role.holders.contains(&person));
    let roles: Vec<&Name> = held.map(|role| &role.id).collect();
    if !roles.is_empty() {
        return roles;
    }
    let Some(person) = organisation.people.item(person) else {
        return Vec::new();
    };
    let team = person
        .team
        .and_then(|team| organisation.teams.item(team))
        .map(|team| &team.id);
    team.or(person.external.as_ref()).into_iter().collect()
}
