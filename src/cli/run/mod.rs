//! `outrun run`: plays the exercise, prints the summary, writes the results.

mod before;
mod command;
mod earlier;
mod outputs;
mod playing;
mod progress;
mod telling;

pub(super) use command::{RunArguments, run};
pub(super) use playing::settings;
pub(super) use progress::Progress;
