//! Roles, not names: what people are called in what is told of a replication.

use std::collections::BTreeMap;

use crate::model::{Exercise, Index, Name, PersonId, RoleId};

/// What people are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// By what they hold: a slow answer is a property of rota, hours and chain, not of who held the pager.
    #[default]
    Roles,
    /// By their names, where the user asks for people; then it is said.
    People,
}

/// What each person of an exercise is called; no two are called the same.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    labels: Vec<String>,
}

impl Labels {
    /// By role and place in it (`ciso`, `deputy ciso`); who has none, by team or organisation and a letter (`soc B`).
    ///
    /// Of several roles the one is taken in which they come first, then the first by id. People named are known by id.
    pub(super) fn new(exercise: &Exercise, naming: Naming) -> Self {
        let people = &exercise.organisation.people;
        let labels = match naming {
            Naming::People => people.iter().map(|person| person.id.to_string()).collect(),
            Naming::Roles => by_role(exercise),
        };
        Self { labels }
    }

    /// What this person is called.
    pub(super) fn of(&self, person: PersonId) -> String {
        self.labels.get(person.position()).cloned().unwrap_or_default()
    }
}

/// What each person of an exercise is called in documents, by place: their role, or their name where people were asked for.
#[cfg(feature = "conduct")]
pub fn person_labels(exercise: &Exercise, naming: Naming) -> Vec<String> {
    match naming {
        Naming::Roles => by_role(exercise),
        Naming::People => {
            let people = exercise.organisation.people.iter();
            people.map(|person| person.name.to_string()).collect()
        }
    }
}

fn by_role(exercise: &Exercise) -> Vec<String> {
    let organisation = &exercise.organisation;
    let held = held(exercise);
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels = Vec::new();
    for (id, person) in organisation.people.enumerate() {
        let label = if let Some(&(place, role)) = held.get(&id) {
            in_role(&organisation.roles[role].id, place)
        } else {
            let team = person.team.map(|team| &organisation.teams[team].id);
            let group = team.or(person.external.as_ref()).map_or("person", |name| name);
            let place = letters.entry(group).or_default();
            *place += 1;
            format!("{group} {}", letter(*place - 1))
        };
        // A role may be called what another label comes to: two people still differ.
        let before = taken.entry(label.clone()).or_default();
        *before += 1;
        labels.push(if *before > 1 {
            format!("{label} ({before})")
        } else {
            label
        });
    }
    labels
}

/// For each holder of any role the best place in one, and which.
fn held(exercise: &Exercise) -> BTreeMap<PersonId, (usize, RoleId)> {
    let mut held = BTreeMap::new();
    for (role, entry) in exercise.organisation.roles.enumerate() {
        for (place, &holder) in entry.holders.iter().enumerate() {
            let best = held.entry(holder).or_insert((place, role));
            *best = (*best).min((place, role));
        }
    }
    held
}

fn in_role(role: &Name, place: usize) -> String {
    match place {
        0 => role.to_string(),
        1 => format!("deputy {role}"),
        place => format!("deputy {place} {role}"),
    }
}

/// `A` to `Z`, then `AA`, `AB` and so on.
fn letter(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letter(before - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_the_alphabet() {
        let places = [0, 1, 25, 26, 27, 51, 52, 26 * 27];
        let letters = ["A", "B", "Z", "AA", "AB", "AZ", "BA", "AAA"];
        assert_eq!(places.map(letter), letters);
    }
}
