//! Bytes to files, files to an exercise, an exercise to one replication. Shared with `tests/fuzzed.rs`.
//!
//! The bytes are files one after another. A line that begins with `==== ` begins the file whose path is the rest of
//! the line; what stands before the first such line is `exercise.ron`. At most [`MOST_FILES`] are made. All of them
//! stand in one folder, which is loaded: `exercise.ron`, or else `exercise.json`, is the exercise.
//!
//! ```text
//! Exercise(uses: ["estate.ron"], scenario: Scenario(..))
//! ==== estate.ron
//! Estate(nodes_csv: "nodes.csv")
//! ==== nodes.csv
//! id,kind
//! token,ci-token
//! ```

use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, Diagnostic, LoadOptions, Loaded, MemoryLibrary, load, render};
use outrun::engine::{Plan, Play};
use outrun::measure::{Observations, Observer};
use outrun::model::Exercise;
use outrun::time::SimDuration;

/// Files made of one input; the rest of the bytes belongs to the last.
const MOST_FILES: usize = 12;
/// Alternatives played of one input; all are loaded and checked.
const MOST_PLAYED: usize = 4;
/// Exercises longer than this are not written and read again.
const MOST_WRITTEN: usize = 30_000;
/// Replications end here at the latest, so that inputs take milliseconds.
const HORIZON: SimDuration = SimDuration::from_hours(48);
/// The folder in which the files stand.
const FOLDER: &str = "library/fuzzed";

/// What came of an input.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was refused, with at least one diagnostic.
    Refused(Vec<Diagnostic>),
    /// So many alternatives were played.
    Played(usize),
}

/// Does with the bytes everything that the command line would do with the files.
pub(crate) fn load_and_play(bytes: &[u8]) -> Outcome {
    play(&files(bytes), Path::new(FOLDER))
}

/// Loads an exercise and plays its alternatives.
pub(crate) fn play(library: &MemoryLibrary, entry: &Path) -> Outcome {
    let loaded = match load(entry, library, &LoadOptions::default()) {
        Ok(loaded) => loaded,
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            let _ = render(&found, true);
            return Outcome::Refused(found);
        }
    };
    let assumptions = Assumptions::default();
    let mut played = 0;
    for alternative in loaded.alternatives().take(MOST_PLAYED) {
        let _ = loaded.unknowns(alternative).expect("the alternative is there");
        let exercise = loaded
            .exercise(alternative, &assumptions)
            .expect("what was loaded can be lowered");
        if loaded
            .inputs()
            .iter()
            .map(|input| input.text.len())
            .sum::<usize>()
            <= MOST_WRITTEN
        {
            write_and_read(&loaded, alternative, &exercise);
        }
        replicate(exercise);
        played += 1;
    }
    Outcome::Played(played)
}

/// One incident, and one false alarm where there are any, with what is observed of them.
fn replicate(mut exercise: Exercise) {
    exercise.horizon = exercise.horizon.min(HORIZON);
    let plan = Plan::new(&exercise);
    let mut replication = Play::new(&plan).in_detail();
    let mut observer = Observer::new(&plan);
    let mut observations = Observations::new(observer.layout());
    replication.incident(1);
    observer.observe(&replication, 1, &mut observations);
    observer.settle(&mut observations);
    if exercise.false_alarms.is_some() {
        replication.false_alarm(1);
    }
}

/// What `outrun show` writes is the same exercise when it is read again.
fn write_and_read(loaded: &Loaded, alternative: &str, exercise: &Exercise) {
    let assumptions = Assumptions::default();
    let written = loaded
        .resolved(alternative, &assumptions)
        .expect("what can be lowered can be shown");
    let library = MemoryLibrary::new().with("shown.ron", written.ron.as_str());
    let again = load(Path::new("shown.ron"), &library, &LoadOptions::default())
        .unwrap_or_else(|found| panic!("{}\n{}", render(&found, false), written.ron));
    let again = again
        .exercise(alternative, &assumptions)
        .expect("it has the one alternative that was shown");
    assert_eq!(format!("{exercise:#?}"), format!("{again:#?}"), "{}", written.ron);
}

/// The files that the bytes stand for.
pub(crate) fn files(bytes: &[u8]) -> MemoryLibrary {
    let mut path = PathBuf::from("exercise.ron");
    let mut library = MemoryLibrary::new();
    let mut text: Vec<u8> = Vec::new();
    let mut made = 1;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"==== ") {
            Some(next) if made < MOST_FILES => {
                library = library.with(Path::new(FOLDER).join(&path), std::mem::take(&mut text));
                path = PathBuf::from(String::from_utf8_lossy(next).trim());
                made += 1;
            }
            _ => text.extend_from_slice(line),
        }
    }
    library.with(Path::new(FOLDER).join(&path), text)
}
