//! The schedule: what is due as data and for people, calendars for participants, and what is told of what was played.
//!
//! [`DueDocument`] is what `outrun exercise due --format json` prints; [`RunDueDocument`] is the payload that `outrun exercise run-due`
//! writes for a webhook.

mod calendar;
mod due_document;
mod due_screen;
mod message;
mod run_due_document;

pub use calendar::{CalendarEntry, calendar};
pub use due_document::{DueDocument, DueSchedule};
pub use due_screen::due_screen;
pub use message::{LONGEST_MESSAGE, markdown, plain};
pub use run_due_document::{MissedObjective, PlayedDue, RunDueDocument, SlippedMeasure};
