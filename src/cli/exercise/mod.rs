//! `outrun exercise`: exercises on a schedule and with people, one file for each of its commands.

mod actions;
mod arrangements;
mod calendar;
mod command;
mod due;
mod entries;
mod history;
mod keeping;
mod library;
mod live;
mod materials;
mod msel;
mod package;
mod place;
mod run_due;

pub(super) use command::{ExerciseCommandArguments, exercise};
pub(super) use entries::PlayedRun;
pub(super) use keeping::RecordArguments;
