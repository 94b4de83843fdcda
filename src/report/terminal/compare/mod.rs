//! Alternatives against a baseline, for people: what is better, by how much, how sure, why, and at what cost.

mod short;
mod whole;
pub(super) mod words;

pub use whole::compared;
