//! One measure over the replications: what was observed, what was censored, what did not apply.

use serde::{Deserialize, Serialize};

use super::interval::{Interval, Reason};
use super::mean::Sums;
use super::quantile::{has_low_rank, quantile};

/// What one replication says of a measure (T2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// The measure, in whole units.
    Observed(i64),
    /// Open at the horizon: larger than any that can be observed.
    Censored,
    /// Its trigger never came.
    NotApplicable,
}

/// The values of one measure, gathered in any order.
///
/// Censored values are counted, never dropped and never taken for the horizon (T2). Two gatherings of the
/// same values are the same once [`finish`](Self::finish)ed, however they were split and merged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Values {
    observed: Vec<i64>,
    censored: u64,
    not_applicable: u64,
}

impl Values {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in what one replication says.
    pub fn push(&mut self, value: Value) {
        match value {
            Value::Observed(value) => self.observed.push(value),
            Value::Censored => self.censored += 1,
            Value::NotApplicable => self.not_applicable += 1,
        }
    }

    /// Takes in all values of `other`.
    pub fn merge(&mut self, other: Self) {
        self.observed.extend(other.observed);
        self.censored += other.censored;
        self.not_applicable += other.not_applicable;
    }

    /// Sorts the values, after which their order of arrival is forgotten.
    #[must_use]
    pub fn finish(mut self) -> SortedValues {
        self.observed.sort_unstable();
        SortedValues(self)
    }

    /// [`SortedValues::summary`] of a copy, for those who will gather more.
    pub fn summary(&self, confidence: f64) -> Summary {
        self.clone().finish().summary(confidence)
    }
}

impl Extend<Value> for Values {
    fn extend<I: IntoIterator<Item = Value>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

impl FromIterator<Value> for Values {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut gathered = Self::new();
        gathered.extend(values);
        gathered
    }
}

/// All values of one measure, sorted: ready to be estimated from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct SortedValues(Values);

impl SortedValues {
    /// The observed values, smallest first.
    pub fn observed(&self) -> &[i64] {
        &self.0.observed
    }

    /// How many values are larger than every observable one.
    pub const fn censored(&self) -> u64 {
        self.0.censored
    }

    /// In how many replications the measure did not apply.
    pub const fn not_applicable(&self) -> u64 {
        self.0.not_applicable
    }

    /// The `q`-quantile among observed and censored values; see [`quantile`].
    pub fn quantile(&self, q: f64, confidence: f64) -> Interval {
        quantile(self.observed(), self.censored(), q, confidence)
    }

    /// The ends of the `q`-quantile's interval as numbers: what is censored is larger than everything, and a bound
    /// without a rank is not known, so infinite.
    pub fn quantile_ends(&self, q: f64, confidence: f64) -> (f64, f64) {
        let interval = self.quantile(q, confidence);
        let n = self.observed().len() as u64 + self.censored();
        let beyond = if has_low_rank(n, q, confidence) {
            f64::INFINITY
        } else {
            f64::NEG_INFINITY
        };
        (
            interval.low.unwrap_or(beyond),
            interval.high.unwrap_or(f64::INFINITY),
        )
    }

    /// The mean of the values, `BeyondHorizon` as soon as one is censored: a mean of the others would drop
    /// it, and one at the horizon would make it up (T2). See [`Sums::mean_interval`].
    pub fn mean(&self, confidence: f64) -> Interval {
        if self.censored() > 0 {
            return Interval::missing(confidence, Reason::BeyondHorizon);
        }
        self.observed()
            .iter()
            .copied()
            .collect::<Sums>()
            .mean_interval(confidence)
    }

    /// Counts, mean and quantiles, each at the same two-sided `confidence` (for each figure by itself, not
    /// for all at once).
    pub fn summary(&self, confidence: f64) -> Summary {
        let quantile = |q| self.quantile(q, confidence);
        Summary {
            observed: self.observed().len() as u64,
            censored: self.censored(),
            not_applicable: self.not_applicable(),
            mean: self.mean(confidence),
            p10: quantile(0.10),
            p50: quantile(0.50),
            p90: quantile(0.90),
            p95: quantile(0.95),
            p99: quantile(0.99),
        }
    }
}

/// What is reported of one measure, in its own whole units.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many values were observed.
    pub observed: u64,
    /// How many were open at the horizon.
    pub censored: u64,
    /// In how many replications the measure did not apply.
    pub not_applicable: u64,
    /// The mean, missing as soon as a value is censored.
    pub mean: Interval,
    /// The value that a tenth of the replications do not pass.
    pub p10: Interval,
    /// The median.
    pub p50: Interval,
    /// The value that a tenth of the replications pass.
    pub p90: Interval,
    /// The value that one replication in twenty passes.
    pub p95: Interval,
    /// The value that one replication in a hundred passes.
    pub p99: Interval,
}

impl Summary {
    /// The same summary in a unit `divisor` times as large (milliseconds by 1,000 are seconds).
    #[must_use]
    pub fn divided_by(self, divisor: f64) -> Self {
        let scale = |interval: Interval| interval.divided_by(divisor);
        Self {
            mean: scale(self.mean),
            p10: scale(self.p10),
            p50: scale(self.p50),
            p90: scale(self.p90),
            p95: scale(self.p95),
            p99: scale(self.p99),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gathered_is_not_applicable() {
        let summary = Values::from_iter([Value::NotApplicable, Value::NotApplicable]).summary(0.95);
        assert_eq!(
            (summary.observed, summary.censored, summary.not_applicable),
            (0, 0, 2)
        );
        assert_eq!(summary.mean, Interval::missing(0.95, Reason::NotApplicable));
        assert_eq!(summary.p50, Interval::missing(0.95, Reason::NotApplicable));
    }

    #[test]
    fn one_censored_value_leaves_the_median_and_takes_the_mean() {
        let values: Values = (1..=99).map(Value::Observed).chain([Value::Censored]).collect();
        let summary = values.summary(0.95);
        assert_eq!(summary.mean, Interval::missing(0.95, Reason::BeyondHorizon));
        assert_eq!(summary.p50.estimate, Some(50.0));
        assert_eq!((summary.p99.estimate, summary.p99.high), (Some(99.0), None));
    }

    #[test]
    fn milliseconds_become_seconds() {
        let summary = Values::from_iter([Value::Observed(1_500)])
            .summary(0.95)
            .divided_by(1_000.0);
        assert_eq!(
            (summary.p50.estimate, summary.mean.estimate),
            (Some(1.5), Some(1.5))
        );
    }
}
