//! The luck of one replication.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::key::{GOLDEN, mix};
use super::math::cast;
use super::{Distribution, Key, Probability, Purpose};
use crate::time::SimDuration;

/// All the luck of one replication: 128 bits, from which each draw is computed on its own (T4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck {
    entity_key: u64,
    ordinal_key: u64,
}

/// Sets purposes apart: an odd number with about as many ones as zeros (from the digits of √5).
const PURPOSE_STEP: u64 = 0x3C6E_F372_FE94_F82B;
/// The smallest uniform number: half a step of 53 bits.
const SMALLEST: f64 = 1.0 / 18_014_398_509_481_984.0;
/// One step of 53 bits.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

impl Luck {
    /// The luck of replication number `replication` of an exercise with this seed.
    ///
    /// The seed is spread over the 256 bits of a `ChaCha8` key by four steps of `SplitMix64` with
    /// this room's mixer; the replication is the number of a `ChaCha8` stream; the replication's key is the first
    /// 128 bits of that stream. A strong generator stands here because seeds and replications are
    /// small numbers that people choose; it runs once in a replication.
    pub fn new(seed: u64, replication: u64) -> Self {
        let mut generator = ChaCha8Rng::from_seed(spread(seed));
        generator.set_stream(replication);
        Self {
            entity_key: generator.next_u64(),
            ordinal_key: generator.next_u64(),
        }
    }

    /// 64 random bits: `mix((mix((key ^ a) + purpose · c) ^ b) + ordinal · g)`, all modulo 2⁶⁴,
    /// where `a` and `b` are the replication's key, `mix` is `moremur`, `g` is the golden step of
    /// `SplitMix64` and `c` another odd constant.
    ///
    /// So each entity and purpose has a `SplitMix64` sequence of its own that starts at a random
    /// place, and the ordinal is the position in it: no two ordinals give the same word.
    #[inline]
    pub fn word(&self, key: Key, purpose: Purpose, ordinal: u64) -> u64 {
        let cause = PURPOSE_STEP.wrapping_mul(u64::from(purpose as u8));
        let start = mix((key.bits() ^ self.entity_key).wrapping_add(cause));
        mix((start ^ self.ordinal_key).wrapping_add(GOLDEN.wrapping_mul(ordinal)))
    }

    /// A number between 0 and 1, neither of them included: a multiple of 2⁻⁵³, or 2⁻⁵⁴ where that
    /// would be 0.
    #[inline]
    pub fn uniform(&self, key: Key, purpose: Purpose, ordinal: u64) -> f64 {
        uniform_of(self.word(key, purpose, ordinal))
    }

    /// Whether something of probability `p` happens: never at 0, always at 1. What happens at one
    /// probability also happens, with the same luck, at each greater one.
    #[inline]
    pub fn happens(&self, p: Probability, key: Key, purpose: Purpose, ordinal: u64) -> bool {
        let p = p.value();
        // What is certain needs no draw: a uniform number lies between 0 and 1.
        p > 0.0 && (p >= 1.0 || self.uniform(key, purpose, ordinal) < p)
    }

    /// How long something takes that follows this distribution. A fixed duration draws nothing.
    #[inline]
    pub fn duration(&self, d: &Distribution, key: Key, purpose: Purpose, ordinal: u64) -> SimDuration {
        match d.is_fixed() {
            Some(fixed) => fixed,
            None => d.quantile(self.uniform(key, purpose, ordinal)),
        }
    }
}

/// The number between 0 and 1 that belongs to a [word](Luck::word).
#[inline]
pub fn uniform_of(word: u64) -> f64 {
    let share = cast::float_of_signed((word >> 11).cast_signed()) * STEP;
    if share > SMALLEST { share } else { SMALLEST }
}

/// A seed spread over 256 bits. Our own, because a library may change how it does this.
fn spread(seed: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    let mut state = seed;
    for chunk in bytes.chunks_exact_mut(8) {
        state = state.wrapping_add(GOLDEN);
        chunk.copy_from_slice(&mix(state).to_le_bytes());
    }
    bytes
}
