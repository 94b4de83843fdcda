//! `outrun exercise calendar`: a calendar for participants.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::folder::write_whole;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::schedule::occurrences;
use crate::model::How;
use crate::report::schedule::{CalendarEntry, calendar as written};
use crate::time::{SimDuration, Span};

use super::library::{Found, LibraryArguments};

/// Of which library, and into which file.
#[derive(Clone, Debug, Args)]
pub(super) struct CalendarArguments {
    #[command(flatten)]
    library: LibraryArguments,
    /// The file that is written, for a calendar program
    #[arg(long, value_name = "FILE.ics", value_parser = ics)]
    out: PathBuf,
    /// How far ahead
    #[arg(long, value_name = "DAYS", default_value_t = 366, value_parser = clap::value_parser!(u16).range(1..=3660))]
    days: u16,
    /// Also what the machine plays alone
    #[arg(long)]
    all: bool,
}

/// More events no calendar program takes with pleasure.
const MOST: usize = 10_000;

fn ics(text: &str) -> Result<PathBuf, String> {
    let path = Path::new(text);
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("ics"))
    {
        Ok(path.to_path_buf())
    } else {
        Err("a calendar is written as iCalendar: a name that ends in .ics is wanted".to_owned())
    }
}

/// Writes it.
pub(super) fn calendar(arguments: &CalendarArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let found = arguments.library.look()?;
    let ahead = SimDuration::from_days(i64::from(arguments.days));
    let window = Span::new(found.at, found.at + ahead);
    let entries = entries(&found, window, arguments.all)?;
    let count: usize = entries.iter().map(|entry| entry.occurrences.len()).sum();
    if count == 0 {
        let all = if arguments.all {
            ""
        } else {
            "; `--all` also takes those that the machine plays alone"
        };
        return Err(Failure::Usage(format!(
            "no exercise with people takes place within {} days{all}",
            arguments.days
        )));
    }
    if count > MOST {
        return Err(Failure::Usage(format!(
            "{count} events are more than {MOST}: ask for fewer `--days`"
        )));
    }
    write_whole(&arguments.out, written(&entries, found.at).as_bytes())?;
    streams.tell(&format!("{count} events are in {}\n", arguments.out.display()));
    for words in &found.unread {
        streams.tell(&format!("error: not read: {words}\n"));
    }
    Ok(if found.unread.is_empty() {
        Status::Well
    } else {
        Status::BadInput
    })
}

fn entries(found: &Found, window: Span, all: bool) -> Result<Vec<CalendarEntry<'_>>, Failure> {
    let mut entries = Vec::new();
    for one in &found.scheduled {
        for schedule in &one.exercise.schedule {
            if !all && schedule.how == How::Simulated {
                continue;
            }
            let laid = occurrences(schedule).map_err(|error| Failure::Usage(error.to_string()))?;
            entries.push(CalendarEntry {
                exercise: &one.exercise,
                schedule,
                occurrences: laid
                    .take_while(|one| one.at < window.end)
                    .filter(|one| window.contains(one.at))
                    .collect(),
            });
        }
    }
    Ok(entries)
}
