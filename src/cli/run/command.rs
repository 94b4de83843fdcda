//! The command: from the arguments to the exit status.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
#[cfg(feature = "conduct")]
use crate::cli::exercise::{PlayedRun, RecordArguments};
use crate::cli::failure::Failure;
use crate::cli::interrupt;
use crate::cli::loading::{names, open_swept, resolve, wrong};
use crate::cli::memory::{ASK_FOR_FEWER, refuse_what_cannot_fit};
use crate::cli::pictures::PictureArguments;
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::cli::sweeping::SweepArguments;
use crate::cli::until::SureArguments;
use crate::document::Loaded;
use crate::model::Exercise;
use crate::report::{Heading, Input, RunDocument, Verdict};

use super::asked::{play_as_asked, rest, take_up};
use super::before::Before;
use super::earlier::EarlierRun;
use super::keeping::{Kept, left};
use super::outputs::{Outputs, folder_name};
use super::playing::assume;
use super::settling::RunUntil;
use super::telling::{records, summarise};
use super::words::{command, next_steps, quoted};

/// What to play, and where results go.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RunArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// Play this alternative only; may be repeated [default: all]
    #[arg(long = "alternative", value_name = "NAME")]
    alternatives: Vec<String>,
    #[command(flatten)]
    sweep: SweepArguments,
    #[command(flatten)]
    pub(super) play: PlayArguments,
    /// The folder of the results [default: results/<exercise>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print everything: all causes and costs, milestones, legal clocks
    #[arg(long)]
    details: bool,
    /// Also move what is not known over its range: a second range beside every figure
    #[arg(long)]
    assumptions: bool,
    #[command(flatten)]
    pictures: PictureArguments,
    /// Also write the records, one row for each replication, into this CSV file
    #[arg(long, value_name = "FILE")]
    records: Option<PathBuf>,
    /// Fail if something slipped since an earlier run, whose folder of results this is
    #[arg(long, value_name = "RESULT")]
    against: Option<PathBuf>,
    /// Add replications until all is settled; at most as many as the exercise says, or `--replications`
    #[arg(long, value_name = "WHAT", value_enum, conflicts_with = "against")]
    pub(super) until: Option<RunUntil>,
    #[command(flatten)]
    pub(super) sure: SureArguments,
    /// Take up a run that was cut off: what it has kept in the folder of the results is not played again
    #[arg(long)]
    pub(super) resume: bool,
    /// How often a long run is kept and can be looked at [default: 2, and more seldom the longer it lasts]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(super) keep_every: Option<Duration>,
    /// Which verdict on an objective makes the exit status 1
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    #[cfg(feature = "conduct")]
    #[command(flatten)]
    history: RecordArguments,
}

#[cfg(feature = "conduct")]
impl RunArguments {
    /// A run that a schedule asks for: into a folder, held against an earlier one if there is one.
    pub(in crate::cli) fn for_a_schedule(
        exercise: ExerciseArguments,
        play: &PlayArguments,
        (out, against): (PathBuf, Option<PathBuf>),
        history: RecordArguments,
    ) -> Self {
        Self {
            exercise,
            alternatives: Vec::new(),
            sweep: SweepArguments::default(),
            play: play.clone(),
            out: Some(out),
            format: Format::default(),
            details: false,
            assumptions: false,
            pictures: PictureArguments::default(),
            records: None,
            against,
            resume: false,
            keep_every: None,
            until: None,
            sure: SureArguments::default(),
            fail_on: FailOn::default(),
            history,
        }
    }

