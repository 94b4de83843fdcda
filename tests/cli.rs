//! The command line keeps the contract of the manual: exit statuses, streams, files, bytes.

mod against;
mod compare;
mod cut;
mod files;
mod improve;
mod journey;
mod pieces;
mod resume;
mod screens;
mod shards;
mod statuses;
mod stops;
mod trade;

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// The command, away from the environment of whoever runs the tests.
pub(crate) fn outrun(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    for name in ["NO_COLOR", "COLUMNS", "TERM", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

/// A folder with a new exercise in `demo`.
pub(crate) fn new_exercise() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    outrun(folder.path()).args(["new", "demo"]).assert().success();
    folder
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    outrun(folder).args(arguments).output().expect("the command runs")
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Replaces text in a file; the text must be there.
pub(crate) fn edit(file: &Path, from: &str, to: &str) {
    let before = std::fs::read_to_string(file).expect("a file");
    assert!(before.contains(from), "{from} is not in {}", file.display());
    std::fs::write(file, before.replace(from, to)).expect("written");
}
