//! Loading an exercise for a command.

use crate::document::{Assumptions, Diagnostic, LoadOptions, Loaded, Sweeping, load, render};
use crate::model::Exercise;

use super::arguments::{ExerciseArguments, Format, PlayArguments};
use super::disk::Disk;
use super::failure::Failure;
use super::streams::Streams;

/// Reads the exercise; warnings are told at once.
pub(super) fn open(
    of: &ExerciseArguments,
    play: Option<&PlayArguments>,
    format: Format,
    streams: &mut Streams,
) -> Result<Loaded, Failure> {
    open_swept(of, (play, None), format, streams)
}

/// The same, with what is swept besides what the exercise sweeps.
pub(super) fn open_swept(
    of: &ExerciseArguments,
    (play, sweeping): (Option<&PlayArguments>, Option<Sweeping>),
    format: Format,
    streams: &mut Streams,
) -> Result<Loaded, Failure> {
    let options = LoadOptions {
        root: of.root.clone(),
        seed: play.and_then(|play| play.seed),
        replications: play.and_then(|play| play.replications),
        horizon: None,
        sweeping,
    };
    let loaded = load(&of.path, &Disk, &options).map_err(wrong(of, format))?;
    if !loaded.warnings().is_empty() && play.is_none_or(|play| !play.quiet) {
        let text = render(loaded.warnings(), streams.error_colour());
        streams.tell(&format!("{text}\n\n"));
    }
    Ok(loaded)
}

/// The diagnostics as a failure.
pub(super) fn wrong(of: &ExerciseArguments, format: Format) -> impl Fn(Vec<Diagnostic>) -> Failure {
    let exercise = of.path.display().to_string();
    move |diagnostics| Failure::Documents {
        exercise: exercise.clone(),
        diagnostics,
        format,
    }
}

/// The alternatives asked for, each once and in written order; all of them if none is named. What was swept means all
/// that was made of it.
pub(super) fn names(loaded: &Loaded, asked: &[String]) -> Result<Vec<String>, Failure> {
    let written: Vec<String> = loaded.alternatives().map(str::to_owned).collect();
    let of = |name: &String| loaded.sweeps().iter().find(|swept| swept.name == *name);
    let known = |name: &String| written.contains(name) || of(name).is_some();
    if let Some(unknown) = asked.iter().find(|name| !known(name)) {
        return Err(unknown_name("alternative", unknown, &written));
    }
    let points = asked.iter().filter_map(of).flat_map(|swept| &swept.points);
    let made: Vec<&String> = points.map(|point| &point.alternative).collect();
    let wanted = |name: &String| asked.is_empty() || asked.contains(name) || made.contains(&name);
    Ok(written.into_iter().filter(wanted).collect())
}

/// One alternative: the one asked for, else the first.
pub(super) fn one_name(loaded: &Loaded, asked: Option<&String>) -> Result<String, Failure> {
    let asked: Vec<String> = asked.into_iter().cloned().collect();
    let names = names(loaded, &asked)?;
    names
        .into_iter()
        .next()
        .ok_or_else(|| Failure::Usage("the exercise has no alternative".to_owned()))
}

/// The alternatives, resolved.
pub(super) fn resolve(
    loaded: &Loaded,
    names: &[String],
    failure: impl Fn(Vec<Diagnostic>) -> Failure,
) -> Result<Vec<Exercise>, Failure> {
    let assumptions = Assumptions::default();
    names
        .iter()
        .map(|name| loaded.exercise(name, &assumptions).map_err(&failure))
        .collect()
}

/// Of more names than these the rest is counted.
const MOST_NAMES: usize = 80;

/// Says which names there are, the nearest first.
pub(super) fn unknown_name(what: &str, name: &str, known: &[String]) -> Failure {
    let likeness = |known: &&String| (1000.0 * strsim::jaro_winkler(name, known)).round();
    let nearest = known.iter().filter(|known| likeness(known) >= 800.0);
    let nearest = nearest.max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    let meant = nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"));
    let more = known.len().saturating_sub(MOST_NAMES);
    let known: Vec<String> = known
        .iter()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Failure::Usage(format!(
        "no {what} `{name}`{meant}\n  there are: {}{more}",
        known.join(", ")
    ))
}
