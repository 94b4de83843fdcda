//! `outrun exercise`: exercises on a schedule and with people, one file for each of its commands.

mod command;
mod live;

pub(super) use command::{ExerciseCommandArguments, exercise};
