//! `outrun run`: plays the exercise, prints the summary, writes the results.

mod before;
mod command;
mod earlier;
mod outputs;
mod playing;
mod progress;
mod telling;

pub(super) use command::{RunArguments, quoted, run};
pub(super) use playing::{play, settings, threads, trouble};
pub(super) use progress::Progress;
