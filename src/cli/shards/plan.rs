//! `outrun plan`: everything that a shard needs, in one folder.

use std::num::NonZeroU64;
use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::interrupt;
use crate::cli::loading::{names, open_swept, resolve, wrong};
use crate::cli::run::{command, copy_inputs, quoted, settings, threads};
use crate::cli::status::Status;
use crate::cli::streams::{Streams, json};
use crate::cli::sweeping::SweepArguments;
use crate::cli::until::last;
use crate::document::Loaded;
use crate::experiment::shard::known_answer;
use crate::model::Exercise;
use crate::report::{Input, ShardPlan};

use super::planned::PLAN;

/// What to divide, and where the plan goes.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct PlanArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// Play this alternative only; may be repeated [default: all]
    #[arg(long = "alternative", value_name = "NAME")]
    alternatives: Vec<String>,
    #[command(flatten)]
    sweep: SweepArguments,
    #[command(flatten)]
    play: PlayArguments,
    /// Into how many shards
    #[arg(long, value_name = "N")]
    shards: NonZeroU64,
    /// The folder of the plan, which must not be there yet or be empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Divides a run.
pub(in crate::cli) fn plan(arguments: &PlanArguments, streams: &mut Streams) -> Result<Status, Failure> {
    // Whenever somebody ends it, there is a whole plan or none.
    let _ = interrupt::listen();
    let of = &arguments.exercise;
    let sweeping = (Some(&arguments.play), arguments.sweep.sweeping());
    let loaded = open_swept(of, sweeping, Format::Human, streams)?;
    let names = names(&loaded, &arguments.sweep.asked(&arguments.alternatives, &loaded))?;
    let exercises = resolve(&loaded, &names, wrong(of, Format::Human))?;
    refuse_empty_shards(arguments.shards.get(), last(&exercises))?;
    let whole = ShardPlan {
        command: canonical(arguments),
        shards: arguments.shards.get(),
        ..in_one_piece((&loaded, &exercises), &arguments.sweep)
    };
    let plan = ShardPlan {
        known_answer: answer(&exercises, &arguments.play)?,
        ..whole
    };
    if interrupt::is_asked() {
        streams.tell("ended before there was a plan: nothing was written\n");
        return Err(Failure::Interrupted);
    }
    refuse_what_is_there(arguments)?;
    copy_inputs(&arguments.out, &loaded.inputs())?;
    // Last: where it is, the rest is.
    write_whole(&arguments.out.join(PLAN), json(&plan)?.as_bytes())?;
    if !arguments.play.quiet {
        let folder = quoted(&arguments.out.to_string_lossy());
        streams.tell(&format!(
            "{} shards of {} replications; `outrun shard {folder} --number N` plays one, `outrun merge {folder}` puts them together\n",
            plan.shards, plan.replications
        ));
    }
    Ok(Status::Well)
}

/// Somebody may have taken one number for the other.
fn refuse_empty_shards(shards: u64, replications: u64) -> Result<(), Failure> {
    if shards <= replications {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "{shards} shards of {replications} replications: most would be empty; ask for at most {replications} with `--shards`"
    )))
}

/// A plan that is changed under its shards would make all of them foreign.
fn refuse_what_is_there(arguments: &PlanArguments) -> Result<(), Failure> {
    let folder = &arguments.out;
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN))?;
    let mut entries = std::fs::read_dir(folder)
        .map_err(|error| Failure::file("read the folder", folder, &error, NOTHING_WRITTEN))?;
    if entries.next().is_some() {
        return Err(Failure::Usage(format!(
            "`{}` is not empty: a plan needs a folder of its own",
            folder.display()
        )));
    }
    Ok(())
}

/// What the known replications give here.
pub(in crate::cli) fn answer(exercises: &[Exercise], play: &PlayArguments) -> Result<String, Failure> {
    let silent = |_, _| ();
    let all = settings(last(exercises), play, &silent);
    known_answer(exercises, &all).map_err(|failure| threads(&failure))
}

/// The plan of a run that is not divided, without its command and before anything was played.
pub(in crate::cli) fn in_one_piece(
    (loaded, exercises): (&Loaded, &[Exercise]),
    sweep: &SweepArguments,
) -> ShardPlan {
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    let mut inputs: Vec<Input> = loaded.inputs().into_iter().map(input).collect();
    inputs.sort();
    let alternatives = exercises.iter();
    ShardPlan {
        schema: ShardPlan::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: String::new(),
        exercise: loaded.id().to_owned(),
        file: loaded.file().to_owned(),
        seed: exercises.first().map_or(0, |exercise| exercise.seed),
        alternatives: alternatives.map(|one| one.alternative.to_string()).collect(),
        sweeps: sweep.sweeps().to_vec(),
        sweep_of: sweep.over().cloned(),
        replications: last(exercises),
        shards: 1,
        inputs,
        known_answer: String::new(),
    }
}

/// The command that gives the same results in one piece.
fn canonical(arguments: &PlanArguments) -> String {
    let mut words = command(&arguments.exercise, &arguments.alternatives, &arguments.play);
    words.extend(arguments.sweep.words());
    words.join(" ")
}
