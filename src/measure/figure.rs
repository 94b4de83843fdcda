//! Figures as they are reported: in the units of output, with luck and, where played, assumptions (M6, M7).

use crate::model::{Measure, Unit};

use super::estimate::{Interval, Summary, Values};

/// The two-sided level of confidence of every interval of a number of replications that was fixed beforehand.
pub const CONFIDENCE: f64 = 0.95;

/// An estimate with its two ranges (M7).
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The estimate and what luck leaves open (M6).
    pub luck: Interval,
    /// What assumptions leave open; nothing: not played.
    pub assumptions: Option<AssumptionRange>,
    /// The most that it can be: 1 for rates and shares, else infinite.
    pub most: f64,
}

impl Figure {
    /// A rate or a share, which is never above 1.
    pub const fn share(luck: Interval) -> Self {
        Self {
            luck,
            assumptions: None,
            most: 1.0,
        }
    }
}

/// The lowest and highest estimate over the assumptions (M7).
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRange {
    /// The lowest; none where even it lies beyond the horizon.
    pub low: Option<f64>,
    /// The highest; none where it lies beyond the horizon.
    pub high: Option<f64>,
    /// The ids of the inputs that move it, the most influential first.
    pub by: Vec<String>,
}

impl From<Interval> for Figure {
    fn from(luck: Interval) -> Self {
        Self {
            luck,
            assumptions: None,
            most: f64::INFINITY,
        }
    }
}

/// From whole units inside to those of output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Milliseconds become seconds, to the millisecond.
    Seconds,
    /// A number stays.
    Number,
    /// Weight × milliseconds become weight × seconds.
    WeightSeconds,
    /// A weight becomes a share of this weight, which is above zero.
    ShareOf(f64),
    /// Weight × milliseconds become share × seconds.
    ShareSecondsOf(f64),
}

impl Scale {
    /// The scale of a measure, given the weight that can be reached.
    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
    pub fn of(measure: Measure, reach_weight: u64) -> Self {
        match measure.unit() {
            Unit::Time => Self::Seconds,
            Unit::Number => Self::Number,
            Unit::WeightTime => Self::WeightSeconds,
            // Nothing can be reached where all weights are zero; then nothing falls either.
            Unit::Share => Self::ShareOf(reach_weight.max(1) as f64),
        }
    }

    /// An interval in the units of output.
    pub fn interval(self, inside: Interval) -> Interval {
        let each = |figure: Option<f64>| figure.map(|value| self.figure(value));
        Interval {
            estimate: each(inside.estimate),
            low: each(inside.low),
            high: each(inside.high),
            ..inside
        }
    }

    /// One figure in the units of output.
    pub fn figure(self, inside: f64) -> f64 {
        match self {
            // Dividing whole milliseconds gives the nearest decimals; means have no more digits than that.
            Self::Seconds | Self::WeightSeconds => inside.round() / 1_000.0,
            Self::Number => inside,
            Self::ShareOf(whole) => inside / whole,
            Self::ShareSecondsOf(whole) => inside / whole / 1_000.0,
        }
    }
}

/// What is reported of one measure over the replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// In how many replications it was observed.
    pub observed: u64,
    /// In how many it was open at the horizon, or could never come.
    pub censored: u64,
    /// In how many it did not apply.
    pub not_applicable: u64,
    /// The mean; missing as soon as one is censored.
    pub mean: Figure,
    /// A tenth are no larger.
    pub p10: Figure,
    /// The median.
    pub p50: Figure,
    /// A tenth are larger.
    pub p90: Figure,
    /// One in twenty is larger.
    pub p95: Figure,
    /// One in a hundred is larger.
    pub p99: Figure,
}

impl Spread {
    /// The figures of these values, with intervals at this level of confidence.
    pub fn new(values: Values, scale: Scale, confidence: f64) -> Self {
        let summary: Summary = values.finish().summary(confidence);
        let figure = |interval: Interval| match scale {
            Scale::ShareOf(_) => Figure::share(scale.interval(interval)),
            _ => Figure::from(scale.interval(interval)),
        };
        Self {
            observed: summary.observed,
            censored: summary.censored,
            not_applicable: summary.not_applicable,
            mean: figure(summary.mean),
            p10: figure(summary.p10),
            p50: figure(summary.p50),
            p90: figure(summary.p90),
            p95: figure(summary.p95),
            p99: figure(summary.p99),
        }
    }

    /// The figures in order.
    pub fn figures_mut(&mut self) -> [&mut Figure; 6] {
        let Self {
            mean,
            p10,
            p50,
            p90,
            p95,
            p99,
            ..
        } = self;
        [mean, p10, p50, p90, p95, p99]
    }
}
