//! A whole number wide enough for sums of squares.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Serialize};

const LIMBS: usize = 6;

/// A whole number of 384 bits in two's complement.
///
/// The squares of 2^64 values of `i128` sum to less than 2^318, and their number times that sum, from which a
/// variance is taken, to less than 2^382: nothing that [`Sums`](super::Sums) does can overflow. Being exact,
/// addition is associative, which is what lets any split of the replications merge to the same bytes (M6,
/// K12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Wide([u64; LIMBS]);

impl Wide {
    /// Zero.
    pub const ZERO: Self = Self([0; LIMBS]);

    /// The square of a value.
    pub fn square_of(value: i128) -> Self {
        let size = Self::from(value.unsigned_abs());
        size * size
    }

    /// Whether the number is below zero.
    pub const fn is_negative(self) -> bool {
        let [.., top] = self.0;
        top >> 63 == 1
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.is_negative() {
            Self::ZERO - self
        } else {
            self
        }
    }

    /// The `f64` nearest to the number, ties to the even one.
    pub fn to_f64(self) -> f64 {
        let size = self.abs().size_to_f64();
        if self.is_negative() { -size } else { size }
    }

    /// The nearest `f64` of a number that is not negative.
    fn size_to_f64(self) -> f64 {
        let Some(top) = self.0.iter().rposition(|limb| *limb != 0) else {
            return 0.0;
        };
        let limb = |index: Option<usize>| index.and_then(|index| self.0.get(index)).copied().unwrap_or(0);
        let (high, low) = (limb(Some(top)), limb(top.checked_sub(1)));
        // The upper two limbs hold at least 65 bits of the number, and a float takes 53: what lies below them
        // can only break a tie, so it is enough to know whether anything is there.
        let rest = self.0.iter().take(top.saturating_sub(1)).any(|limb| *limb != 0);
        let leading = (u128::from(high) << 64) | u128::from(low) | u128::from(rest);
        // Conversion from u128 rounds to nearest; scaling by a power of two is exact.
        #[expect(
            clippy::cast_precision_loss,
            reason = "this is the one rounding that is meant"
        )]
        let rounded = leading as f64;
        // With a single limb `low` stands for nothing, so that the scale is 2^-64.
        let two_64 = 18_446_744_073_709_551_616.0;
        (0..top).fold(rounded / two_64, |scaled, _| scaled * two_64)
    }
}

impl From<u64> for Wide {
    fn from(value: u64) -> Self {
        Self([value, 0, 0, 0, 0, 0])
    }
}

impl From<u128> for Wide {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the two halves are what is wanted"
    )]
    fn from(value: u128) -> Self {
        Self([value as u64, (value >> 64) as u64, 0, 0, 0, 0])
    }
}

impl From<i128> for Wide {
    fn from(value: i128) -> Self {
        let size = Self::from(value.unsigned_abs());
        if value < 0 { Self::ZERO - size } else { size }
    }
}

impl Add for Wide {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        let mut carry = false;
        for (limb, added) in self.0.iter_mut().zip(other.0) {
            let (sum, first) = limb.overflowing_add(added);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = first || second;
        }
        self
    }
}

impl Sub for Wide {
    type Output = Self;

    fn sub(mut self, other: Self) -> Self {
        let mut borrow = false;
        for (limb, taken) in self.0.iter_mut().zip(other.0) {
            let (difference, first) = limb.overflowing_sub(taken);
            let (difference, second) = difference.overflowing_sub(u64::from(borrow));
            *limb = difference;
            borrow = first || second;
        }
        self
    }
}

impl Mul for Wide {
    type Output = Self;

    /// The product modulo 2^384, which in two's complement is right for either sign.
    fn mul(self, other: Self) -> Self {
        let mut product = Self::ZERO;
        for (shift, factor) in other.0.into_iter().enumerate().filter(|(_, factor)| *factor != 0) {
            let mut carry = 0;
            for (limb, multiplicand) in product.0.iter_mut().skip(shift).zip(self.0) {
                let sum = u128::from(multiplicand) * u128::from(factor) + u128::from(*limb) + carry;
                #[expect(clippy::cast_possible_truncation, reason = "the upper half is carried")]
                let lower = sum as u64;
                *limb = lower;
                carry = sum >> 64;
            }
        }
        product
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        let signs = other.is_negative().cmp(&self.is_negative());
        signs.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_carries_are_those_of_whole_numbers() {
        let big = Wide::from(u128::MAX);
        assert_eq!(big + Wide::from(1u64) - big, Wide::from(1u64));
        assert_eq!(Wide::from(-5i128) + Wide::from(5i128), Wide::ZERO);
        assert_eq!(Wide::from(-3i128) * Wide::from(7i128), Wide::from(-21i128));
        assert!(
            Wide::from(i128::MIN) < Wide::from(-1i128) && Wide::from(-1i128) < Wide::ZERO && Wide::ZERO < big
        );
    }

    #[test]
    fn the_widest_square_is_exact() {
        // (2^127)^2 = 2^254: bit 62 of limb 3.
        assert_eq!(Wide::square_of(i128::MIN), Wide([0, 0, 0, 1 << 62, 0, 0]));
    }

    #[test]
    fn conversion_rounds_once() {
        #[expect(
            clippy::cast_precision_loss,
            reason = "the language's own rounding is the oracle"
        )]
        let oracle = |value: i128| (value as f64).to_bits();
        let edges = [
            0,
            1,
            -1,
            i128::from(i64::MAX),
            i128::MAX,
            i128::MIN,
            (1 << 53) + 1,
            (1 << 117) + (1 << 64) + 1,
        ];
        for value in edges {
            assert_eq!(Wide::from(value).to_f64().to_bits(), oracle(value), "{value}");
        }
    }

    #[test]
    fn a_tie_is_decided_by_what_lies_far_below() {
        // (2^53 + 1) 2^200 lies between two floats, 2^53 and 2^53 + 2 times 2^200.
        let tie = Wide::from((1u64 << 53) + 1) * Wide::square_of(1 << 100);
        let scaled = |mantissa: u64| {
            (Wide::from(mantissa) * Wide::square_of(1 << 100))
                .to_f64()
                .to_bits()
        };
        assert_eq!(tie.to_f64().to_bits(), scaled(1 << 53));
        assert_eq!((tie + Wide::from(1u64)).to_f64().to_bits(), scaled((1 << 53) + 2));
    }
}
