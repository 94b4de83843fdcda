//! An estimate with its confidence interval, and why a figure may be missing.

use serde::{Deserialize, Serialize};

use crate::chance::math;

/// An estimate with its confidence interval (the *luck* range of M7).
///
/// A figure that does not exist is `None`. [`reason`](Self::reason) says why the estimate is missing, or why
/// a bound is; a bound that is missing without a reason lies beyond the horizon, where nothing was observed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The estimate, in the unit of what was measured.
    pub estimate: Option<f64>,
    /// The lower end of the interval, in the same unit.
    pub low: Option<f64>,
    /// The upper end of the interval, in the same unit.
    pub high: Option<f64>,
    /// The two-sided level of confidence, strictly between 0 and 1.
    pub confidence: f64,
    /// Why a figure is missing.
    pub reason: Option<Reason>,
}

/// Why a figure does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The estimate lies beyond what was followed: too many values are censored.
    BeyondHorizon,
    /// There was nothing to measure.
    NotApplicable,
    /// There are too few values for a bound at this level of confidence.
    TooFew,
}

impl Interval {
    /// An interval that has no figures at all, for `reason`.
    pub const fn missing(confidence: f64, reason: Reason) -> Self {
        Self {
            estimate: None,
            low: None,
            high: None,
            confidence,
            reason: Some(reason),
        }
    }

    /// An estimate without bounds, for `reason`.
    pub const fn unbounded(estimate: f64, confidence: f64, reason: Reason) -> Self {
        Self {
            estimate: Some(estimate),
            low: None,
            high: None,
            confidence,
            reason: Some(reason),
        }
    }

    /// The same interval in a unit `divisor` times as large (milliseconds by 1,000 are seconds); `divisor` is
    /// positive.
    ///
    /// Dividing, not multiplying by the inverse, keeps whole milliseconds the nearest decimals.
    #[must_use]
    pub fn divided_by(self, divisor: f64) -> Self {
        let scale = |figure: Option<f64>| figure.map(|value| value / divisor);
        Self {
            estimate: scale(self.estimate),
            low: scale(self.low),
            high: scale(self.high),
            ..self
        }
    }

    /// An estimate plus and minus `half_width`; a half-width that is no number leaves no bounds.
    pub(super) fn around(estimate: f64, half_width: f64, confidence: f64) -> Self {
        if half_width.is_finite() {
            let (low, high) = (Some(estimate - half_width), Some(estimate + half_width));
            Self {
                estimate: Some(estimate),
                low,
                high,
                confidence,
                reason: None,
            }
        } else {
            Self::unbounded(estimate, confidence, Reason::TooFew)
        }
    }
}

/// The normal quantile that leaves (1 - `confidence`) / 2 above it: 1.96 at 0.95.
pub(super) fn critical_normal(confidence: f64) -> f64 {
    math::normal_quantile(f64::midpoint(1.0, confidence))
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub(super) const fn real(count: u64) -> f64 {
    count as f64
}

/// A whole value (milliseconds, nodes) as a real number.
#[expect(
    clippy::cast_precision_loss,
    reason = "measured values stay below 2^53; beyond, the nearest is meant"
)]
pub(super) const fn real_value(value: i64) -> f64 {
    value as f64
}
