//! Every shipped exercise loads, in all its alternatives, without a warning.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Library, LoadOptions, load, render};

/// The disk, for tests.
pub(crate) struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> std::io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn read(&self, path: &Path, _most: u64) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

fn exercises_below(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "rejected") {
            exercises_below(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "ron") && is_exercise(&path) {
            into.push(path);
        }
    }
}

fn is_exercise(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).expect("the file can be read");
    text.lines().any(|line| line.starts_with("Exercise("))
}

pub(crate) fn shipped() -> Vec<PathBuf> {
    let mut found = Vec::new();
    exercises_below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"),
        &mut found,
    );
    found
}

#[test]
fn every_exercise_loads() {
    let found = shipped();
    assert!(found.len() >= 4, "{found:?}");
    for path in found {
        let loaded = match load(&path, &Disk, &LoadOptions::default()) {
            Ok(loaded) => loaded,
            Err(mistakes) => panic!("{}\n{}", path.display(), render(&mistakes, false)),
        };
        assert!(
            loaded.warnings().is_empty(),
            "{}",
            render(loaded.warnings(), false)
        );
        for alternative in loaded.alternatives() {
            let exercise = loaded.exercise(alternative, &Assumptions::default());
            assert!(exercise.is_ok(), "{} {alternative}", path.display());
        }
    }
}

/// Not a toy: so many people in so many zones and teams, two other organisations, and an estate with every kind of trouble.
#[test]
fn the_shared_world_is_as_large_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/worlds/larkspur/whole.ron");
    let loaded = load(&path, &Disk, &LoadOptions::default()).expect("the exercise loads");
    let exercise = loaded
        .exercise("as-is", &Assumptions::default())
        .expect("the alternative is sound");
    let organisation = &exercise.organisation;
    assert!(organisation.people.len() >= 30);
    assert!(organisation.teams.len() >= 8);
    assert!(organisation.rotas.len() >= 4);
    let people = || organisation.people.iter();
    let zones: BTreeSet<_> = people()
        .map(|person| person.calendar.zone.name().to_owned())
        .collect();
    assert!(zones.len() >= 4, "{zones:?}");
    let others: BTreeSet<_> = people().filter_map(|person| person.external.as_deref()).collect();
    assert!(others.len() >= 2, "{others:?}");
    let (nodes, edges) = (&exercise.estate.nodes, &exercise.estate.edges);
    assert!(nodes.len() >= 150, "{}", nodes.len());
    assert!(edges.len() >= 500, "{}", edges.len());
    assert!(edges.iter().any(|edge| !edge.requires.is_empty()));
}

#[test]
fn every_exercise_has_a_readme() {
    for path in shipped() {
        let folder = path.parent().expect("a file stands in a folder");
        assert!(folder.join("README.md").is_file(), "{}", folder.display());
    }
}
