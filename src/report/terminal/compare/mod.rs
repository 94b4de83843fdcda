//! Alternatives against a baseline, for people: what is better, by how much, how sure, why, and at what cost.

mod choice;
mod grid;
mod short;
mod whole;
pub(super) mod words;

pub(in crate::report::terminal) use grid::grids;
pub use whole::compared;
