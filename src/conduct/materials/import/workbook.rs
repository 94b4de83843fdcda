//! A sheet with its headings found: rows of cells by column.

use std::collections::BTreeMap;

use crate::conduct::materials::columns::MselColumn;

use super::cells::Cell;
use super::{csv_file, xlsx};

/// A spreadsheet has at most so many bytes as a file.
pub const LARGEST_SHEET: u64 = 8 << 20;
/// And so many rows.
pub(super) const MOST_ROWS: usize = 5_000;
/// And so many columns that anybody reads.
pub(super) const MOST_COLUMNS: usize = 60;
/// Headings stand in one of the first rows.
const MOST_BEFORE_HEADINGS: usize = 25;

/// A sheet as it was read: rows by their number in the file, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    /// Cells by row, from 1.
    pub(super) rows: BTreeMap<usize, Vec<Cell>>,
    /// Rows that a merged region covers, its first cell excepted.
    pub(super) merged: Vec<usize>,
    /// What the sheet named `About` says, where there is one.
    pub(super) about: BTreeMap<String, String>,
}

/// An MSEL as it stands in a file.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The columns that are known, with their places.
    pub(super) columns: Vec<(MselColumn, usize)>,
    /// Headings that nobody knows.
    pub ignored: Vec<String>,
    /// The rows below the headings, by their number in the file, from 1.
    pub(super) rows: Vec<(usize, Vec<Cell>)>,
    /// Rows that a merged region covers.
    pub(super) merged: Vec<usize>,
    /// What its sheet `About` says of where it comes from.
    pub about: BTreeMap<String, String>,
}

impl Sheet {
    /// Finds the headings: the row, among the first, that has most of them.
    fn of(raw: Raw) -> Result<Self, String> {
        let known = |cells: &Vec<Cell>| {
            cells
                .iter()
                .filter(|cell| MselColumn::of_heading(&cell.text()).is_some())
                .count()
        };
        let first = raw.rows.iter().take(MOST_BEFORE_HEADINGS);
        // Of several alike the first: what stands below it are rows.
        let best = first.rev().max_by_key(|(_, cells)| known(cells));
        let Some((&at, headings)) = best.filter(|(_, cells)| known(cells) > 0) else {
            return Err(
                "no row of headings was found; expected at least `Title` and `Scheduled Time`".to_owned(),
            );
        };
        let mut sheet = Self {
            merged: raw.merged,
            about: raw.about,
            ..Self::default()
        };
        for (place, heading) in headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.is_empty())
        {
            let heading = heading.text();
            match MselColumn::of_heading(&heading) {
                Some(column) if !sheet.has(column) => sheet.columns.push((column, place)),
                _ => sheet.ignored.push(heading),
            }
        }
        sheet.settle_source(headings);
        if !sheet.has(MselColumn::Title) {
            return Err(
                "there is no column `Title`; expected at least `Title` and `Scheduled Time`".to_owned(),
            );
        }
        if !sheet.has(MselColumn::Time) && !sheet.has(MselColumn::Planned) {
            return Err(
                "there is no column with a time; expected `Scenario time` or `Scheduled Time`".to_owned(),
            );
        }
        sheet.rows = raw.rows.into_iter().filter(|(row, _)| *row > at).collect();
        Ok(sheet)
    }

    /// `Source` says here where an inject comes from; platforms that have no `Id` mean by it who sends.
    fn settle_source(&mut self, headings: &[Cell]) {
        if self.has(MselColumn::Id) {
            return;
        }
        self.columns.retain(|(column, _)| *column != MselColumn::Source);
        let source = headings
            .iter()
            .position(|heading| heading.text().eq_ignore_ascii_case("source"));
        if let Some(place) = source.filter(|_| !self.has(MselColumn::From)) {
            self.columns.push((MselColumn::From, place));
        }
    }

    /// Whether the sheet has this column.
    pub(super) fn has(&self, column: MselColumn) -> bool {
        self.columns.iter().any(|(of, _)| *of == column)
    }

    /// The cell of a column; nothing where the sheet has no such column.
    pub(super) fn cell<'c>(&self, cells: &'c [Cell], column: MselColumn) -> Option<&'c Cell> {
        static EMPTY: Cell = Cell::Empty;
        let (_, place) = self.columns.iter().find(|(of, _)| *of == column)?;
        Some(cells.get(*place).unwrap_or(&EMPTY))
    }
}

/// Reads an XLSX file.
///
/// # Errors
/// What is wrong with it, in words: too large, no XLSX, no headings.
pub fn read_xlsx(bytes: &[u8]) -> Result<Sheet, String> {
    too_large(bytes)?;
    Sheet::of(xlsx::read(bytes)?)
}

/// Reads a CSV file: UTF-8, with commas, semicolons or tabs.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read_csv(bytes: &[u8]) -> Result<Sheet, String> {
    too_large(bytes)?;
    Sheet::of(csv_file::read(bytes)?)
}

fn too_large(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() as u64 > LARGEST_SHEET {
        return Err(format!(
            "it has more than {} MiB, which no MSEL needs",
            LARGEST_SHEET >> 20
        ));
    }
    Ok(())
}
