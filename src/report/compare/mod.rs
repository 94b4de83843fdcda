//! Alternatives against a baseline: the document of `outrun compare`.

mod convert;
mod document;

pub use document::{
    AlternativeCompared, CauseCompared, CompareDocument, CompareHeading, Comparison, BothContained, LostIncident,
    LostIncidents, Margins, Paired, PairedVerdict,
};
