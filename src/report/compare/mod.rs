//! Alternatives against a baseline: the document of `outrun compare`.

mod convert;
mod document;
mod trade;

pub use document::{
    AlternativeCompared, BothContained, CauseCompared, CompareDocument, CompareHeading, Comparison,
    LostIncident, LostIncidents, Margins, NamedMargin, Paired, PairedVerdict, Preventable, Trade,
};
