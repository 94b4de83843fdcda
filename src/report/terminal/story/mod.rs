//! The story of one replication, told from its trace.

mod beats;
mod ending;
mod lines;
mod paging;
mod phrases;
mod whole;

pub(in crate::report) use lines::{Line, ended, lines};
pub use whole::story;
