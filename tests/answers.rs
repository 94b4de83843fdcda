//! Answers at the moment of need: who may stop something, which hours are covered, what is registered, how it hangs together.

mod coverage;
mod register;
mod who;

use std::path::Path;
use std::process::Output;

use outrun::document::{Assumptions, LoadOptions, load};
use outrun::model::Exercise;

use crate::cli::{run, text};
use crate::diagnostics::Disk;

const SHIPPED: &str = "scenarios/weekend-token";

pub(crate) fn shipped(alternative: &str) -> Exercise {
    let loaded = load(Path::new(SHIPPED), &Disk, &LoadOptions::default()).expect("it is sound");
    loaded
        .exercise(alternative, &Assumptions::default())
        .expect("it is there")
}

/// Runs the command in the folder of the project.
fn outrun(arguments: &[&str]) -> Output {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// What it prints, if it ends well.
fn printed(arguments: &[&str]) -> String {
    let output = outrun(arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The document that a command prints, which must be as its schema says.
fn document(name: &str, arguments: &[&str]) -> serde_json::Value {
    let schema = serde_json::from_str(&printed(&["schema", name])).expect("JSON");
    let document = serde_json::from_str(&printed(arguments)).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = schema
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    document
}
