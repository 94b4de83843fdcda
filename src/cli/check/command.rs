//! `outrun check`: every mistake in the documents, and what must go wrong with the plan that they describe.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::check::{self, Checked};
use crate::document::{self, Diagnostic, LoadOptions, Loaded, load, render};
use crate::report::terminal::{PlanHeading, checked};
use crate::report::{check_document, github, plan_document, sarif};

use crate::cli::arguments::{ExerciseArguments, Format};
use crate::cli::disk::Disk;
#[cfg(feature = "conduct")]
use crate::cli::exercise::RecordArguments;
use crate::cli::failure::Failure;
use crate::cli::loading::{names, wrong};
use crate::cli::status::Status;
use crate::cli::streams::Streams;

use super::{fix, known};

/// What to check, and how to say what is wrong.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    #[command(flatten)]
    pub(super) exercise: ExerciseArguments,
    /// Check this alternative only; may be repeated [default: all]
    #[arg(long = "alternative", value_name = "NAME")]
    pub(super) alternatives: Vec<String>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    /// Exit with 1 if there is a finding at least so bad
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// Show every finding in full
    #[arg(long)]
    all: bool,
    /// Say and fail only for what this file does not know
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write down what is found, so that it is known from now on
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix"])]
    write_baseline: Option<PathBuf>,
    /// Make the changes that are safe, after showing them; offer the others as alternatives
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// Only show the changes
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    #[cfg(feature = "conduct")]
    #[command(flatten)]
    history: RecordArguments,
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
pub(in crate::cli) fn check(arguments: &CheckArguments, streams: &mut Streams) -> Result<Status, Failure> {
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
        CheckFormat::Github => streams.print(&github(found, &[])),
        CheckFormat::Sarif => streams.print_json(&sarif(found, None)),
        CheckFormat::Human => {
            streams.tell(&format!("{}\n\n", render(found, streams.error_colour())));
            Ok(())
        }
    }
}

fn check_plan(arguments: &CheckArguments, loaded: &Loaded, streams: &mut Streams) -> Result<Status, Failure> {
    let alternatives = names(loaded, &arguments.alternatives)?;
    let mut found = check::check(loaded, &alternatives).map_err(wrong(&arguments.exercise, Format::Human))?;
    #[cfg(feature = "conduct")]
    arguments.history.check(loaded, &found, streams);
    if let Some(file) = &arguments.write_baseline {
        known::write(file, &found, streams)?;
        return Ok(Status::Well);
    }
    let compared = match &arguments.baseline {
        Some(file) => Some((file, known::leave_new(file, &mut found)?)),
        None => None,
    };
    if arguments.fix {
        return fix::fix(arguments, (loaded, &found), streams);
    }
    say(arguments, loaded, &found, streams)?;
    if let Some((file, compared)) = compared {
        known::tell(file, compared, streams);
    }
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
        CheckFormat::Json => streams.print_json(&plan_document(&exercise, loaded, found)),
        CheckFormat::Github => streams.print(&github(warnings, &found.findings)),
        CheckFormat::Sarif => streams.print_json(&sarif(warnings, Some(found))),
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
