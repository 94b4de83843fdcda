//! The commands of `outrun exercise`.

use clap::{Args, Subcommand};

use crate::cli::failure::Failure;
use crate::cli::status::Status;
use crate::cli::streams::Streams;

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
    /// Play it with people: a web console for who leads it, who plays and who rates
    Live(super::live::LiveArguments),
}

/// Does it.
pub(in crate::cli) fn exercise(
    arguments: &ExerciseCommandArguments,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    match &arguments.command {
        ExerciseCommand::Live(arguments) => super::live::live(arguments, streams),
    }
}
