//! `outrun exercise contact`: who has confirmed that they can be reached, and what hangs on those who have not.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::live::{ContactCheck, Hanging};
use crate::time::{WallTime, Zone};

use super::live::with_session;

/// Whose contacts are checked.
#[derive(Clone, Debug, Args)]
pub(super) struct ContactArguments {
    /// The folder of the session; it may be served at the same time
    #[arg(value_name = "SESSION")]
    session: PathBuf,
    /// How it is told
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Says it; status 1 where somebody has not confirmed.
pub(super) fn contact(arguments: &ContactArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let check = with_session(&arguments.session, streams, |session, _, _, _| {
        Ok(session.contact_check())
    })?;
    match arguments.format {
        Format::Json => streams.print_json(&check)?,
        Format::Human => streams.print(&told(&check))?,
    }
    Ok(if check.missing.is_empty() {
        Status::Well
    } else {
        Status::FellShort
    })
}

fn told(check: &ContactCheck) -> String {
    let all = check.confirmed.len() + check.missing.len();
    let mut text = format!("{} of {all} have confirmed\n", check.confirmed.len());
    for (seat, name, at) in &check.confirmed {
        let at = Zone::utc().rfc3339(WallTime::from_millis(*at));
        text.push_str(&format!("  {seat:<14} {name}, {at}\n"));
    }
    if !check.missing.is_empty() {
        text.push_str("\nNot confirmed:\n");
    }
    for missing in &check.missing {
        text.push_str(&format!("  {:<14} {}\n", missing.seat, missing.name));
        for hanging in &missing.hanging {
            text.push_str(&format!("                 {}\n", needed(hanging)));
        }
    }
    text
}

fn needed(hanging: &Hanging) -> String {
    let alone = if hanging.alone {
        "; nobody who has confirmed could stand in"
    } else {
        ""
    };
    format!("{} under `{}`{alone}", hanging.part, hanging.right)
}
