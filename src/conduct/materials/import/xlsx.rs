//! XLSX files: cell by cell, within bounds.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::cells::Cell;
use super::workbook::{MOST_COLUMNS, MOST_ROWS, Raw};

/// All parts of a workbook together have at most so many bytes once they are unpacked.
const LARGEST_UNPACKED: u64 = 96 << 20;
/// A workbook has at most so many parts.
const MOST_PARTS: usize = 500;
/// A sheet has at most so many cells that anybody wrote.
const MOST_CELLS: usize = 300_000;
/// The sheet that says where an MSEL comes from.
const ABOUT: &str = "About";

/// So many days lie between 1899-12-30 and 1904-01-01.
const FROM_1900_TO_1904: f64 = 1_462.0;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Raw, String> {
    bounded(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let names = workbook.sheet_names();
    // A workbook of ours has its injects in the sheet MSEL; in others the first that is not ours to describe it.
    let named = names.iter().find(|name| name.eq_ignore_ascii_case("msel"));
    let name = named.or_else(|| names.iter().find(|name| *name != ABOUT));
    let Some(name) = name.cloned() else {
        return Err("the workbook has no sheet".to_owned());
    };
    let rows = cells(&mut workbook, &name)?;
    let merged = merged(&mut workbook, &name)?;
    let about = if names.iter().any(|name| name == ABOUT) {
        pairs(&cells(&mut workbook, ABOUT)?)
    } else {
        BTreeMap::new()
    };
    Ok(Raw { rows, merged, about })
}

fn unreadable(error: &calamine::XlsxError) -> String {
    format!("it cannot be read as XLSX: {error}")
}

/// Unpacks every part once, within bounds, and throws it away: what a file says of its own sizes is not to be believed.
fn bounded(bytes: &[u8]) -> Result<(), String> {
    let no_zip =
        |error: zip::result::ZipError| format!("it is no XLSX file: {error}; save it as .xlsx or .csv");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(no_zip)?;
    if archive.len() > MOST_PARTS {
        return Err(format!(
            "it has {} parts; expected at most {MOST_PARTS}",
            archive.len()
        ));
    }
    let mut left = LARGEST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(no_zip)?;
        let mut part = part.take(left.saturating_add(1));
        let read = std::io::copy(&mut part, &mut std::io::sink())
            .map_err(|error| format!("it is damaged: {error}"))?;
        left = left.checked_sub(read).ok_or_else(|| {
            format!(
                "unpacked it has more than {} MiB, which no MSEL needs",
                LARGEST_UNPACKED >> 20
            )
        })?;
    }
    Ok(())
}

/// Cells by row, from 1.
fn cells(workbook: &mut Workbook<'_>, name: &str) -> Result<BTreeMap<usize, Vec<Cell>>, String> {
    // Old workbooks count days from 1904.
    let epoch = if workbook.has_1904_epoch() {
        FROM_1900_TO_1904
    } else {
        0.0
    };
    let mut reader = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| unreadable(&error))?;
    let mut rows: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    let mut count = 0;
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|error| unreadable(&error))?
    {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        let content = if cell.formula.is_some() {
            Cell::Formula
        } else {
            content(&cell.value, epoch)
        };
        if content.is_empty() {
            continue;
        }
        count += 1;
        if row >= MOST_ROWS || count > MOST_CELLS {
            return Err(format!(
                "sheet `{name}` goes on beyond row {MOST_ROWS} or {MOST_CELLS} cells; expected an MSEL"
            ));
        }
        if column >= MOST_COLUMNS {
            continue;
        }
        let cells = rows.entry(row + 1).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = content;
        }
    }
    Ok(rows)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "whole numbers of a sheet were doubles before"
)]
fn content(value: &DataRef<'_>, epoch: f64) -> Cell {
    match value {
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(value) => Cell::Text(value.to_string()),
        // A time of day is of no day.
        DataRef::DateTime(time) if time.as_f64() < 1.0 => Cell::Serial(time.as_f64()),
        DataRef::DateTime(time) => Cell::Serial(time.as_f64() + epoch),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::Error(_) => Cell::Error,
        DataRef::Empty => Cell::Empty,
    }
}

/// The rows that merged regions reach into, their first row excepted.
fn merged(workbook: &mut Workbook<'_>, name: &str) -> Result<Vec<usize>, String> {
    let regions = workbook
        .merge_cells_by_sheet_name(name)
        .map_err(|error| unreadable(&error))?;
    let mut rows = Vec::new();
    for region in regions.iter().take(MOST_ROWS) {
        let (from, until) = (region.start.0 as usize, (region.end.0 as usize).min(MOST_ROWS));
        if until > from {
            rows.extend(from + 1..=until + 1);
        }
    }
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

/// Names and values of the first two columns.
fn pairs(rows: &BTreeMap<usize, Vec<Cell>>) -> BTreeMap<String, String> {
    let pair = |cells: &Vec<Cell>| match cells.as_slice() {
        [name, value, ..] => Some((name.text(), value.text())),
        _ => None,
    };
    rows.values().filter_map(pair).collect()
}
