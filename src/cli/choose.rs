//! Choosing the replication to tell: by its number, or by its time to containment among all.

use crate::experiment::run;
use crate::measure::estimate::{Value, rank_of};
use crate::measure::{Column, Layout, value};
use crate::model::{Exercise, Measure};
use crate::report::Told;

use super::arguments::PlayArguments;
use super::failure::{Failure, NOTHING_WRITTEN};
use super::interrupt;
use super::memory::refuse_what_cannot_fit;
use super::run::{Progress, settings};
use super::streams::Streams;

/// Which replication is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    /// This one.
    Number(u64),
    /// The one at this quantile, with the words for it.
    Quantile(f64, &'static str),
}

/// Finds it: all are played, unless it is named.
pub(super) fn choose(
    wanted: Wanted,
    exercise: &Exercise,
    play: &PlayArguments,
    streams: &Streams,
) -> Result<Told, Failure> {
    let (quantile, words) = match wanted {
        Wanted::Number(replication) => {
            return Ok(Told {
                replication,
                chosen: None,
            });
        }
        Wanted::Quantile(quantile, words) => (quantile, words),
    };
    let ranked = ranked(exercise, play, streams)?;
    let replication = at(&ranked, quantile).ok_or_else(|| Failure::Usage("nothing was played".to_owned()))?;
    let words = if words.is_empty() {
        format!("the {quantile} quantile")
    } else {
        words.to_owned()
    };
    let chosen = format!("{words} of {} by time to containment", ranked.len());
    Ok(Told {
        replication,
        chosen: Some(chosen),
    })
}

/// The replications by time to containment: censored last, ties by number.
fn ranked(exercise: &Exercise, play: &PlayArguments, streams: &Streams) -> Result<Vec<u64>, Failure> {
    let progress = Progress::new(streams, play.quiet, "choosing");
    let tell = |done, of| progress.tell(done, of);
    let mut alone = exercise.clone();
    alone.false_alarms = None;
    let alone = [alone];
    refuse_what_cannot_fit(&alone)?;
    let last = u64::from(exercise.replications);
    let played = run(&alone, &settings(last, play, &tell)).map_err(|failure| Failure::Environment {
        doing: "play".to_owned(),
        path: None,
        because: failure.to_string(),
        left: NOTHING_WRITTEN,
    })?;
    if interrupt::is_asked() {
        return Err(Failure::Interrupted);
    }
    let layout = Layout::new(exercise);
    let Some(played) = played.first() else {
        return Ok(Vec::new());
    };
    let times = played
        .incidents
        .cells(&layout, Column::Measure(Measure::TimeToContainment));
    let mut ranked: Vec<(i64, u64)> = times.map(time).zip(1..).collect();
    ranked.sort_unstable();
    Ok(ranked.into_iter().map(|(_, number)| number).collect())
}

fn time(cell: i64) -> i64 {
    match value(cell) {
        Value::Observed(ms) => ms,
        Value::Censored | Value::NotApplicable => i64::MAX,
    }
}

/// The smallest of which the quantile is no larger, by the rank that estimates have too.
fn at(ranked: &[u64], quantile: f64) -> Option<u64> {
    let rank = usize::try_from(rank_of(ranked.len() as u64, quantile)).ok()?;
    ranked.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn a_quantile_is_one_of_the_replications() {
        let ranked = [7, 3, 9, 1];
        for (quantile, number) in [(0.0, 7), (0.25, 7), (0.5, 3), (0.51, 9), (1.0, 1)] {
            assert_eq!(at(&ranked, quantile), Some(number), "{quantile}");
        }
        assert_eq!(at(&[], 0.5), None);
        // 0.07 × 100 comes out above 7 in binary.
        let hundred: Vec<u64> = (1..=100).collect();
        assert_eq!(at(&hundred, 0.07), Some(7));
    }
}
