//! `outrun man`: manual pages, from the same source as the help.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::arguments::Arguments;
use super::failure::{Failure, NOTHING_WRITTEN};
use super::folder::write_whole;
use super::status::Status;
use super::streams::Streams;

/// Where to.
#[derive(Clone, Debug, Args)]
pub(super) struct ManArguments {
    /// Write a page for each command into this folder [default: print that of `outrun`]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the manual page, or writes all of them.
pub(super) fn man(arguments: &ManArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let command = Arguments::command();
    match &arguments.out {
        None => streams.print(&String::from_utf8_lossy(&page(command)?))?,
        Some(folder) => write_all(command, folder)?,
    }
    Ok(Status::Well)
}

fn write_all(mut command: clap::Command, folder: &Path) -> Result<(), Failure> {
    command.build();
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN))?;
    write_whole(&folder.join("outrun.1"), &page(command.clone())?)?;
    for inner in command.get_subcommands() {
        let file = folder.join(format!("outrun-{}.1", inner.get_name()));
        write_whole(&file, &page(inner.clone())?)?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    Man::new(command)
        .render(&mut text)
        .map_err(|error| Failure::Environment {
            doing: "write a manual page".to_owned(),
            path: None,
            because: error.to_string(),
            passes: true,
            left: NOTHING_WRITTEN.into(),
        })?;
    Ok(text)
}
