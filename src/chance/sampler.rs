//! Laws prepared for drawing: what does not depend on the draw is computed once.

use super::Distribution;
use super::law::Law;
use super::math::{self, cast};
use crate::time::SimDuration;

/// A law with its constants, in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sampler {
    Fixed(f64),
    Uniform {
        low: f64,
        width: f64,
    },
    Triangular(Triangle),
    Exponential {
        mean: f64,
    },
    LogNormal {
        median: f64,
        sigma: f64,
    },
    Weibull {
        shape: f64,
        inverse_shape: f64,
        scale: f64,
    },
    Gamma {
        shape: f64,
        scale: f64,
    },
    /// Sorted.
    Empirical(Vec<f64>),
    Mixture(Vec<Branch>),
}

/// The triangular law.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Triangle {
    low: f64,
    mode: f64,
    high: f64,
    /// The probability below the mode.
    split: f64,
}

/// One branch of a mixture, which owns the uniform numbers from `from` to `until`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Branch {
    from: f64,
    until: f64,
    distribution: Distribution,
}

/// The 90th percentile of the standard normal law.
const NORMAL_P90: f64 = 1.281_551_565_544_600_4;
/// The uniform numbers that luck gives lie between these, both included.
const EDGES: (f64, f64) = (
    1.0 / 18_014_398_509_481_984.0,
    1.0 - 1.0 / 9_007_199_254_740_992.0,
);

impl Sampler {
    /// Prepares a law that was checked.
    pub(super) fn of(law: &Law) -> Self {
        let ms = |d: &SimDuration| cast::float_of_ms(*d);
        match law {
            Law::Fixed(d) => Self::Fixed(ms(d)),
            Law::Uniform { low, high } => Self::Uniform {
                low: ms(low),
                width: ms(high) - ms(low),
            },
            Law::Triangular { low, mode, high } => {
                Self::Triangular(Triangle::new(ms(low), ms(mode), ms(high)))
            }
            Law::Exponential { mean } => Self::Exponential { mean: ms(mean) },
            Law::LogNormal { median, p90 } => Self::LogNormal {
                median: ms(median),
                sigma: math::ln(ms(p90) / ms(median)) / NORMAL_P90,
            },
            Law::Weibull { shape, scale } => Self::Weibull {
                shape: *shape,
                inverse_shape: 1.0 / shape,
                scale: ms(scale),
            },
            Law::Gamma { shape, scale } => Self::Gamma {
                shape: *shape,
                scale: ms(scale),
            },
            Law::Empirical(values) => {
                let mut sorted: Vec<f64> = values.iter().map(ms).collect();
                sorted.sort_by(f64::total_cmp);
                Self::Empirical(sorted)
            }
            Law::Mixture(branches) => Self::Mixture(prepare(branches)),
        }
    }

    /// The sample at `u`, before rounding and capping.
    #[inline]
    pub(super) fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Uniform { low, width } => low + width * u,
            Self::Triangular(triangle) => triangle.quantile(u),
            // 1 - u is exact for the numbers that luck gives.
            Self::Exponential { mean } => -mean * math::ln(1.0 - u),
            Self::LogNormal { median, sigma } => median * math::exp(sigma * math::normal_quantile(u)),
            Self::Weibull {
                inverse_shape, scale, ..
            } => scale * math::pow(-math::ln(1.0 - u), *inverse_shape),
            Self::Gamma { shape, scale } => scale * math::gamma_quantile(*shape, u),
            Self::Empirical(sorted) => sorted
                .get(cast::position(u, sorted.len()))
                .copied()
                .unwrap_or_default(),
            Self::Mixture(branches) => sample_branch(branches, u),
        }
    }

    /// The least sample from `from` to `until`, both included: the first one, because no law but a mixture falls.
    pub(super) fn least_between(&self, from: f64, until: f64) -> f64 {
        match self {
            Self::Mixture(branches) => branches
                .iter()
                .filter(|branch| branch.from <= until && from < branch.until)
                .map(|branch| branch.least_between(from, until))
                .fold(f64::INFINITY, f64::min),
            _ => self.quantile(from.max(EDGES.0)),
        }
    }

    /// The probability that a sample, rounded half up, is at most `bound >= 0`.
    pub(super) fn cdf(&self, bound: SimDuration) -> f64 {
        // Rounding half up: the samples below this are the ones that round to the bound or less.
        let x = cast::float_of_ms(bound) + 0.5;
        match self {
            Self::Fixed(value) => f64::from(u8::from(*value < x)),
            Self::Uniform { low, width } => {
                if x >= low + width {
                    1.0
                } else {
                    ((x - low) / width).max(0.0)
                }
            }
            Self::Triangular(triangle) => triangle.cdf(x),
            Self::Exponential { mean } => 1.0 - math::exp(-x / mean),
            Self::LogNormal { median, sigma } => math::normal_cdf(math::ln(x / median) / sigma),
            Self::Weibull { shape, scale, .. } => 1.0 - math::exp(-math::pow(x / scale, *shape)),
            Self::Gamma { shape, scale } => math::gamma_p(*shape, x / scale),
            Self::Empirical(sorted) => {
                let below = sorted.partition_point(|value| *value < x);
                cast::float_of_count(below) / cast::float_of_count(sorted.len())
            }
            Self::Mixture(branches) => branches
                .iter()
                .map(|b| b.share() * b.distribution.cdf(bound))
                .sum(),
        }
    }

    /// The mean of the smaller of a sample and `limit`, before rounding: the integral of the
    /// probability of a longer one, from zero to the limit.
    pub(super) fn mean_below(&self, limit: f64) -> f64 {
        match self {
            Self::Fixed(value) => value.min(limit),
            Self::Uniform { low, width } => Triangle::ramp_mean(*low, *width, limit),
            Self::Triangular(triangle) => triangle.mean_below(limit),
            Self::Exponential { mean } => mean * (1.0 - math::exp(-limit / mean)),
            Self::LogNormal { median, sigma } => {
                let z = math::ln(limit / median) / sigma;
                let whole = median * math::exp(0.5 * sigma * sigma);
                whole * math::normal_cdf(z - sigma) + limit * math::normal_cdf(-z)
            }
            Self::Weibull {
                shape,
                inverse_shape,
                scale,
            } => {
                let hazard = math::pow(limit / scale, *shape);
                let whole = scale * math::exp(math::ln_gamma(1.0 + inverse_shape));
                whole * math::gamma_p(1.0 + inverse_shape, hazard) + limit * math::exp(-hazard)
            }
            Self::Gamma { shape, scale } => {
                let x = limit / scale;
                shape * scale * math::gamma_p(shape + 1.0, x) + limit * math::gamma_q(*shape, x)
            }
            Self::Empirical(sorted) => {
                let sum: f64 = sorted.iter().map(|value| value.min(limit)).sum();
                sum / cast::float_of_count(sorted.len())
            }
            Self::Mixture(branches) => branches
                .iter()
                .map(|b| b.share() * b.distribution.mean_below(limit))
                .sum(),
        }
    }
}

