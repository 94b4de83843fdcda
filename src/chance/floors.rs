//! Lower bounds of draws that cost a look into a table.

use super::Distribution;
use super::math::cast;
use crate::time::SimDuration;

/// The line from 0 to 1 is cut into so many cells of equal width.
const CELLS: usize = 64;
/// A gamma law takes microseconds for each quantile, so that so many cells share one.
const CELLS_OF_A_COSTLY_ONE: usize = 8;
/// What a computed quantile may be off, relative to itself, many times over.
const SLACK: f64 = 1.0 / 1_048_576.0;

/// What no draw of a distribution is below, for whom it is enough to know that it comes too late: the uniform number may be
/// turned into the duration afterwards. 260 bytes; to make it costs 64 quantiles, some microseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Floors {
    /// For each cell the least of its quantiles, in units of `2^shift` milliseconds.
    least: [u32; CELLS],
    shift: u32,
}

impl Floors {
    /// The floors of a distribution.
    pub fn of(distribution: &Distribution) -> Self {
        let width = if distribution.is_costly() {
            CELLS_OF_A_COSTLY_ONE
        } else {
            1
        };
        let mut least = [0; CELLS];
        for (place, cells) in least.chunks_mut(width).enumerate() {
            let edge = |place| cast::float_of_count(place * width) / cast::float_of_count(CELLS);
            let exact = distribution.least_between(edge(place), edge(place + 1));
            // A millisecond covers what rounding takes away.
            let floor = cast::round_to_ms((exact * (1.0 - SLACK)).floor() - 1.0);
            cells.fill(floor.as_millis().max(0).unsigned_abs());
        }
        let longest = least.iter().copied().max().unwrap_or_default();
        let shift = (u64::BITS - longest.leading_zeros()).saturating_sub(u32::BITS);
        Self {
            least: least.map(|ms| u32::try_from(ms >> shift).unwrap_or(u32::MAX)),
            shift,
        }
    }

    /// At most the [quantile](Distribution::quantile) at the [uniform number](super::uniform_of) of a word.
    #[inline]
    pub fn at_word(&self, word: u64) -> SimDuration {
        // The cell is in the highest bits.
        let cell = usize::try_from(word >> (u64::BITS - CELLS.ilog2()));
        let least = cell.ok().and_then(|cell| self.least.get(cell)).copied();
        let least = least.unwrap_or_default();
        SimDuration::from_millis(i64::from(least) << self.shift)
    }
}
