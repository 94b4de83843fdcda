//! `outrun shard`: plays one part of a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::Pending;
use crate::cli::run::{Progress, settings, threads};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::experiment::shard::{Assembly, Part, encode};
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
    let ended = play(arguments, streams);
    ended.unwrap_or_else(|failure| failure.report(streams).for_schedulers())
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
    if is_there(&planned, &place) {
        tell(
            arguments,
            streams,
            &format!("`{}` is there already\n", place.display()),
        );
        return Ok(Status::Well);
    }
    // Opened before the long run starts.
    let mut file = Pending::open(&place)?;
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
    file.write(&encode(&part))?;
    file.finish()?;
    tell(arguments, streams, &format!("`{}` is written\n", place.display()));
    Ok(Status::Well)
}

/// Whether a part that may take part is there: playing it again would give the same bytes.
fn is_there(planned: &Planned, place: &Path) -> bool {
    let mut assembly = Assembly::new(planned.identity.clone(), planned.split, &planned.exercises);
    std::fs::read(place).is_ok_and(|bytes| assembly.take("", &bytes).is_ok())
}

fn tell(arguments: &ShardArguments, streams: &mut Streams, words: &str) {
    if !arguments.quiet {
        streams.tell(words);
    }
}
