//! The story of one replication, told from its trace.

mod beats;
mod ending;
mod paging;
mod phrases;
mod whole;

pub use whole::story;
