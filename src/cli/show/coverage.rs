//! `outrun show --coverage`.

use std::path::Path;

use crate::check::Coverage;
use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::folder::write_whole;
use crate::cli::streams::{Streams, json};
use crate::model::Exercise;
use crate::report::terminal::{coverage, coverage_cell};
use crate::report::{CoverageCell, CoverageDocument, coverage_svg};
use crate::time::{TimeOfDay, Weekday};

use super::command::ShowArguments;

/// Looks at every quarter hour, and says or draws what it sees.
pub(super) fn show(
    arguments: &ShowArguments,
    exercise: &Exercise,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let cell = arguments.cell.as_deref().map(quarter).transpose()?;
    let found = Coverage::of(exercise);
    let cell = cell.map(|cell| CoverageCell::new(exercise, &found, cell));
    let document = || CoverageDocument {
        cell: cell.clone(),
        ..CoverageDocument::new(exercise, &found)
    };
    if let Some(file) = &arguments.output {
        let text = match ending(file) {
            "svg" => coverage_svg(exercise, &found),
            "json" => json(&document())?,
            _ => return Err(unknown_ending(file, "`.svg` or `.json`")),
        };
        return write_whole(file, text.as_bytes());
    }
    let mut canvas = streams.canvas();
    match (arguments.format, &cell) {
        (Format::Json, _) => return streams.print_json(&document()),
        (Format::Human, Some(cell)) => coverage_cell(cell, &mut canvas),
        (Format::Human, None) => coverage(exercise, &found, arguments.all, &mut canvas),
    }
    streams.print(&canvas.finish())
}

/// `Sun 03:00`.
fn quarter(text: &str) -> Result<(Weekday, TimeOfDay), Failure> {
    let expected = || {
        Failure::Usage(format!(
            "--cell `{text}`; expected a day and a time such as `Sun 03:00`"
        ))
    };
    let (day, time) = text.trim().split_once(' ').ok_or_else(expected)?;
    let day = day.parse().map_err(|_| expected())?;
    let time = time.trim().parse().map_err(|_| expected())?;
    Ok((day, time))
}

/// The ending of a file's name.
pub(super) fn ending(file: &Path) -> &str {
    file.extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
}

/// A file that could be written in no way.
pub(super) fn unknown_ending(file: &Path, expected: &str) -> Failure {
    Failure::Usage(format!(
        "--output `{}`: expected a name that ends in {expected}",
        file.display()
    ))
}
