//! Sentences of others without the names of people.

use std::collections::BTreeSet;

use crate::model::Exercise;
use crate::report::Naming;
use crate::report::naming::Labels;

/// What stands in place of each name: what its bearer holds. Findings name people where the plan names nobody else.
#[derive(Clone, Debug, Default)]
pub(super) struct Nameless {
    /// The longest first, so that no name is taken for the beginning of another.
    replaced: Vec<(String, String)>,
}

impl Nameless {
    /// The names of an exercise; none where people were asked for.
    pub(super) fn new(exercise: &Exercise, naming: Naming) -> Self {
        if naming == Naming::People {
            return Self::default();
        }
        let labels = Labels::new(exercise, Naming::Roles);
        let organisation = &exercise.organisation;
        let groups = organisation.roles.iter().map(|role| &role.id);
        let groups = groups.chain(organisation.teams.iter().map(|team| &team.id));
        // An id that something else has too may mean that.
        let taken: BTreeSet<&str> = groups
            .chain(exercise.estate.nodes.iter().map(|node| &node.id))
            .map(|id| &**id)
            .collect();
        let mut replaced = Vec::new();
        for (id, person) in organisation.people.enumerate() {
            let label = labels.of(id);
            replaced.push((person.name.to_string(), label.clone()));
            if !taken.contains(&*person.id) {
                replaced.push((format!("`{}`", person.id), format!("`{label}`")));
            }
        }
        replaced.retain(|(name, label)| !name.is_empty() && name != label);
        replaced.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then(one.cmp(other)));
        Self { replaced }
    }

    /// The text with every name replaced where it stands as a word.
    pub(super) fn of(&self, text: &str) -> String {
        let mut told = text.to_owned();
        for (name, label) in &self.replaced {
            if told.contains(name.as_str()) {
                told = replace_words(&told, name, label);
            }
        }
        told
    }
}

fn replace_words(text: &str, name: &str, by: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(name) {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // A name in backticks brings its own ends.
        let ends = !name.starts_with('`');
        made.push_str(before);
        let part = ends && (inside(made.chars().last()) || inside(after.chars().next()));
        made.push_str(if part { name } else { by });
        rest = after;
    }
    made + rest
}

#[cfg(test)]
mod tests {
    use super::replace_words;

    #[test]
    fn only_whole_names_are_replaced() {
        assert_eq!(
            replace_words("Ana and Anastasia ask Ana.", "Ana", "soc A"),
            "soc A and Anastasia ask soc A."
        );
        assert_eq!(
            replace_words("`ana` is away", "`ana`", "`soc A`"),
            "`soc A` is away"
        );
    }
}
