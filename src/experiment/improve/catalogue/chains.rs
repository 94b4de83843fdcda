//! Chains: a backup, shorter limits, another round, acting when nobody answers.

use std::collections::BTreeSet;

use crate::model::{Exhausted, NodeId, PersonId, Target};
use crate::time::SimDuration;

use super::super::idea::{ChainEdit, Idea, Kind, Recipe};
use super::super::slot::Slot;
use super::super::text;
use super::view::View;

/// So many backups are tried for one chain.
const MOST_BACKUPS: usize = 4;
/// No step of a chain takes longer.
const SHORT: SimDuration = SimDuration::from_mins(10);
/// So often a chain that gives up is repeated instead.
const REPEATS: u32 = 3;

/// What is asked of those in a chain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Duty {
    /// To know enough to decide or approve.
    Judge,
    /// To carry out.
    Execute,
}

/// A chain that may be changed.
struct Place<'v> {
    slot: Slot,
    duty: Duty,
    assets: &'v [NodeId],
    delegated_by: String,
}

pub(super) fn chains(view: &View<'_>) -> Vec<Idea> {
    let mut ideas: Vec<Idea> = Vec::new();
    let mut seen: BTreeSet<Slot> = BTreeSet::new();
    for place in places(view) {
        if seen.insert(place.slot.clone()) {
            ideas.extend(backups(view, &place));
            ideas.extend(limits(view, &place));
        }
    }
    ideas
}

/// Every chain that somebody waits for.
fn places<'v>(view: &'v View<'_>) -> Vec<Place<'v>> {
    let exercise = view.exercise;
    let mut places: Vec<Place<'v>> = Vec::new();
    for (id, assets) in &view.rights {
        let right = view.right(*id);
        let mut add = |slot: Option<Slot>, duty: Duty| {
            places.extend(slot.map(|slot| Place {
                slot,
                duty,
                assets,
                delegated_by: view.delegator(right),
            }));
        };
        add(Slot::of_decider(exercise, right), Duty::Judge);
        for slot in Slot::of_approvals(exercise, right) {
            add(Some(slot), Duty::Judge);
        }
        add(Slot::of_executor(exercise, right), Duty::Execute);
    }
    let further = [Slot::of_triage(exercise), Slot::of_arbiter(exercise)];
    places.extend(further.into_iter().flatten().map(|slot| Place {
        slot,
        duty: Duty::Judge,
        assets: &[],
        delegated_by: "whoever leads the response".to_owned(),
    }));
    places
}

/// Those with context, or with the tools, who are not asked yet: rotas before teams before roles.
fn backups(view: &View<'_>, place: &Place<'_>) -> Vec<Idea> {
    let Some(chain) = place.slot.chain(view.exercise) else {
        return Vec::new();
    };
    let known: Vec<Target> = chain.steps.iter().flat_map(|step| step.targets.clone()).collect();
    let asked: BTreeSet<_> = known.iter().flat_map(|target| view.people(*target)).collect();
    let fitting = |target: &Target| {
        let people = view.people(*target);
        // Nobody new is no backup.
        !known.contains(target)
            && people.iter().any(|person| !asked.contains(person))
            && people.iter().any(|person| fits(view, place, *person))
    };
    let within = chain.steps.last().map_or(SHORT, |step| step.within);
    let targets = view.groups().into_iter().filter(fitting).take(MOST_BACKUPS);
    targets
        .map(|target| {
            let who = text::words(view.exercise, target);
            let (_, id) = text::named(view.exercise, target);
            let mut about = place.slot.about();
            about.push(id.to_string());
            Idea {
                title: format!("Add {who} as a backup to {}", place.slot.words()),
                entry: "add-backup",
                kind: Kind::DecisionRight,
                asks: 1,
                about,
                delegated_by: place.delegated_by.clone(),
                pages: view.people_ids(&[target]),
                clues: Vec::new(),
                recipe: Recipe::Chain(place.slot.clone(), ChainEdit::Add(vec![target], within)),
            }
        })
        .collect()
}

fn fits(view: &View<'_>, place: &Place<'_>, person: PersonId) -> bool {
    match place.duty {
        Duty::Execute => view.can(person, &view.actions(place.assets)),
        Duty::Judge => {
            let context = &view.exercise.organisation.people[person].context;
            place.assets.is_empty() || place.assets.iter().any(|asset| context.covers(*asset))
        }
    }
}

fn limits(view: &View<'_>, place: &Place<'_>) -> Vec<Idea> {
    let Some(chain) = place.slot.chain(view.exercise) else {
        return Vec::new();
    };
    let idea = |entry: &'static str, asks: u8, title: String, edit: ChainEdit| Idea {
        title,
        entry,
        kind: Kind::Limits,
        asks,
        about: place.slot.about(),
        delegated_by: place.delegated_by.clone(),
        pages: Vec::new(),
        clues: Vec::new(),
        recipe: Recipe::Chain(place.slot.clone(), edit),
    };
    let who = place.slot.words();
    let mut ideas = Vec::new();
    let long = chain.steps.iter().any(|step| step.within > SHORT);
    if long && (chain.steps.len() > 1 || chain.repeats > 0 || chain.exhausted != Exhausted::Hold) {
        let title = format!("Wait no longer than {SHORT} at each step of {who}");
        ideas.push(idea("shorter-limits", 1, title, ChainEdit::Limit(SHORT)));
    }
    if chain.repeats < REPEATS && chain.exhausted == Exhausted::Hold {
        let title = format!("Page {who} for {REPEATS} more rounds before giving up");
        ideas.push(idea("page-again", 1, title, ChainEdit::Repeat(REPEATS)));
    }
    if chain.exhausted != Exhausted::Act && place.duty == Duty::Judge && !is_escalation(place) {
        let title = format!("Go on when nobody answers for {who}");
        ideas.push(idea("act-on-exhaustion", 2, title, ChainEdit::Act));
    }
    ideas
}

/// A named chain may carry out as well: acting by itself is not allowed there.
fn is_escalation(place: &Place<'_>) -> bool {
    matches!(place.slot, Slot::Named(_) | Slot::Arbiter)
}
