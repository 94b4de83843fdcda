//! The history of an exercise: as data, for the terminal, as a table, as a picture.
//!
//! [`HistoryDocument`] is what `outrun exercise history --format json` prints; everything else is drawn from it alone.

mod actions;
mod changed;
mod chart;
mod document;
mod picture;
mod screen;
mod table;

pub use actions::{ActionsDocument, actions_screen};
pub use changed::{ChangedDocument, changed_screen};
pub use document::{
    HistoryAction, HistoryDocument, HistoryFinding, HistoryHeading, HistoryPoint, InputChange, MeasuredPoint,
    ObjectiveSeries, ValueChanged,
};
pub use picture::history_svg;
pub use screen::history_screen;
pub use table::history_csv;
