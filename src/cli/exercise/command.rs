//! The commands of `outrun exercise`.

use clap::{Args, Subcommand};

use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;

use super::materials::{MaterialsArguments, materials};
use super::msel::{MselArguments, msel};
use super::{actions, calendar, due, history, run_due};

/// What is to be done about an exercise.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(in crate::cli) struct ExerciseCommandArguments {
    #[command(subcommand)]
    command: ExerciseCommand,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum ExerciseCommand {
    /// How each objective fared over time and versions of the plan, what changed in between, and where findings stand
    History(history::HistoryArguments),
    /// Corrective actions: list them, add one, close one
    Actions(actions::ActionsArguments),
    /// Say which exercises of a library are due, overdue, and next
    Due(due::DueArguments),
    /// Write a calendar for participants (iCalendar)
    Calendar(calendar::CalendarArguments),
    /// Play what is due: for cron, systemd timers and CI
    RunDue(run_due::RunDueArguments),
    /// Write the documents for planners: MSEL, manuals, guides, forms, after-action report
    Materials(MaterialsArguments),
    /// The MSEL (master scenario events list) as a spreadsheet
    Msel(MselArguments),
    /// Weigh measured answers against what is played, and write what they say as alternatives
    Fit(super::fit::FitArguments),
    /// Play it with people: a web console for who leads it, who plays and who rates
    Live(super::live::LiveArguments),
    /// Who has confirmed that they can be reached, and which decision rights hang on those who have not
    Contact(super::contact::ContactArguments),
    /// What people did against what was expected, and the after-action report
    Afterwards(super::afterwards::AfterwardsArguments),
}

/// Does it.
pub(in crate::cli) fn exercise(
    arguments: &ExerciseCommandArguments,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    match &arguments.command {
        ExerciseCommand::History(arguments) => history::history(arguments, streams),
        ExerciseCommand::Actions(arguments) => actions::actions(arguments, streams),
        ExerciseCommand::Due(arguments) => due::due(arguments, streams),
        ExerciseCommand::Calendar(arguments) => calendar::calendar(arguments, streams),
        ExerciseCommand::RunDue(arguments) => run_due::run_due(arguments, streams),
        ExerciseCommand::Materials(arguments) => materials(arguments, streams),
        ExerciseCommand::Msel(arguments) => msel(arguments, streams),
        ExerciseCommand::Fit(arguments) => super::fit::fit(arguments, streams),
        ExerciseCommand::Live(arguments) => super::live::live(arguments, streams),
        ExerciseCommand::Contact(arguments) => super::contact::contact(arguments, streams),
        ExerciseCommand::Afterwards(arguments) => super::afterwards::after(arguments, streams),
    }
}
