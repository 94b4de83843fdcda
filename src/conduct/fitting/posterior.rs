//! What is held after the observations.

use crate::chance::math::{exp, ln, normal_cdf, normal_quantile};

use super::grid::{Axis, Grid};
use super::group::Range;
use super::prior::{HIGH, LOW, SharePrior, TimePrior};

/// What was observed of one time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The seconds of those that were answered, above zero.
    pub answered: Vec<f64>,
    /// For how many seconds nobody had answered the others, above zero.
    pub open: Vec<f64>,
}

/// The posterior of a time, and of the share that is answered where that is asked for.
#[derive(Debug)]
pub struct Posterior {
    grid: Grid,
    asks_for_share: bool,
}

/// Logarithms of seconds lie so far around what is known, at most; the box only has to hold the mass.
const AROUND: f64 = 6.0;
/// The logarithm of the spread lies so far from that of what was observed.
const SPREADS: f64 = 3.0;
/// The share, as the logarithm of its odds.
const ODDS: f64 = 14.0;

impl Posterior {
    /// Of times that come in the end (no `share`), or of times of those that are answered at all.
    pub fn new(time: TimePrior, share: Option<SharePrior>, evidence: &Evidence) -> Self {
        let logs: Vec<f64> = evidence.answered.iter().map(|seconds| ln(*seconds)).collect();
        let open = grouped(&evidence.open);
        let after = time.with(&logs);
        #[expect(clippy::cast_precision_loss, reason = "a count of observations")]
        let answered = logs.len() as f64;
        let share = share.map(|share| SharePrior {
            answered: share.answered + answered,
            ..share
        });
        let axes = axes(&time, &after, &open, share.is_some());
        let fill = |axes: &[Axis; 3], into: &mut Vec<f64>| {
            let [across, up, along] = *axes;
            for mean in across.points() {
                for log_spread in up.points() {
                    let times = after.log_density(mean, log_spread);
                    let longer: Vec<(f64, f64)> = open
                        .iter()
                        .map(|(log, count)| (1.0 - normal_cdf((log - mean) * exp(-log_spread)), *count))
                        .collect();
                    into.extend(
                        along
                            .points()
                            .map(|odds| times + unanswered(share, odds, &longer)),
                    );
                }
            }
        };
        Self {
            grid: Grid::new(axes, &fill),
            asks_for_share: share.is_some(),
        }
    }

    /// The median in seconds.
    pub fn median(&self) -> Range {
        let [mean, ..] = self.grid.axes;
        let weights = self.grid.margin(0);
        let value: f64 = mean.points().zip(&weights).map(|(at, weight)| at * weight).sum();
        Range {
            low: exp(quantile(mean, &weights, LOW)),
            value: exp(value),
            high: exp(quantile(mean, &weights, HIGH)),
        }
    }

    /// The spread of the logarithms: that of the mean precision, as the closed form has it.
    pub fn spread(&self) -> f64 {
        let [_, spread, _] = self.grid.axes;
        let both = spread.points().zip(self.grid.margin(1));
        let precision: f64 = both.map(|(log, weight)| weight * exp(-2.0 * log)).sum();
        precision.sqrt().recip()
    }

    /// Nine in ten are answered within so many seconds, of those that are answered.
    pub fn nine_in_ten(&self) -> f64 {
        self.median().value * exp(normal_quantile(0.9) * self.spread())
    }

    /// The share that is answered; nothing where it was not asked for.
    pub fn share(&self) -> Option<Range> {
        if !self.asks_for_share {
            return None;
        }
        let [.., odds] = self.grid.axes;
        let weights = self.grid.margin(2);
        let value = odds
            .points()
            .zip(&weights)
            .map(|(at, weight)| of_odds(at) * weight)
            .sum();
        Some(Range {
            low: of_odds(quantile(odds, &weights, LOW)),
            value,
            high: of_odds(quantile(odds, &weights, HIGH)),
        })
    }
}

/// The box that holds the mass.
fn axes(prior: &TimePrior, after: &TimePrior, open: &[(f64, f64)], asks_for_share: bool) -> [Axis; 3] {
    let known = open.iter().map(|(log, _)| *log).chain([prior.mean, after.mean]);
    let (low, high) = known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), log| {
        (low.min(log), high.max(log))
    });
    let wide = AROUND * after.spread().max(prior.spread()).max(1.0);
    let (narrow, spread) = (
        ln(after.spread().min(prior.spread())),
        ln(after.spread().max(prior.spread())),
    );
    let odds = if asks_for_share { ODDS } else { 0.0 };
    [
        Axis {
            from: low - wide,
            to: high + wide,
        },
        Axis {
            from: narrow - SPREADS,
            to: spread + SPREADS,
        },
        Axis {
            from: -odds,
            to: odds,
        },
    ]
}

/// Open observations by their length, each with how many there are: timeouts of paging systems are few.
fn grouped(open: &[f64]) -> Vec<(f64, f64)> {
    let mut sorted = open.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for seconds in sorted {
        let log = ln(seconds);
        match groups.last_mut() {
            Some((last, count)) if log - *last < 1e-9 => *count += 1.0,
            _ => groups.push((log, 1.0)),
        }
    }
    groups
}

/// What the share and the open observations add to the logarithm of the density; `longer` has how likely an answer
/// takes longer, and how often it did.
fn unanswered(share: Option<SharePrior>, odds: f64, longer: &[(f64, f64)]) -> f64 {
    let Some(prior) = share else {
        // In the end everybody decides: as if all were answered.
        return longer
            .iter()
            .map(|(longer, count)| count * ln(longer.max(f64::MIN_POSITIVE)))
            .sum();
    };
    let answered = of_odds(odds);
    let never = of_odds(-odds);
    // The density of the odds, not of the share: both exponents are one higher.
    let mut sum = prior.answered * ln(answered) + prior.never * ln(never);
    for (longer, count) in longer {
        sum += count * ln((never + answered * longer).max(f64::MIN_POSITIVE));
    }
    sum
}

fn of_odds(log: f64) -> f64 {
    1.0 / (1.0 + exp(-log))
}

/// Where so much of the weight lies below, between the points of an axis.
fn quantile(axis: Axis, weights: &[f64], share: f64) -> f64 {
    let mut below = 0.0;
    let mut before = (axis.from, 0.0);
    for (at, weight) in axis.points().zip(weights) {
        // Half of a point lies below it.
        let here = (at, below + weight / 2.0);
        if here.1 >= share {
            let (from, low) = before;
            return from + part(share, low, here.1) * (at - from);
        }
        below += weight;
        before = here;
    }
    axis.to
}

/// How far a share lies between two others, as the quantiles of a normal law do: straight lines between shares would make both ends of a
/// coarse grid too wide.
fn part(share: f64, low: f64, high: f64) -> f64 {
    if high <= low {
        return 0.0;
    }
    if low <= 0.0 || high >= 1.0 {
        return (share - low) / (high - low);
    }
    let [share, low, high] = [share, low, high].map(normal_quantile);
    (share - low) / (high - low)
}
