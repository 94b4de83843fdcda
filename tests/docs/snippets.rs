//! Every snippet of RON loads: as a document of its own, or inside what the comment before it says.
//!
//! `<!-- inside: Playbook(rights: [..]) -->` puts the snippet where the two dots stand. Snippets of one section of a page belong
//! together, and stand beside the files of `docs/start.md`, whose people and systems they may name.

use std::path::Path;

use outrun::document::{Assumptions, LoadOptions, load, render};
use tempfile::TempDir;

use super::markdown::{Block, blocks};
use super::pages::{Page, all};
use crate::diagnostics::Disk;

const DOCUMENTS: [&str; 6] = [
    "Exercise(",
    "Organisation(",
    "Estate(",
    "Playbook(",
    "Scenario(",
    "Law(",
];

/// What a scenario needs, where no snippet writes it.
const SCENARIO: [(&str, &str); 3] = [
    ("incident", "\"leaked-credential\""),
    ("entry", "\"deploy-token\""),
    (
        "starts",
        "During(when: Nights, from: \"2026-10-01\", until: \"2026-12-31\")",
    ),
];

/// The snippets of a section, put together.
#[derive(Default)]
struct Section {
    documents: Vec<String>,
    scenario: String,
    exercise: String,
}

#[test]
fn every_snippet_loads() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in all() {
        for (number, part) in page.text.split("\n## ").enumerate() {
            let (found, mistakes) = load_section(part);
            count += found;
            let heading = part.lines().next().unwrap_or_default();
            let place = format!("{}, section {number} ({heading})", page.name);
            wrong.extend(mistakes.into_iter().map(|why| format!("{place}: {why}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 20, "only {count} snippets were found");
}

/// How many snippets a section has, and what is wrong with them.
fn load_section(text: &str) -> (usize, Vec<String>) {
    let snippets = blocks(text);
    let mut section = Section::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for block in snippets.iter().filter(|block| block.language == "ron") {
        count += 1;
        if block.note("file").is_some() {
            // The commands of the page load it, with the others.
            continue;
        }
        match document(block) {
            Ok(whole) => section.add(&whole),
            Err(why) => wrong.push(why),
        }
    }
    if !section.is_empty()
        && let Err(why) = section.load()
    {
        wrong.push(why);
    }
    (count, wrong)
}

/// The snippet as a document.
fn document(block: &Block) -> Result<String, String> {
    let code: String = block
        .text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    if let Some(wrapper) = block.note("inside") {
        let (before, after) = wrapper
            .split_once("..")
            .ok_or_else(|| format!("no place for the snippet in `{wrapper}`"))?;
        return Ok(format!("{before}{}{after}", block.text));
    }
    if DOCUMENTS.iter().any(|name| code.trim_start().starts_with(name)) {
        return Ok(block.text.clone());
    }
    Err(format!(
        "a snippet is no document, and no comment says what it stands inside of:\n{}",
        block.text
    ))
}

impl Section {
    fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.scenario.is_empty() && self.exercise.is_empty()
    }

    fn add(&mut self, whole: &str) {
        for (name, fields) in [
            ("Exercise(", &mut self.exercise),
            ("Scenario(", &mut self.scenario),
        ] {
            if let Some(inside) = whole
                .trim()
                .strip_prefix(name)
                .and_then(|rest| rest.strip_suffix(')'))
            {
                fields.push_str(inside.trim().trim_end_matches(','));
                fields.push_str(",\n");
                return;
            }
        }
        self.documents.push(whole.to_owned());
    }

    fn load(&self) -> Result<(), String> {
        let folder = TempDir::new().expect("a temporary folder");
        let mut uses = Vec::new();
        let mut write = |name: String, text: &str| {
            std::fs::write(folder.path().join(&name), text).expect("it can be written");
            uses.push(format!("\"{name}\""));
        };
        // Before the general rights, because the first that matches holds (R1).
        for (number, text) in self.documents.iter().enumerate() {
            write(format!("snippet-{number}.ron"), text);
        }
        for (path, text) in Page::read("docs/start.md").files() {
            let name = path.rsplit('/').next().expect("a name").to_owned();
            if name != "exercise.ron" {
                write(name, &text);
            }
        }
        let uses = if self.exercise.contains("uses:") {
            String::new()
        } else {
            format!("uses: [{}],", uses.join(", "))
        };
        let scenario = if self.exercise.contains("scenario:") {
            String::new()
        } else {
            format!("scenario: Scenario({}),", self.scenario())
        };
        let whole = format!("Exercise({uses}\n{scenario}\n{})", self.exercise);
        let path = folder.path().join("exercise.ron");
        std::fs::write(&path, &whole).expect("it can be written");
        loads(&path)
    }

    fn scenario(&self) -> String {
        let missing = SCENARIO
            .iter()
            .filter(|(field, _)| !self.scenario.contains(&format!("{field}:")));
        let mut text: String = missing
            .map(|(field, value)| format!("{field}: {value},\n"))
            .collect();
        text += &self.scenario;
        text
    }
}

/// The exercise and all its alternatives are sound, without a warning.
fn loads(path: &Path) -> Result<(), String> {
    let loaded = load(path, &Disk, &LoadOptions::default()).map_err(|mistakes| render(&mistakes, false))?;
    if !loaded.warnings().is_empty() {
        return Err(render(loaded.warnings(), false));
    }
    for alternative in loaded.alternatives() {
        loaded
            .exercise(alternative, &Assumptions::default())
            .map_err(|mistakes| render(&mistakes, false))?;
    }
    Ok(())
}

#[test]
fn a_snippet_that_does_not_load_is_found() {
    let section = |note: &str, code: &str| load_section(&format!("{note}\n```ron\n{code}\n```\n"));
    let people = "<!-- inside: Organisation(people: [..]) -->";
    assert_eq!(section(people, "Person(id: \"finn\")"), (1, Vec::new()));
    for (note, code) in [
        (people, "Person(id: \"ada\")"),
        (people, "Person(nickname: \"finn\")"),
        ("", "Person(id: \"finn\")"),
        ("<!-- inside: Scenario(..) -->", "attacker: \"nobody\""),
        ("", "Estate(nodes: [Node(id: \"a\")])"),
    ] {
        let (count, wrong) = section(note, code);
        assert_eq!((count, wrong.len()), (1, 1), "{note} {code}: {wrong:?}");
    }
}
