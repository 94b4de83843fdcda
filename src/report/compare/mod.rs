//! Alternatives against a baseline: the document of `outrun compare`.

mod choice;
mod convert;
mod document;
mod trade;

pub use choice::{Choice, Contender};
pub use document::{
    AlternativeCompared, BothContained, CauseCompared, CompareDocument, CompareHeading, Comparison,
    LostIncident, LostIncidents, Margins, NamedMargin, Paired, PairedVerdict, Preventable, Trade,
};
