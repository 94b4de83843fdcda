//! JSON tells as much as RON: all mistakes of a file in one go, and nothing that only follows from another one.

use std::path::Path;

use outrun::document::{Code, Diagnostic, LoadOptions, MemoryLibrary, load, render};
use proptest::prelude::*;

const SOUND: &str = r#"{"Exercise": {
  "title": "Try",
  "organisation": {"zone": "UTC", "people": [
     {"id": "ann", "can": "All", "hours": "always"},
     {"id": "bob", "can": "All"},
     {"id": "cyd"},
     {"id": "dan", "can": "All"}
  ]},
  "estate": {"nodes": [
    {"id": "token", "kind": "ci-token", "weight": 3},
    {"id": "store", "kind": "data", "tags": ["crown-jewel"]}
  ], "edges": [
    {"from": "token", "to": "store", "kind": "can-read-secret"},
    {"from": "token", "to": "store", "kind": "can-mint", "time": "quick"}
  ]},
  "playbook": {"rights": [
    {"id": "d", "decision": "Contain", "decider": {"Person": "ann"}},
    {"id": "e", "decision": "Restore", "decider": {"Person": "bob"}}
  ]},
  "scenario": {"incident": "leak", "entry": "token", "starts": {"At": "2026-10-03 02:30"}},
  "objectives": ["outrun_rate >= 95%", "p50(people_woken) <= 3"],
  "replications": 100
}}
"#;

/// What stands in the sound text, what instead of it, and what that is.
const MISTAKES: [(&str, &str, Code); 13] = [
    (
        r#""zone": "UTC","#,
        r#""zone": "UTC", "peple": [],"#,
        Code::UnknownField,
    ),
    (r#""hours": "always""#, r#""hours": "alwys""#, Code::BadHours),
    (
        r#""id": "bob", "can""#,
        r#""id": "bob", "cann""#,
        Code::UnknownField,
    ),
    (r#"{"id": "cyd"}"#, r#"{"id": 5}"#, Code::WrongType),
    (
        r#"{"id": "dan", "can": "All"}"#,
        r#"{"can": "All"}"#,
        Code::MissingField,
    ),
    (r#""weight": 3"#, r#""weight": "heavy""#, Code::WrongType),
    (
        r#""to": "store", "kind": "can-read-secret""#,
        r#""to": "stor", "kind": "can-read-secret""#,
        Code::UnknownNode,
    ),
    (r#""time": "quick""#, r#""through": 4"#, Code::UnknownField),
    (
        r#""decision": "Contain""#,
        r#""decision": "Containn""#,
        Code::UnknownVariant,
    ),
    (
        r#"{"Person": "bob"}"#,
        r#"{"Persn": "bob"}"#,
        Code::UnknownVariant,
    ),
    (r#""2026-10-03 02:30""#, r#""2026-13-03 02:30""#, Code::BadInstant),
    ("p50(people_woken)", "p50(people_wokn)", Code::UnknownMeasure),
    (
        r#""replications": 100"#,
        r#""replications": "many""#,
        Code::WrongType,
    ),
];

fn found(text: &str) -> Vec<Diagnostic> {
    let library = MemoryLibrary::new().with("exercise.json", text.to_owned());
    let loaded = load(Path::new("exercise.json"), &library, &LoadOptions::default());
    loaded.map_or_else(|found| found, |loaded| loaded.warnings().to_vec())
}

fn compare(sound: &str, picked: &[usize]) -> Result<(), String> {
    let mut text = sound.to_owned();
    let mut expected = Vec::new();
    for (before, after, code) in picked.iter().map(|index| MISTAKES[*index]) {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
        expected.push(code);
    }
    let found = found(&text);
    let mut codes: Vec<Code> = found.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    expected.sort_unstable();
    if codes == expected {
        return Ok(());
    }
    Err(format!(
        "expected {expected:?}\nfound {codes:?}\n{}",
        render(&found, false)
    ))
}

#[test]
fn the_sound_exercise_has_no_mistakes() {
    let found = found(SOUND);
    assert!(found.is_empty(), "{}", render(&found, false));
}

#[test]
fn each_mistake_is_found_alone_and_all_are_found_together() {
    let alone = (0..MISTAKES.len()).map(|index| vec![index]);
    let all = std::iter::once((0..MISTAKES.len()).collect::<Vec<usize>>());
    let wrong: Vec<String> = alone
        .chain(all)
        .filter_map(|picked| compare(SOUND, &picked).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn no_type_of_the_program_is_named() {
    for picked in [3, 5, 12] {
        let (before, after, _) = MISTAKES[picked];
        let said = render(&found(&SOUND.replacen(before, after, 1)), false);
        for word in ["u32", "string \"", "invalid type"] {
            assert!(!said.contains(word), "{said}");
        }
    }
}

#[test]
fn what_show_writes_is_read_on_too() {
    let wrapped = |inside: &str| {
        let inside = inside
            .trim()
            .strip_prefix(r#"{"Exercise":"#)
            .and_then(|rest| rest.strip_suffix('}'));
        format!(
            r#"{{"schema": "outrun/exercise/1", "exercise": {}, "origins": {{}}}}"#,
            inside.expect("an exercise")
        )
    };
    assert!(found(&wrapped(SOUND)).is_empty());
    assert_eq!(compare(&wrapped(SOUND), &[0, 3, 5, 9, 12]), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mistakes_are_found_and_nothing_else(picked in prop::collection::btree_set(0..MISTAKES.len(), 2..=8)) {
        let picked: Vec<usize> = picked.into_iter().collect();
        if let Err(difference) = compare(SOUND, &picked) {
            prop_assert!(false, "{}", difference);
        }
    }
}
