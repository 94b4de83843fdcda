//! Exercises with people: history, schedule, documents for planners, live play and what is learnt from it.
//!
//! Everything here is data and rules about data: a database is handed in open, the time of the day is an argument, documents are
//! rendered by [`crate::report`], pages are served by [`crate::console`].
//!
//! May import: `time`, `chance`, `model`, `authority`, `document`, `check`, `engine`, `measure`, `experiment`. Promises: no file, no clock, no environment;
//! the same history gives the same answers.

pub mod afterwards;
pub mod fitting;
pub mod history;
pub mod live;
pub mod materials;
pub mod schedule;
