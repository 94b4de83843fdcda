//! What pictures draw, as data: one file for what looks alike.

mod any;
mod bars;
mod curves;

pub use any::Drawing;
pub use bars::{Bar, Dot, DotRow, Piece};
pub use curves::{Band, Curve, Milestone, Race, Share};
