//! Whatever stands in a file, reading it ends, with an exercise or with diagnostics that have a place.

use std::io;
use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Code, Diagnostic, Library, LoadOptions, MemoryLibrary, load, render};
use proptest::prelude::*;

use crate::diagnostics::Disk;
use crate::documents::{ESTATE, EXERCISE, ORGANISATION, PLAYBOOK, library, loaded};

fn found(library: &dyn Library, path: &str) -> Vec<Diagnostic> {
    load(path.as_ref(), library, &LoadOptions::default())
        .err()
        .unwrap_or_default()
}

fn codes(library: &dyn Library, path: &str) -> Vec<Code> {
    found(library, path).iter().map(|one| one.code).collect()
}

/// Reads it, and shows what is wrong: neither may panic, and every place must lie in its file.
fn survives(library: &MemoryLibrary, texts: &[(&str, &str)]) {
    let found = found(library, "x/leak");
    assert!(!render(&found, true).contains("\u{1b}[2J"));
    for one in &found {
        one.finding();
        for label in std::iter::once(&one.primary).chain(&one.others) {
            let text = texts
                .iter()
                .find(|(path, _)| label.at.file.ends_with(path))
                .map(|(_, text)| text);
            if let (Some(text), Some(span)) = (text, &label.at.span) {
                assert!(span.start <= span.end && span.end <= text.len(), "{one:?}");
                assert!(
                    text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                    "{one:?}"
                );
            }
        }
    }
}

const PARTS: [&str; 24] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\"a\"",
    "None",
    "Some(",
    "1e400",
    "-1",
    "r#\"",
    "/*",
    "//",
    "\u{feff}",
    "usual",
    "\u{0}",
    "é漢🦀",
    "Capped(of: usual, at: \"1h\")",
    "99999999999999999999",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_files_never_panic(which in 0..4_usize, from in 0.0..1.0_f64, length in 0..40_usize, part in 0..PARTS.len()) {
        let mut texts = [("exercise.ron", EXERCISE), ("org.ron", ORGANISATION), ("world/estate.ron", ESTATE), ("playbook.ron", PLAYBOOK)]
            .map(|(path, text)| (path, text.to_owned()));
        let text = &mut texts[which].1;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let mut at = (from * text.len() as f64) as usize;
        while !text.is_char_boundary(at) { at -= 1; }
        let mut end = (at + length).min(text.len());
        while !text.is_char_boundary(end) { end -= 1; }
        text.replace_range(at..end, PARTS[part]);
        let library = texts.iter().fold(MemoryLibrary::new(), |library, (path, text)| library.with(format!("x/leak/{path}"), text.clone()));
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        survives(&library, &texts);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,200}") {
        for name in ["exercise.ron", "exercise.json"] {
            let library = MemoryLibrary::new().with(format!("x/leak/{name}"), text.clone());
            let found = found(&library, "x/leak");
            prop_assert!(!found.is_empty());
            render(&found, false);
        }
    }

    #[test]
    fn any_table_is_read_or_refused(text in "(id|kind|weight|from|to|,|\"|\n|;|=|team:a|\r\n|é| ){0,60}") {
        let exercise = "Exercise(estate: Estate(nodes_csv: \"n.csv\", edges_csv: \"n2.csv\"))";
        let library = MemoryLibrary::new().with("x/leak/exercise.ron", exercise).with("x/leak/n.csv", text.clone()).with("x/leak/n2.csv", text.clone());
        survives(&library, &[("n.csv", &text), ("n2.csv", &text)]);
    }

    #[test]
    fn any_objective_is_read_or_refused(text in "[a-z0-9_()<>=%/ *.]{0,40}") {
        let text = EXERCISE.replace("outrun_rate >= 95%", &text);
        let library = library().with("x/leak/exercise.ron", text.clone());
        survives(&library, &[("exercise.ron", &text)]);
    }
}

/// A file of any length, without the memory for it.
struct Endless;

impl Library for Endless {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if path.ends_with("outrun.ron") {
            Err(io::ErrorKind::NotFound.into())
        } else {
            Ok(path.to_path_buf())
        }
    }

    fn read(&self, _path: &Path, most: u64) -> io::Result<Vec<u8>> {
        Ok(vec![b' '; usize::try_from(most).expect("small") + 1])
    }
}

#[test]
fn large_files_are_refused() {
    assert_eq!(codes(&Endless, "endless.ron"), [Code::TooLarge]);
}

