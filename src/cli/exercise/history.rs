//! `outrun exercise history`: what became of an exercise over time.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::arguments::{ExerciseArguments, Format};
use crate::cli::clock::now;
use crate::cli::failure::Failure;
use crate::cli::folder::Pending;
use crate::cli::loading::{open, resolve, wrong};
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::conduct::history::{History, HistoryError, PastEntry, Timeline, ValueChange, documents};
use crate::document::Loaded;
use crate::report::history::{
    ChangedDocument, HistoryDocument, HistoryHeading, ValueChanged, changed_screen, history_csv,
    history_screen, history_svg,
};
use crate::time::{WallTime, Zone, parse_instant};

use super::place::{PlaceArguments, unreadable};

/// Which exercise, and what of its history.
#[derive(Clone, Debug, Args)]
pub(super) struct HistoryArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    #[command(flatten)]
    place: PlaceArguments,
    /// Only the latest N entries [default: 20 for people, all otherwise]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    last: Option<u32>,
    /// Only say what changed between two entries, by their numbers
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["last", "svg"])]
    between: Option<Vec<i64>>,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: HistoryFormat,
    /// Also draw each objective over time into this SVG file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// The instant by which actions are overdue [default: now]
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum HistoryFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// One row for each objective of each entry.
    Csv,
}

/// So many entries fit a screen that somebody reads.
const READABLE: usize = 20;

/// Shows it.
pub(super) fn history(arguments: &HistoryArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let loaded = open(&arguments.exercise, None, Format::Human, streams)?;
    let zone = zone_of(&arguments.exercise, &loaded)?;
    let history = arguments.place.open(loaded.root())?;
    let file = arguments.place.file(loaded.root());
    let failed = |error: HistoryError| unreadable(&file, &error);
    let timeline = history.timeline(loaded.id()).map_err(failed)?;
    if timeline.points.is_empty() {
        return Err(nothing(&history, loaded.id()).map_err(failed)?);
    }
    if let Some(ends) = &arguments.between {
        let document = between(&history, &timeline, loaded.id(), ends).map_err(failed)??;
        return say_changed(arguments, &document, streams);
    }
    let pending = arguments.svg.as_deref().map(Pending::open).transpose()?;
    let last = arguments.last.map(|last| last as usize);
    let heading = HistoryHeading {
        exercise: loaded.id().to_owned(),
        today: day(&zone, arguments.at.as_deref())?,
        zone,
        last: last.or((arguments.format == HistoryFormat::Human).then_some(READABLE)),
    };
    let values = values(&history, &timeline, heading.last).map_err(failed)?;
    let document = HistoryDocument::new(&heading, &timeline, &values);
    if let Some(mut pending) = pending {
        pending.write(history_svg(&document).as_bytes())?;
        pending.finish()?;
    }
    say(arguments, &document, streams)?;
    Ok(Status::Well)
}

/// The zone that the exercise plays in.
pub(super) fn zone_of(of: &ExerciseArguments, loaded: &Loaded) -> Result<Zone, Failure> {
    let first: Vec<String> = loaded.alternatives().take(1).map(str::to_owned).collect();
    let exercises = resolve(loaded, &first, wrong(of, Format::Human))?;
    Ok(exercises
        .into_iter()
        .next()
        .map_or_else(Zone::utc, |exercise| exercise.scenario.zone))
}

/// The instant that `--at` means, or now.
pub(super) fn instant(zone: &Zone, at: Option<&str>) -> Result<WallTime, Failure> {
    at.map_or_else(
        || Ok(now()),
        |text| parse_instant(text, zone).map_err(|error| Failure::Usage(format!("--at: {error}"))),
    )
}

/// The day of that instant.
pub(super) fn day(zone: &Zone, at: Option<&str>) -> Result<String, Failure> {
    Ok(zone.to_local(instant(zone, at)?).date().to_string())
}

