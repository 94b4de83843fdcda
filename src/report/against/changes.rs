//! What was changed between two runs: so that nobody passes by moving the limit, a weight or an objective.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Exercise, Limit};
use crate::report::Input;

use super::document::Change;

/// A change, before the alternatives it is in are gathered: what, which one, then, now.
type Found = (String, Option<String>, Option<String>, Option<String>);

/// The changes of all alternatives that both runs have, each once.
pub(super) fn changes<'e>(pairs: impl IntoIterator<Item = (&'e Exercise, &'e Exercise)>) -> Vec<Change> {
    let mut all: BTreeMap<Found, Vec<String>> = BTreeMap::new();
    for (then, now) in pairs {
        for found in between(then, now) {
            all.entry(found).or_default().push(now.alternative.to_string());
        }
    }
    let change = |((what, subject, then, now), alternatives)| Change {
        what,
        subject,
        then,
        now,
        alternatives,
    };
    all.into_iter().map(change).collect()
}

/// A change of the run as a whole.
pub(super) fn of_the_run(what: &str, then: Option<String>, now: Option<String>) -> Option<Change> {
    (then != now).then(|| Change {
        what: what.to_owned(),
        subject: None,
        then,
        now,
        alternatives: Vec::new(),
    })
}

/// Files that are not what they were.
pub(super) fn of_the_inputs(then: &[Input], now: &[Input]) -> Vec<Change> {
    let by_file = |inputs: &[Input]| -> BTreeMap<String, String> {
        inputs
            .iter()
            .map(|input| (input.file.clone(), input.sha256.clone()))
            .collect()
    };
    let found = differences("input", &by_file(then), &by_file(now));
    let change = |(what, subject, then, now): Found| Change {
        what,
        subject,
        then,
        now,
        alternatives: Vec::new(),
    };
    found.map(change).collect()
}

fn between(then: &Exercise, now: &Exercise) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut value = |what: &str, then: String, now: String| {
        if then != now {
            found.push((what.to_owned(), None, Some(then), Some(now)));
        }
    };
    value("limit", limit(then.limit), limit(now.limit));
    value("horizon", then.horizon.to_string(), now.horizon.to_string());
    let alarms = |of: &Exercise| {
        let alarms = of.false_alarms.as_ref();
        alarms.map_or_else(|| "none".to_owned(), |alarms| alarms.per_incident.to_string())
    };
    value("false alarms per incident", alarms(then), alarms(now));
    found.extend(differences("crown jewel", &jewels(then), &jewels(now)));
    found.extend(differences("weight", &weights(then), &weights(now)));
    found.extend(differences("objective", &objectives(then), &objectives(now)));
    found
}

/// Entries that came, went or became something else.
fn differences(
    what: &str,
    then: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> impl Iterator<Item = Found> + use<> {
    let subjects: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let found: Vec<Found> = subjects
        .into_iter()
        .map(|subject| (subject, then.get(subject), now.get(subject)))
        .filter(|(_, then, now)| then != now)
        .map(|(subject, then, now)| {
            (
                what.to_owned(),
                Some(subject.clone()),
                then.cloned(),
                now.cloned(),
            )
        })
        .collect();
    found.into_iter()
}

/// The limit in words (M3).
pub(super) fn limit(limit: Limit) -> String {
    match limit {
        Limit::NoCrownJewel => "no crown jewel".to_owned(),
        Limit::Share(share) => format!("{} %", (share * 1e8).round() / 1e6),
        Limit::Weight(weight) => format!("weight {weight}"),
        Limit::Count(count) => format!("{count} assets"),
    }
}

/// The crown jewels by id.
pub(super) fn jewels(exercise: &Exercise) -> BTreeMap<String, String> {
    let nodes = exercise
        .crown_jewels
        .iter()
        .filter_map(|&id| exercise.estate.nodes.item(id));
    nodes
        .map(|node| (node.id.to_string(), "named".to_owned()))
        .collect()
}

fn weights(exercise: &Exercise) -> BTreeMap<String, String> {
    let nodes = exercise.estate.nodes.iter();
    nodes
        .map(|node| (node.id.to_string(), node.weight.to_string()))
        .collect()
}

/// Objectives by what they measure, so that a moved threshold is one change.
fn objectives(exercise: &Exercise) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for objective in &exercise.objectives {
        let at = objective.text.find(['<', '>']).unwrap_or(objective.text.len());
        let (subject, threshold) = objective.text.split_at(at);
        all.entry(subject.trim().to_owned())
            .or_default()
            .push(threshold.trim().to_owned());
    }
    all.into_iter()
        .map(|(subject, thresholds)| (subject, thresholds.join(" and ")))
        .collect()
}
