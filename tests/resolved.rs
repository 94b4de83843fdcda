//! A resolved exercise is the whole exercise: read again, as JSON or RON, it is the same.

use outrun::document::{Assumptions, LoadOptions, Loaded, MemoryLibrary, Origin, load, render};

use crate::documents::{library, loaded};

fn again(path: &str, text: String) -> Loaded {
    let library = MemoryLibrary::new().with(path, text.clone());
    load(path.as_ref(), &library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{}\n{text}", render(&found, false)))
}

#[test]
fn what_is_shown_can_be_read_again_and_is_the_same() {
    let loaded = loaded(&library());
    let assumptions = Assumptions([("attacker.scripted.secrets.chance".to_owned(), 0.123)].into());
    for alternative in ["as-is", "predefined"] {
        let first = loaded.exercise(alternative, &assumptions).expect("sound");
        let resolved = loaded.resolved(alternative, &assumptions).expect("sound");
        let json = serde_json::to_string_pretty(&resolved.document()).expect("plain");
        for (path, text) in [("shown.json", json), ("shown.ron", resolved.ron)] {
            let second = again(path, text)
                .exercise(alternative, &Assumptions::default())
                .expect("sound");
            assert_eq!(format!("{first:#?}"), format!("{second:#?}"), "{path}");
        }
    }
}

#[test]
fn what_is_shown_of_what_was_shown_is_the_same() {
    let loaded = loaded(&library());
    let first = loaded.resolved("as-is", &Assumptions::default()).expect("sound");
    let second = again("shown.ron", first.ron.clone())
        .resolved("as-is", &Assumptions::default())
        .expect("sound");
    assert_eq!(first.ron, second.ron);
    assert_eq!(first.exercise, second.exercise);
}

#[test]
fn every_value_has_an_origin() {
    let loaded = loaded(&library());
    let resolved = loaded.resolved("as-is", &Assumptions::default()).expect("sound");
    let at = |pointer: &str| {
        assert!(resolved.exercise.pointer(pointer).is_some(), "{pointer}");
        resolved
            .origins
            .get(pointer)
            .unwrap_or_else(|| panic!("{pointer}: {:#?}", resolved.origins))
    };
    assert_eq!(*at("/playbook/watch"), Origin::Default);
    let line = |origin: &Origin| match origin {
        Origin::File { file, line, .. } => (file.clone(), *line),
        other => panic!("{other:?}"),
    };
    assert_eq!(line(at("/playbook/rights/0/id")), ("playbook.ron".to_owned(), 4));
    assert_eq!(line(at("/limit")), ("exercise.ron".to_owned(), 12));
    assert_eq!(
        *at("/playbook/rights/0/decide_work"),
        Origin::Preset("word.decide-work.usual".to_owned())
    );
    for pointer in resolved.origins.keys() {
        assert!(
            resolved.exercise.pointer(pointer).is_some(),
            "{pointer} points at nothing"
        );
    }
}

#[test]
fn presets_in_use_are_those_that_are_not_written() {
    let used = loaded(&library()).unknowns("as-is").expect("sound");
    let ids: Vec<&str> = used.iter().map(|preset| &*preset.parameter.id).collect();
    assert!(
        ids.contains(&"word.decide-work.usual") && ids.contains(&"reach.executive.off.answers"),
        "{ids:?}"
    );
    assert!(
        !ids.iter().any(|id| id.starts_with("attacker.agentic")),
        "{ids:?}"
    );
    assert!(used.iter().all(|preset| !preset.places.is_empty()));
}

#[test]
fn inputs_are_listed_with_their_digests() {
    let inputs = loaded(&library()).inputs();
    let paths: Vec<&str> = inputs.iter().map(|input| input.path.as_str()).collect();
    assert_eq!(
        paths,
        ["exercise.ron", "org.ron", "playbook.ron", "world/estate.ron"]
    );
    assert!(inputs.iter().all(|input| input.sha256.len() == 64));
}
