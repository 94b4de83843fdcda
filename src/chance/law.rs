//! The laws a duration may follow, as people write them (T3).

use super::math::cast::{float_of_ms, round_to_ms};
use super::{ChanceError, Distribution, LONGEST};
use crate::time::SimDuration;

/// A law of a duration as it was written. [`Distribution::new`] checks it.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// Always the same.
    Fixed(SimDuration),
    /// Anything from `low` to `high`, all alike.
    Uniform {
        /// The least.
        low: SimDuration,
        /// The greatest.
        high: SimDuration,
    },
    /// From `low` to `high`, most likely near `mode`.
    Triangular {
        /// The least.
        low: SimDuration,
        /// The most likely.
        mode: SimDuration,
        /// The greatest.
        high: SimDuration,
    },
    /// Without memory: what has waited long still waits as long as what just began.
    Exponential {
        /// The mean, above zero.
        mean: SimDuration,
    },
    /// A normal law of the logarithm, by what people can estimate.
    LogNormal {
        /// Half of all are shorter. Above zero.
        median: SimDuration,
        /// Nine in ten are shorter. Above the median.
        p90: SimDuration,
    },
    /// P(X > x) = exp(-(x / scale)^shape).
    Weibull {
        /// Below 1: what has waited long waits longer; above 1: it is soon over. 0.01 to 10000.
        shape: f64,
        /// About 63 % are shorter. Above zero.
        scale: SimDuration,
    },
    /// The sum of `shape` exponential durations with mean `scale`, also for broken shapes.
    Gamma {
        /// The squared ratio of the mean to the standard deviation. 0.01 to 10000.
        shape: f64,
        /// The mean divided by the shape. Above zero.
        scale: SimDuration,
    },
    /// One of these measured values, all alike, nothing between them.
    Empirical(Vec<SimDuration>),
    /// One of these distributions, by weight. Weights need not add up to one.
    Mixture(Vec<(f64, Distribution)>),
}

/// Shapes for which the numerical methods here are tested.
const SHAPES: std::ops::RangeInclusive<f64> = 0.01..=10_000.0;

impl Law {
    /// The first thing wrong with this law, if there is one.
    pub(super) fn check(&self) -> Result<(), ChanceError> {
        self.durations()
            .try_for_each(|&duration| check_duration(duration))?;
        match self {
            Self::Fixed(_) => Ok(()),
            Self::Uniform { low, high } => require(low <= high, ChanceError::LowAboveHigh),
            Self::Triangular { low, mode, high } => {
                require(low <= high, ChanceError::LowAboveHigh)?;
                require(low <= mode && mode <= high, ChanceError::ModeOutside)
            }
            Self::Exponential { mean } => require(positive(*mean), ChanceError::MeanNotPositive),
            Self::LogNormal { median, p90 } => {
                require(positive(*median), ChanceError::MedianNotPositive)?;
                require(p90 > median, ChanceError::P90NotAboveMedian)
            }
            Self::Weibull { shape, scale } | Self::Gamma { shape, scale } => {
                require(SHAPES.contains(shape), ChanceError::ShapeOutOfRange)?;
                require(positive(*scale), ChanceError::ScaleNotPositive)
            }
            Self::Empirical(values) => require(!values.is_empty(), ChanceError::NoValues),
            Self::Mixture(branches) => check_branches(branches),
        }
    }

    /// The durations written in this law itself, not in the branches of a mixture.
    fn durations(&self) -> impl Iterator<Item = &SimDuration> {
        let (few, many): ([Option<&SimDuration>; 3], &[SimDuration]) = match self {
            Self::Fixed(d) | Self::Exponential { mean: d } => ([Some(d), None, None], &[]),
            Self::Weibull { scale, .. } | Self::Gamma { scale, .. } => ([Some(scale), None, None], &[]),
            Self::Uniform { low, high } => ([Some(low), Some(high), None], &[]),
            Self::Triangular { low, mode, high } => ([Some(low), Some(mode), Some(high)], &[]),
            Self::LogNormal { median, p90 } => ([Some(median), Some(p90), None], &[]),
            Self::Empirical(values) => ([None; 3], values),
            Self::Mixture(_) => ([None; 3], &[]),
        };
        few.into_iter().flatten().chain(many)
    }

    /// This law with each duration multiplied by `factor > 0`. Rounding to the millisecond must not
    /// break what was checked, so what has to be above zero stays at a millisecond or more.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let times = |d: &SimDuration| times(*d, factor);
        let above_zero = |d: &SimDuration| times(d).max(SimDuration::from_millis(1));
        match self {
            Self::Fixed(d) => Self::Fixed(times(d)),
            Self::Uniform { low, high } => Self::Uniform {
                low: times(low),
                high: times(high),
            },
            Self::Triangular { low, mode, high } => Self::Triangular {
                low: times(low),
                mode: times(mode),
                high: times(high),
            },
            Self::Exponential { mean } => Self::Exponential {
                mean: above_zero(mean),
            },
            Self::LogNormal { median, p90 } => scaled_log_normal(above_zero(median), above_zero(p90)),
            Self::Weibull { shape, scale } => Self::Weibull {
                shape: *shape,
                scale: above_zero(scale),
            },
            Self::Gamma { shape, scale } => Self::Gamma {
                shape: *shape,
                scale: above_zero(scale),
            },
            Self::Empirical(values) => Self::Empirical(values.iter().map(times).collect()),
            Self::Mixture(branches) => {
                Self::Mixture(branches.iter().map(|(w, d)| (*w, d.scaled(factor))).collect())
            }
        }
    }
}

/// A duration times a factor, within what a law may hold.
pub(super) fn times(duration: SimDuration, factor: f64) -> SimDuration {
    round_to_ms(float_of_ms(duration) * factor).clamp(SimDuration::ZERO, LONGEST)
}

/// Keeps a millisecond between the two where rounding made them equal.
fn scaled_log_normal(median: SimDuration, p90: SimDuration) -> Law {
    let median = median.min(SimDuration::from_millis(LONGEST.as_millis() - 1));
    Law::LogNormal {
        median,
        p90: p90.max(SimDuration::from_millis(median.as_millis() + 1)),
    }
}

fn check_duration(duration: SimDuration) -> Result<(), ChanceError> {
    require(duration <= LONGEST, ChanceError::TooLong)
}

fn check_branches(branches: &[(f64, Distribution)]) -> Result<(), ChanceError> {
    require(!branches.is_empty(), ChanceError::NoBranches)?;
    let total: f64 = branches.iter().map(|(weight, _)| weight).sum();
    let sound = total.is_finite() && branches.iter().all(|(weight, _)| *weight > 0.0);
    require(sound, ChanceError::WeightNotPositive)
}

fn positive(duration: SimDuration) -> bool {
    duration > SimDuration::ZERO
}

fn require(holds: bool, otherwise: ChanceError) -> Result<(), ChanceError> {
    if holds { Ok(()) } else { Err(otherwise) }
}
