//! Alternatives against a baseline, for people: what is better, by how much, how sure, why, and at what cost.

mod choice;
mod short;
mod whole;
mod words;

pub use whole::compared;
