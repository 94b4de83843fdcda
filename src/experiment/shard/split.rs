//! Which replications each shard plays.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A split of the replications 1 to `replications` into `shards` runs of neighbours, whose lengths differ by at most one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// How many replications there are.
    pub replications: u64,
    /// How many shards; at least one.
    pub shards: u64,
}

impl Split {
    /// The replications of a shard, whose number counts from 1; nothing where there is no such shard.
    pub fn range(self, number: u64) -> Option<Range<u64>> {
        let before = number.checked_sub(1).filter(|before| *before < self.shards)?;
        Some(self.begin(before)..self.begin(before + 1))
    }

    /// The first replication behind so many shards.
    fn begin(self, shards: u64) -> u64 {
        let wide = u128::from(self.replications) * u128::from(shards) / u128::from(self.shards.max(1));
        // Not more than the replications, which fit.
        1 + u64::try_from(wide).unwrap_or(self.replications)
    }
}

#[cfg(test)]
mod tests {
    use super::Split;

    #[test]
    fn shards_cover_everything_once() {
        for (replications, shards) in [
            (10, 3),
            (1, 4),
            (7, 7),
            (0, 2),
            (1_000_003, 64),
            (u64::MAX - 1, 3),
        ] {
            let split = Split { replications, shards };
            let mut next = 1;
            for number in 1..=shards {
                let range = split.range(number).expect("there is such a shard");
                assert_eq!(range.start, next);
                assert!((range.end - range.start).abs_diff(replications / shards) <= 1);
                next = range.end;
            }
            assert_eq!(next - 1, replications);
            assert_eq!((split.range(0), split.range(shards + 1)), (None, None));
        }
    }
}
