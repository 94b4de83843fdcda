//! From replications to figures: observations, estimates with intervals, attribution, survival.
//!
//! May import: `time`, `chance`, `model`, `engine`. Promises: pure functions; what is accumulated is whole
//! numbers, so that any split of the replications merges to the same bytes (M6).

mod attribution;
mod blast;
mod charges;
mod clock;
mod columns;
pub mod estimate;
mod observation;
mod observations;

pub use attribution::{Piece, critical_path};
pub use blast::{Fallen, area_until, blast_at};
pub use charges::Charges;
pub use clock::StageOutcome;
pub use columns::{Column, Landmark, Layout, cell, value};
pub use observation::Observer;
pub use observations::Observations;
