//! `outrun check`: every mistake in the documents, and what must go wrong with the plan that they describe.

use clap::{Args, ValueEnum};

use crate::check::{self, Checked};
use crate::document::{self, Diagnostic, LoadOptions, Loaded, load, render};
use crate::report::terminal::{PlanHeading, checked};
use crate::report::{check_document, github, plan_document, sarif};

use super::arguments::{ExerciseArguments, Format};
use super::disk::Disk;
use super::failure::Failure;
use super::loading::{names, wrong};
use super::status::Status;
use super::streams::Streams;

/// What to check, and how to say what is wrong.
#[derive(Clone, Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// Check this alternative only; may be repeated [default: all]
    #[arg(long = "alternative", value_name = "NAME")]
    alternatives: Vec<String>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    /// Exit with 1 if there is a finding at least so bad
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Show every finding in full
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people, mistakes in documents on standard error.
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
    /// Only errors are a failure.
    #[default]
    Error,
    /// Warnings are a failure.
    Warning,
    /// Notes are a failure too.
    Note,
}

/// Checks the documents and, where they are sound, the plan.
pub(super) fn check(arguments: &CheckArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let of = &arguments.exercise;
    let options = LoadOptions {
        root: of.root.clone(),
        ..LoadOptions::default()
    };
    match load(&of.path, &Disk, &options) {
        Ok(loaded) => check_plan(arguments, &loaded, streams),
        Err(found) => {
            refuse(arguments, &found, streams)?;
            Ok(Status::BadInput)
        }
    }
}

/// The documents are wrong, and describe no plan.
fn refuse(arguments: &CheckArguments, found: &[Diagnostic], streams: &mut Streams) -> Result<(), Failure> {
    let exercise = arguments.exercise.path.display().to_string();
    match arguments.format {
        CheckFormat::Json => streams.print_json(&check_document(&exercise, found)),
        CheckFormat::Github => streams.print(&github(found)),
        CheckFormat::Sarif => streams.print_json(&sarif(found)),
        CheckFormat::Human => {
            streams.tell(&format!("{}\n\n", render(found, streams.error_colour())));
            Ok(())
        }
    }
}

fn check_plan(arguments: &CheckArguments, loaded: &Loaded, streams: &mut Streams) -> Result<Status, Failure> {
    let alternatives = names(loaded, &arguments.alternatives)?;
    let found = check::check(loaded, &alternatives).map_err(wrong(&arguments.exercise, Format::Human))?;
    say(arguments, loaded, &found, streams)?;
    Ok(verdict(loaded.warnings(), &found, arguments.fail_on))
}

fn say(
    arguments: &CheckArguments,
    loaded: &Loaded,
    found: &Checked,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let exercise = arguments.exercise.path.display().to_string();
    let warnings = loaded.warnings();
    match arguments.format {
        CheckFormat::Json => streams.print_json(&plan_document(&exercise, warnings, found)),
        CheckFormat::Github => streams.print(&github(warnings)),
        CheckFormat::Sarif => streams.print_json(&sarif(warnings)),
        CheckFormat::Human => {
            if !warnings.is_empty() {
                streams.tell(&format!("{}\n\n", render(warnings, streams.error_colour())));
            }
            let heading = PlanHeading {
                exercise: loaded.id().to_owned(),
                files: loaded.inputs().len(),
                days: found.days.clone(),
            };
            let mut canvas = streams.canvas();
            checked(&heading, found, arguments.all, &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}

/// A document with warnings is as bad as a plan with warnings.
fn verdict(warnings: &[Diagnostic], found: &Checked, fail_on: FailOn) -> Status {
    let least = match fail_on {
        FailOn::Error => check::Level::Error,
        FailOn::Warning => check::Level::Warning,
        FailOn::Note => check::Level::Note,
    };
    let level_of = |one: &Diagnostic| match one.level {
        document::Level::Error => check::Level::Error,
        document::Level::Warning => check::Level::Warning,
    };
    let levels = warnings.iter().map(level_of);
    let mut levels = levels.chain(found.findings.iter().map(|one| one.level));
    if levels.any(|level| level >= least) {
        Status::FellShort
    } else {
        Status::Well
    }
}
