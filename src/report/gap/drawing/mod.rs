//! What pictures draw, as data: one file for what looks alike.

mod any;
mod authority;
mod bars;
mod curves;
mod told;
mod trade;
mod week;

pub use any::Drawing;
pub use authority::{Post, Tie};
pub use bars::{Bar, Dot, DotRow, Piece};
pub use curves::{Band, Curve, Milestone, Race, Share};
pub use told::{Lane, Mark, MarkKind, Moment, Stretch};
pub use trade::{Deal, Swing};
pub(in crate::report::gap) use week::Uncovered;
pub use week::{Hour, WeekMap, WeekRow};
