//! An MSEL that somebody edited in a spreadsheet, on its way back: cells, headings, times, people, row by row.
//!
//! A spreadsheet is untrusted: its size is bounded before and after it is unpacked, formulas are never computed, and each row is
//! taken or refused with its reason.

mod cells;
mod clock;
mod csv_file;
mod directory;
mod fields;
mod outcome;
mod take;
mod when;
mod workbook;
mod xlsx;

pub use cells::guarded;
pub use directory::Directory;
pub use outcome::{ImportReport, RowOutcome, RowReport};
pub use take::{ImportOptions, Imported, import};
pub use workbook::{LARGEST_SHEET, Sheet, read_csv, read_xlsx};
