//! Alternatives: small overlays on the base, each change by id.

mod apply;
mod patch;
mod remove;

pub(crate) use apply::apply;
pub(crate) use patch::Patch;
