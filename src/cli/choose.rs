//! Choosing the replication to tell: by its number, or by its time to containment among all.

use crate::experiment::run;
use crate::measure::estimate::{Value, rank_of};
use crate::measure::{Column, Layout, value};
use crate::model::{Exercise, Measure};
use crate::report::Told;

use super::arguments::PlayArguments;
use super::failure::{Failure, NOTHING_WRITTEN};
use super::interrupt;
use super::memory::{ASK_FOR_FEWER, refuse_what_cannot_fit};
use super::run::{Progress, settings};
use super::streams::Streams;

/// Which replication is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    /// This one.
    Number(u64),
    /// The one at this quantile of the time to containment, with the words for it.
    Quantile(f64, &'static str),
    /// The one in which most had fallen at its end; of those, the one that was contained last or never.
    Worst,
}

/// Finds it: all are played, unless it is named.
pub(super) fn choose(
    wanted: Wanted,
    exercise: &Exercise,
    play: &PlayArguments,
    streams: &Streams,
) -> Result<Told, Failure> {
    let (chosen, words) = match wanted {
        Wanted::Number(replication) => {
            return Ok(Told {
                replication,
                chosen: None,
            });
        }
        Wanted::Quantile(quantile, words) => {
            let ranked = ranked(&played(exercise, play, streams)?, |one| (one.contained, 0));
            let words = match words {
                "" => format!("the {quantile} quantile"),
                words => words.to_owned(),
            };
            let words = format!("{words} of {} by time to containment", ranked.len());
            (at(&ranked, quantile), words)
        }
        Wanted::Worst => {
            let ranked = ranked(&played(exercise, play, streams)?, |one| (one.fell, one.contained));
            let words = format!(
                "the worst of {} by what fell, then by time to containment",
                ranked.len()
            );
            (worst(&ranked), words)
        }
    };
    let replication = chosen.ok_or_else(|| Failure::Usage("nothing was played".to_owned()))?;
    Ok(Told {
        replication,
        chosen: Some(words),
    })
}

/// What a replication is chosen by.
#[derive(Clone, Copy, Debug)]
struct Played {
    number: u64,
    /// Milliseconds to containment, the largest number if it never came.
    contained: i64,
    /// The blast weight at containment, else at the horizon.
    fell: i64,
}

type Key = (i64, i64);

/// The numbers of the replications by a key; ties by number.
fn ranked(played: &[Played], key: impl Fn(&Played) -> Key) -> Vec<(Key, u64)> {
    let mut ranked: Vec<(Key, u64)> = played.iter().map(|one| (key(one), one.number)).collect();
    ranked.sort_unstable();
    ranked
}

/// The last by its key; of several alike the first played.
fn worst(ranked: &[(Key, u64)]) -> Option<u64> {
    let (most, _) = ranked.last()?;
    let first = ranked.partition_point(|(key, _)| key < most);
    ranked.get(first).map(|(_, number)| *number)
}

fn played(exercise: &Exercise, play: &PlayArguments, streams: &Streams) -> Result<Vec<Played>, Failure> {
    let progress = Progress::new(streams, play.quiet, "choosing");
    let tell = |done, of| progress.tell(done, of);
    let mut alone = exercise.clone();
    alone.false_alarms = None;
    let alone = [alone];
    refuse_what_cannot_fit(&alone, ASK_FOR_FEWER)?;
    let last = u64::from(exercise.replications);
    let played = run(&alone, &settings(last, play, &tell)).map_err(|failure| Failure::Environment {
        doing: "play".to_owned(),
        path: None,
        because: failure.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    })?;
    if interrupt::is_asked() {
        return Err(Failure::Interrupted);
    }
    let layout = Layout::new(exercise);
    let Some(played) = played.first() else {
        return Ok(Vec::new());
    };
    let cells = |column: Column| played.incidents.cells(&layout, column);
    let contained = cells(Column::Measure(Measure::TimeToContainment)).map(time);
    let rows = contained.zip(cells(Column::BlastAtEnd)).zip(1..);
    let one = |((contained, fell), number)| Played {
        number,
        contained,
        fell,
    };
    Ok(rows.map(one).collect())
}

fn time(cell: i64) -> i64 {
    match value(cell) {
        Value::Observed(ms) => ms,
        Value::Censored | Value::NotApplicable => i64::MAX,
    }
}

/// The smallest of which the quantile is no larger, by the rank that estimates have too.
fn at(ranked: &[(Key, u64)], quantile: f64) -> Option<u64> {
    let rank = usize::try_from(rank_of(ranked.len() as u64, quantile)).ok()?;
    ranked.get(rank.checked_sub(1)?).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::{Played, at, ranked, worst};

    fn played(number: u64, contained: i64, fell: i64) -> Played {
        Played {
            number,
            contained,
            fell,
        }
    }

    #[test]
    fn a_quantile_is_one_of_the_replications() {
        let ranked = [((1, 0), 7), ((2, 0), 3), ((3, 0), 9), ((4, 0), 1)];
        for (quantile, number) in [(0.0, 7), (0.25, 7), (0.5, 3), (0.51, 9), (1.0, 1)] {
            assert_eq!(at(&ranked, quantile), Some(number), "{quantile}");
        }
        assert_eq!(at(&[], 0.5), None);
        // 0.07 × 100 comes out above 7 in binary.
        let hundred: Vec<((i64, i64), u64)> = (1..=100).map(|number| ((0, 0), number)).collect();
        assert_eq!(at(&hundred, 0.07), Some(7));
    }

    #[test]
    fn the_worst_is_where_most_fell_and_not_where_nothing_happened_for_long() {
        let of = |all: &[Played]| worst(&ranked(all, |one| (one.fell, one.contained)));
        // Never contained, but a single node fell: dull.
        let all = [
            played(1, i64::MAX, 1),
            played(2, 500, 90),
            played(3, 700, 90),
            played(4, 700, 90),
            played(5, 900, 80),
        ];
        assert_eq!(of(&all), Some(3));
        assert_eq!(of(&[]), None);
    }
}