    /// The same with another verdict that makes the exit status 1.
    pub(in crate::cli) fn failing_on(self, fail_on: FailOn) -> Self {
        Self { fail_on, ..self }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// An objective was missed.
    #[default]
    Missed,
    /// Also: undecided, or dependent on what is not known.
    Undecided,
    /// None.
    Never,
}

/// Plays the exercise.
pub(in crate::cli) fn run(arguments: &RunArguments, streams: &mut Streams) -> Result<Status, Failure> {
    perform(arguments, streams).map(|(status, _)| status)
}

/// The same, with what came of it.
pub(in crate::cli) fn perform(
    arguments: &RunArguments,
    streams: &mut Streams,
) -> Result<(Status, RunDocument), Failure> {
    #[cfg(feature = "conduct")]
    let began = crate::cli::clock::now();
    refuse_other_records(arguments.records.as_deref())?;
    let sweeping = (Some(&arguments.play), arguments.sweep.sweeping());
    let loaded = open_swept(&arguments.exercise, sweeping, arguments.format, streams)?;
    let names = names(&loaded, &arguments.sweep.asked(&arguments.alternatives, &loaded))?;
    let exercises = resolve(&loaded, &names, wrong(&arguments.exercise, arguments.format))?;
    refuse_what_cannot_fit(&exercises, ASK_FOR_FEWER)?;
    // Read first: the same folder may be written to at the end.
    let earlier = arguments.against.as_deref().map(EarlierRun::open).transpose()?;
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| Path::new("results").join(folder_name(loaded.id())));
    let before = Before::of(&folder);
    let of = Kept {
        loaded: &loaded,
        exercises: &exercises,
        sweep: &arguments.sweep,
        play: &arguments.play,
        heading: heading(arguments, &loaded, &exercises, true),
    };
    let unfinished = take_up(arguments, &folder, &of, streams)?;
    let outputs = Outputs::open(folder, arguments.records.as_deref())?;
    let pictures = arguments.pictures.open()?;
    let (mut outcome, stopping, unfinished) = play_as_asked(arguments, &of, unfinished, streams)?;
    if arguments.assumptions {
        assume(&loaded, &exercises, &mut outcome, &arguments.play, streams)?;
    }
    let mut document = RunDocument::new(
        heading(arguments, &loaded, &exercises, outcome.partial),
        &outcome.figures,
    );
    document.lay_grids(loaded.sweeps());
    document.stopping = stopping;
    if let Some(earlier) = earlier {
        document.against = Some(earlier.against(&document, &exercises, &outcome.played)?);
    }
    let text = json(&document)?;
    pictures.of_run(&document)?;
    let write = |into: &mut dyn std::io::Write| records(into, &exercises, &outcome.played);
    let folder = outputs
        .finish(&text, write, &loaded.inputs(), unfinished.open_in())
        .map_err(|failure| left(failure, &unfinished))?;
    #[cfg(feature = "conduct")]
    {
        let run = PlayedRun {
            began,
            document: &document,
            folder: &folder,
            text: &text,
        };
        arguments
            .history
            .run(&loaded, &run, (arguments.play.quiet, streams));
    }
    // Before the summary, so that the last words are the verdict.
    if !arguments.play.quiet {
        if let Some(words) = before.and_then(|before| before.replaced_by(&document)) {
            streams.tell(&format!("{words} in {} were replaced\n", folder.display()));
        }
        streams.tell(&next_steps(&folder, &arguments.exercise));
        streams.tell(&rest(&document, &unfinished));
    }
    if !document.partial {
        unfinished.clear();
    }
    say(arguments, (&document, &text), &exercises, streams)?;
    Ok((status(&document, arguments.fail_on), document))
}

/// Prints what was asked for.
fn say(
    arguments: &RunArguments,
    (document, text): (&RunDocument, &str),
    exercises: &[Exercise],
    streams: &mut Streams,
) -> Result<(), Failure> {
    match arguments.format {
        Format::Json => streams.print(text),
        Format::Human => {
            let mut canvas = streams.canvas();
            summarise(document, exercises, arguments.details, &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or_else(|| "a number of seconds is wanted, for example 10".to_owned())
}

fn refuse_other_records(file: Option<&Path>) -> Result<(), Failure> {
    let ending = file
        .and_then(Path::extension)
        .map(std::ffi::OsStr::to_ascii_lowercase);
    match (file, ending) {
        (Some(file), ending) if ending.as_deref() != Some("csv".as_ref()) => Err(Failure::Usage(format!(
            "records are written as CSV: `{}` must end in `.csv`",
            file.display()
        ))),
        _ => Ok(()),
    }
}

fn heading(arguments: &RunArguments, loaded: &Loaded, exercises: &[Exercise], partial: bool) -> Heading {
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    Heading {
        command: canonical(arguments),
        exercise: loaded.id().to_owned(),
        file: loaded.file().to_owned(),
        seed: exercises.first().map_or(0, |exercise| exercise.seed),
        inputs: loaded.inputs().into_iter().map(input).collect(),
        partial,
    }
}

/// The command that gives this document again, from where it was given.
fn canonical(arguments: &RunArguments) -> String {
    let mut words = command(&arguments.exercise, &arguments.alternatives, &arguments.play);
    words.extend(arguments.sweep.words());
    words.extend(
        arguments
            .until
            .map(|RunUntil::Settled| "--until settled".to_owned()),
    );
    words.extend(arguments.sure.word());
    words.extend(arguments.assumptions.then(|| "--assumptions".to_owned()));
    let against = arguments.against.as_ref();
    words.extend(against.map(|folder| format!("--against {}", quoted(&folder.to_string_lossy()))));
    words.join(" ")
}

/// What the verdicts of a run make of the exit status.
pub(in crate::cli) fn status(document: &RunDocument, fail_on: FailOn) -> Status {
    let verdicts = || {
        document
            .alternatives
            .iter()
            .flat_map(|one| &one.objectives)
            .map(|one| one.verdict)
    };
    let fails = |verdict| match fail_on {
        FailOn::Never => false,
        FailOn::Missed => verdict == Verdict::Missed,
        FailOn::Undecided => verdict != Verdict::Met,
    };
    let slipped = document
        .against
        .as_ref()
        .is_some_and(|against| against.slipped() > 0);
    if document.partial && interrupt::is_asked() {
        Status::Interrupted
    } else if verdicts().any(fails) || (slipped && fail_on != FailOn::Never) {
        Status::FellShort
    } else {
        Status::Well
    }
}