#[test]
fn too_much_is_refused() {
    let alternatives: String = (0..1_001).map(|n| format!("\"{n}\": [], ")).collect();
    let text = EXERCISE.replace("\"as-is\": [],", &alternatives);
    assert!(codes(&library().with("x/leak/exercise.ron", text), "x/leak").contains(&Code::TooMany));
}

#[test]
fn deep_nesting_is_refused_quickly_in_every_place() {
    for depth in [100, 100_000] {
        for (open, close) in [
            ("Not(", ")"),
            ("AnyOf([", "])"),
            ("(", ")"),
            ("[", "]"),
            ("{", "}"),
            ("Some(", ")"),
        ] {
            let deep = format!("{}All{}", open.repeat(depth), close.repeat(depth));
            let text = PLAYBOOK.replace("Kind(\"ci-token\")", &deep);
            assert_ne!(text, PLAYBOOK);
            assert!(
                !found(&library().with("x/leak/playbook.ron", text), "x/leak").is_empty(),
                "{open} {depth}"
            );
        }
    }
}

#[test]
fn an_unknown_alternative_is_said_with_the_nearest_one() {
    let found = loaded(&library())
        .exercise("predefind", &Assumptions::default())
        .expect_err("there is none");
    assert_eq!(found[0].code, Code::UnknownAlternative);
    assert_eq!(found[0].suggestion.as_deref(), Some("predefined"));
}

#[test]
fn the_root_of_the_library_is_the_nearest_mark_or_the_folder() {
    let exercise = EXERCISE.replace("\"org.ron\"", "\"../others/org.ron\"");
    let library = library()
        .with("x/leak/exercise.ron", exercise)
        .with("x/others/org.ron", ORGANISATION);
    assert_eq!(codes(&library, "x/leak")[0], Code::OutsideLibrary);
    let marked = library.clone().with("x/outrun.ron", "");
    assert_eq!(codes(&marked, "x/leak"), []);
    let inputs = load("x/leak".as_ref(), &marked, &LoadOptions::default())
        .expect("sound")
        .inputs();
    assert_eq!(inputs[0].path, "leak/exercise.ron");
    let options = LoadOptions {
        root: Some("x".into()),
        ..LoadOptions::default()
    };
    assert!(
        load("x/leak".as_ref(), &library, &options).is_ok(),
        "the caller may widen it"
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_library() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    std::fs::create_dir_all(at("library/leak")).expect("a folder");
    std::fs::write(at("secret.ron"), ORGANISATION).expect("a file");
    std::fs::write(at("library/leak/exercise.ron"), "Exercise(uses: [\"link.ron\"])").expect("a file");
    std::os::unix::fs::symlink(at("secret.ron"), at("library/leak/link.ron")).expect("a link");
    let found = load(&at("library/leak"), &Disk, &LoadOptions::default()).expect_err("refused");
    assert_eq!(found[0].code, Code::OutsideLibrary);
    assert!(
        !render(&found, false).contains("Duarte"),
        "nothing of the file is shown"
    );
}

#[test]
fn the_order_in_which_things_are_written_changes_nothing() {
    let plain = loaded(&library());
    let estate = ESTATE.replace(
        "Edge(from: \"token\", to: \"db\", kind: \"can-read-secret\"),",
        "",
    );
    let estate = estate.replace(
        "requires: [\"token\"]),",
        "requires: [\"token\"]), Edge(from: \"token\", to: \"db\", kind: \"can-read-secret\"),",
    );
    let ben = "Person(id: \"tomasz\", team: \"platform\", can: All),";
    let organisation = ORGANISATION
        .replace(ben, "")
        .replace("people: [\n", &format!("people: [{ben}\n"));
    assert!(estate != ESTATE && organisation != ORGANISATION);
    let exercise = EXERCISE.replace(
        "\"org.ron\", \"world/estate.ron\", \"playbook.ron\"",
        "\"playbook.ron\", \"world/estate.ron\", \"org.ron\"",
    );
    let other = library()
        .with("x/leak/exercise.ron", exercise)
        .with("x/leak/org.ron", organisation)
        .with("x/leak/world/estate.ron", estate);
    let other = loaded(&other);
    for alternative in ["as-is", "predefined"] {
        let one = plain
            .exercise(alternative, &Assumptions::default())
            .expect("sound");
        let two = other
            .exercise(alternative, &Assumptions::default())
            .expect("sound");
        assert_eq!(format!("{one:#?}"), format!("{two:#?}"));
    }
}
