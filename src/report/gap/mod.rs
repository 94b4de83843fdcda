//! The gap report: what a run says, for people who decide about money and mandates, with the evidence behind it.
//!
//! [`gap_report`] makes the report as data from what a run has left, [`GapReport`]; [`html`], [`markdown`] and [`tables`] are
//! pure renderers of it. All promise the same bytes for the same results.

mod build;
mod causes;
mod csv;
mod document;
mod front;
mod growth;
mod html;
mod markdown;
mod sections;
mod source;
mod wording;

pub use build::{Wishes, gap_report};
pub use csv::tables;
pub use document::{
    Audience, Band, Bar, Block, Cell, Column, Curve, Dot, DotRow, Drawing, Front, Gap, GapReport, Headline,
    Milestone, Picture, Piece, Race, RunReport, Section, Share, Table, Tone,
};
pub use growth::Growth;
pub use html::html;
pub use markdown::markdown;
pub use source::{Played, Source};
