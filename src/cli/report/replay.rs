//! Making a result again from the copy of its inputs: a result that was changed by hand is noticed.

use std::num::NonZeroUsize;

use serde::Serialize;
use serde_json::Value;

use crate::check::check;
use crate::cli::arguments::PlayArguments;
use crate::cli::compare::against;
use crate::cli::failure::Failure;
use crate::cli::loading::resolve;
use crate::cli::run::{assume, play, records};
use crate::cli::streams::{Streams, json};
use crate::document::{Diagnostic, Loaded};
use crate::experiment::{PERFECT, perfect};
use crate::measure::compare::Margin;
use crate::model::Exercise;
use crate::report::gap::difference;
use crate::report::{CheckDocument, CompareDocument, CompareHeading, Heading, RunDocument, plan_document};

/// What came of making a result again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The same, and what was done.
    Same(String),
    /// Something else, and where.
    Other(String),
    /// It was not made again, and why.
    Not(String),
}

/// How it is played.
pub(super) struct Replay<'a> {
    pub(super) threads: Option<NonZeroUsize>,
    pub(super) streams: &'a Streams,
}

impl Replay<'_> {
    fn play(&self) -> PlayArguments {
        PlayArguments {
            replications: None,
            seed: None,
            threads: self.threads,
            quiet: false,
        }
    }

    /// Plays a run again: its document and its records.
    pub(super) fn run(&self, loaded: &Loaded, of: &RunDocument, written: &[u8]) -> Result<Again, Failure> {
        let names: Vec<String> = of.alternatives.iter().map(|one| one.name.clone()).collect();
        let exercises = resolve(loaded, &names, unreadable)?;
        let mut outcome = play(&exercises, &self.play(), self.streams)?;
        if of.alternatives.iter().any(|one| one.assumptions.is_some()) {
            assume(loaded, &exercises, &mut outcome, &self.play(), self.streams)?;
        }
        let heading = Heading {
            command: of.command.clone(),
            exercise: of.exercise.clone(),
            file: of.file.clone(),
            seed: of.seed,
            inputs: of.inputs.clone(),
            partial: of.partial,
        };
        let mut made = RunDocument::new(heading, &outcome.figures);
        made.version.clone_from(&of.version);
        // The earlier run that it was held against is not here.
        made.against.clone_from(&of.against);
        if let Some(place) = parted(of, &made)? {
            return Ok(Again::Other(place));
        }
        let mut rows = Vec::new();
        // Writing to memory does not fail.
        drop(records(&mut rows, &exercises, &outcome.played));
        let (then, now) = (String::from_utf8_lossy(written), String::from_utf8_lossy(&rows));
        Ok(match difference(&then, &now) {
            Some((line, then, now)) => Again::Other(format!(
                "records, line {line}\n      there:        {then}\n      played again: {now}"
            )),
            None => Again::Same(format!("played again, {}", played(&exercises))),
        })
    }

    /// Holds the alternatives against each other again.
    pub(super) fn compare(&self, loaded: &Loaded, of: &CompareDocument) -> Result<Again, Failure> {
        let written = of.alternatives.iter().filter(|one| one.name != PERFECT);
        let names: Vec<String> = std::iter::once(&of.baseline)
            .chain(written.map(|one| &one.name))
            .cloned()
            .collect();
        let mut exercises = resolve(loaded, &names, unreadable)?;
        let wants_best = of.alternatives.iter().any(|one| one.name == PERFECT);
        let best = exercises.first().filter(|_| wants_best).map(perfect);
        exercises.extend(best);
        let outcome = play(&exercises, &self.play(), self.streams)?;
        let margin = Margin {
            of_rates: of.margins.of_rates,
            of_the_baseline: of.margins.of_the_baseline,
        };
        let heading = CompareHeading {
            command: of.command.clone(),
            exercise: of.exercise.clone(),
            file: of.file.clone(),
            seed: of.seed,
            inputs: of.inputs.clone(),
            partial: of.partial,
            baseline: of.baseline.clone(),
        };
        let compared = against(&exercises, &outcome.played, &margin);
        let mut made = CompareDocument::new(heading, &margin, &compared);
        made.version.clone_from(&of.version);
        Ok(parted(of, &made)?.map_or_else(
            || Again::Same(format!("played again, {}", played(&exercises))),
            Again::Other,
        ))
    }
}

/// Checks the plan again.
pub(super) fn check_again(loaded: &Loaded, of: &CheckDocument) -> Result<Again, Failure> {
    let names: Vec<String> = loaded.alternatives().map(str::to_owned).collect();
    let found = check(loaded, &names).map_err(unreadable)?;
    let made = plan_document(&of.exercise, loaded, &found);
    Ok(parted(of, &made)?.map_or_else(
        || Again::Same("checked again".to_owned()),
        |place| {
            Again::Other(format!(
                "{place}\n      (a check of some alternatives only is held against all of them)"
            ))
        },
    ))
}

fn played(exercises: &[Exercise]) -> String {
    let most = exercises.iter().map(|exercise| exercise.replications).max();
    format!(
        "{} incidents of each of {} alternatives",
        most.unwrap_or(0),
        exercises.len()
    )
}

fn unreadable(found: Vec<Diagnostic>) -> Failure {
    let titles: Vec<String> = found.into_iter().map(|one| one.title).collect();
    Failure::Usage(format!(
        "the copy of the inputs cannot be resolved: {}",
        titles.join("; ")
    ))
}

/// Where two documents part, as a path with both values; nothing: they are the same.
fn parted<T: Serialize>(then: &T, now: &T) -> Result<Option<String>, Failure> {
    // Both go the same way through text, so that a digit cannot be lost in one of them only.
    let value = |of: &T| json(of).map(|text| serde_json::from_str::<Value>(&text).unwrap_or_default());
    Ok(first(&value(then)?, &value(now)?, String::new()))
}

fn first(then: &Value, now: &Value, at: String) -> Option<String> {
    if then == now {
        return None;
    }
    match (then, now) {
        (Value::Object(these), Value::Object(those)) => {
            let parts = these.iter().map(|(name, value)| {
                let other = those.get(name).unwrap_or(&Value::Null);
                first(value, other, format!("{at}.{name}"))
            });
            parts.flatten().next()
        }
        (Value::Array(these), Value::Array(those)) if these.len() == those.len() => {
            let parts = these.iter().zip(those).enumerate();
            let mut parts =
                parts.filter_map(|(place, (one, other))| first(one, other, format!("{at}[{place}]")));
            parts.next()
        }
        _ => Some(format!(
            "`{}`\n      there:      {}\n      made again: {}",
            at.trim_start_matches('.'),
            short(then),
            short(now)
        )),
    }
}

fn short(of: &Value) -> String {
    let text = of.to_string();
    if text.chars().count() <= 100 {
        text
    } else {
        text.chars().take(100).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::first;

    #[test]
    fn the_first_place_that_differs_is_told_as_a_path() {
        let then = json!({ "a": [1, { "b": 2.5 }], "c": 1 });
        let now = json!({ "a": [1, { "b": 2.6 }], "c": 2 });
        let place = first(&then, &now, String::new()).expect("they differ");
        assert!(place.starts_with("`a[1].b`") && place.contains("2.5") && place.contains("2.6"));
        assert_eq!(first(&then, &then, String::new()), None);
    }
}