impl Branch {
    fn share(&self) -> f64 {
        self.until - self.from
    }

    /// The place of `u` inside it.
    fn inside(&self, u: f64) -> f64 {
        ((u - self.from) / self.share()).clamp(EDGES.0, EDGES.1)
    }

    fn least_between(&self, from: f64, until: f64) -> f64 {
        self.distribution
            .least_between(self.inside(from), self.inside(until))
    }
}

impl Triangle {
    fn new(low: f64, mode: f64, high: f64) -> Self {
        let split = if high > low {
            (mode - low) / (high - low)
        } else {
            0.0
        };
        Self {
            low,
            mode,
            high,
            split,
        }
    }

    #[inline]
    fn quantile(&self, u: f64) -> f64 {
        let width = self.high - self.low;
        if u < self.split {
            self.low + math::sqrt(u * width * (self.mode - self.low))
        } else {
            self.high - math::sqrt((1.0 - u) * width * (self.high - self.mode))
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        let width = self.high - self.low;
        if x >= self.high {
            1.0
        } else if x < self.low {
            0.0
        } else if x < self.mode {
            (x - self.low) * (x - self.low) / (width * (self.mode - self.low))
        } else {
            1.0 - (self.high - x) * (self.high - x) / (width * (self.high - self.mode))
        }
    }

    fn mean_below(&self, limit: f64) -> f64 {
        let width = self.high - self.low;
        let mean = (self.low + self.mode + self.high) / 3.0;
        if limit >= self.high {
            mean
        } else if limit <= self.low {
            limit
        } else if limit < self.mode {
            let rise = limit - self.low;
            limit - rise * rise * rise / (3.0 * width * (self.mode - self.low))
        } else {
            let fall = self.high - limit;
            mean - fall * fall * fall / (3.0 * width * (self.high - self.mode))
        }
    }

    /// The same for the uniform law.
    fn ramp_mean(low: f64, width: f64, limit: f64) -> f64 {
        if limit >= low + width {
            low + 0.5 * width
        } else if limit <= low {
            limit
        } else {
            limit - (limit - low) * (limit - low) / (2.0 * width)
        }
    }
}

/// Lays the branches side by side on the line from 0 to 1, in the order in which they were written.
fn prepare(branches: &[(f64, Distribution)]) -> Vec<Branch> {
    let total: f64 = branches.iter().map(|(weight, _)| weight).sum();
    let (mut from, mut weights) = (0.0, 0.0);
    let mut prepared = Vec::with_capacity(branches.len());
    for (place, (weight, distribution)) in branches.iter().enumerate() {
        weights += weight;
        let last = place + 1 == branches.len();
        let until = if last { 1.0 } else { (weights / total).min(1.0) };
        prepared.push(Branch {
            from,
            until,
            distribution: distribution.clone(),
        });
        from = until;
    }
    prepared
}

/// The branch that owns `u`, drawn with the place of `u` inside it.
fn sample_branch(branches: &[Branch], u: f64) -> f64 {
    let owner = branches
        .iter()
        .find(|branch| u < branch.until)
        .or(branches.last());
    owner.map_or(0.0, |branch| {
        cast::float_of_ms(branch.distribution.quantile(branch.inside(u)))
    })
}
