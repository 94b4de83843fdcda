//! `outrun completions`: completions for a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::failure::Failure;
use super::status::Status;
use super::streams::Streams;

/// For which shell.
#[derive(Clone, Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions.
pub(super) fn completions(
    arguments: &CompletionsArguments,
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "outrun", &mut text);
    streams.print(&String::from_utf8_lossy(&text))?;
    Ok(Status::Well)
}
