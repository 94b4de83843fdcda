//! Pictures: each a pure function from what is drawn to SVG.
//!
//! [`picture`] draws for a page whose style says what colours mean, [`standalone`] a file of its own with colours of paper, which
//! also works inside a PDF. Nobody needs a colour to read any of them: series have dashes, pieces have numbers, marks have shapes.

mod authority;
mod axis;
mod bars;
mod dots;
mod draw;
mod files;
mod ink;
mod race;
mod sheet;
mod survival;
mod told;
mod tornado;
mod trade;
mod week;
mod wide;

pub use draw::standalone;
pub(super) use draw::{Width, picture};
pub use files::pictures;
pub(super) use ink::STYLE;
