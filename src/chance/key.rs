//! Stable keys of written ids, and the mixer that all of luck is built on.

use std::fmt;

/// The stable key of an entity: 64 bits that depend on nothing but what was written (T4).
///
/// Keys of two different ids of one exercise are the same with a probability of about n² / 2⁶⁵.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

/// Sets joined keys apart from numbered ones: the fraction of √2.
const JOINED: u64 = 0x6A09_E667_F3BC_C908;
/// Sets numbered keys apart from joined ones: the fraction of √3.
const NUMBERED: u64 = 0xBB67_AE85_84CA_A73B;
/// 2⁶⁴ divided by the golden ratio, odd: the step of `SplitMix64` (Steele, Lea and Flood 2014).
pub(super) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Key {
    /// The key of a written id: FNV-1a (64 bits) over its UTF-8 bytes, then one mix.
    pub const fn of(id: &str) -> Self {
        let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
        let mut rest = id.as_bytes();
        while let [byte, tail @ ..] = rest {
            hash = (hash ^ (*byte as u64)).wrapping_mul(0x0100_0000_01B3);
            rest = tail;
        }
        Self(mix(hash))
    }

    /// The key of a pair; the order matters.
    #[inline]
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self(mix(mix(self.0 ^ JOINED).wrapping_add(other.0)))
    }

    /// The key of the n-th thing of this one. Different for each `n`.
    #[inline]
    #[must_use]
    pub const fn nth(self, n: u64) -> Self {
        Self(mix(mix(self.0 ^ NUMBERED).wrapping_add(n.wrapping_mul(GOLDEN))))
    }

    /// The 64 bits.
    #[inline]
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({:016x})", self.0)
    }
}

/// A bijection of 64 bits in which each input bit flips each output bit with a chance of a half.
///
/// The shifts and multipliers are those of `moremur` (Pelle Evensen 2019), found by search as a
/// stronger finaliser than `SplitMix64`'s for inputs that are counters.
#[inline]
pub(super) const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 27)).wrapping_mul(0x3C79_AC49_2BA7_B653);
    let word = (word ^ (word >> 33)).wrapping_mul(0x1C69_B3F7_4AC4_AE35);
    word ^ (word >> 27)
}
