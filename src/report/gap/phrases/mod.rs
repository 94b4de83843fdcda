//! The sentences of the report: named templates, which users can replace without building anything.
//!
//! A template makes words, never markup: what it gives is escaped by whoever renders the report, like everything else. It is told only
//! what its entry in [`PHRASES`] documents; asking for anything else is a [`TemplateMistake`] with file and line.

mod mistake;
mod phrase;
mod say;
mod templates;

pub use mistake::TemplateMistake;
pub use phrase::{PHRASES, Phrase, Variable};
pub(super) use say::Phrases;
pub use templates::{Template, Templates};
