//! `outrun run`: plays the exercise, prints the summary, writes the results.

mod before;
mod command;
mod earlier;
mod outputs;
mod playing;
mod progress;
mod settling;
mod telling;

#[cfg(feature = "conduct")]
pub(super) use command::perform;
pub(super) use command::{FailOn, RunArguments, command, quoted, run, status};
pub(super) use outputs::{Outputs, copy_inputs, folder_name};
pub(super) use playing::{play, settings, threads, trouble};
pub(super) use progress::Progress;
pub(super) use telling::{records, summarise};
