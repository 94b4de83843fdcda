//! Reading tables: records, the places of their cells, and what is wrong with them.

use std::ops::Range;

use crate::document::code::Code;
use crate::document::diagnostic::Diagnostic;
use crate::document::files::{Files, Opened};
use crate::document::gather::{is_sound, with_report};
use crate::document::limits::MOST_ASSETS;
use crate::document::names::with_names;
use crate::document::place::{FileId, Place};
use crate::document::recover::Hole;
use crate::document::report::{MOST_FOUND, Report};
use crate::document::spanned::Spanned;
use crate::document::syntax::{Estate, Text};

use super::columns::{EDGES, Layout, NODES, edge, node};

/// A table with more mistakes than this is not read on.
const MOST_MISTAKES: usize = 100;

/// Reads the tables that an estate names, and adds what they hold.
pub(crate) fn read_tables(files: &mut Files<'_>, opened: &Opened, estate: &mut Estate) {
    for written in estate.nodes_csv.value.0.clone() {
        estate.nodes.extend(table(files, opened, &written, &NODES, node));
    }
    for written in estate.edges_csv.value.0.clone() {
        estate.edges.extend(table(files, opened, &written, &EDGES, edge));
    }
    estate.nodes_csv = Spanned::default();
    estate.edges_csv = Spanned::default();
}

fn table<T>(
    files: &mut Files<'_>,
    opened: &Opened,
    written: &Text,
    layout: &Layout,
    row: fn(&mut Row<'_, '_, '_>) -> T,
) -> Vec<T> {
    if !is_sound(files, written) {
        return Vec::new();
    }
    let path = Files::beside(opened, &written.value);
    let Some(table) = files.open(&path, Some(written)) else {
        return Vec::new();
    };
    let Some(text) = files.sources.get(table.id).map(|source| source.text.clone()) else {
        return Vec::new();
    };
    let before = files.found.len();
    let rows = with_report(files, |report| rows(&text, table.id, layout, report, row));
    let found = files.found.get(before..).unwrap_or_default();
    if rows.is_cut_short || found.len() >= MOST_FOUND {
        files.lose(table.id);
    } else {
        // Whatever is wrong with a table is wrong with a cell or a record, which is not used.
        let hole = |one: &Diagnostic| {
            let span = one.primary.at.span.as_ref()?;
            let is_nameless = one.code == Code::BadTable && one.title.ends_with("`id`");
            Some(Hole::in_table(table.id, (span.start, span.end), is_nameless))
        };
        let holes = found.iter().filter_map(hole).collect();
        files.holes.add(holes, None);
    }
    rows.items
}

/// What could be read of a table.
struct Rows<T> {
    items: Vec<T>,
    /// Whether not all of it was looked at.
    is_cut_short: bool,
}

/// One record of a table.
pub(super) struct Row<'t, 'r, 's> {
    pub(super) file: FileId,
    pub(super) columns: &'t [Option<usize>],
    pub(super) known: &'t [&'t str],
    pub(super) record: &'t csv::StringRecord,
    pub(super) cells: &'t [Range<usize>],
    pub(super) report: &'r mut Report<'s>,
}

