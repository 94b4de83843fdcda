//! The summary of a run: read in ten seconds.

mod against;
mod causes;
mod clocks;
mod cost;
pub(super) mod figure;
mod objectives;
mod race;
mod short;
mod times;
mod whole;

pub use whole::{Summary, summary};
