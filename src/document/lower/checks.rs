//! What only the whole can show: circles of gates, missing runbooks, automation that is none.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::whole::Whole;
use crate::model::{ActionId, Decision, Executor, Exercise, Exhausted, NodeKindId, Right, RunbookEntry};

use super::Lower;
use super::selector::selects;

/// Reports what is wrong with the exercise as a whole.
pub(super) fn check(lower: &mut Lower<'_>, exercise: &Exercise, written: &Whole) {
    runbooks(lower, exercise, written);
    gates(lower, exercise, written);
    super::calendars::check(lower, exercise, written);
    super::near_tags::check(lower, written);
    let entries = Entries::of(exercise);
    for (right, source) in exercise.playbook.rights.iter().zip(&written.playbook.rights) {
        lower.report.enter(source.id.place);
        automation(lower, (exercise, &entries), right, source);
    }
}

/// A kind without an entry is an input error (R6).
fn runbooks(lower: &mut Lower<'_>, exercise: &Exercise, written: &Whole) {
    let of_class = |entry: &&RunbookEntry| {
        let class = entry.class.as_ref();
        class.is_none_or(|class| *class == exercise.scenario.class)
    };
    // An entry for high severity alone leaves the lower ones without actions.
    let entries = exercise.playbook.runbook.iter().filter(of_class);
    let kinds: BTreeSet<Option<NodeKindId>> = entries
        .filter(|entry| entry.from_severity <= exercise.scenario.severity)
        .map(|entry| entry.kind)
        .collect();
    let mut without: BTreeMap<NodeKindId, Place> = BTreeMap::new();
    for node in &written.estate.nodes {
        let kind = node.kind.value.as_deref();
        let Some(kind) = kind.and_then(|kind| lower.names.node_kinds.get(kind)) else {
            continue;
        };
        if !kinds.contains(&None) && !kinds.contains(&Some(kind)) {
            without.entry(kind).or_insert(node.kind.place);
        }
    }
    for (kind, place) in without {
        let name = exercise.estate.node_kinds.item(kind).map_or("", |kind| &*kind.id);
        let title = format!("the runbook says nothing about the kind `{name}`");
        let presets = crate::document::preset::node_kind_names();
        let draft = lower
            .report
            .draft(Code::NoRunbook, place, title)
            .suggest(name, presets);
        lower
            .report
            .push(draft.help(format!("add it: `runbook: {{ \"{name}\": [\"disable\"] }}`")));
    }
}

/// Decisions of this incident may not wait for each other in a circle (P3).
fn gates(lower: &mut Lower<'_>, exercise: &Exercise, written: &Whole) {
    let mut waits: BTreeMap<Decision, BTreeMap<Decision, Place>> = BTreeMap::new();
    for (right, source) in exercise.playbook.rights.iter().zip(&written.playbook.rights) {
        if right
            .class
            .as_ref()
            .is_some_and(|class| *class != exercise.scenario.class)
        {
            continue;
        }
        for gate in &right.gates {
            let place = super::right::gate_place(source, gate.decision);
            waits
                .entry(right.decision)
                .or_default()
                .entry(gate.decision)
                .or_insert(place);
        }
    }
    let mut reported: BTreeSet<Decision> = BTreeSet::new();
    for start in Decision::ALL {
        let Some(circle) =
            circle(&waits, start).filter(|circle| circle.iter().all(|one| !reported.contains(one)))
        else {
            continue;
        };
        reported.extend(circle.iter().copied());
        let words: Vec<String> = circle
            .iter()
            .chain([&start])
            .map(|one| format!("`{}`", one.word()))
            .collect();
        let title = format!(
            "decisions wait for each other in a circle: {}",
            words.join(" for ")
        );
        let next = circle.iter().skip(1).chain([&start]);
        let mut places = circle
            .iter()
            .zip(next)
            .filter_map(|(one, other)| waits.get(one)?.get(other).copied());
        let mut draft = lower
            .report
            .draft(Code::GateCycle, places.next().unwrap_or_default(), title);
        for place in places {
            let also = lower.report.locate(place);
            draft = draft.also(also, "which waits for this");
        }
        lower.report.push(draft);
    }
}

