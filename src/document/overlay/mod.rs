//! Alternatives: small overlays on the base, each change by id.

mod apply;
mod like;
mod patch;
mod remove;
mod within;

pub(crate) use apply::apply;
pub(crate) use like::{Alternatives, check_likes, lengths, unfolded};
pub(crate) use patch::Patch;
