//! What is held before anything was observed: a preset with its range, or what somebody wrote.

use crate::chance::math::{beta_inc, exp, ln, normal_quantile};
use crate::chance::{Distribution, Probability};
use crate::document::preset::{Parameter, Quantity};
use crate::measure::estimate::student_quantile;

/// As many observations the spread of a preset counts: data of paging systems are spread as widely as presets say, but
/// not all alike.
pub const SPREAD: u64 = 8;
/// Times that somebody wrote have no range: their median may be so many times shorter or longer.
pub const WRITTEN_FACTOR: f64 = 3.0;
/// A share that somebody wrote counts as so many observations.
pub const WRITTEN_SHARE: f64 = 10.0;
/// The ends of what is told as a range: nine in ten lie between.
pub(super) const LOW: f64 = 0.05;
pub(super) const HIGH: f64 = 0.95;
/// Shares of nothing or everything could never be moved by an observation.
const LEAST_SHARE: f64 = 0.005;

/// A prior of times: logarithms of seconds are normal, with a normal-inverse-gamma prior of their mean and variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimePrior {
    /// The mean of the logarithms.
    pub mean: f64,
    /// As many observations the mean counts.
    pub weight: f64,
    /// The shape of the inverse gamma law of the variance: half as many as the spread counts.
    pub shape: f64,
    /// Its scale.
    pub scale: f64,
}

impl TimePrior {
    /// Of a preset with a range.
    pub fn of_preset(parameter: &Parameter) -> Option<Self> {
        let duration = |quantity: &Quantity| quantity.clone().duration();
        let (low, high) = (duration(&parameter.low)?, duration(&parameter.high)?);
        let width = (log_median(&high)? - log_median(&low)?) / 2.0;
        Self::new(&duration(&parameter.nominal)?, width)
    }

    /// Of what somebody wrote.
    pub fn written(law: &Distribution) -> Option<Self> {
        Self::new(law, ln(WRITTEN_FACTOR))
    }

    /// With nine in ten medians within `width` (of the logarithm) of that of `law`; nothing: it takes no time.
    fn new(law: &Distribution, width: f64) -> Option<Self> {
        let mean = log_median(law)?;
        let ninety = ln(seconds_at(law, 0.9)?);
        let spread = ((ninety - mean) / normal_quantile(0.9)).max(LEAST_SPREAD);
        #[expect(clippy::cast_precision_loss, reason = "a small count")]
        let shape = SPREAD as f64 / 2.0;
        let scale = shape * spread * spread;
        let student = width.max(LEAST_SPREAD) / student_quantile(HIGH, SPREAD);
        Some(Self {
            mean,
            weight: spread * spread / (student * student),
            shape,
            scale,
        })
    }

    /// The prior and what was observed without doubt, together: a prior again.
    #[must_use]
    pub fn with(self, logs: &[f64]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a count of observations")]
        let n = logs.len() as f64;
        if logs.is_empty() {
            return self;
        }
        let mean = logs.iter().sum::<f64>() / n;
        let squares: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
        let weight = self.weight + n;
        let apart = mean - self.mean;
        Self {
            mean: (self.weight * self.mean + n * mean) / weight,
            weight,
            shape: self.shape + n / 2.0,
            scale: self.scale + squares / 2.0 + self.weight * n * apart * apart / (2.0 * weight),
        }
    }

    /// The logarithm of the density at a mean and a logarithm of the standard deviation, up to a constant.
    pub(super) fn log_density(&self, mean: f64, log_spread: f64) -> f64 {
        let precision = exp(-2.0 * log_spread);
        let apart = mean - self.mean;
        -(2.0 * self.shape + 1.0) * log_spread - (self.scale + self.weight * apart * apart / 2.0) * precision
    }

    /// The spread that its mean precision is of.
    pub(super) fn spread(&self) -> f64 {
        (self.scale / self.shape).sqrt()
    }
}

/// Less than this nobody's times are spread, and no grid could see it.
const LEAST_SPREAD: f64 = 0.05;

fn log_median(law: &Distribution) -> Option<f64> {
    seconds_at(law, 0.5).map(ln)
}

fn seconds_at(law: &Distribution, share: f64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of at most a year")]
    let seconds = law.percentile(share).as_millis() as f64 / 1_000.0;
    (seconds > 0.0).then_some(seconds)
}

/// A beta prior of the share of pages that is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharePrior {
    /// As many answered pages it counts.
    pub answered: f64,
    /// As many pages it counts that nobody ever answered.
    pub never: f64,
}

impl SharePrior {
    /// Of a preset with a range: its value is the mean, and nine in ten shares lie within the range.
    pub fn of_preset(parameter: &Parameter) -> Option<Self> {
        let share = |quantity: &Quantity| quantity.chance().map(Probability::value);
        let (low, high) = (share(&parameter.low)?, share(&parameter.high)?);
        let mean = share(&parameter.nominal)?.clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
        let within = |count: f64| {
            let (a, b) = (mean * count, (1.0 - mean) * count);
            beta_inc(a, b, high.min(1.0)) - beta_inc(a, b, low.max(0.0))
        };
        // The more observations it counts, the more lies within: halved between half of one and ten thousand.
        let (mut least, mut most) = (ln(0.5), ln(1e4));
        for _ in 0..60 {
            let middle = f64::midpoint(least, most);
            if within(exp(middle)) < HIGH - LOW {
                least = middle;
            } else {
                most = middle;
            }
        }
        Some(Self::counting(mean, exp(most)))
    }

    /// Of what somebody wrote.
    pub fn written(share: Probability) -> Self {
        Self::counting(share.value().clamp(LEAST_SHARE, 1.0 - LEAST_SHARE), WRITTEN_SHARE)
    }

    fn counting(mean: f64, count: f64) -> Self {
        Self {
            answered: mean * count,
            never: (1.0 - mean) * count,
        }
    }

    /// As many observations it counts.
    pub fn weight(&self) -> f64 {
        self.answered + self.never
    }
}
