//! Elementary functions, and two helpers that keep the others precise.

use std::f64::consts::TAU;

/// The natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// The natural logarithm of `1 + x`, precise for small `x`.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// The logarithm to base 10.
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// e to the power of `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `base` to the power of `exponent`.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The square root, which IEEE 754 rounds correctly.
#[inline]
pub fn sqrt(x: f64) -> f64 {
    libm::sqrt(x)
}

/// `m - ln(1 + m)` where `m = x / centre - 1`, for positive `x` and `centre`.
///
/// Near the centre both parts are nearly equal, so that a series of the inverse hyperbolic tangent
/// takes over (as in Loader 2000, "Fast and accurate computation of binomial probabilities").
pub(super) fn deviance(x: f64, centre: f64) -> f64 {
    let m = (x - centre) / centre;
    if m.abs() >= 0.3 {
        return m - ln(x / centre);
    }
    let s = m / (2.0 + m);
    let s2 = s * s;
    // |s| < 0.18: the fourteenth term is below 1e-21 of the first.
    let series = (1..=14u32)
        .rev()
        .fold(0.0, |sum, k| sum * s2 + 1.0 / f64::from(2 * k + 1));
    s * (m - 2.0 * s2 * series)
}

/// Stirling's series: the Bernoulli numbers B(2k) / (2k (2k - 1)), the last first. At 15 the term
/// after them is below 1e-16.
const STIRLING: [f64; 6] = [
    -691.0 / 360_360.0,
    1.0 / 1188.0,
    -1.0 / 1680.0,
    1.0 / 1260.0,
    -1.0 / 360.0,
    1.0 / 12.0,
];

/// How far `ln Γ(a)` is above Stirling's `(a - 1/2) ln a - a + ln(2π) / 2`, for positive `a`.
pub(super) fn stirling_error(a: f64) -> f64 {
    if a < 15.0 {
        return libm::lgamma(a) - ((a - 0.5) * ln(a) - a + 0.5 * ln(TAU));
    }
    let inverse_square = 1.0 / (a * a);
    STIRLING.iter().fold(0.0, |sum, term| sum * inverse_square + term) / a
}
