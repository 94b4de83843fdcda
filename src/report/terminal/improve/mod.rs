//! The changes that buy most, for people: the plan first, then what to paste, then how it was found.

mod plan;
mod whole;
mod worth;

pub use whole::improved;
