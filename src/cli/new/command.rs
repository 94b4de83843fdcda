//! The command: the files of the exercise, written whole or not at all.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::status::Status;
use crate::cli::streams::Streams;

/// Where to.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The folder, which must not be there yet or be empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The files, in the order in which they are read.
const FILES: [(&str, &str); 6] = [
    ("README.md", include_str!("exercise/README.md")),
    ("outrun.ron", include_str!("exercise/outrun.ron")),
    ("organisation.ron", include_str!("exercise/organisation.ron")),
    ("estate.ron", include_str!("exercise/estate.ron")),
    ("playbook.ron", include_str!("exercise/playbook.ron")),
    ("exercise.ron", include_str!("exercise/exercise.ron")),
];

/// Writes the exercise.
pub(in crate::cli) fn new(arguments: &NewArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    refuse_to_overwrite(folder)?;
    write_together(folder)?;
    let shown = folder.display();
    let mut words = format!("a new exercise in {shown}:\n");
    for (name, text) in FILES {
        words.push_str(&format!("  {name:<18}{}\n", about(text)));
    }
    words.push_str(&format!("\nplay it: outrun run {shown}\n"));
    streams.print(&words)?;
    Ok(Status::Well)
}

/// What a file says of itself in its first line.
fn about(text: &str) -> &str {
    let first = text.lines().next().unwrap_or("");
    first.trim_start_matches(['/', '#', ' ']).trim_end_matches('.')
}

fn refuse_to_overwrite(folder: &Path) -> Result<(), Failure> {
    let empty = std::fs::read_dir(folder).map(|mut entries| entries.next().is_none());
    match empty {
        Ok(true) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() != std::io::ErrorKind::NotADirectory => {
            Err(Failure::file("look into", folder, &error, NOTHING_WRITTEN))
        }
        _ => Err(Failure::Usage(format!(
            "`{}` is there already and not empty; nothing was written",
            folder.display()
        ))),
    }
}

/// All files beside their place first, then renamed together.
fn write_together(folder: &Path) -> Result<(), Failure> {
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let failed = |error: std::io::Error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN);
    std::fs::create_dir_all(parent).map_err(failed)?;
    let beside = tempfile::Builder::new()
        .prefix(".outrun-")
        .tempdir_in(parent)
        .map_err(failed)?;
    let whole = beside.path().join("exercise");
    std::fs::create_dir(&whole).map_err(failed)?;
    for (name, text) in FILES {
        write_whole(&whole.join(name), text.as_bytes())?;
    }
    std::fs::rename(&whole, folder).map_err(failed)
}
