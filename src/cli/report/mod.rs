//! `outrun report`: results as a report, in several forms, with one's own wording.

mod command;
mod pages;
mod templates;

pub(super) use command::{ReportArguments, report};
