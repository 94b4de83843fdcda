//! `outrun exercise`: exercises on a schedule and with people, one file for each of its commands.

mod actions;
mod afterwards;
mod arrangements;
mod calendar;
mod command;
mod contact;
mod due;
mod entries;
mod fit;
mod history;
mod keeping;
mod library;
mod live;
mod materials;
mod msel;
mod package;
mod place;
mod run_due;

pub(super) use afterwards::after_action_report;
pub(super) use command::{ExerciseCommandArguments, exercise};
pub(super) use entries::PlayedRun;
pub(super) use keeping::{MergedArguments, RecordArguments};
pub(super) use live::is_session;
