//! `outrun missing`: which shards are not there.

use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;

use super::parts::{gather, ranges};
use super::planned::Planned;

/// Of which plan.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct MissingArguments {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The folder of the parts [default: `parts` in that of the plan]
    #[arg(long, value_name = "DIR")]
    parts: Option<PathBuf>,
}

/// Prints the numbers of the shards that are not there, as array jobs take them; nothing where all are.
pub(in crate::cli) fn missing(arguments: &MissingArguments, streams: &mut Streams) -> Status {
    let ended = look(arguments, streams);
    ended.unwrap_or_else(|failure| failure.report_to_schedulers(streams))
}

fn look(arguments: &MissingArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let planned = Planned::open(&arguments.plan)?;
    let folder = planned.parts(arguments.parts.as_ref());
    let gathered = gather(&planned, &folder, streams)?;
    let missing = gathered.assembly.missing();
    if missing.is_empty() && gathered.refused > 0 {
        streams.tell("no shard is missing, but nothing can be merged: take the refused files away\n");
        return Ok(Status::NeverRetry);
    }
    if missing.is_empty() {
        return Ok(Status::Well);
    }
    streams.print(&format!("{}\n", ranges(&missing)))?;
    Ok(Status::Retry)
}
