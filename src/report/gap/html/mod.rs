//! The report as one HTML file: no script, no network, light and dark, on screen and on paper.

mod bars;
mod dots;
mod page;
mod race;
mod sheet;
mod survival;
mod table;
mod text;
mod times;

pub use page::html;
#[cfg(feature = "pdf")]
pub(super) use page::{STYLE, picture_of};
