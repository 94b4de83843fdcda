//! A change that may be played: what it is, what it asks for, and how it is written over what is there.

use crate::model::{Capabilities, Exercise, Exhausted, Step, Target};
use crate::time::SimDuration;

use super::base::Base;
use super::slot::{Slot, approvals};
use super::text;

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Who may decide, approve or carry out what.
    DecisionRight,
    /// How long somebody is waited for, and what happens then.
    Limits,
    /// The estate: credentials, ways, sensors.
    Technical,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::DecisionRight, Self::Limits, Self::Technical];

    /// The word by which bounds name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DecisionRight => "decision-right",
            Self::Limits => "limits",
            Self::Technical => "technical",
        }
    }
}

/// A finding of a check: what it is about, and the changes that it offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// The code.
    pub code: String,
    /// What is wrong.
    pub title: String,
    /// The ids that it is about.
    pub about: Vec<String>,
    /// The changes in RON that it offers, each with its words.
    pub changes: Vec<(String, String)>,
}

/// A change that may be played.
#[derive(Clone, Debug)]
pub struct Idea {
    /// What to do, as a sentence without a full stop; no two ideas have the same.
    pub title: String,
    /// The entry of the catalogue.
    pub entry: &'static str,
    /// What kind of change it is.
    pub kind: Kind,
    /// How much it asks of the organisation: 1 a change of paper, 2 authority moves, 3 authority stands beforehand or a
    /// check goes, 4 engineers are needed.
    pub asks: u8,
    /// The ids of what it changes.
    pub about: Vec<String>,
    /// Who would have to delegate it.
    pub delegated_by: String,
    /// The ids of people who may be paged because of it.
    pub pages: Vec<String>,
    /// The findings that ask for it.
    pub clues: Vec<Clue>,
    pub(super) recipe: Recipe,
}

/// How a change is written over what is there.
#[derive(Clone, Debug)]
pub(super) enum Recipe {
    /// Always in the same words.
    Fixed(Vec<String>),
    /// As a change of a chain.
    Chain(Slot, ChainEdit),
    /// Without the approval by this chain, under this right.
    DropApproval(String, String),
    /// Actions for people, by their ids.
    Capability(Vec<String>, Vec<String>),
    /// Two at once: where several hold something up, one alone may change nothing.
    Both(Box<Idea>, Box<Idea>),
}

/// What becomes of a chain.
#[derive(Clone, Debug)]
pub(super) enum ChainEdit {
    /// A further step at the end; a chain that holds is gone through twice at least.
    Add(Vec<Target>, SimDuration),
    /// No step takes longer.
    Limit(SimDuration),
    /// One step takes so long.
    Within(usize, SimDuration),
    /// Without this step.
    Without(usize),
    /// As if answered, when nobody does.
    Act,
    /// Wait for any open page, when nobody answers.
    Hold,
    /// So many repeats.
    Repeat(u32),
}

impl Idea {
    /// The changes in RON that make it of the base with the changes so far, which are `exercise`; nothing where nothing is
    /// left to do.
    pub fn changes(&self, base: &Base<'_>, so_far: &[String], exercise: &Exercise) -> Option<Vec<String>> {
        match &self.recipe {
            Recipe::Fixed(changes) => Some(changes.clone()),
            Recipe::Chain(slot, edit) => {
                let mut chain = slot.chain(exercise)?.clone();
                edit.apply(&mut chain)?;
                Some(vec![slot.write(base, so_far, exercise, &chain)?])
            }
            Recipe::DropApproval(right, chain) => {
                let instead = |other: &str| (other == chain).then_some(None);
                Some(vec![approvals(base, so_far, exercise, (right, &instead))?])
            }
            Recipe::Capability(people, actions) => capability(exercise, people, actions),
            Recipe::Both(one, other) => {
                let mut changes = one.changes(base, so_far, exercise)?;
                let all = [so_far, &changes].concat();
                let between = base.with(&all)?;
                changes.extend(other.changes(base, &all, &between)?);
                Some(changes)
            }
        }
    }

