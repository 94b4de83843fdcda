//! CSV files: UTF-8, with commas, semicolons or tabs, as spreadsheets write them.

use std::collections::BTreeMap;

use super::cells::{Cell, is_formula};
use super::workbook::{MOST_COLUMNS, MOST_ROWS, Raw};

pub(super) fn read(bytes: &[u8]) -> Result<Raw, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        format!(
            "it is no UTF-8 (byte {}); save it as CSV UTF-8",
            error.valid_up_to() + 1
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = BTreeMap::new();
    for (number, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| format!("it cannot be read as CSV: {error}"))?;
        if number > MOST_ROWS {
            return Err(format!("it has more than {MOST_ROWS} rows; expected an MSEL"));
        }
        let cells: Vec<Cell> = record.iter().take(MOST_COLUMNS).map(cell).collect();
        rows.insert(number, cells);
    }
    Ok(Raw {
        rows,
        ..Raw::default()
    })
}

fn cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else if is_formula(text.trim()) {
        Cell::Formula
    } else {
        Cell::Text(text.to_owned())
    }
}

/// The one of which the first line has most: spreadsheets in half of Europe write semicolons.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| line.bytes().filter(|byte| byte == delimiter).count();
    let best = [b'\t', b';', b','].into_iter().max_by_key(count);
    best.unwrap_or(b',')
}
