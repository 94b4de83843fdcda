//! `outrun exercise due`: what is due.

use clap::{Args, ValueEnum};

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::schedule::DueState;
use crate::report::schedule::{DueDocument, DueSchedule, due_screen};
use crate::time::Zone;

use super::library::LibraryArguments;

/// Of which library, and what is a failure.
#[derive(Clone, Debug, Args)]
pub(super) struct DueArguments {
    #[command(flatten)]
    library: LibraryArguments,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with 1 if something stands so
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Something is due or overdue.
    Due,
    /// Something is overdue.
    Overdue,
    /// Nothing.
    #[default]
    Never,
}

/// Says it.
pub(super) fn due(arguments: &DueArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let found = arguments.library.look()?;
    let mut all: Vec<(DueState, DueSchedule)> = Vec::new();
    for one in &found.scheduled {
        all.extend(one.due.iter().map(|due| due.state).zip(one.documents()));
    }
    all.sort_by(|(one, a), (other, b)| {
        (one, &a.next, &a.exercise, &a.schedule).cmp(&(other, &b.next, &b.exercise, &b.schedule))
    });
    let fails = |state: &DueState| match arguments.fail_on {
        FailOn::Never => false,
        FailOn::Overdue => *state == DueState::Overdue,
        FailOn::Due => state.is_due(),
    };
    let fails = all.iter().any(|(state, _)| fails(state));
    let document = DueDocument {
        schema: DueDocument::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        at: Zone::utc().rfc3339(found.at),
        schedules: all.into_iter().map(|(_, one)| one).collect(),
    };
    match arguments.format {
        Format::Json => streams.print_json(&document)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            due_screen(&document, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    for words in &found.unread {
        streams.tell(&format!("error: not read: {words}\n"));
    }
    Ok(match (found.unread.is_empty(), fails) {
        (false, _) => Status::BadInput,
        (true, true) => Status::FellShort,
        (true, false) => Status::Well,
    })
}
