//! Every finding: an exercise that provokes it, one that comes within a hair and does not, and its words.
//!
//! `findings/plain/` is a small plan in which nothing is found. `findings/OUT001-yes.ron` changes it so that the finding
//! occurs, `OUT001-no.ron` so that it nearly does.

use std::path::Path;

use outrun::check::{Checked, Finding, Level, RULES, check};
use outrun::document::{LoadOptions, load, render};

use crate::diagnostics::Disk;

const FOLDER: &str = "tests/findings";

fn checked(file: &str) -> Checked {
    let path = Path::new(FOLDER).join(file);
    let loaded = load(&path, &Disk, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{file}:\n{}", render(&found, false)));
    let names: Vec<String> = loaded.alternatives().map(str::to_owned).collect();
    check(&loaded, &names).expect("the alternatives are there")
}

/// The findings of a code as text.
fn words(of: &Checked, code: &str) -> String {
    let findings = of.findings.iter().filter(|one| one.code == code);
    findings.map(|one| in_words(one) + "\n").collect()
}

fn in_words(one: &Finding) -> String {
    let at = one
        .place
        .span
        .as_ref()
        .map_or(String::new(), |span| format!(":{}:{}", span.line, span.column));
    let file = Path::new(&one.place.file)
        .file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into());
    let mut text = format!("{}: {}\n  at {file}{at}\n", one.level.word(), one.title);
    text += &format!("  case: {}\n  help: {}\n", one.counterexample.text, one.help);
    for fix in &one.fixes {
        text += &format!("  fix: {}: {}\n", fix.words, fix.change);
    }
    text
}

#[test]
fn nothing_is_found_in_the_plain_plan() {
    let found = checked("plain.ron").findings;
    let text: String = found.iter().map(in_words).collect();
    assert!(found.is_empty(), "{text}");
}

#[test]
fn every_rule_finds_what_it_is_for() {
    let mut silent = Vec::new();
    for rule in RULES {
        let found = words(&checked(&format!("{}-yes.ron", rule.code)), rule.code);
        if found.is_empty() {
            silent.push(rule.code);
            continue;
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("findings/snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(format!("{}-{}", rule.code, rule.name), found));
    }
    assert!(silent.is_empty(), "these find nothing: {silent:?}");
}

#[test]
fn what_comes_within_a_hair_is_not_found() {
    let found = RULES
        .iter()
        .map(|rule| words(&checked(&format!("{}-no.ron", rule.code)), rule.code));
    let found: String = found.collect();
    assert_eq!(found, "", "found what is none");
}

#[test]
fn codes_are_in_order_and_rules_say_everything() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
    for rule in RULES {
        assert!(
            rule.code.len() == 6 && rule.code.starts_with("OUT"),
            "{}",
            rule.code
        );
        for text in [rule.name, rule.meaning, rule.why, rule.example, rule.fix] {
            assert!(!text.is_empty(), "{} leaves something unsaid", rule.code);
        }
        assert!(!rule.controls.is_empty(), "{} touches no control", rule.code);
        assert!(!rule.meaning.ends_with('.'), "{}", rule.code);
    }
}

#[test]
fn findings_are_sorted_and_cannot_lack_a_case() {
    for rule in RULES {
        let found = checked(&format!("{}-yes.ron", rule.code)).findings;
        let levels: Vec<Level> = found.iter().map(|one| one.level).collect();
        assert!(levels.is_sorted_by(|one, other| one >= other), "{levels:?}");
        for one in &found {
            assert!(!one.counterexample.text.is_empty(), "{}: {}", one.code, one.title);
            assert!(!one.help.is_empty(), "{}: {}", one.code, one.title);
            assert!(
                one.place.span.is_some(),
                "{}: {} has no place",
                one.code,
                one.title
            );
            assert!(!one.title.ends_with('.'), "{}", one.title);
        }
    }
}

#[test]
fn citations_that_circulate_and_are_wrong_are_not_used() {
    let wrong = ["GV.OC-01", "DA.PO", "NHI-0", "NHI6:2025"];
    for rule in RULES {
        for control in rule.controls {
            assert!(
                wrong.iter().all(|text| !control.cited().contains(text)),
                "{}: {control}",
                rule.code
            );
        }
    }
}

fn of_shipped(exercise: &str, alternative: &str) -> Vec<Finding> {
    let path = Path::new("scenarios").join(exercise);
    let loaded = load(&path, &Disk, &LoadOptions::default()).expect("it is sound");
    check(&loaded, &[alternative.to_owned()])
        .expect("it is there")
        .findings
}

#[test]
fn as_is_is_found_to_be_what_its_readme_says() {
    let found = of_shipped("weekend-token", "as-is");
    let about = |code: &str, id: &str| {
        found
            .iter()
            .any(|one| one.code == code && one.about.1 == id && one.level == Level::Warning)
    };
    // The release manager and the CISO approve, nothing is cut before there is a statement, and a chain waits.
    assert!(about("OUT022", "contain/delivery") && about("OUT022", "contain/cloud"));
    assert!(about("OUT021", "contain/delivery") && about("OUT021", "contain/cloud"));
    assert!(about("OUT006", "contain/cloud/decider"));
    // The owner decides, several own a part, and nobody is there at the weekend.
    assert!(about("OUT007", "checkout-identity") && about("OUT025", "contain/rest"));
}

#[test]
fn predefined_is_silent_at_warning_level() {
    let found = of_shipped("weekend-token", "predefined");
    let loud: String = found
        .iter()
        .filter(|one| one.level >= Level::Warning)
        .map(in_words)
        .collect();
    assert_eq!(loud, "");
    assert!(!found.is_empty(), "notes there are");
}
