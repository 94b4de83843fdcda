//! The schedule: when an exercise is due, and whether it has been played since.
//!
//! [`occurrences`] lays a rule out on the clock on the wall; [`dueness`] holds it against when the exercise was last played.

mod due;
mod occurrences;

pub use due::{Due, DueState, dueness};
pub use occurrences::{MOST_OCCURRENCES, Occurrence, ScheduleError, occurrences};
