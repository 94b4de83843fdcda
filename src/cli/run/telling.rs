//! What a run says: its document, its records, its summary.

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::experiment::Played;
use crate::model::{Exercise, Limit};
use crate::report::terminal::{Canvas, Summary, summary};
use crate::report::{Plays, Records, RunDocument};

/// The records of all alternatives as CSV.
pub(super) fn records(exercises: &[Exercise], played: &[Played]) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    write_records(&mut bytes, exercises, played).map_err(|error| Failure::Environment {
        doing: "write records".to_owned(),
        path: None,
        because: error.to_string(),
        left: NOTHING_WRITTEN,
    })?;
    Ok(bytes)
}

fn write_records(into: &mut Vec<u8>, exercises: &[Exercise], played: &[Played]) -> csv::Result<()> {
    let mut records = Records::new(into, exercises)?;
    for (exercise, played) in exercises.iter().zip(played) {
        records.write(exercise, Plays::Incidents, &played.incidents)?;
        if let Some(false_alarms) = &played.false_alarms {
            records.write(exercise, Plays::FalseAlarms, false_alarms)?;
        }
    }
    records.finish().map_err(csv::Error::from)
}

/// The summary for people.
pub(super) fn summarise(document: &RunDocument, exercises: &[Exercise], details: bool, canvas: &mut Canvas) {
    let Some(first) = exercises.first() else { return };
    let of = Summary {
        document,
        title: &first.title,
        limit: &limit(first),
        horizon: first.horizon,
        asked: u64::from(first.replications),
        details,
    };
    summary(&of, canvas);
}

/// What outrunning means in this exercise (M3), as the end of a sentence: `before over 20 % of the reachable weight or ..`.
fn limit(exercise: &Exercise) -> String {
    let amount = match exercise.limit {
        Limit::NoCrownJewel => None,
        Limit::Share(share) => Some(format!(
            "over {} % of the reachable weight",
            (share * 1e8).round() / 1e6
        )),
        Limit::Weight(weight) => Some(format!("a weight over {weight}")),
        Limit::Count(count) => Some(format!("over {count} assets")),
    };
    let jewel = match exercise.crown_jewels.len() {
        0 => None,
        1 => Some("the crown jewel".to_owned()),
        count => Some(format!("one of {count} crown jewels")),
    };
    match (amount, jewel) {
        (Some(amount), Some(jewel)) => format!("before {amount} or {jewel} fell"),
        (Some(one), None) | (None, Some(one)) => format!("before {one} fell"),
        (None, None) => "at all: no limit and no crown jewel is written".to_owned(),
    }
}
