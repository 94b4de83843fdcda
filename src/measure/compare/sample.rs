//! The pairs of one measure, and what can be said of their difference at any level of confidence.

use crate::measure::Scale;
use crate::measure::estimate::{
    Ends, Interval, PairedCounts, PairedQuantile, Reason, Sums, Value, paired_shares, wilson,
};

use super::contrast::{Contrast, Kind};

/// The pairs of one measure that applies to both sides.
#[derive(Debug)]
pub struct Sample {
    form: Form,
    scale: Scale,
    /// How many pairs there are.
    pub pairs: u64,
    /// How many there are besides in which the measure applies to the baseline alone, and to the alternative alone.
    pub alone: (u64, u64),
    /// In how many pairs the alternative is better, and worse.
    pub wins: (u64, u64),
    /// Every pair has the same difference, so that its spread is not known.
    pub constant: bool,
}

/// What a difference is made from.
#[derive(Debug)]
enum Form {
    Share(PairedCounts),
    Mean { then: Sums, now: Sums, by: Sums },
    Quantile(PairedQuantile),
}

impl Sample {
    /// Of these rows, each with the number of its replication, the baseline and the alternative; times are restricted to `horizon`, milliseconds, where their mean is asked for.
    pub fn new(contrast: &Contrast, rows: &[(i64, Value, Value)], horizon: i64) -> Self {
        let reads = |value: Value| read(value, contrast.kind, horizon);
        let mut pairs = Vec::with_capacity(rows.len());
        let (mut alone, mut less, mut more) = ((0, 0), 0, 0);
        for (_, then, now) in rows {
            let (then, now) = (reads(*then), reads(*now));
            match (then, now) {
                (Value::NotApplicable, Value::NotApplicable) => {}
                (_, Value::NotApplicable) => alone.0 += 1,
                (Value::NotApplicable, _) => alone.1 += 1,
                _ => {
                    less += u64::from(rank(now) < rank(then));
                    more += u64::from(rank(now) > rank(then));
                    pairs.push((then, now));
                }
            }
        }
        Self {
            form: Form::new(contrast.kind, &pairs),
            scale: contrast.scale,
            pairs: pairs.len() as u64,
            alone,
            wins: if contrast.more_is_better {
                (more, less)
            } else {
                (less, more)
            },
            constant: is_constant(&pairs),
        }
    }

    /// The figure of the baseline and that of the alternative over the pairs, in the units of output.
    pub fn sides(&self, confidence: f64) -> (Interval, Interval) {
        let (then, now) = match &self.form {
            Form::Share(counts) => {
                let side = |count: u64| wilson(count, counts.n(), confidence);
                (
                    side(counts.both + counts.only_then),
                    side(counts.both + counts.only_now),
                )
            }
            Form::Mean { then, now, .. } => (then.mean_interval(confidence), now.mean_interval(confidence)),
            Form::Quantile(quantile) => quantile.sides(confidence),
        };
        (self.scale.interval(then), self.scale.interval(now))
    }

    /// The alternative less the baseline, in the units of output.
    pub fn difference(&self, confidence: f64) -> Ends {
        let of = |interval: Interval| Ends {
            estimate: interval.estimate,
            low: interval.low.unwrap_or(f64::NEG_INFINITY),
            high: interval.high.unwrap_or(f64::INFINITY),
        };
        let inside = match &self.form {
            Form::Share(counts) => of(paired_shares(counts, confidence)),
            Form::Mean { by, .. } => of(by.mean_interval(confidence)),
            Form::Quantile(quantile) => quantile.difference(confidence),
        };
        Ends {
            estimate: inside.estimate.map(|by| self.scale.figure(by)),
            low: self.scale.figure(inside.low),
            high: self.scale.figure(inside.high),
        }
    }

    /// How many times as many replications independent luck would need for the same interval; none where the pairs do
    /// not vary, so that there is nothing to divide by.
    pub fn gain(&self) -> Option<f64> {
        let ratio = |apart: f64, paired: f64| (paired > 0.0).then(|| apart / paired);
        match &self.form {
            Form::Share(counts) => {
                #[expect(clippy::cast_precision_loss, reason = "counts of replications")]
                let share = |count: u64| count as f64 / counts.n().max(1) as f64;
                let [then, now] = [counts.both + counts.only_then, counts.both + counts.only_now].map(share);
                let apart = then * (1.0 - then) + now * (1.0 - now);
                let paired = share(counts.only_then + counts.only_now) - (now - then) * (now - then);
                ratio(apart, paired)
            }
            Form::Mean { then, now, by } => ratio(then.variance()? + now.variance()?, by.variance()?),
            Form::Quantile(quantile) => quantile.gain(),
        }
    }

    /// The difference as it is printed; `why` it has no estimate, if it has none.
    pub fn interval(&self, confidence: f64) -> Interval {
        let ends = self.difference(confidence);
        let finite = |end: f64| (end.is_finite() && ends.estimate.is_some()).then_some(end);
        let reason = match ends.estimate {
            None if self.pairs == 0 => Some(Reason::NotApplicable),
            None => Some(Reason::BeyondHorizon),
            Some(_) if ends.low.is_infinite() => Some(Reason::TooFew),
            Some(_) => None,
        };
        Interval {
            estimate: ends.estimate,
            low: finite(ends.low),
            high: finite(ends.high),
            confidence,
            reason,
        }
    }
}

impl Form {
    fn new(kind: Kind, pairs: &[(Value, Value)]) -> Self {
        match kind {
            Kind::Outrun | Kind::Share => {
                let mut counts = PairedCounts::default();
                for (then, now) in pairs {
                    counts.push(rank(*then) > 0, rank(*now) > 0);
                }
                Self::Share(counts)
            }
            Kind::Mean | Kind::RestrictedMean => {
                let ranks = || pairs.iter().map(|(then, now)| (rank(*then), rank(*now)));
                let (then, now) = (
                    ranks().map(|pair| pair.0).collect(),
                    ranks().map(|pair| pair.1).collect(),
                );
                let mut by = Sums::new();
                by.extend_by_differences(ranks());
                Self::Mean { then, now, by }
            }
            Kind::Quantile(q) => Self::Quantile(PairedQuantile::new(pairs, q)),
        }
    }
}

/// How a value counts for this kind. A mean has no place for what is open, but a time can be held to the horizon that both
/// have, where all of it is known: P. Royston and M. K. B. Parmar (2013), "Restricted mean survival time", BMC Medical
/// Research Methodology 13.
fn read(value: Value, kind: Kind, horizon: i64) -> Value {
    match (value, kind) {
        (Value::Observed(time), Kind::RestrictedMean) => Value::Observed(time.min(horizon)),
        (Value::Censored, Kind::RestrictedMean) => Value::Observed(horizon),
        (Value::Observed(number), Kind::Outrun | Kind::Share) => Value::Observed(i64::from(number > 0)),
        // Nobody knows whether it would have been met.
        (Value::Censored, Kind::Outrun | Kind::Share | Kind::Mean) => Value::NotApplicable,
        (value, _) => value,
    }
}

/// What is open at the horizon comes after all that was seen; two that are open are not told apart.
const fn rank(value: Value) -> i64 {
    match value {
        Value::Observed(value) => value,
        Value::Censored => i64::MAX,
        Value::NotApplicable => i64::MIN,
    }
}

fn is_constant(pairs: &[(Value, Value)]) -> bool {
    let by = |(then, now): &(Value, Value)| i128::from(rank(*now)) - i128::from(rank(*then));
    let first = pairs.first().map(by);
    pairs.iter().all(|pair| Some(by(pair)) == first)
}
