//! `outrun report`: results as a report for those who decide; `outrun verify`: whether a report is what its results give.

mod command;
mod opening;
mod replay;
mod verify;
mod words;

pub(super) use command::{ReportArguments, report};
pub(super) use verify::{VerifyArguments, verify};
