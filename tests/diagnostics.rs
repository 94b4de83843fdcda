//! Wrong inputs get the diagnostics that stand beside them in `scenarios/rejected`.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use outrun::document::{Code, Diagnostic, Library, LoadOptions, load, render};

/// Where the inputs are.
const REJECTED: &str = "scenarios/rejected";

/// Files on disk, as the command reads them.
pub(crate) struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        use std::io::Read;
        let mut bytes = Vec::new();
        std::fs::File::open(path)?
            .take(most + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(REJECTED).expect("the folder is there");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_dir() && !path.ends_with("world"))
        .collect();
    cases.sort();
    cases
}

fn found(case: &Path) -> Vec<Diagnostic> {
    match load(case, &Disk, &LoadOptions::default()) {
        Ok(_) => panic!("{} is accepted", case.display()),
        Err(found) => found,
    }
}

#[test]
fn wrong_inputs_get_the_diagnostics_beside_them() {
    let bless = std::env::var_os("OUTRUN_BLESS").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 100, "the corpus has {} inputs", cases.len());
    for case in cases {
        let mut text = render(&found(&case), false);
        text.push('\n');
        let beside = case.join("expected.txt");
        if bless {
            std::fs::write(&beside, &text).expect("writable");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if expected != text {
            wrong.push(format!(
                "{}:\n--- expected\n{expected}\n--- found\n{text}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_shown_by_an_input() {
    let shown: BTreeSet<Code> = cases()
        .iter()
        .flat_map(|case| found(case))
        .map(|one| one.code)
        .collect();
    // What takes a very large input, or a question that only a program can ask.
    let elsewhere = [Code::TooLarge, Code::TooMany, Code::UnknownAlternative];
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !shown.contains(code) && !elsewhere.contains(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn diagnostics_keep_their_style() {
    for case in cases() {
        for one in found(&case) {
            let first = one.title.chars().next().expect("a title says something");
            assert!(
                !first.is_uppercase() || one.title.starts_with('`'),
                "{}: {}",
                case.display(),
                one.title
            );
            assert!(!one.title.ends_with('.'), "{}: {}", case.display(), one.title);
            assert!(!one.title.contains("::"), "no Rust types: {}", one.title);
            assert!(
                !one.primary.at.file.is_empty(),
                "{}: {}",
                case.display(),
                one.title
            );
        }
    }
}

#[test]
fn codes_are_unique_and_have_meanings() {
    let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.text()).collect();
    assert_eq!(texts.len(), Code::ALL.len());
    assert!(Code::ALL.is_sorted_by_key(|code| code.text()), "in order");
    assert!(Code::ALL.iter().all(|code| !code.meaning().is_empty()));
}
