//! The gap report: what a run says, for people who decide about money and mandates, with the evidence behind it.
//!
//! [`gap_report`] makes the report as data from what a run has left, [`GapReport`]; [`html`], [`markdown`] and [`tables`] are
//! pure renderers of it. All promise the same bytes for the same results.

mod build;
mod causes;
mod closing;
mod coverage;
mod csv;
mod difference;
mod document;
mod drawing;
mod evidence;
mod found;
mod front;
mod gaps;
mod given;
mod growth;
mod hours;
mod html;
mod manifest;
mod markdown;
mod nameless;
#[cfg(feature = "pdf")]
mod pdf;
mod phrases;
mod pictures;
mod played;
mod sections;
mod source;
mod state;
mod traced;
mod views;
mod without;
mod wording;

pub use build::{Wishes, gap_report};
pub use coverage::{ControlCoverage, Coverage, FrameworkCoverage};
pub use csv::{MANIFEST, tables};
pub use difference::difference;
pub use document::{
    Audience, Block, Cell, Column, Front, Gap, GapReport, Headline, OwnWording, Picture, RunReport, Section,
    Table, Tone,
};
pub use drawing::{
    Band, Bar, Curve, Deal, Dot, DotRow, Drawing, Hour, Lane, Mark, MarkKind, Milestone, Moment, Piece, Post,
    Race, Share, Stretch, Swing, Tie, WeekMap, WeekRow,
};
pub use given::{Given, Kept};
pub use growth::Growth;
#[cfg(feature = "conduct")]
pub(super) use html::escaped as html_escaped;
pub use html::html;
pub use manifest::{Manifest, ManifestResult};
#[cfg(feature = "conduct")]
pub(super) use markdown::escaped as markdown_escaped;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::{NotTypeset, pdf};
pub use phrases::{PHRASES, Phrase, Template, TemplateMistake, Templates, Variable};
pub use pictures::{pictures, standalone};
pub use played::{Looked, Played};
pub use source::Source;
pub use state::{FigureState, ObjectiveState, State, Weights};
