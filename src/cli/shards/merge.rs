//! `outrun merge`: the parts of a plan as the results of one run.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::run::{FailOn, Outputs, folder_name, records, status, summarise};
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::experiment::Played;
use crate::report::{Heading, RunDocument};

use super::parts::{gather, ranges};
use super::planned::Planned;

/// Of which plan, and where results go.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct MergeArguments {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The folder of the parts [default: `parts` in that of the plan]
    #[arg(long, value_name = "DIR")]
    parts: Option<PathBuf>,
    /// The folder of the results [default: results/<exercise>]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print everything: all causes and costs, milestones, legal clocks
    #[arg(long)]
    details: bool,
    /// Which verdict on an objective makes the exit status 1
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    #[cfg(feature = "conduct")]
    #[command(flatten)]
    history: crate::cli::exercise::MergedArguments,
}

/// Puts the parts together; the status is that of a run, or says whether it is worth while to try again.
pub(in crate::cli) fn merge(arguments: &MergeArguments, streams: &mut Streams) -> Status {
    let ended = put_together(arguments, streams);
    ended.unwrap_or_else(|failure| failure.report_to_schedulers(streams))
}

fn put_together(arguments: &MergeArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let planned = Planned::open(&arguments.plan)?;
    let folder = planned.parts(arguments.parts.as_ref());
    let gathered = gather(&planned, &folder, streams)?;
    if gathered.refused > 0 {
        streams.tell("nothing was merged: take the refused files away, and play their shards again\n");
        return Ok(Status::NeverRetry);
    }
    let missing = gathered.assembly.missing();
    let Some(whole) = gathered.assembly.finish() else {
        let numbers = ranges(&missing);
        let words = match missing.len() {
            1 => format!("shard {numbers} is missing"),
            _ => format!("shards {numbers} are missing"),
        };
        streams.tell(&format!("nothing was merged: {words}\n"));
        return Ok(Status::Retry);
    };
    deliver(arguments, &planned, &whole.played, streams)
}

fn deliver(
    arguments: &MergeArguments,
    planned: &Planned,
    played: &[Played],
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let exercises = &planned.exercises;
    let default = || Path::new("results").join(folder_name(&planned.plan.exercise));
    let outputs = Outputs::open(arguments.out.clone().unwrap_or_else(default), None)?;
    let both = played.iter().zip(exercises);
    let figures: Vec<_> = both.map(|(played, exercise)| played.figures(exercise)).collect();
    let mut document = RunDocument::new(heading(planned), &figures);
    document.lay_grids(planned.loaded.sweeps());
    let text = json(&document)?;
    let write = |into: &mut dyn std::io::Write| records(into, exercises, played);
    let folder = outputs.finish(&text, write, &planned.loaded.inputs(), None)?;
    #[cfg(feature = "conduct")]
    {
        let run = crate::cli::exercise::PlayedRun {
            began: crate::cli::clock::now(),
            document: &document,
            folder: &folder,
            text: &text,
        };
        arguments.history.run(&planned.loaded, &run, streams);
    }
    streams.tell(&format!("results in {}\n\n", folder.display()));
    match arguments.format {
        Format::Json => streams.print(&text)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            summarise(&document, exercises, arguments.details, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(status(&document, arguments.fail_on))
}

fn heading(planned: &Planned) -> Heading {
    let plan = &planned.plan;
    Heading {
        command: plan.command.clone(),
        exercise: plan.exercise.clone(),
        file: plan.file.clone(),
        seed: plan.seed,
        inputs: plan.inputs.clone(),
        partial: false,
    }
}
