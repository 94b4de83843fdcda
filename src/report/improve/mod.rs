//! The changes that buy most, and what each piece of authority is worth: the document of `outrun improve`.

mod convert;
mod convert_worth;
mod document;
mod overlay;
mod worth;

pub use convert::Improved;
pub use document::{
    ChangeKind, Considered, FalseAlarmsPlayed, FindingOf, ImproveDocument, ImproveHeading, Interaction,
    InteractionKind, PlanOutcome, PlanState, PlanStep, Search, SearchBounds,
};
pub use worth::{Piece, PieceWay, Worth};
