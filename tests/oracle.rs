//! Forty exercises whose every millisecond was worked out by hand from the rules of the model.
//!
//! Each case is a small exercise in which every duration is fixed and every probability 0 or 1, with the times that have
//! to come out of it. The cases are converted to documents as users write them, loaded, and played.
//! The folder that `OUTRUN_ORACLE` names is played too: further cases in the same format.

mod expected;
mod ron;

use std::path::{Path, PathBuf};

use outrun::document::{Assumptions, LoadOptions, MemoryLibrary, load};
use outrun::engine::{Plan, Play};
use outrun::model::Exercise;
use serde_json::Value;

use expected::differences;

fn cases_in(folder: &Path) -> Vec<(String, Value)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of cases can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a case can be read");
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        (
            name.into_owned(),
            serde_json::from_str(&text).expect("a case is JSON"),
        )
    };
    files.iter().map(read).collect()
}

/// The exercise of a case, or what is wrong with the document written for it.
fn exercise_of(case: &Value) -> Result<Exercise, String> {
    let text = ron::document(&case["document"]);
    let library = MemoryLibrary::new().with("case.ron", text.clone());
    let loaded = load(Path::new("case.ron"), &library, &LoadOptions::default());
    let exercise = loaded.and_then(|loaded| loaded.exercise("as-is", &Assumptions::default()));
    exercise.map_err(|found| format!("the document is refused: {found:#?}\n{text}"))
}

fn play_all(folder: &Path) {
    let mut all = Vec::new();
    let cases = cases_in(folder);
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    for (name, case) in &cases {
        let exercise = match exercise_of(case) {
            Ok(exercise) => exercise,
            Err(refused) => {
                all.push(format!("{name}: {refused}"));
                continue;
            }
        };
        let plan = Plan::new(&exercise);
        let mut play = Play::new(&plan);
        play.incident(1);
        let found = differences(&exercise, &play, &plan, &case["expected"]);
        all.extend(found.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(all.is_empty(), "{} differences\n{}", all.len(), all.join("\n"));
}

#[test]
fn the_hand_computed_cases_come_out_to_the_millisecond() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    assert_eq!(cases_in(&folder).len(), 40, "none is lost");
    play_all(&folder);
    // Further cases, in a folder of one's own.
    if let Some(folder) = std::env::var_os("OUTRUN_ORACLE") {
        play_all(Path::new(&folder));
    }
}
