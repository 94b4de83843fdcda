//! `outrun report`: results as a report, in several forms, with one's own wording; `outrun verify`: whether a report is what its results give.

mod command;
mod held;
mod look;
mod opening;
mod pages;
mod replay;
mod templates;
mod verify;
mod words;

pub(super) use command::{ReportArguments, report};
pub(super) use verify::{VerifyArguments, verify};
