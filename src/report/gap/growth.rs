//! How the blast radius grew, from incidents that are played again.

use crate::chance::math::{exp, ln};
use crate::engine::{Plan, Play};
use crate::model::{Exercise, Limit};
use crate::report::records::Plays;
use crate::time::SimTime;

use super::drawing::Band;

/// The curve begins at a minute: before it nothing can be told apart.
pub(super) const FIRST: f64 = 60.0;
/// How many times the curve has.
const POINTS: u32 = 72;

/// The blast radius of an alternative by time.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// The alternative.
    pub alternative: String,
    /// How many incidents were played again, from the first on.
    pub played: u64,
    /// Median and band.
    pub band: Vec<Band>,
    /// The limit as a share of the reachable weight; nothing: it counts no weight.
    pub limit: Option<f64>,
    /// When each incident was contained, in milliseconds; nothing: never.
    pub contained: Vec<Option<i64>>,
}

impl Growth {
    /// Plays the first incidents of an exercise again.
    pub fn play(exercise: &Exercise, incidents: u64) -> Self {
        let plan = Plan::new(exercise);
        let reach = whole(plan.reach_weight()).max(1.0);
        let times = times(whole_ms(exercise.horizon.as_millis()));
        let mut columns: Vec<Vec<f64>> = times.iter().map(|_| Vec::new()).collect();
        let mut contained = Vec::new();
        let mut play = Play::new(&plan);
        for replication in 1..=incidents {
            play.incident(replication);
            contained.push(play.contained_at().map(SimTime::as_millis));
            for (column, &at) in columns.iter_mut().zip(&times) {
                column.push(fallen(&play, at) / reach);
            }
        }
        let band = times.iter().zip(&mut columns).map(|(&at, shares)| {
            shares.sort_unstable_by(f64::total_cmp);
            let [p10, p50, p90] = [10, 50, 90].map(|per_cent| quantile(shares, per_cent));
            Band { at, p10, p50, p90 }
        });
        Self {
            alternative: exercise.alternative.to_string(),
            played: incidents,
            band: band.collect(),
            limit: match exercise.limit {
                Limit::Share(share) => Some(share),
                Limit::Weight(weight) => Some(whole(weight) / reach),
                Limit::Count(_) | Limit::NoCrownJewel => None,
            },
            contained,
        }
    }

    /// Whether the records tell of the same incidents: they were played by a version that plays alike.
    pub(super) fn agrees(&self, recorded: &[Option<i64>]) -> bool {
        recorded.len() >= self.contained.len() && recorded.iter().zip(&self.contained).all(|(a, b)| a == b)
    }
}

/// The word for incidents in the records.
pub(super) fn incident() -> &'static str {
    Plays::Incidents.word()
}

/// Times in equal factors from a minute to the horizon, seconds.
pub(super) fn times(horizon: f64) -> Vec<f64> {
    let (from, to) = (ln(FIRST), ln(horizon.max(2.0 * FIRST)));
    (0..=POINTS)
        .map(|place| exp(from + (to - from) * f64::from(place) / f64::from(POINTS)))
        .map(|at| (at * 1000.0).round() / 1000.0)
        .collect()
}

fn fallen(play: &Play<'_>, at: f64) -> f64 {
    let nodes = &play.exercise().estate.nodes;
    let fell = play.fallen().iter();
    let fell = fell.take_while(|(time, _)| whole_ms(time.as_millis()) <= at);
    fell.filter_map(|&(_, node)| nodes.item(node))
        .map(|node| f64::from(node.weight))
        .sum()
}

/// The least value that this many of a hundred do not pass.
fn quantile(sorted: &[f64], per_cent: usize) -> f64 {
    let rank = (sorted.len() * per_cent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "within any horizon")]
fn whole_ms(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
const fn whole(weight: u64) -> f64 {
    weight as f64
}

#[cfg(test)]
mod tests {
    use super::{FIRST, quantile, times};

    #[test]
    fn times_go_from_a_minute_to_the_horizon() {
        let times = times(604_800.0);
        assert_eq!(times.first().copied(), Some(FIRST));
        assert_eq!(times.last().copied(), Some(604_800.0));
        assert!(times.is_sorted());
    }

    #[test]
    fn quantiles_are_values_that_were_there() {
        let values = [1.0, 2.0, 3.0, 4.0];
        let quantiles = [10, 50, 90].map(|of| quantile(&values, of).to_string());
        assert_eq!(quantiles, ["1", "2", "4"]);
        assert_eq!(quantile(&[], 50).to_string(), "0");
    }
}
