//! The beta law.

use std::f64::consts::TAU;

use super::elementary::{deviance, exp, ln, sqrt, stirling_error};
use super::gamma::away_from_zero;
use super::normal::normal_quantile;
use super::root::{Local, rising_root};

/// Enough for parameters up to 1e9: the fraction needs some multiples of their square root.
const MOST_TERMS: u32 = 200_000;

/// The regularised incomplete beta function I(x; a, b): the probability that a beta number is at
/// most `x`. For `a, b > 0` and `0 <= x <= 1`.
///
/// The continued fraction of DLMF 8.17.22 by the modified Lentz method, in front of it the density
/// in Loader's saddle-point form, which stays precise where a and b are millions.
pub fn beta_inc(a: f64, b: f64, x: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&x)) {
        return f64::NAN;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let height = scaled_density(a, b, x);
    // The fraction converges fast on this side of the mean only.
    if x < (a + 1.0) / (a + b + 2.0) {
        (height * fraction(a, b, x) / a).min(1.0)
    } else {
        1.0 - (height * fraction(b, a, 1.0 - x) / b).min(1.0)
    }
}

/// The number that a beta one stays below with probability `p`: the inverse of [`beta_inc`] in
/// its `x`. For `a, b > 0` and `0 <= p <= 1`. Absolute error about 1e-15, relative for small ones.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p <= 0.0 || p >= 1.0 {
        return p;
    }
    rising_root(first_guess(a, b, p), 1.0, |x| Local {
        above: beta_inc(a, b, x) - p,
        slope: scaled_density(a, b, x) / (x * (1.0 - x)),
        bend: (a - 1.0) / x - (b - 1.0) / (1.0 - x),
    })
}

/// The normal guess where the law has a hump and the guess lies on the line, else from the power
/// that rules the nearer end.
fn first_guess(a: f64, b: f64, p: f64) -> f64 {
    let n = a + b;
    let normal = a / n + normal_quantile(p) * sqrt(a * b / (n * n * (n + 1.0)));
    if a >= 1.0 && b >= 1.0 && normal > 0.0 && normal < 1.0 {
        return normal;
    }
    let left = exp(a * ln(a / n)) / a;
    let right = exp(b * ln(b / n)) / b;
    let guess = if p < left / (left + right) {
        exp(ln(a * (left + right) * p) / a)
    } else {
        1.0 - exp(ln(b * (left + right) * (1.0 - p)) / b)
    };
    guess.clamp(1e-300, 1.0 - 1e-15)
}

/// xᵃ (1-x)ᵇ / B(a, b).
fn scaled_density(a: f64, b: f64, x: f64) -> f64 {
    let n = a + b;
    let constant = stirling_error(n) - stirling_error(a) - stirling_error(b);
    sqrt(a * (b / n) / TAU) * exp(constant - a * deviance(n * x, a) - b * deviance(n * (1.0 - x), b))
}

/// The continued fraction by the modified Lentz method: `above` and `below` are the ratios of
/// neighbouring numerators and denominators.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut above = 1.0;
    let mut below = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = below;
    for m in 1..=MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for term in [even, odd] {
            below = 1.0 / away_from_zero(1.0 + term * below);
            above = away_from_zero(1.0 + term / above);
            step = above * below;
            value *= step;
        }
        if (step - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}
