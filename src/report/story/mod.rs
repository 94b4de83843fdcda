//! One replication as data: `outrun/trace/1`, from which the story is told.

mod critical;
mod document;
mod ending;
mod names;
mod tell;
mod words;

pub use document::{Ending, Entry, PathPiece, PersonEntry, Reached, TimeOfCause, Trace, TraceAttribution};
pub use tell::{Told, trace};
