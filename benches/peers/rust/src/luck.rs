//! Random numbers: one stream for a replication, and draws that are functions of their address.

/// The finalizer of SplitMix64: a bijection whose output bits all depend on all input bits.
#[must_use]
#[inline]
pub fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// What belongs to one address, say an edge, under the key of a replication.
#[must_use]
#[inline]
pub fn addressed(key: u64, address: u64) -> u64 {
    mixed(key ^ mixed(address.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
}

/// Uniform in (0, 1), never one of the ends.
#[must_use]
#[inline]
pub fn uniform(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

/// Exponential with mean 1, by inversion.
#[must_use]
#[inline]
pub fn exponential(bits: u64) -> f64 {
    -uniform(bits).ln()
}

/// SplitMix64.
#[derive(Clone)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// Uniform below `end`.
    #[inline]
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(end)) >> 64) as u64
    }

    /// Exponential with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        exponential(self.bits())
    }
}
