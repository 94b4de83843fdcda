//! Elementary functions, and two helpers that keep the others precise.

use std::f64::consts::{LOG2_E, TAU};

/// The natural logarithm, within one unit in the last place: the bits of `libm::log`.
///
/// Every exponential delay takes one, so the normal numbers above zero are computed here, by the method of FreeBSD's `e_log.c` that libm follows:
/// `x = 2^k (1 + f)` with `1 + f` between the square roots of 1/2 and 2, and `ln(1 + f)` by a polynomial of `f / (2 + f)`.
#[inline]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    if bits.wrapping_sub(SMALLEST_NORMAL) >= NORMALS {
        return libm::log(x);
    }
    let above = bits.wrapping_sub(SQUARE_ROOT_OF_HALF).cast_signed() >> MANTISSA_BITS;
    let rest = f64::from_bits(bits.wrapping_sub((above << MANTISSA_BITS).cast_unsigned()));
    // It is between -1022 and 1024.
    ln_near_one(rest - 1.0, super::cast::float_of_signed(above))
}

/// The logarithm of `2^power (1 + f)`, each operation where FreeBSD has it.
#[inline]
fn ln_near_one(f: f64, power: f64) -> f64 {
    let [g1, g2, g3, g4, g5, g6, g7] = LOGARITHM;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let even = s4 * (g2 + s4 * (g4 + s4 * g6));
    let odd = s2 * (g1 + s4 * (g3 + s4 * (g5 + s4 * g7)));
    s * (half_square + (odd + even)) + power * LN_2_LOW - half_square + f + power * LN_2_HIGH
}

/// The bits of the smallest normal number.
const SMALLEST_NORMAL: u64 = 1 << MANTISSA_BITS;
/// How many bit patterns from there are normal numbers above zero.
const NORMALS: u64 = 0x7fe << MANTISSA_BITS;
/// The bits of the square root of a half, the lower ones zero.
const SQUARE_ROOT_OF_HALF: u64 = 0x3fe6_a09e << 32;
/// The coefficients of FreeBSD's `e_log.c`, Lg1 to Lg7.
const LOGARITHM: [f64; 7] = [
    f64::from_bits(0x3fe5_5555_5555_5593),
    f64::from_bits(0x3fd9_9999_9997_fa04),
    f64::from_bits(0x3fd2_4924_9422_9359),
    f64::from_bits(0x3fcc_71c5_1d8e_78af),
    f64::from_bits(0x3fc7_4664_96cb_03de),
    f64::from_bits(0x3fc3_9a09_d078_c69f),
    f64::from_bits(0x3fc2_f112_df3e_5244),
];

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

/// e to the power of `x`, within two units in the last place.
///
/// Every log-normal delay takes one, so the usual range is computed here: `x = k ln 2 + r` with `|r| <= ln 2 / 2`, and the Taylor
/// polynomial of degree 13 at `r`, whose next term is below 2⁻⁵⁷, added up in pairs so that a processor can overlap them.
#[inline]
pub fn exp(x: f64) -> f64 {
    if x.abs() < LARGEST_EXPONENT {
        let shifted = x * LOG2_E + ROUNDER;
        let k = shifted - ROUNDER;
        let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
        // The low bits of the shifted number are k as a whole number.
        let power = shifted.to_bits().wrapping_add(EXPONENT_BIAS) << MANTISSA_BITS;
        exp_near_zero(r) * f64::from_bits(power)
    } else {
        libm::exp(x)
    }
}

/// Below this, neither the power of two nor the result leaves the normal numbers.
const LARGEST_EXPONENT: f64 = 700.0;
/// Adding it rounds to a whole number: half of 2⁵² above 2⁵².
const ROUNDER: f64 = 6_755_399_441_055_744.0;
const EXPONENT_BIAS: u64 = 1023;
const MANTISSA_BITS: u32 = 52;
/// The logarithm of two in two parts, the first with zeros enough at its end that its products with `k` are exact.
const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// e to the power of `r` by the Taylor polynomial.
#[inline]
fn exp_near_zero(r: f64) -> f64 {
    let [c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13] = INVERSE_FACTORIALS;
    let r2 = r * r;
    let r4 = r2 * r2;
    let low = (c2 + c3 * r) + (c4 + c5 * r) * r2 + (c6 + c7 * r) * r4;
    let high = (c8 + c9 * r) + (c10 + c11 * r) * r2 + (c12 + c13 * r) * r4;
    1.0 + (r + (low * r2 + high * (r4 * r4)))
}

/// 1 / n! for n from 2 to 13.
const INVERSE_FACTORIALS: [f64; 12] = [
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
];

/// `base` to the power of `exponent`.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The square root, which IEEE 754 rounds correctly, so that the processor's own is the same everywhere.
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
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
