//! What commands leave on disk: whole, the same bytes again, and nothing of the user's harmed.

use std::fs;
use std::path::Path;

use super::{new_exercise, outrun, run, status, text};

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_new_exercise_is_whole_and_sound() {
    let folder = new_exercise();
    let mut names: Vec<_> = fs::read_dir(folder.path().join("demo"))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "README.md",
            "estate.ron",
            "exercise.ron",
            "organisation.ron",
            "outrun.ron",
            "playbook.ron"
        ]
    );
    let checked = run(folder.path(), &["check", "demo"]);
    assert_eq!(status(&checked), 0, "{}", text(&checked.stderr));
    assert_eq!(text(&checked.stderr), "", "not even a warning");
    assert!(
        text(&checked.stdout).contains("not of what accounts are entitled to"),
        "it claims no more than it did"
    );
}

#[test]
fn a_new_exercise_overwrites_nothing() {
    let folder = new_exercise();
    let mine = folder.path().join("demo/estate.ron");
    fs::write(&mine, "mine").unwrap();
    let output = run(folder.path(), &["new", "demo"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("not empty"));
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    let output = run(folder.path(), &["new", "demo/estate.ron"]);
    assert_eq!(status(&output), 2);
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    fs::create_dir(folder.path().join("empty")).unwrap();
    outrun(folder.path()).args(["new", "empty"]).assert().success();
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing else stays"
    );
}

#[test]
fn results_are_the_same_bytes_again_and_on_two_threads() {
    let folder = new_exercise();
    for (out, threads) in [("one", "1"), ("again", "1"), ("two", "2")] {
        let output = run(
            folder.path(),
            &[
                "run",
                "demo",
                "--replications=300",
                "--threads",
                threads,
                "--out",
                out,
            ],
        );
        assert!([0, 1].contains(&status(&output)), "{}", text(&output.stderr));
    }
    for name in ["run.json", "records.csv", "inputs/exercise.ron"] {
        let one = read(folder.path(), &format!("one/{name}"));
        assert!(!one.is_empty());
        assert_eq!(one, read(folder.path(), &format!("again/{name}")), "{name}");
        assert_eq!(one, read(folder.path(), &format!("two/{name}")), "{name}");
    }
}

#[test]
fn the_copy_of_the_inputs_gives_the_same_results() {
    let folder = new_exercise();
    let few = ["--replications=50", "--quiet"];
    run(
        folder.path(),
        &[&["run", "demo", "--out", "first"], &few[..]].concat(),
    );
    let arguments = [&["run", "first/inputs", "--out", "second"], &few[..]].concat();
    let output = run(folder.path(), &arguments);
    assert!([0, 1].contains(&status(&output)), "{}", text(&output.stderr));
    assert_eq!(
        alternatives(folder.path(), "first"),
        alternatives(folder.path(), "second")
    );
}

fn alternatives(folder: &Path, out: &str) -> serde_json::Value {
    let document: serde_json::Value =
        serde_json::from_str(&read(folder, &format!("{out}/run.json"))).unwrap();
    document["alternatives"].clone()
}

#[test]
fn what_is_shown_can_be_run_in_place_of_the_exercise() {
    let folder = new_exercise();
    let shown = run(
        folder.path(),
        &["show", "demo", "--alternative=predefined", "--format=json"],
    );
    assert_eq!(status(&shown), 0, "{}", text(&shown.stderr));
    fs::write(folder.path().join("shown.json"), &shown.stdout).unwrap();
    run(
        folder.path(),
        &["run", "shown.json", "--replications=50", "--out=shown", "--quiet"],
    );
    run(
        folder.path(),
        &[
            "run",
            "demo",
            "--alternative=predefined",
            "--replications=50",
            "--out=written",
            "--quiet",
        ],
    );
    assert_eq!(
        alternatives(folder.path(), "shown"),
        alternatives(folder.path(), "written")
    );
}

#[test]
fn records_have_a_row_for_each_replication() {
    let folder = new_exercise();
    run(
        folder.path(),
        &[
            "run",
            "demo",
            "--alternative=as-is",
            "--replications=30",
            "--records=rows.csv",
            "--quiet",
        ],
    );
    let rows = read(folder.path(), "rows.csv");
    // Thirty incidents, as many false alarms, and the headings.
    assert_eq!(rows.lines().count(), 61);
    assert!(rows.starts_with("alternative,plays,seed,replication,"));
    assert_eq!(rows, read(folder.path(), "results/demo/records.csv"));
}

#[test]
fn a_folder_named_inputs_that_is_not_ours_is_left_alone() {
    let folder = new_exercise();
    fs::create_dir_all(folder.path().join("out/inputs")).unwrap();
    fs::write(folder.path().join("out/inputs/mine"), "mine").unwrap();
    let output = run(folder.path(), &["run", "demo", "--replications=5", "--out=out"]);
    assert_eq!(status(&output), 3);
    assert_eq!(read(folder.path(), "out/inputs/mine"), "mine");
    assert!(!folder.path().join("out/run.json").exists());
}

#[test]
fn a_second_run_replaces_the_first() {
    let folder = new_exercise();
    for seed in ["1", "2"] {
        run(
            folder.path(),
            &["run", "demo", "--replications=5", "--seed", seed, "--quiet"],
        );
    }
    let document: serde_json::Value =
        serde_json::from_str(&read(folder.path(), "results/demo/run.json")).unwrap();
    assert_eq!(document["seed"], 2);
    assert_eq!(document["command"], "outrun run . --replications 5 --seed 2");
    assert_eq!(
        fs::read_dir(folder.path().join("results/demo")).unwrap().count(),
        3
    );
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let folder = new_exercise();
    outrun(folder.path())
        .args(["man", "--out", "pages"])
        .assert()
        .success();
    for page in ["outrun.1", "outrun-run.1", "outrun-trace.1"] {
        assert!(
            read(folder.path(), &format!("pages/{page}")).contains(".TH"),
            "{page}"
        );
    }
}
