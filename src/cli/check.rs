//! `outrun check`: every mistake in the documents, with its place.

use clap::{Args, ValueEnum};

use crate::document::{Diagnostic, Level, LoadOptions, load, render};
use crate::report::{check_document, github, sarif};

use super::arguments::ExerciseArguments;
use super::disk::Disk;
use super::failure::Failure;
use super::status::Status;
use super::streams::Streams;

/// What to check, and how to say what is wrong.
#[derive(Clone, Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    /// Exit with 1 if there is a warning
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people, on standard error.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Warnings are no failure.
    #[default]
    Error,
    /// Warnings are a failure.
    Warning,
}

/// Checks the documents.
pub(super) fn check(arguments: &CheckArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let of = &arguments.exercise;
    let options = LoadOptions {
        root: of.root.clone(),
        ..LoadOptions::default()
    };
    let (found, sound) = match load(&of.path, &Disk, &options) {
        Ok(loaded) => {
            let sound = format!(
                "{}: documents sound: {} files, {} alternatives. The plan they describe was not checked.\n",
                loaded.id(),
                loaded.inputs().len(),
                loaded.alternatives().count()
            );
            (loaded.warnings().to_vec(), Some(sound))
        }
        Err(found) => (found, None),
    };
    say(arguments, &found, sound, streams)?;
    Ok(verdict(&found, arguments.fail_on))
}

fn say(
    arguments: &CheckArguments,
    found: &[Diagnostic],
    sound: Option<String>,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let exercise = arguments.exercise.path.display().to_string();
    match arguments.format {
        CheckFormat::Json => streams.print_json(&check_document(&exercise, found)),
        CheckFormat::Github => streams.print(&github(found)),
        CheckFormat::Sarif => streams.print_json(&sarif(found)),
        CheckFormat::Human => {
            if !found.is_empty() {
                streams.tell(&format!("{}\n\n", render(found, streams.error_colour())));
            }
            streams.print(&sound.unwrap_or_default())
        }
    }
}

fn verdict(found: &[Diagnostic], fail_on: FailOn) -> Status {
    if found.iter().any(|one| one.level == Level::Error) {
        Status::BadInput
    } else if fail_on == FailOn::Warning && !found.is_empty() {
        Status::FellShort
    } else {
        Status::Well
    }
}
