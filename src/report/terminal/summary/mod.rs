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

pub(in crate::report) use figure::{Kind, estimate, millis, percent, range, with_luck};
pub use whole::{Summary, summary};