fn rows<T>(
    text: &str,
    file: FileId,
    layout: &Layout,
    report: &mut Report<'_>,
    row: fn(&mut Row<'_, '_, '_>) -> T,
) -> Rows<T> {
    let known = layout.known;
    let mut items = Vec::new();
    let cut_short = |items| Rows {
        items,
        is_cut_short: true,
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(body.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            report.push(wrong(&error, file, text, skipped, report));
            return cut_short(items);
        }
    };
    let columns = columns(&header, known, (file, text, skipped), report);
    let missing = layout.missing(&columns);
    let mut mistakes = 0;
    for record in reader.records() {
        if let Some(name) = missing {
            let header = cells(text, skipped);
            let end = header.last().map_or(skipped, |cell| cell.end);
            let title = format!("the table has no column `{name}`");
            report.say(Code::BadTable, place_of(file, skipped..end), title);
            return cut_short(items);
        }
        match record {
            Ok(record) => {
                let start = skipped
                    + record
                        .position()
                        .map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
                let cells = cells(text, start);
                let mut row_of = Row {
                    file,
                    columns: &columns,
                    known,
                    record: &record,
                    cells: &cells,
                    report: &mut *report,
                };
                items.push(row(&mut row_of));
            }
            Err(error) => {
                mistakes += 1;
                report.push(wrong(&error, file, text, skipped, report));
            }
        }
        if mistakes >= MOST_MISTAKES {
            let title =
                format!("more than {MOST_MISTAKES} records that cannot be read; the others are not shown");
            report.say(Code::BadTable, place_of(file, skipped..skipped), title);
        }
        // An endless table is cut here, and found to be too large when everything is counted.
        if mistakes >= MOST_MISTAKES || items.len() > MOST_ASSETS {
            return cut_short(items);
        }
    }
    Rows {
        items,
        is_cut_short: false,
    }
}

/// Where in a record each known column stands.
fn columns(
    header: &csv::StringRecord,
    known: &[&str],
    (file, text, skipped): (FileId, &str, usize),
    report: &mut Report<'_>,
) -> Vec<Option<usize>> {
    let cells = cells(text, skipped);
    let place = |at: usize| place_of(file, cells.get(at).cloned().unwrap_or(0..0));
    let mut renamed: Vec<(usize, usize)> = Vec::new();
    for (at, name) in header.iter().enumerate() {
        if !known.contains(&name) {
            let draft = report.draft(Code::UnknownColumn, place(at), format!("no column `{name}`"));
            let draft = with_names(draft, name, known.iter().copied());
            // The column that was meant is read, so that what stands in it is known.
            let meant = draft.suggestion.as_deref();
            let meant = known.iter().position(|column| Some(*column) == meant);
            renamed.extend(meant.map(|column| (column, at)));
            report.push(draft);
        } else if header.iter().take(at).any(|earlier| earlier == name) {
            report.say(
                Code::BadTable,
                place(at),
                format!("the column `{name}` stands twice"),
            );
        }
    }
    let renamed = |column: usize| renamed.iter().find(|(meant, _)| *meant == column);
    let at = |(column, known): (usize, &&str)| {
        let written = header.iter().position(|name| name == *known);
        written.or_else(|| renamed(column).map(|(_, at)| *at))
    };
    known.iter().enumerate().map(at).collect()
}

/// The places of the cells of the record that starts at a byte; quotation marks do not belong to them.
fn cells(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let rest = text.get(start..).unwrap_or("");
    // Blank lines before a record belong to its position.
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let start = start + blank;
    let mut from = start;
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            // Only a cell that begins with a quotation mark is quoted: a stray one hides no commas and no ends of lines.
            b'"' if quoted || at == from => quoted = !quoted,
            b',' if !quoted => {
                cells.push(trimmed(text, from..at));
                from = at + 1;
            }
            b'\n' | b'\r' if !quoted => {
                cells.push(trimmed(text, from..at));
                return cells;
            }
            _ => {}
        }
    }
    cells.push(trimmed(text, from..text.len()));
    cells
}

fn trimmed(text: &str, cell: Range<usize>) -> Range<usize> {
    let part = text.get(cell.clone()).unwrap_or("");
    let start = cell.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    let is_quoted = end - start >= 2 && text.get(start..end).is_some_and(|cell| cell.starts_with('"'));
    if is_quoted { start + 1..end - 1 } else { start..end }
}

/// A place in a table.
pub(super) fn place_of(file: FileId, cell: Range<usize>) -> Place {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place::File {
        file,
        start: narrow(cell.start),
        end: narrow(cell.end),
    }
}

fn wrong(error: &csv::Error, file: FileId, text: &str, skipped: usize, report: &Report<'_>) -> Diagnostic {
    let at = error
        .position()
        .map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
    let start = (skipped + at).min(text.len());
    let line = text.get(start..).unwrap_or("").trim_start_matches(['\r', '\n']);
    let start = text.len() - line.len();
    let length = line.find(['\r', '\n']).unwrap_or(line.len());
    let title = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("a record of {len} cells in a table of {expected_len} columns")
        }
        _ => "a record that cannot be read".to_owned(),
    };
    report.draft(Code::BadTable, place_of(file, start..start + length), title)
}
