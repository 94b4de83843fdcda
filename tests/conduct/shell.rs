//! The command, as somebody with a shell gives it.

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
    let folder = TempDir::new().unwrap();
    outrun(folder.path()).args(["new", "demo"]).assert().success();
    folder
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    outrun(folder).args(arguments).output().unwrap()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command that goes well prints.
pub(crate) fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// A JSON document that a command prints, held against its schema.
pub(crate) fn document(folder: &Path, arguments: &[&str], schema: &str) -> serde_json::Value {
    let document = serde_json::from_str(&said(folder, arguments)).unwrap();
    assert_fits(folder, schema, &document);
    document
}

/// Whether a document is as its published schema says.
pub(crate) fn assert_fits(folder: &Path, schema: &str, document: &serde_json::Value) {
    let schema = serde_json::from_str(&said(folder, &["schema", schema])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Replaces text in a file; the text must be there.
pub(crate) fn edit(file: &Path, from: &str, to: &str) {
    let before = std::fs::read_to_string(file).unwrap();
    assert!(before.contains(from), "{from} is not in {}", file.display());
    std::fs::write(file, before.replace(from, to)).unwrap();
}