/// The shortest way from a decision over gates back to itself.
fn circle(waits: &BTreeMap<Decision, BTreeMap<Decision, Place>>, start: Decision) -> Option<Vec<Decision>> {
    let mut paths: Vec<Vec<Decision>> = vec![vec![start]];
    // A path without repeats is no longer than there are decisions.
    for _ in Decision::ALL {
        let mut longer = Vec::new();
        for path in &paths {
            let last = path.last()?;
            for next in waits.get(last).into_iter().flat_map(BTreeMap::keys) {
                if *next == start {
                    return Some(path.clone());
                }
                if !path.contains(next) {
                    let mut path = path.clone();
                    path.push(*next);
                    longer.push(path);
                }
            }
        }
        paths = longer;
    }
    None
}

/// `Act` for an executor, and execution without a person, need actions that need none (C5, P4).
fn automation(
    lower: &mut Lower<'_>,
    (exercise, entries): (&Exercise, &Entries<'_>),
    right: &Right,
    source: &crate::document::syntax::Right,
) {
    if right.decision != Decision::Contain {
        return;
    }
    let acts = |chain: crate::model::ChainId| {
        let chain = exercise.playbook.chains.item(chain);
        chain.is_some_and(|chain| chain.exhausted == Exhausted::Act)
    };
    let (code, title, place) = match right.executor {
        Executor::Automatic => (
            Code::AutomaticWithoutAutomation,
            "execution is automatic",
            source.executor.place,
        ),
        Executor::Chain(chain) if acts(chain) => (
            Code::ActWithoutAutomation,
            "the executor's chain acts when it is exhausted",
            source.executor.place,
        ),
        // P4: where nothing is written, the decider's chain executes; its `Act` decides, and holds as executor.
        Executor::Decider | Executor::Chain(_) => return,
    };
    let by_hand = by_hand(exercise, entries, right);
    let Some(action) = by_hand
        .first()
        .and_then(|action| exercise.playbook.actions.item(*action))
    else {
        return;
    };
    let title = format!("{title}, but `{}` needs a person", action.id);
    let draft = lower.report.draft(code, place, title);
    lower.report.push(draft.help(format!(
        "narrow `assets`, write `Action(id: \"{}\", automatic: true)` where it is, or let people execute",
        action.id
    )));
}

/// The runbook, by the kind of asset that an entry is for.
struct Entries<'e> {
    of_kind: BTreeMap<NodeKindId, Vec<&'e RunbookEntry>>,
    of_any: Vec<&'e RunbookEntry>,
}

impl<'e> Entries<'e> {
    fn of(exercise: &'e Exercise) -> Self {
        let mut it = Self {
            of_kind: BTreeMap::new(),
            of_any: Vec::new(),
        };
        for entry in &exercise.playbook.runbook {
            match entry.kind {
                Some(kind) => it.of_kind.entry(kind).or_default().push(entry),
                None => it.of_any.push(entry),
            }
        }
        it
    }

    /// The entries that may be used for a kind of asset under a right: one that fits better hides those that fit less (R6).
    fn used(&self, exercise: &Exercise, right: &Right, kind: NodeKindId) -> Vec<&'e RunbookEntry> {
        let class = right.class.as_ref().unwrap_or(&exercise.scenario.class);
        let of_kind = self.of_kind.get(&kind).into_iter().flatten();
        let mut entries: Vec<&RunbookEntry> = of_kind
            .chain(&self.of_any)
            .copied()
            .filter(|entry| entry.class.as_ref().is_none_or(|of| of == class))
            .collect();
        entries.sort_by_key(|entry| {
            std::cmp::Reverse((entry.kind.is_some(), entry.class.is_some(), entry.from_severity))
        });
        // The right holds from this severity on, so nothing behind an entry that holds there too is ever used.
        let always = entries
            .iter()
            .position(|entry| entry.from_severity <= right.from_severity);
        entries.truncate(always.map_or(entries.len(), |at| at + 1));
        entries
    }
}

/// Actions that the right may bring about and that need a person, by id.
fn by_hand(exercise: &Exercise, entries: &Entries<'_>, right: &Right) -> Vec<ActionId> {
    let kinds: BTreeSet<NodeKindId> = exercise
        .estate
        .nodes
        .enumerate()
        .filter(|(node, _)| selects(&right.assets, *node, &exercise.estate))
        .map(|(_, node)| node.kind)
        .collect();
    let used = kinds.iter().flat_map(|kind| entries.used(exercise, right, *kind));
    let actions: BTreeSet<ActionId> = used.flat_map(|entry| entry.actions.iter().copied()).collect();
    let by_hand = |action: &ActionId| {
        exercise
            .playbook
            .actions
            .item(*action)
            .is_some_and(|action| !action.automatic)
    };
    actions.into_iter().filter(by_hand).collect()
}
