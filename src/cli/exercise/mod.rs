//! `outrun exercise`: exercises on a schedule and with people, one file for each of its commands.

mod arrangements;
mod command;
mod live;
mod materials;
mod msel;
mod package;

pub(super) use command::{ExerciseCommandArguments, exercise};
