//! `outrun run`: plays the exercise, prints the summary, writes the results.

mod asked;
mod before;
mod command;
mod earlier;
mod found;
mod keeping;
mod outputs;
mod pace;
mod playing;
mod progress;
mod screen;
mod settling;
mod so_far;
mod telling;
mod unfinished;
mod words;

#[cfg(feature = "conduct")]
pub(super) use command::perform;
pub(super) use command::{FailOn, RunArguments, run, status};
pub(super) use outputs::{Outputs, copy_inputs, folder_name};
pub(super) use playing::{play, settings, threads, trouble};
pub(super) use progress::Progress;
pub(super) use telling::{records, summarise};
pub(super) use words::{command, quoted};
