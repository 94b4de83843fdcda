//! `outrun shard`: plays one part of a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::{try_out, write_whole};
use crate::cli::interrupt;
use crate::cli::run::{Progress, settings, threads};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::experiment::shard::{Assembly, Part, Refusal, encode};
use crate::experiment::{Settings, run};

use super::parts::file_of;
use super::planned::Planned;

/// Which shard of which plan.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ShardArguments {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The number of the shard, from 1
    #[arg(long, value_name = "N")]
    number: u64,
    /// The folder of the parts [default: `parts` in that of the plan]
    #[arg(long, value_name = "DIR")]
    parts: Option<PathBuf>,
    /// How many threads play; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// Plays a shard; the status says whether it is worth while to try again.
pub(in crate::cli) fn shard(arguments: &ShardArguments, streams: &mut Streams) -> Status {
    // Before anything else: from now on a signal means another try.
    interrupt::listen_for_schedulers();
    let ended = play(arguments, streams);
    ended.unwrap_or_else(|failure| failure.report_to_schedulers(streams))
}

fn play(arguments: &ShardArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let planned = Planned::open(&arguments.plan)?;
    let Some(replications) = planned.split.range(arguments.number) else {
        return Err(Failure::Usage(format!(
            "there is no shard {}: they are numbered from 1 to {}",
            arguments.number, planned.split.shards
        )));
    };
    let folder = planned.parts(arguments.parts.as_ref());
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::file("make the folder", &folder, &error, NOTHING_WRITTEN))?;
    let place = file_of(&folder, arguments.number, planned.split.shards);
    let lies = lies_there(&planned, &place);
    if let Some(Ok(number)) = &lies
        && *number == arguments.number
    {
        let words = format!("`{}` is there already\n", place.display());
        tell(arguments, streams, &words);
        return Ok(Status::Well);
    }
    if let Some(lies) = lies {
        let because = lies.map_or_else(
            |refusal| refusal.to_string(),
            |number| format!("it holds shard {number}"),
        );
        let words = format!("`{}` will be replaced: {because}\n", place.display());
        tell(arguments, streams, &words);
    }
    // Better now than after a long run; a file that is open while it plays would outlast a kill.
    try_out(&place)?;
    let play = crate::cli::arguments::PlayArguments {
        replications: None,
        seed: None,
        threads: arguments.threads,
        quiet: arguments.quiet,
    };
    planned.compare_known_answer(&play)?;
    let progress = Progress::new(streams, arguments.quiet, "playing");
    let report = |done, of| progress.tell(done, of);
    let settings = Settings {
        replications: replications.clone(),
        ..settings(0, &play, &report)
    };
    let played = run(&planned.exercises, &settings).map_err(|failure| threads(&failure))?;
    drop(progress);
    if played.iter().any(|one| one.partial) {
        tell(
            arguments,
            streams,
            "ended before all was played: nothing was written\n",
        );
        return Err(Failure::Interrupted);
    }
    let part = Part {
        identity: planned.identity.clone(),
        shard: arguments.number,
        replications,
        played,
    };
    write_whole(&place, &encode(&part))?;
    tell(arguments, streams, &format!("`{}` is written\n", place.display()));
    Ok(Status::Well)
}

/// The number of the part that is there, or why it may not take part; nothing: no file can be read there. Playing the
/// same part again would give the same bytes.
fn lies_there(planned: &Planned, place: &Path) -> Option<Result<u64, Refusal>> {
    let mut assembly = Assembly::new(planned.identity.clone(), planned.split, &planned.exercises);
    let bytes = std::fs::read(place).ok()?;
    Some(assembly.take("", &bytes))
}

fn tell(arguments: &ShardArguments, streams: &mut Streams, words: &str) {
    if !arguments.quiet {
        streams.tell(words);
    }
}
