//! What a run says: its document, its records, its summary.

use std::io::Write;

use crate::experiment::Played;
use crate::model::{Exercise, Limit};
use crate::report::terminal::{Canvas, Summary, summary};
use crate::report::{Plays, Records, RunDocument};

/// Writes the records of all alternatives as CSV.
///
/// # Errors
/// If they cannot be written.
pub(in crate::cli) fn records(
    into: &mut dyn Write,
    exercises: &[Exercise],
    played: &[Played],
) -> csv::Result<()> {
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
pub(in crate::cli) fn summarise(
    document: &RunDocument,
    exercises: &[Exercise],
    details: bool,
    canvas: &mut Canvas,
) {
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
        Limit::Share(share) => Some(format!("over {} % of the reachable weight", percent(share))),
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

/// A share in per cent as somebody would write it: 0.29 is 28.999999999999996 in binary, and 29 to people.
fn percent(share: f64) -> f64 {
    let shortest = format!("{:.11e}", 100.0 * share);
    shortest.parse().unwrap_or(100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_told_as_it_was_written() {
        for written in ["29", "20", "0.1", "7", "57", "33.3", "100"] {
            let share: f64 = written.parse::<f64>().unwrap() / 100.0;
            assert_eq!(percent(share).to_string(), written);
        }
    }
}
