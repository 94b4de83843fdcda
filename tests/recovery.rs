//! All mistakes of all files are found in one go, and nothing that only follows from another mistake.

use std::collections::BTreeMap;
use std::path::Path;

use outrun::document::{Assumptions, Code, Diagnostic, LoadOptions, MemoryLibrary, load};
use proptest::prelude::*;

use super::planted::{EXERCISE, FILES, LOST, MISTAKES, Mistake};

fn library(files: &BTreeMap<&str, String>) -> MemoryLibrary {
    files.iter().fold(MemoryLibrary::new(), |library, (path, text)| {
        library.with(path, text.clone())
    })
}

fn found(files: &BTreeMap<&str, String>) -> Vec<Diagnostic> {
    let loaded = load(
        Path::new("exercise.ron"),
        &library(files),
        &LoadOptions::default(),
    );
    loaded.map_or_else(|found| found, |loaded| loaded.warnings().to_vec())
}

fn sound() -> BTreeMap<&'static str, String> {
    FILES
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect()
}

/// The exercise with these mistakes, and the codes that must be found in each file.
fn spoilt(mistakes: &[&Mistake]) -> (BTreeMap<&'static str, String>, Vec<(String, Code)>) {
    let mut files = sound();
    let mut expected = Vec::new();
    for (path, sound, wrong, code) in mistakes {
        let text = files.get_mut(path).expect("the file is there");
        // Two mistakes at one place are one.
        if text.contains(sound) {
            *text = text.replacen(sound, wrong, 1);
            expected.push(((*path).to_owned(), *code));
        }
    }
    expected.sort();
    (files, expected)
}

fn compare(mistakes: &[&Mistake]) -> Result<(), String> {
    let (files, expected) = spoilt(mistakes);
    let found = found(&files);
    let mut codes: Vec<(String, Code)> = found
        .iter()
        .map(|one| (one.primary.at.file.clone(), one.code))
        .collect();
    codes.sort();
    if codes == expected {
        return Ok(());
    }
    Err(format!(
        "planted {mistakes:#?}\nexpected {expected:?}\nfound {codes:?}\n{}",
        outrun::document::render(&found, false)
    ))
}

#[test]
fn the_exercise_that_is_spoilt_is_sound() {
    let found = found(&sound());
    assert!(found.is_empty(), "{}", outrun::document::render(&found, false));
}

