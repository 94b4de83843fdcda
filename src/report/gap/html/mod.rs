//! The report as one HTML file: no network, light and dark, on screen and on paper, with and without its script.

mod page;
mod script;
mod sheets;
mod table;
mod text;

pub use page::html;
#[cfg(feature = "conduct")]
pub(in crate::report) use text::escaped;
