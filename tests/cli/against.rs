//! `run --against`: exit 1 when something slipped since an earlier run, and what is said of it.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::journey::{assert_fits, json};
use super::{edit, new_exercise, run, status, text};

/// Objectives that are met in any case, so that the status speaks of slipping alone.
fn exercise() -> tempfile::TempDir {
    let folder = new_exercise();
    let file = folder.path().join("demo/exercise.ron");
    edit(&file, "outrun_rate >= 50%", "outrun_rate >= 1%");
    edit(&file, "\"p50(time_to_containment) <= 8h\",", "");
    let first = play(folder.path(), &["--out=first"]);
    assert_eq!(status(&first), 0, "{}", text(&first.stderr));
    folder
}

fn play(folder: &Path, further: &[&str]) -> Output {
    let arguments = ["run", "demo", "--replications=300", "--quiet"];
    run(folder, &[&arguments, further].concat())
}

/// Triage takes a day.
fn slow_down(folder: &Path) {
    let slow = "Triage(work: \"24h\", by: ";
    edit(&folder.join("demo/playbook.ron"), "Triage(by: ", slow);
}

const AGAINST: [&str; 3] = ["--against=first", "--out=second", "--format=json"];

#[test]
fn nothing_changed_nothing_slipped() {
    let folder = exercise();
    let again = play(folder.path(), &AGAINST);
    assert_eq!(status(&again), 0, "{}", text(&again.stderr));
    let document = json(&again.stdout);
    assert_fits(folder.path(), "run", &document);
    let against = &document["against"];
    assert_eq!(
        (&against["paired"], &against["changes"]),
        (&true.into(), &Value::Array(vec![]))
    );
    assert_eq!(
        document["command"],
        "outrun run demo --replications 300 --against first"
    );
    // The same folder may be compared with and written to.
    let again = play(folder.path(), &["--against=first", "--out=first"]);
    assert_eq!(status(&again), 0, "{}", text(&again.stderr));
}

#[test]
fn what_slipped_is_one_and_named() {
    let folder = exercise();
    slow_down(folder.path());
    let slower = play(folder.path(), &AGAINST);
    assert_eq!(status(&slower), 1, "{}", text(&slower.stderr));
    let document = json(&slower.stdout);
    assert_fits(folder.path(), "run", &document);
    let measures = document["against"]["alternatives"][0]["measures"]
        .as_array()
        .unwrap();
    let median = measures
        .iter()
        .find(|one| one["measure"] == "p50(time_to_containment)");
    assert_eq!(median.unwrap()["movement"], "slipped", "{measures:#?}");
    assert_eq!(document["against"]["changes"][0]["subject"], "playbook.ron");
    let told = play(folder.path(), &["--against=first", "--out=second"]);
    let screen = text(&told.stdout);
    for expected in [
        "AGAINST AN EARLIER RUN",
        "changed: input `playbook.ron`",
        "p50(time_to_containment)",
        "✗ slipped",
    ] {
        assert!(screen.contains(expected), "{expected} is not in\n{screen}");
    }
    assert!(screen.lines().last().unwrap().contains("slipped"), "{screen}");
    let never = play(
        folder.path(),
        &["--against=first", "--out=second", "--fail-on=never"],
    );
    assert_eq!(status(&never), 0);
}

#[test]
fn what_is_no_result_is_bad_usage_and_plays_nothing() {
    let folder = exercise();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let first = folder.path().join("first");
    let damage = |name: &str, from: &str, to: &str| {
        let copy = folder.path().join("damaged");
        let _ = std::fs::remove_dir_all(&copy);
        std::fs::create_dir_all(copy.join("inputs")).unwrap();
        for file in [
            "run.json",
            "records.csv",
            "inputs/outrun.ron",
            "inputs/exercise.ron",
        ] {
            std::fs::copy(first.join(file), copy.join(file)).unwrap();
        }
        for file in [
            "inputs/organisation.ron",
            "inputs/estate.ron",
            "inputs/playbook.ron",
        ] {
            std::fs::copy(first.join(file), copy.join(file)).unwrap();
        }
        edit(&copy.join(name), from, to);
        status(&play(folder.path(), &["--against=damaged", "--out=third"]))
    };
    let refused = play(folder.path(), &["--against=empty", "--out=third"]);
    assert_eq!(status(&refused), 2);
    assert!(
        text(&refused.stderr).contains("no folder of results"),
        "{}",
        text(&refused.stderr)
    );
    assert!(!folder.path().join("third").exists(), "nothing is written");
    assert_eq!(damage("run.json", "outrun/run/1", "outrun/run/9"), 2);
    assert_eq!(damage("run.json", "\"seed\": 2026", "\"seed\": \"many\""), 2);
    assert_eq!(
        damage(
            "run.json",
            "\"file\": \"exercise.ron\"",
            "\"file\": \"../../demo/exercise.ron\""
        ),
        2
    );
    assert_eq!(damage("inputs/estate.ron", "Estate(", "Estat("), 2);
    assert_eq!(damage("records.csv", "replication,", "repetition,"), 2);
    assert_eq!(
        damage(
            "records.csv",
            "\nas-is,incident,2026,1,",
            "\nas-is,incident,2026,one,"
        ),
        2
    );
    assert_eq!(
        damage("records.csv", "incident,", "incident,"),
        0,
        "an undamaged copy is read"
    );
}