#[test]
fn each_mistake_is_found_alone() {
    let wrong: Vec<String> = MISTAKES
        .iter()
        .filter_map(|mistake| compare(&[mistake]).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_mistakes_are_found_and_nothing_else(
        picked in prop::collection::btree_set(0..MISTAKES.len(), 2..=6),
    ) {
        let mistakes: Vec<&Mistake> = picked.into_iter().map(|index| &MISTAKES[index]).collect();
        if let Err(difference) = compare(&mistakes) {
            prop_assert!(false, "{}", difference);
        }
    }
}

/// The codes found by file, where `wrong` stands instead of `sound` in a file.
fn codes(path: &str, sound_text: &str, wrong: &str) -> Vec<(String, Code)> {
    let mut files = sound();
    let text = files.get_mut(path).expect("the file is there");
    assert!(text.contains(sound_text), "{sound_text}");
    *text = text.replacen(sound_text, wrong, 1);
    let found = found(&files);
    found
        .iter()
        .map(|one| (one.primary.at.file.clone(), one.code))
        .collect()
}

#[test]
fn what_is_lost_leads_to_no_further_mistakes() {
    let mut different = Vec::new();
    for (path, sound, wrong, expected) in LOST {
        let found = codes(path, sound, wrong);
        let mut found: Vec<Code> = found.into_iter().map(|(_, code)| code).collect();
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        if found != expected {
            different.push(format!("{path}: {wrong}: {found:?}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The words, numbers and texts of a file: where each begins, and what it is.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().expect("not at the end");
        let length = if first == '"' {
            2 + rest[1..].find('"').expect("closed")
        } else if first.is_alphanumeric() {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push((at, &rest[..length]));
        }
        at += length;
    }
    tokens
}

/// What could stand by mistake where a token stands. Names stay known, so that only the place itself is wrong.
fn slips(token: &str) -> Vec<String> {
    if token.starts_with('"') {
        return vec![
            "5".into(),
            "word".into(),
            "[]".into(),
            token[..token.len() - 1].into(),
        ];
    }
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        return vec!["\"x\"".into(), "-1".into(), "word".into(), "1.5.2".into()];
    }
    if token.starts_with(char::is_alphabetic) {
        let doubled = format!("{}{token}", &token[..1]);
        let cut: String = token.chars().skip(1).collect();
        return vec![doubled, cut, "zzzz".into(), "5".into()];
    }
    vec![String::new(), format!("{token}{token}"), ";".into()]
}

#[test]
fn a_slip_is_found_where_it_is_and_nowhere_else() {
    let mut different = Vec::new();
    for (path, text) in FILES.iter().filter(|(path, _)| path.ends_with(".ron")) {
        for (at, token) in tokens(text) {
            for slip in slips(token) {
                // An empty list of tables can be read.
                if token.ends_with(".csv\"") && slip == "[]" {
                    continue;
                }
                let mut files = sound();
                let spoilt = format!("{}{slip}{}", &text[..at], &text[at + token.len()..]);
                files.insert(path, spoilt);
                let found = found(&files);
                let line = text[..at].matches('\n').count() + 1;
                let is_elsewhere = |one: &&Diagnostic| {
                    let span = one.primary.at.span.as_ref();
                    one.primary.at.file != *path || span.is_none_or(|span| span.line.abs_diff(line) > 1)
                };
                let is_bracket = ['(', ')', '[', ']', '{', '}', '"']
                    .iter()
                    .any(|c| token.contains(*c));
                let strays = found.iter().filter(is_elsewhere).count();
                if strays > usize::from(is_bracket && found.len() == 1) {
                    let codes: Vec<Code> = found.iter().map(|one| one.code).collect();
                    different.push(format!("{path}:{line} `{token}` as `{slip}`: {codes:?}"));
                }
            }
        }
    }
    assert!(
        different.is_empty(),
        "{}\n{}",
        different.len(),
        different.join("\n")
    );
}

/// The exercise with these alternatives.
fn with_alternatives(alternatives: &str) -> BTreeMap<&'static str, String> {
    let mut files = sound();
    let start = EXERCISE.find("alternatives: {").expect("there");
    let text = format!("{}alternatives: {{ {alternatives} }},\n)\n", &EXERCISE[..start]);
    files.insert("exercise.ron", text);
    files
}

#[test]
fn an_alternative_builds_on_another() {
    let files = with_alternatives(
        r#""short": [Set(watch: "2h"), Person(id: "cy", zone: "Europe/Lisbon")],
        "shorter": [Like("short"), Set(rest: "9h"), Person(id: "cy", zone: "UTC"),
            ThirdParty(who: "scanner", names: "db", after: "1h"), ThirdParty(who: "press", names: "db", after: "5h")],
        "shortest": [Like("shorter"), Set(watch: "1h")]"#,
    );
    let loaded = load(
        Path::new("exercise.ron"),
        &library(&files),
        &LoadOptions::default(),
    );
    let loaded = loaded.unwrap_or_else(|found| panic!("{}", outrun::document::render(&found, false)));
    let play = |name: &str| loaded.exercise(name, &Assumptions::default()).expect("sound");
    let (short, shorter, shortest) = (play("short"), play("shorter"), play("shortest"));
    assert_eq!(shorter.playbook.watch, short.playbook.watch);
    assert_ne!(shortest.playbook.watch, short.playbook.watch);
    assert_ne!(shorter.playbook.rest, short.playbook.rest);
    assert_eq!(shortest.playbook.rest, shorter.playbook.rest);
    let told: Vec<usize> = [&short, &shorter, &shortest]
        .map(|one| one.scenario.told_by.len())
        .to_vec();
    assert_eq!(told, [1, 2, 2]);
    assert_ne!(shorter.scenario.told_by[0].names, short.scenario.told_by[0].names);
}

#[test]
fn a_runbook_of_the_class_hides_the_preset_from_automation() {
    let automatic = r#"Right(id: "contain/default", class: "leaked-credential", assets: Kind("workload"), standing: true, executor: Automatic)"#;
    let rule = |class: &str, action: &str| {
        format!(r#"Runbook(kind: "workload", class: "{class}", actions: ["{action}"])"#)
    };
    let codes = |changes: &str| -> Vec<Code> {
        let found = found(&with_alternatives(&format!("\"a\": [{changes}]")));
        found.iter().map(|one| one.code).collect()
    };
    let by_itself = r#"Action(id: "cut", closes_out: true, automatic: true)"#;
    let by_hand = r#"Action(id: "cut", closes_out: true, automatic: false)"#;
    let own = rule("leaked-credential", "cut");
    let other = rule("ransomware", "cut");
    let refused = [Code::AutomaticWithoutAutomation];
    assert_eq!(codes(&format!("{automatic}, {by_itself}, {own}")), []);
    assert_eq!(codes(&format!("{automatic}, {by_hand}, {own}")), refused);
    // The rule that would hide it holds from a higher severity on only.
    let later = own.replace("class:", "from_severity: High, class:");
    let preset = r#"Runbook(kind: "workload", actions: ["disable"])"#;
    assert_eq!(
        codes(&format!(
            "{automatic}, {by_itself}, {later}, {preset}, Action(id: \"disable\", automatic: false)"
        )),
        refused
    );
    assert_eq!(
        codes(&format!(
            "{automatic}, {by_itself}, {other}, {preset}, Action(id: \"disable\", automatic: false)"
        )),
        refused
    );
}
