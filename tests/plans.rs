//! What `outrun check` says of the shipped plans, held to what their READMEs say that it says.
//!
//! Each README has a paragraph "What `outrun check` says" with two sentences: of *as-is* the codes that it warns of, of
//! *predefined* those that remain, if any.

use std::collections::BTreeSet;
use std::path::Path;

use outrun::check::{Checked, Level, check};
use outrun::document::{LoadOptions, load};

use crate::diagnostics::Disk;

const EXERCISES: [&str; 9] = [
    "agent-at-machine-speed",
    "consensus-or-thresholds",
    "night-hand-over",
    "oauth-app-vendor-logs",
    "plugin-leak-long-tail",
    "provider-runs-tenant-notifies",
    "split-workload-identity",
    "weekend-token",
    "when-predefined-loses",
];

fn checked(exercise: &str, alternative: &str) -> Checked {
    let path = Path::new("scenarios").join(exercise);
    let loaded = load(&path, &Disk, &LoadOptions::default()).expect("it is sound");
    check(&loaded, &[alternative.to_owned()]).expect("it is there")
}

/// The codes that it warns of, or worse.
fn warned(checked: &Checked) -> BTreeSet<String> {
    let loud = checked.findings.iter().filter(|one| one.level >= Level::Warning);
    loud.map(|one| one.code.to_string()).collect()
}

/// The sentences of the README on *as-is* and on *predefined*.
fn sentences(exercise: &str) -> (String, String) {
    let path = Path::new("scenarios").join(exercise).join("README.md");
    let text = std::fs::read_to_string(path).expect("it can be read");
    let (_, said) = text
        .split_once("**What `outrun check` says.** Of *as-is*: ")
        .unwrap_or_else(|| panic!("{exercise}: its README does not say what `check` says"));
    let (said, _) = said.split_once("\n\n").expect("the paragraph ends");
    let (as_is, predefined) = said.split_once("Of *predefined*: ").expect("both are named");
    (as_is.to_owned(), predefined.to_owned())
}

/// The codes in a text.
fn codes(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() == 6 && word.starts_with("OUT"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn as_is_is_as_bad_as_the_readmes_say() {
    for exercise in EXERCISES {
        let (said, _) = sentences(exercise);
        let said = codes(&said);
        assert!(said.len() >= 4, "{exercise}: its README names only {said:?}");
        let found = warned(&checked(exercise, "as-is"));
        let missing: Vec<&String> = said.difference(&found).collect();
        assert!(missing.is_empty(), "{exercise}: not found in as-is: {missing:?}");
    }
}

#[test]
fn nothing_is_left_to_warn_of_in_predefined() {
    for exercise in EXERCISES {
        let checked = checked(exercise, "predefined");
        assert_eq!(warned(&checked), BTreeSet::new(), "{exercise}");
        assert_eq!(
            codes(&sentences(exercise).1),
            BTreeSet::new(),
            "{exercise}: its README"
        );
        assert!(checked.silenced.is_empty(), "{exercise}: something is silenced");
    }
}
