//! `outrun check`: every mistake in the documents, and what must go wrong with the plan that they describe; and
//! what can be mended at once.

mod command;
mod fix;
mod known;

pub(super) use command::{CheckArguments, check};
