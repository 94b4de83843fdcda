//! `outrun exercise run-due`: plays what is due, for cron, systemd timers and CI.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
use crate::cli::failure::Failure;
use crate::cli::folder::Pending;
use crate::cli::run::{FailOn, RunArguments, folder_name, perform};
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::document::sha256;
use crate::model::How;
use crate::report::schedule::{DueSchedule, PlayedDue, RunDueDocument};
use crate::time::Zone;

use super::keeping::{Due, RecordArguments};
use super::library::{LibraryArguments, Scheduled};
use super::place::unreadable;

/// Of which library, and what becomes of the results.
#[derive(Clone, Debug, Args)]
pub(super) struct RunDueArguments {
    #[command(flatten)]
    library: LibraryArguments,
    #[command(flatten)]
    play: PlayArguments,
    /// The folder of the results, one folder in it for each exercise
    #[arg(long, value_name = "DIR", default_value = "results")]
    out: PathBuf,
    /// Do not hold results against the last recorded ones: only missed objectives make the exit status 1
    #[arg(long)]
    no_against: bool,
    /// Which verdict on an objective makes the exit status 1; slipping does, but with `never`
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Also write the summary into this file: Markdown if it ends in .md, else plain text
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Also write what a webhook is sent into this JSON file
    #[arg(long, value_name = "FILE")]
    payload: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Plays what is due.
pub(super) fn run_due(arguments: &RunDueArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let pending = |file: &Option<PathBuf>| file.as_deref().map(Pending::open).transpose();
    let (summary, payload) = (pending(&arguments.summary)?, pending(&arguments.payload)?);
    let found = arguments.library.look()?;
    let mut worst = Status::Well;
    let mut played = Vec::new();
    for one in &found.scheduled {
        let schedules = due_of(one, How::Simulated);
        let Some(first) = schedules.first() else {
            continue;
        };
        let due = Due {
            schedule: first.clone(),
            at: found.at,
        };
        let (status, told) = play(arguments, one, (schedules, due), streams)?;
        played.push(told);
        worst = worse(worst, status);
        if status == Status::Interrupted {
            return Ok(status);
        }
    }
    if !found.unread.is_empty() {
        worst = worse(worst, Status::BadInput);
    }
    let people = found.scheduled.iter().flat_map(waiting).collect();
    let at = Zone::utc().rfc3339(found.at);
    let document = RunDueDocument::new(at, played, people, found.unread);
    say(arguments, &document, (summary, payload), streams)?;
    Ok(worst)
}

/// The schedules by which it is due now.
fn due_of(one: &Scheduled, how: How) -> Vec<String> {
    let due = one
        .schedules()
        .filter(|(schedule, due)| schedule.how == how && due.state.is_due());
    due.map(|(schedule, _)| schedule.id.to_string()).collect()
}

/// What is due and needs people.
fn waiting(one: &Scheduled) -> Vec<DueSchedule> {
    let due = due_of(one, How::WithPeople);
    one.documents()
        .filter(|schedule| due.contains(&schedule.schedule))
        .collect()
}

/// What failed hides what fell short.
fn worse(one: Status, other: Status) -> Status {
    let rank = |status: Status| match status {
        Status::Well => 0,
        Status::FellShort => 1,
        Status::BadInput => 2,
        _ => 3,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Plays one; that one cannot be played does not keep the others from it.
fn play(
    arguments: &RunDueArguments,
    one: &Scheduled,
    (schedules, due): (Vec<String>, Due),
    streams: &mut Streams,
) -> Result<(Status, PlayedDue), Failure> {
    let out = arguments.out.join(folder_name(one.loaded.id()));
    let against = if arguments.no_against {
        None
    } else {
        earlier(arguments, one)?
    };
    let mut told = PlayedDue {
        exercise: one.loaded.id().to_owned(),
        title: one.exercise.title.to_string(),
        path: one.shown.clone(),
        schedules,
        status: String::new(),
        results: None,
        against: against.as_ref().map(|folder| folder.display().to_string()),
        objectives: 0,
        missed: Vec::new(),
        slipped: Vec::new(),
        error: None,
    };
    if against.is_none() && !arguments.no_against && !arguments.play.quiet {
        streams.tell(&format!(
            "{}: no recorded results to hold it against\n",
            told.exercise
        ));
    }
    let of = ExerciseArguments {
        path: one.file.clone(),
        root: arguments.library.root.clone(),
    };
    let record = RecordArguments {
        place: arguments.library.place.clone(),
        no_history: false,
        due: Some(due),
    };
    let run = RunArguments::for_a_schedule(of, &arguments.play, (out.clone(), against), record)
        .failing_on(arguments.fail_on);
    let status = match perform(&run, &mut streams.without_results()) {
        Ok((status, document)) => {
            told.take(&document);
            told.results = Some(out.display().to_string());
            status
        }
        Err(Failure::Interrupted) => Status::Interrupted,
        Err(failure) => {
            told.error = Some(failure.words());
            failure.report(streams)
        }
    };
    words(status).clone_into(&mut told.status);
    Ok((status, told))
}

const fn words(status: Status) -> &'static str {
    match status {
        Status::Well => "well",
        Status::FellShort => "fell short",
        _ => "failed",
    }
}

/// The folder of the last recorded results, if it is still what it was.
fn earlier(arguments: &RunDueArguments, one: &Scheduled) -> Result<Option<PathBuf>, Failure> {
    let root = one.loaded.root();
    let place = &arguments.library.place;
    let Some(history) = place.open_if_there(root)? else {
        return Ok(None);
    };
    let last = history.last_results(one.loaded.id());
    let last = last.map_err(|error| unreadable(&place.file(root), &error))?;
    Ok(last.and_then(|last| {
        let folder = root.join(&last.folder);
        let is_whole = |folder: &Path| {
            let written = std::fs::read(folder.join("run.json"));
            written.is_ok_and(|text| sha256(&text) == last.sha256)
        };
        is_whole(&folder).then_some(folder)
    }))
}

fn say(
    arguments: &RunDueArguments,
    document: &RunDueDocument,
    (summary, payload): (Option<Pending>, Option<Pending>),
    streams: &mut Streams,
) -> Result<(), Failure> {
    if let Some(mut file) = summary {
        let is_markdown = file.place().extension().is_some_and(|ending| ending == "md");
        let text = if is_markdown {
            &document.markdown
        } else {
            &document.text
        };
        file.write(format!("{text}\n").as_bytes())?;
        file.finish()?;
    }
    if let Some(mut file) = payload {
        file.write(json(document)?.as_bytes())?;
        file.finish()?;
    }
    match arguments.format {
        Format::Json => streams.print_json(document),
        Format::Human => streams.print(&format!("{}\n", document.text)),
    }
}
