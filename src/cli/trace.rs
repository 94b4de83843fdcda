//! `outrun trace`: one replication as a story, as data, or as an event log.

use clap::{Args, ValueEnum};

use crate::engine::{Plan, Play};
use crate::experiment::{Playing, now_playing};
use crate::model::Exercise;
use crate::report::terminal::story;
use crate::report::{EventLog, Naming, Told, trace as told};

use super::arguments::{ExerciseArguments, Format, PlayArguments};
use super::choose::{Wanted, choose};
use super::failure::{Failure, NOTHING_WRITTEN};
use super::loading::{one_name, open, resolve, wrong};
use super::status::Status;
use super::streams::Streams;

/// Which replication to tell, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct TraceArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    play: PlayArguments,
    /// How it is told
    #[arg(long, value_enum, default_value_t)]
    format: TraceFormat,
    /// Name people, not roles; the output says so
    #[arg(long)]
    names: bool,
}

/// By its number, or by its time to containment.
#[derive(Clone, Debug, Args)]
#[group(multiple = false)]
struct Which {
    /// Replication N
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    replication: Option<u64>,
    /// The median one (this is the default)
    #[arg(long)]
    median: bool,
    /// The one in which most had fallen at containment, or at the horizon; of those, the one contained last
    #[arg(long)]
    worst: bool,
    /// The one that was contained first
    #[arg(long)]
    best: bool,
    /// The one at this quantile, 0 to 1
    #[arg(long, value_name = "Q", value_parser = share)]
    quantile: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TraceFormat {
    /// As a story.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// An event log: case, activity, timestamp, resource.
    Csv,
}

fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| "expected a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err("expected a number from 0 to 1".to_owned())
    }
}

/// Tells the replication.
pub(super) fn trace(arguments: &TraceArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let format = if arguments.format == TraceFormat::Json {
        Format::Json
    } else {
        Format::Human
    };
    let loaded = open(&arguments.exercise, Some(&arguments.play), format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
    let exercises = resolve(&loaded, &[name], wrong(&arguments.exercise, format))?;
    for exercise in &exercises {
        let chosen = choose(arguments.which.wanted(), exercise, &arguments.play, streams)?;
        tell(exercise, chosen, arguments, streams)?;
    }
    Ok(Status::Well)
}

impl Which {
    fn wanted(&self) -> Wanted {
        match (self.replication, self.quantile) {
            (Some(number), _) => Wanted::Number(number),
            (None, Some(quantile)) => Wanted::Quantile(quantile, ""),
            _ if self.worst => Wanted::Worst,
            _ if self.best => Wanted::Quantile(0.0, "the best"),
            _ => Wanted::Quantile(0.5, "the median"),
        }
    }
}

impl TraceArguments {
    const fn naming(&self) -> Naming {
        if self.names { Naming::People } else { Naming::Roles }
    }
}

fn tell(
    exercise: &Exercise,
    chosen: Told,
    arguments: &TraceArguments,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let naming = arguments.naming();
    let plan = Plan::new(exercise);
    let mut player = Play::new(&plan).in_detail();
    now_playing(Playing {
        seed: exercise.seed,
        replication: chosen.replication,
        false_alarm: false,
    });
    player.incident(chosen.replication);
    match arguments.format {
        TraceFormat::Csv => {
            // A table has no place to say it.
            if arguments.names && !arguments.play.quiet {
                streams.tell("people are named, as --names asked for\n");
            }
            streams.print(&event_log(&player, chosen.replication, naming)?)
        }
        TraceFormat::Json => streams.print_json(&told(&plan, &player, chosen, naming)),
        TraceFormat::Human => {
            let mut canvas = streams.canvas();
            story(&told(&plan, &player, chosen, naming), &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}

fn event_log(play: &Play<'_>, replication: u64, naming: Naming) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let written = EventLog::new(&mut bytes, naming).and_then(|mut log| {
        log.write(play, replication)?;
        log.finish().map_err(csv::Error::from)
    });
    written.map_err(|error| Failure::Environment {
        doing: "write the event log".to_owned(),
        path: None,
        because: error.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
