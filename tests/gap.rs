//! The gap report: figures of the run and no others, nothing of a document as markup, nothing from the network, the same bytes.

mod controls;
mod escaping;
mod forms;
mod given;
mod golden;
mod large;
mod since;
mod verify;
mod wording;

use std::path::Path;

use crate::cli::{run, status, text};

/// The report of a folder of results.
fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &[&["report"], arguments].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    text(&output.stdout)
}

/// Plays the exercise in a folder and reports on it.
fn play(folder: &Path, exercise: &str, more: &[&str]) {
    let output = run(
        folder,
        &[
            &["run", exercise, "--quiet", "--fail-on=never", "--out=result"],
            more,
        ]
        .concat(),
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
}
