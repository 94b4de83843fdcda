//! A run against an earlier one: what slipped beyond luck, and what was changed.
//!
//! Both are read from their records, so that the same measure is computed by the same code from both.

mod answer;
mod changes;
mod compare;
mod document;
mod movement;
mod paired;
mod question;
mod table;

pub use compare::{Side, against};
pub use document::{
    Against, AlternativeAgainst, Better, Change, Earlier, MeasureAgainst, Movement, Named, Unreadable,
};
