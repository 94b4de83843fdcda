//! `outrun who`: who may stop an asset, now or then.

use clap::Args;

use crate::check::Question;
use crate::document::Assumptions;
use crate::model::{Decision, Exercise, NodeId, Severity};
use crate::report::WhoDocument;
use crate::report::terminal;
use crate::time::{WallTime, parse_instant};

use super::arguments::{ExerciseArguments, Format};
use super::failure::Failure;
use super::loading::{one_name, open, unknown_name, wrong};
use super::status::Status;
use super::streams::Streams;

/// About which asset, and when.
#[derive(Clone, Debug, Args)]
pub(super) struct WhoArguments {
    /// The asset
    #[arg(value_name = "ASSET")]
    asset: String,
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// The instant, in the zone of the scenario: "2026-11-15 03:00", or 2026-11-15T03:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The severity: low, medium, high, critical or a number [default: as the scenario begins]
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    severity: Option<u8>,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME")]
    alternative: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn level(text: &str) -> Result<u8, String> {
    let named = (1..=4).find(|level| Severity(*level).word() == Some(text));
    named
        .or_else(|| text.parse().ok())
        .ok_or_else(|| "expected low, medium, high, critical or a number".to_owned())
}

/// Says who.
pub(super) fn who(arguments: &WhoArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let (of, format) = (&arguments.exercise, arguments.format);
    let loaded = open(of, None, format, streams)?;
    let name = one_name(&loaded, arguments.alternative.as_ref())?;
    let exercise = loaded
        .exercise(&name, &Assumptions::default())
        .map_err(wrong(of, format))?;
    let asset = asset(&exercise, &arguments.asset)?;
    let at = match &arguments.at {
        Some(text) => instant(&exercise, text)?,
        None => super::clock::now(),
    };
    let severity = arguments.severity.map_or(exercise.scenario.severity, Severity);
    let question = Question {
        decision: Decision::Contain,
        asset: Some(asset),
        at,
        severity,
    };
    let answer = WhoDocument::new(&exercise, asset, &crate::check::who(&exercise, question));
    match format {
        Format::Json => streams.print_json(&answer)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            terminal::who(&answer, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(Status::Well)
}

/// The asset of this id; a mistake gets the nearest ids.
pub(super) fn asset(exercise: &Exercise, id: &str) -> Result<NodeId, Failure> {
    let nodes = &exercise.estate.nodes;
    let found = nodes.enumerate().find(|(_, node)| &*node.id == id);
    found.map(|(id, _)| id).ok_or_else(|| {
        let known: Vec<String> = nodes.iter().map(|node| node.id.to_string()).collect();
        unknown_name("asset", id, &known)
    })
}

fn instant(exercise: &Exercise, text: &str) -> Result<WallTime, Failure> {
    parse_instant(text, &exercise.scenario.zone).map_err(|error| Failure::Usage(format!("--at: {error}")))
}
