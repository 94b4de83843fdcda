//! The pieces of authority that an alternative has, and those that it lacks.

use std::collections::BTreeSet;

use crate::model::{Chain, ChainId, Decider, Exercise, Exhausted, NobodyPolicy, Right, Target};

use super::catalogue::catalogue;
use super::idea::{ChainEdit, Idea, Kind, Recipe};
use super::slot::Slot;
use super::text::{self, quoted};

/// A piece of authority, and the change that takes it away or adds it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub kind: &'static str,
    /// It is there, and is taken away; else it is missing, and is added.
    pub is_there: bool,
    /// It is the presence of somebody, not a piece of the playbook.
    pub is_presence: bool,
    /// The change.
    pub idea: Idea,
}

/// Entries of the catalogue that add a piece of authority.
const ADDED: [&str; 4] = ["add-backup", "standing", "act-on-exhaustion", "name-lead"];

/// Every piece of authority of an alternative; with `people` also people.
pub(super) fn pieces(exercise: &Exercise, people: bool) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut seen: BTreeSet<Slot> = BTreeSet::new();
    for right in &exercise.playbook.rights {
        all.extend(of_right(exercise, right));
        for slot in slots(exercise, right) {
            if seen.insert(slot.clone()) {
                all.extend(of_chain(exercise, &slot));
            }
        }
    }
    let further = [Slot::of_triage(exercise), Slot::of_arbiter(exercise)];
    for slot in further.into_iter().flatten() {
        if seen.insert(slot.clone()) {
            all.extend(of_chain(exercise, &slot));
        }
    }
    let added = catalogue(exercise, &[])
        .into_iter()
        .filter(|idea| ADDED.contains(&idea.entry));
    all.extend(added.map(|idea| Piece {
        kind: idea.entry,
        is_there: false,
        is_presence: false,
        idea,
    }));
    all.extend(absences(exercise, people));
    all
}

fn slots(exercise: &Exercise, right: &Right) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    slots.extend(Slot::of_decider(exercise, right));
    slots.extend(Slot::of_approvals(exercise, right));
    slots.extend(Slot::of_executor(exercise, right));
    slots
}

fn piece(kind: &'static str, title: String, about: Vec<String>, recipe: Recipe) -> Piece {
    Piece {
        kind,
        is_there: true,
        is_presence: false,
        idea: Idea {
            title,
            entry: kind,
            kind: Kind::DecisionRight,
            asks: 1,
            about,
            delegated_by: String::new(),
            pages: Vec::new(),
            clues: Vec::new(),
            recipe,
        },
    }
}

/// Standing authority, approvals, gates.
fn of_right(exercise: &Exercise, right: &Right) -> Vec<Piece> {
    let id = quoted(&right.id);
    let about = || vec![right.id.to_string()];
    if right.decider == Decider::Standing {
        let title = format!("Standing authority `{}`", right.id);
        return vec![piece(
            "standing",
            title,
            about(),
            Recipe::Fixed(vec![format!("Remove(Right({id}))")]),
        )];
    }
    let mut pieces = Vec::new();
    for approval in &right.approvals {
        let chain = exercise
            .playbook
            .chains
            .item(approval.chain)
            .map_or("", |chain| &chain.id);
        let first = chain.rsplit('/').next().unwrap_or(chain);
        let title = format!("Approval by `{first}` under `{}`", right.id);
        let recipe = Recipe::DropApproval(right.id.to_string(), chain.to_owned());
        pieces.push(piece("approval", title, about(), recipe));
    }
    for gate in &right.gates {
        let others = right.gates.iter().filter(|other| *other != gate);
        let left: Vec<String> = others.map(text::gate).collect();
        let title = format!(
            "Gate of `{}` on the decision to {}",
            right.id,
            gate.decision.word()
        );
        let change = format!("Right(id: {id}, gates: [{}])", left.join(", "));
        pieces.push(piece("gate", title, about(), Recipe::Fixed(vec![change])));
    }
    pieces
}

/// Backups, and the limits after which the next are asked.
fn of_chain(exercise: &Exercise, slot: &Slot) -> Vec<Piece> {
    let Some(chain) = slot.chain(exercise) else {
        return Vec::new();
    };
    let mut pieces = Vec::new();
    let who = slot.words();
    let edit =
        |kind, title: String, edit| piece(kind, title, slot.about(), Recipe::Chain(slot.clone(), edit));
    for (place, step) in chain.steps.iter().enumerate() {
        let targets: Vec<String> = step
            .targets
            .iter()
            .map(|one| text::words(exercise, *one))
            .collect();
        let targets = targets.join(" and ");
        if place > 0 {
            let title = format!("Backup {targets} of {who}, step {}", place + 1);
            pieces.push(edit("backup", title, ChainEdit::Without(place)));
        }
        if goes_on(chain, place) {
            let title = format!("Limit of {} on step {} of {who}", step.within, place + 1);
            pieces.push(edit(
                "time_limit",
                title,
                ChainEdit::Within(place, exercise.horizon),
            ));
        }
    }
    if chain.exhausted == Exhausted::Act {
        let title = format!("Going on when nobody answers for {who}");
        pieces.push(edit("act", title, ChainEdit::Hold));
    }
    pieces
}

/// Whether something comes after a step.
fn goes_on(chain: &Chain, place: usize) -> bool {
    place + 1 < chain.steps.len()
        || chain.repeats > 0
        || chain.exhausted != Exhausted::Hold
        || chain.nobody == NobodyPolicy::Drop
}

/// Whoever is asked for something is away from the first instant to the horizon.
fn absences(exercise: &Exercise, people: bool) -> Vec<Piece> {
    let targets: BTreeSet<Target> = all_chains(exercise)
        .filter_map(|id| exercise.playbook.chains.item(id))
        .flat_map(|chain| &chain.steps)
        .flat_map(|step| step.targets.iter().copied())
        .collect();
    let groups = targets
        .iter()
        .copied()
        .filter(|target| !matches!(target, Target::Person(_) | Target::Body(_)));
    let mut asked: Vec<Target> = groups.collect();
    if people {
        let of = |target: &Target| crate::authority::people_of(&exercise.organisation, *target);
        let all: BTreeSet<_> = targets.iter().flat_map(of).collect();
        asked.extend(all.into_iter().map(Target::Person));
    }
    asked
        .into_iter()
        .map(|target| absence(exercise, target))
        .collect()
}

fn all_chains(exercise: &Exercise) -> impl Iterator<Item = ChainId> {
    exercise.playbook.chains.ids()
}

fn absence(exercise: &Exercise, target: Target) -> Piece {
    let (kind, id) = text::named(exercise, target);
    let does = match target {
        Target::Rota(_) => format!("RotaStale(rota: {})", quoted(id)),
        _ => format!(
            "Unavailable(who: {}, lasts: \"{}\")",
            text::target(exercise, target),
            exercise.horizon
        ),
    };
    let inject = quoted(&format!("without the {kind} {id}"));
    let change = format!("Inject(id: {inject}, on: At(\"0m\"), does: {does})");
    let who = text::words(exercise, target);
    let mut letters = who.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    let title = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    let mut one = piece(kind, title, vec![id.to_string()], Recipe::Fixed(vec![change]));
    one.is_presence = true;
    one
}
