//! The changes that buy most, and what each piece of authority is worth: the document of `outrun improve`.

mod document;
mod worth;

pub use document::{
    ChangeKind, Considered, FalseAlarmsPlayed, FindingOf, ImproveDocument, ImproveHeading, Interaction,
    InteractionKind, PlanOutcome, PlanState, PlanStep, Search, SearchBounds,
};
pub use worth::{Piece, PieceWay, Worth};
