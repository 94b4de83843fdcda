//! The distribution of a duration: a checked law, prepared for drawing, perhaps capped (T3).

use super::law::times;
use super::math::cast;
use super::sampler::Sampler;
use super::{ChanceError, Law};
use crate::time::SimDuration;

/// No duration of a law is longer: 1000 years of 365.2425 days. Sums of 290 000 such durations
/// still fit into 64 bits.
pub const LONGEST: SimDuration = SimDuration::from_millis(31_556_952_000_000);

/// How long something takes, by chance. Whole milliseconds, rounded half up, never negative, never
/// above the cap or [`LONGEST`].
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    law: Law,
    cap: Option<SimDuration>,
    sampler: Sampler,
    limit: SimDuration,
}

impl Distribution {
    /// Checks a law and prepares it.
    ///
    /// # Errors
    /// The first [`ChanceError`] of the law.
    pub fn new(law: Law) -> Result<Self, ChanceError> {
        law.check()?;
        Ok(Self::prepared(law, None))
    }

    /// Always the same. Kept between zero and [`LONGEST`], so that it cannot fail.
    pub fn fixed(duration: SimDuration) -> Self {
        Self::prepared(Law::Fixed(duration.clamp(SimDuration::ZERO, LONGEST)), None)
    }

    /// Anything from `low` to `high`, all alike.
    ///
    /// # Errors
    /// If a value is out of range or `low` is above `high`.
    pub fn uniform(low: SimDuration, high: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::Uniform { low, high })
    }

    /// From `low` to `high`, most likely near `mode`.
    ///
    /// # Errors
    /// If a value is out of range or the three are not in order.
    pub fn triangular(low: SimDuration, mode: SimDuration, high: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::Triangular { low, mode, high })
    }

    /// Without memory, with this mean.
    ///
    /// # Errors
    /// If the mean is not above zero.
    pub fn exponential(mean: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::Exponential { mean })
    }

    /// Lognormal, by median and 90th percentile.
    ///
    /// # Errors
    /// Unless `0 < median < p90`.
    pub fn log_normal(median: SimDuration, p90: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::LogNormal { median, p90 })
    }

    /// Weibull, by shape (0.01 to 10000) and scale.
    ///
    /// # Errors
    /// If the shape is out of range or the scale not above zero.
    pub fn weibull(shape: f64, scale: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::Weibull { shape, scale })
    }

    /// Gamma, by shape (0.01 to 10000) and scale. A draw takes microseconds, not nanoseconds.
    ///
    /// # Errors
    /// If the shape is out of range or the scale not above zero.
    pub fn gamma(shape: f64, scale: SimDuration) -> Result<Self, ChanceError> {
        Self::new(Law::Gamma { shape, scale })
    }

    /// One of the measured values, all alike, nothing between them.
    ///
    /// # Errors
    /// If there is no value or one is out of range.
    pub fn empirical(values: Vec<SimDuration>) -> Result<Self, ChanceError> {
        Self::new(Law::Empirical(values))
    }

    /// One of these distributions, by weight.
    ///
    /// # Errors
    /// If there is no branch or a weight is not above zero.
    pub fn mixture(branches: Vec<(f64, Self)>) -> Result<Self, ChanceError> {
        Self::new(Law::Mixture(branches))
    }

    /// The smaller of a sample and this cap; of two caps the smaller holds. A negative cap is zero.
    #[must_use]
    pub fn capped(self, cap: SimDuration) -> Self {
        let cap = self
            .cap
            .map_or(cap, |earlier| earlier.min(cap))
            .max(SimDuration::ZERO);
        Self {
            cap: Some(cap),
            limit: cap.min(LONGEST),
            ..self
        }
    }

    /// The law as it was written.
    pub const fn law(&self) -> &Law {
        &self.law
    }

    /// The cap, if there is one.
    pub const fn cap(&self) -> Option<SimDuration> {
        self.cap
    }

    /// The one duration of a fixed law.
    #[inline]
    pub fn is_fixed(&self) -> Option<SimDuration> {
        match self.law {
            Law::Fixed(duration) => Some(duration.min(self.limit)),
            _ => None,
        }
    }

    /// The sample that belongs to a uniform number `0 < u < 1`: the inverse of the cumulative
    /// distribution, so a greater `u` never gives a shorter duration.
    ///
    /// A mixture is the exception: its branches lie side by side on the line from 0 to 1 in the
    /// order in which they were written, each as wide as its share of the weights. `u` picks the
    /// branch, and its place inside it is the branch's own uniform number. So one number makes the
    /// whole draw, and the same branch with the same place in it stays the same draw.
    #[inline]
    pub fn quantile(&self, u: f64) -> SimDuration {
        self.round(self.sampler.quantile(u))
    }

    /// The duration that a draw stays at or below with probability `0 < p < 1`, for all laws.
    pub fn percentile(&self, p: f64) -> SimDuration {
        if !matches!(self.law, Law::Mixture(_)) {
            return self.quantile(p);
        }
        let (mut low, mut high) = (0, self.limit.as_millis());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.cdf(SimDuration::from_millis(middle)) >= p {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        SimDuration::from_millis(low)
    }

    /// The duration that half of all draws stay at or below.
    pub fn median(&self) -> SimDuration {
        self.percentile(0.5)
    }

    /// The mean in milliseconds, with the cap, without the rounding.
    pub fn mean_ms(&self) -> f64 {
        self.mean_below(cast::float_of_ms(LONGEST))
    }

    /// The probability that a draw is at most `bound`.
    pub fn cdf(&self, bound: SimDuration) -> f64 {
        if bound < SimDuration::ZERO {
            0.0
        } else if bound >= self.limit {
            1.0
        } else {
            self.sampler.cdf(bound)
        }
    }

    /// The distribution of `factor` times the duration: parameters and cap are multiplied and
    /// rounded to the millisecond. Zero, a negative number and NaN give zero for certain.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        if factor.is_nan() || factor <= 0.0 {
            return Self::fixed(SimDuration::ZERO);
        }
        let cap = self.cap.map(|cap| times(cap, factor));
        Self::prepared(self.law.scaled(factor), cap)
    }

    pub(super) fn mean_below(&self, limit: f64) -> f64 {
        let limit = limit.min(cast::float_of_ms(self.limit));
        // The sum of two parts may round above the limit.
        self.sampler.mean_below(limit).min(limit)
    }

    /// No sample for a number of luck from `from` to `until` is less; in milliseconds, without the rounding.
    pub(super) fn least_between(&self, from: f64, until: f64) -> f64 {
        let least = self.sampler.least_between(from, until);
        least.min(cast::float_of_ms(self.limit))
    }

    /// Whether a quantile takes microseconds.
    pub(super) fn is_costly(&self) -> bool {
        match &self.law {
            Law::Gamma { .. } => true,
            Law::Mixture(branches) => branches.iter().any(|(_, branch)| branch.is_costly()),
            _ => false,
        }
    }

    fn prepared(law: Law, cap: Option<SimDuration>) -> Self {
        let sampler = Sampler::of(&law);
        Self {
            law,
            cap,
            sampler,
            limit: cap.unwrap_or(LONGEST).min(LONGEST),
        }
    }

    #[inline]
    fn round(&self, ms: f64) -> SimDuration {
        cast::round_to_ms_within(ms, cast::float_of_ms(self.limit))
    }
}
