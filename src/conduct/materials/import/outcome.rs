//! What became of each row of an MSEL that was read back.

use serde::Serialize;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// Taken as it was.
    Unchanged,
    /// Taken with what was changed.
    Changed,
    /// Taken as a new inject.
    Added,
    /// Not taken.
    Refused,
    /// There is nothing in it.
    Blank,
    /// It was there before, and is gone.
    Removed,
}

impl RowOutcome {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Refused => "refused",
            Self::Blank => "blank",
            Self::Removed => "removed",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// Its number in the file, from 1; nothing: it is not there any more.
    pub row: Option<usize>,
    /// The number of the inject.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub outcome: RowOutcome,
    /// What was changed, or why it was refused.
    pub details: Vec<String>,
}

/// All rows, and what else is to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Row by row.
    pub rows: Vec<RowReport>,
    /// Columns that were taken, as they are called here.
    pub columns: Vec<String>,
    /// Headings that nobody knows.
    pub ignored: Vec<String>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

impl ImportReport {
    /// How many rows came to this.
    pub fn count(&self, outcome: RowOutcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }
}