fn nothing(history: &History, exercise: &str) -> Result<Failure, HistoryError> {
    let others: Vec<String> = history.exercises()?.iter().map(|id| format!("`{id}`")).collect();
    let others = if others.is_empty() {
        "it is empty".to_owned()
    } else {
        format!("it knows {}", others.join(", "))
    };
    Ok(Failure::Usage(format!(
        "the history knows nothing of `{exercise}` yet; {others}"
    )))
}

/// The values that changed before each entry that is shown.
fn values(
    history: &History,
    timeline: &Timeline,
    last: Option<usize>,
) -> Result<BTreeMap<i64, Result<Vec<ValueChange>, String>>, HistoryError> {
    let skipped = last.map_or(0, |last| timeline.points.len().saturating_sub(last));
    let pairs = timeline.points.iter().zip(timeline.points.iter().skip(1));
    let mut all = BTreeMap::new();
    for (then, now) in pairs.skip(skipped.saturating_sub(1)) {
        if !now.changed.is_empty() {
            all.insert(now.entry.id, history.values_between(&then.entry, &now.entry)?);
        }
    }
    Ok(all)
}

fn between(
    history: &History,
    timeline: &Timeline,
    exercise: &str,
    ends: &[i64],
) -> Result<Result<ChangedDocument, Failure>, HistoryError> {
    let of = |id: &i64| {
        let point = timeline.points.iter().find(|point| point.entry.id == *id);
        point.map(|point| &point.entry).ok_or_else(|| {
            Failure::Usage(format!(
                "`{exercise}` has no entry {id}; `outrun exercise history PATH` lists them"
            ))
        })
    };
    let (then, now) = match ends {
        [then, now] => match (of(then), of(now)) {
            (Ok(then), Ok(now)) => (then, now),
            (Err(failure), _) | (_, Err(failure)) => return Ok(Err(failure)),
        },
        _ => return Ok(Err(Failure::Usage("--between: expected two entries".to_owned()))),
    };
    let values = history.values_between(then, now)?;
    Ok(Ok(ChangedDocument {
        schema: ChangedDocument::SCHEMA.to_owned(),
        exercise: exercise.to_owned(),
        then: then.id,
        now: now.id,
        documents: documents(&then.inputs, &now.inputs)
            .iter()
            .map(Into::into)
            .collect(),
        unread: values.as_ref().err().cloned(),
        values: values.ok().map(|found| found.iter().map(Into::into).collect()),
        settings: settings(then, now),
    }))
}

/// What differs besides the documents.
fn settings(then: &PastEntry, now: &PastEntry) -> Vec<ValueChanged> {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let all = [
        (
            "version of Outrun",
            Some(then.version.clone()),
            Some(now.version.clone()),
        ),
        ("seed", number(then.seed), number(now.seed)),
        (
            "replications",
            number(then.replications),
            number(now.replications),
        ),
    ];
    let changed = all
        .into_iter()
        .filter(|(_, then, now)| then.is_some() && now.is_some() && then != now);
    changed
        .map(|(at, then, now)| ValueChanged {
            at: at.to_owned(),
            then,
            now,
            alternatives: Vec::new(),
        })
        .collect()
}

fn say(
    arguments: &HistoryArguments,
    document: &HistoryDocument,
    streams: &mut Streams,
) -> Result<(), Failure> {
    match arguments.format {
        HistoryFormat::Json => streams.print_json(document),
        HistoryFormat::Csv => {
            let table = history_csv(document);
            streams.print(&table.map_err(|error| Failure::Usage(error.to_string()))?)
        }
        HistoryFormat::Human => {
            let mut canvas = streams.canvas();
            history_screen(document, &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}

fn say_changed(
    arguments: &HistoryArguments,
    document: &ChangedDocument,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    match arguments.format {
        HistoryFormat::Json => streams.print_json(document)?,
        HistoryFormat::Csv => {
            return Err(Failure::Usage(
                "`--between` is told to people or as JSON; there is no table of it".to_owned(),
            ));
        }
        HistoryFormat::Human => {
            let mut canvas = streams.canvas();
            changed_screen(document, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(Status::Well)
}
