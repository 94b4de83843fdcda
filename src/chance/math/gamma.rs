//! The gamma function, and the gamma law with scale 1.

use std::f64::consts::TAU;

use super::elementary::{deviance, exp, ln, pow, sqrt, stirling_error};
use super::normal::normal_quantile;
use super::root::{Local, rising_root};

/// Enough for shapes up to 1e8: the sums need some multiples of the square root of the shape.
const MOST_TERMS: u32 = 200_000;

/// The natural logarithm of the gamma function, for `x > 0`.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The regularised lower incomplete gamma function P(shape, x): the probability that a gamma
/// number of this shape and scale 1 is at most `x`. For `shape > 0`, `x >= 0`.
pub fn gamma_p(shape: f64, x: f64) -> f64 {
    both_tails(shape, x).0
}

/// The regularised upper incomplete gamma function Q(shape, x) = 1 - P, precise where it is small.
pub fn gamma_q(shape: f64, x: f64) -> f64 {
    both_tails(shape, x).1
}

/// The number that a gamma one of this shape and scale 1 stays below with probability `p`.
/// Infinite at 1. Takes microseconds.
///
/// Newton's method with Halley's correction, from the guess of Wilson and Hilferty (as in Press et al., "Numerical Recipes", 3rd edition, 6.2.1).
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    if shape.is_nan() || shape <= 0.0 || !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    rising_root(first_guess(shape, p), f64::INFINITY, |x| {
        let (lower, upper) = both_tails(shape, x);
        Local {
            // The smaller tail keeps its digits.
            above: if p < 0.5 { lower - p } else { (1.0 - p) - upper },
            slope: density_times_x(shape, x) / x,
            bend: (shape - 1.0) / x - 1.0,
        }
    })
}

fn first_guess(shape: f64, p: f64) -> f64 {
    if shape > 1.0 {
        let cube_root = 1.0 - 1.0 / (9.0 * shape) + normal_quantile(p) / (3.0 * sqrt(shape));
        return (shape * cube_root * cube_root * cube_root).max(1e-3);
    }
    let t = 1.0 - shape * (0.253 + shape * 0.12);
    if p < t {
        pow(p / t, 1.0 / shape)
    } else {
        1.0 - ln(1.0 - (p - t) / (1.0 - t))
    }
}

/// P and Q: the smaller by a sum, the other as what is left.
fn both_tails(shape: f64, x: f64) -> (f64, f64) {
    if shape.is_nan() || shape <= 0.0 || x.is_nan() || x < 0.0 {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x.is_infinite() {
        return (1.0, 0.0);
    }
    if x < shape + 1.0 {
        let p = (density_times_x(shape, x) * series(shape, x)).min(1.0);
        (p, 1.0 - p)
    } else {
        let q = (density_times_x(shape, x) * fraction(shape, x)).min(1.0);
        (1.0 - q, q)
    }
}

/// xᵃ e⁻ˣ / Γ(a), without the large logarithms that would cancel.
fn density_times_x(a: f64, x: f64) -> f64 {
    sqrt(a / TAU) * exp(-a * deviance(x, a) - stirling_error(a))
}

/// The sum of x⁰/a, x/(a (a+1)), ...; all terms are positive.
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0 / a, 1.0 / a, a);
    for _ in 0..MOST_TERMS {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
    }
    sum
}

/// Legendre's continued fraction for the upper tail divided by xᵃ e⁻ˣ (DLMF 8.9.2, even part), by
/// the modified Lentz method: `above` and `below` are the ratios of neighbouring numerators and
/// denominators.
fn fraction(a: f64, x: f64) -> f64 {
    let mut linear = x + 1.0 - a;
    let mut above = 1.0 / TINY;
    let mut below = 1.0 / linear;
    let mut value = below;
    for place in 1..=MOST_TERMS {
        let place = f64::from(place);
        let term = place * (a - place);
        linear += 2.0;
        below = 1.0 / away_from_zero(term * below + linear);
        above = away_from_zero(linear + term / above);
        let step = above * below;
        value *= step;
        if (step - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// Stands for zero where Lentz's method would divide by it.
const TINY: f64 = 1e-300;

/// Lentz's guard: a denominator of zero becomes a tiny number.
pub(super) fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}
