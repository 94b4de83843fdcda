//! Alternatives against a baseline, for people: what is better, by how much, how sure, why, and at what cost.

mod choice;
mod grid;
mod hangs;
mod rules;
mod short;
mod story;
mod whole;
pub(super) mod words;

pub(in crate::report::terminal) use grid::grids;
pub(in crate::report) use short::short;
pub use whole::compared;
pub(in crate::report) use words::{by as difference, label, signed};
