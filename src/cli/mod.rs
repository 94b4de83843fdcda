//! The command line: arguments, one file for each command, terminal, exit status.
//!
//! The only room that touches files, the environment, the clock and the standard streams. A command reads its
//! arguments, asks the other rooms, and gives back a [`Status`]; whatever keeps it from that is a failure with
//! the exit status of its kind.
//!
//! May import: all rooms. Promises: results go to standard output, progress and messages to standard error; exit
//! statuses are those of the manual; a run ends whole, partial and marked so, or not at all.

mod arguments;
mod beside;
mod check;
mod choose;
mod clock;
mod compare;
mod compare_until;
mod completions;
mod disk;
#[cfg(feature = "conduct")]
mod exercise;
mod explain;
mod failure;
mod folder;
mod improve;
mod interrupt;
mod loading;
mod man;
mod memory;
mod new;
mod panic;
mod pictures;
mod program;
mod report;
mod run;
mod schema;
mod shards;
mod show;
mod status;
mod stopwatch;
mod streams;
mod sweeping;
mod trace;
mod until;
mod who;

pub use program::main;
pub use status::Status;
