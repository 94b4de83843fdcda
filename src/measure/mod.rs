//! From replications to figures: observations, estimates with intervals, attribution, survival.
//!
//! May import: `time`, `chance`, `model`, `engine`. Promises: pure functions; what is accumulated is whole
//! numbers, so that any split of the replications merges to the same bytes (M6).

mod attribution;
pub mod estimate;

pub use attribution::{Piece, critical_path};