    /// This and another at once.
    pub(super) fn and(&self, other: &Self) -> Self {
        let joined = |mine: &[String], theirs: &[String]| {
            let mut all = [mine, theirs].concat();
            all.sort_unstable();
            all.dedup();
            all
        };
        let mut letters = other.title.chars();
        let first = letters.next().map(|letter| letter.to_lowercase().to_string());
        Self {
            title: format!(
                "{}, and {}{}",
                self.title,
                first.unwrap_or_default(),
                letters.as_str()
            ),
            entry: "two-changes",
            kind: self.kind.max(other.kind),
            asks: self.asks.max(other.asks),
            about: joined(&self.about, &other.about),
            delegated_by: self.delegated_by.clone(),
            pages: joined(&self.pages, &other.pages),
            clues: self.clues.iter().chain(&other.clues).cloned().collect(),
            recipe: Recipe::Both(Box::new(self.clone()), Box::new(other.clone())),
        }
    }

    /// Whether a word of the user names it: its kind, its entry of the catalogue, or something that it changes.
    pub fn is_called(&self, word: &str) -> bool {
        self.kind.word() == word || self.entry == word || self.about.iter().any(|id| id == word)
    }
}

impl ChainEdit {
    /// Nothing where it would change nothing.
    fn apply(&self, chain: &mut crate::model::Chain) -> Option<()> {
        match self {
            Self::Add(targets, within) => {
                let known = chain.steps.iter().flat_map(|step| &step.targets);
                if known.clone().any(|target| targets.contains(target)) {
                    return None;
                }
                chain.steps.push(Step {
                    targets: targets.clone(),
                    within: *within,
                });
                // Whoever is asked once and sleeps through it backs up nobody.
                if chain.exhausted == Exhausted::Hold {
                    chain.repeats = chain.repeats.max(1);
                }
            }
            Self::Limit(most) => {
                let long = chain.steps.iter_mut().filter(|step| step.within > *most);
                let shortened = long.map(|step| step.within = *most).count();
                (shortened > 0).then_some(())?;
            }
            Self::Within(place, within) => chain.steps.get_mut(*place)?.within = *within,
            Self::Without(place) => {
                (chain.steps.len() > 1 && *place < chain.steps.len()).then_some(())?;
                chain.steps.remove(*place);
            }
            Self::Act => {
                (chain.exhausted != Exhausted::Act).then_some(())?;
                chain.exhausted = Exhausted::Act;
            }
            Self::Hold => chain.exhausted = Exhausted::Hold,
            Self::Repeat(times) => {
                (chain.repeats < *times).then_some(())?;
                chain.repeats = *times;
            }
        }
        Some(())
    }
}

fn capability(exercise: &Exercise, people: &[String], actions: &[String]) -> Option<Vec<String>> {
    let mut changes = Vec::new();
    for person in &exercise.organisation.people {
        let can = &person.capabilities;
        if can.all || !people.iter().any(|id| **id == *person.id) {
            continue;
        }
        let known = words(exercise, can);
        let further = actions.iter().filter(|action| !known.contains(action));
        let all: Vec<&String> = known.iter().chain(further).collect();
        if all.len() > known.len() {
            let can = text::quoted_list(all.into_iter().map(String::as_str));
            changes.push(format!("Person(id: {}, can: {can})", text::quoted(&person.id)));
        }
    }
    (!changes.is_empty()).then_some(changes)
}

fn words(exercise: &Exercise, can: &Capabilities) -> Vec<String> {
    let actions = can
        .actions
        .iter()
        .filter_map(|id| exercise.playbook.actions.item(*id));
    let decisions = can.decisions.iter().map(|decision| decision.word().to_owned());
    actions
        .map(|action| action.id.to_string())
        .chain(decisions)
        .collect()
}
