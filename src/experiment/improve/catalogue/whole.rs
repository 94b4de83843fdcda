//! The whole catalogue, each idea once, with the findings that ask for it.

use std::collections::BTreeSet;

use crate::model::Exercise;

use super::super::idea::{Clue, Idea, Kind, Recipe};
use super::view::View;
use super::{chains, estate, ownership, people, rights};

/// Which findings an entry of the catalogue answers.
const ANSWERS: [(&str, &[&str]); 19] = [
    (
        "add-backup",
        &[
            "OUT002", "OUT003", "OUT015", "OUT016", "OUT018", "OUT019", "OUT020", "OUT024", "OUT025",
        ],
    ),
    ("act-on-exhaustion", &["OUT006", "OUT024", "OUT025"]),
    ("page-again", &["OUT006"]),
    ("shorter-limits", &["OUT004", "OUT006"]),
    ("dispute-limit", &["OUT004", "OUT007"]),
    ("drop-approval", &["OUT018", "OUT022", "OUT023", "OUT024"]),
    ("drop-approvals", &["OUT018", "OUT022", "OUT023", "OUT024"]),
    ("parallel-approvals", &["OUT022"]),
    ("widen-grant", &["OUT022"]),
    ("free-right", &["OUT021", "OUT022"]),
    ("drop-gate", &["OUT021"]),
    ("standing", &["OUT022", "OUT025"]),
    ("give-capability", &["OUT012", "OUT013", "OUT039"]),
    ("name-lead", &["OUT007"]),
    ("new-right", &["OUT001", "OUT031"]),
    ("provider-right", &["OUT027"]),
    ("shorter-lifetime", &["OUT032"]),
    ("just-in-time", &["OUT032"]),
    ("logs-at-hand", &["OUT033"]),
];

/// Every change that may be played of an alternative, by title.
pub fn catalogue(exercise: &Exercise, clues: &[Clue]) -> Vec<Idea> {
    let view = View::new(exercise);
    let mut ideas = chains::chains(&view);
    ideas.extend(rights::rights(&view));
    ideas.extend(ownership::ownership(&view));
    ideas.extend(people::people(&view));
    ideas.extend(estate::estate(&view));
    for idea in &mut ideas {
        idea.clues = clues
            .iter()
            .filter(|clue| asks_for(clue, idea))
            .cloned()
            .collect();
    }
    ideas.extend(offered(clues, &ideas));
    ideas.sort_by(|one, other| one.title.cmp(&other.title));
    ideas.dedup_by(|one, other| one.title == other.title);
    ideas
}

fn asks_for(clue: &Clue, idea: &Idea) -> bool {
    let answers = ANSWERS.iter().find(|(entry, _)| *entry == idea.entry);
    let answers = answers.is_some_and(|(_, codes)| codes.contains(&clue.code.as_str()));
    let offered = matches!(&idea.recipe, Recipe::Fixed(changes)
        if changes.len() == 1 && clue.changes.iter().any(|(_, change)| changes.contains(change)));
    offered || (answers && clue.about.iter().any(|id| idea.about.contains(id)))
}

/// What findings offer and the catalogue does not have.
fn offered(clues: &[Clue], ideas: &[Idea]) -> Vec<Idea> {
    let known: BTreeSet<&String> = ideas
        .iter()
        .filter_map(|idea| match &idea.recipe {
            Recipe::Fixed(changes) => changes.first().filter(|_| changes.len() == 1),
            _ => None,
        })
        .collect();
    // What the catalogue answers in its own words is not offered twice.
    let answered = |clue: &&Clue| ideas.iter().any(|idea| idea.clues.contains(clue));
    let all = clues
        .iter()
        .filter(|clue| !answered(clue))
        .flat_map(|clue| clue.changes.iter().map(move |offer| (clue, offer)));
    let new = all.filter(|(_, (_, change))| !known.contains(change));
    new.map(|(clue, (words, change))| Idea {
        title: format!(
            "{}: {}",
            sentence(words),
            clue.about.first().map_or("", String::as_str)
        ),
        entry: "finding",
        kind: Kind::DecisionRight,
        asks: 2,
        about: clue.about.clone(),
        delegated_by: "whoever answers for the plan".to_owned(),
        pages: Vec::new(),
        clues: vec![clue.clone()],
        recipe: Recipe::Fixed(vec![change.clone()]),
    })
    .collect()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
