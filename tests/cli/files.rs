//! What commands leave on disk: whole, the same bytes again, and nothing of the user's harmed.

use std::fs;
use std::path::Path;

use super::{edit, new_exercise, outrun, run, status, text};

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
fn a_new_exercise_shows_what_its_readme_says() {
    let folder = new_exercise();
    let play = || {
        let arguments = ["run", "demo", "--replications=600", "--quiet", "--format=json"];
        let output = run(folder.path(), &arguments);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        document["alternatives"].clone()
    };
    let rate =
        |all: &serde_json::Value, place: usize| all[place]["outrun_rate"]["estimate"].as_f64().unwrap();
    let median = |all: &serde_json::Value, place: usize, time: &str| {
        let estimate = &all[place]["times"][time]["p50"]["estimate"];
        estimate.as_f64().unwrap_or(f64::INFINITY)
    };
    let plain = play();
    let effect_before_jewel =
        |place| median(&plain, place, "time_to_first_effect") < median(&plain, place, "time_to_crown_jewel");
    assert!(!effect_before_jewel(0) && effect_before_jewel(1), "{plain}");
    assert!(rate(&plain, 1) > rate(&plain, 0) + 0.05);
    let wrong =
        |place: usize| plain[place]["false_alarms"]["wrongful_disruption"]["mean"]["estimate"].as_f64();
    assert!(wrong(1) > wrong(0), "acting at once has its price");
    edit(
        &folder.path().join("demo/estate.ron"),
        "tags: [\"ci\"]",
        "tags: [\"ci\"], sensor: Sensor(chance: \"95%\", delay: \"5m\")",
    );
    let watched = play();
    assert!(rate(&watched, 1) > rate(&plain, 1) + 0.05, "the next step is one");
    let text = read(folder.path(), "demo/exercise.ron");
    let (_, alternatives) = text.split_once("alternatives:").unwrap();
    assert_eq!(alternatives.matches("id:").count(), 1, "one decision right");
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
    assert_eq!(document["command"], "outrun run demo --replications 5 --seed 2");
    assert_eq!(
        fs::read_dir(folder.path().join("results/demo")).unwrap().count(),
        3
    );
}

#[test]
fn a_run_in_the_folder_of_the_exercise_has_its_name() {
    let folder = new_exercise();
    let inside = folder.path().join("demo");
    for (path, out) in [(".", "one"), ("exercise.ron", "two"), ("../demo", "three")] {
        run(
            &inside,
            &["run", path, "--replications=2", "--quiet", "--out", out],
        );
        let document: serde_json::Value =
            serde_json::from_str(&read(&inside, &format!("{out}/run.json"))).unwrap();
        assert_eq!(document["exercise"], "demo", "{path}");
        assert_eq!(document["command"], format!("outrun run {path} --replications 2"));
    }
    run(&inside, &["run", ".", "--replications=2", "--quiet"]);
    assert!(inside.join("results/demo/run.json").is_file());
}

#[test]
fn the_command_of_a_document_gives_it_again() {
    let folder = new_exercise();
    let arguments = [
        "run",
        "./demo/exercise.ron",
        "--root=.",
        "--seed=3",
        "--replications=4",
    ];
    let document = |output: &[u8]| -> serde_json::Value { serde_json::from_slice(output).unwrap() };
    let json = ["--quiet", "--format=json"];
    let first = document(&run(folder.path(), &[&arguments[..], &json].concat()).stdout);
    let command = first["command"].as_str().unwrap().to_owned();
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let second = document(&run(folder.path(), &[&words[..], &json].concat()).stdout);
    assert_eq!(first, second);
}

#[test]
fn whoever_replaces_other_results_is_told() {
    let folder = new_exercise();
    let play = |seed: &str| {
        let output = run(
            folder.path(),
            &["run", "demo", "--replications=2", "--seed", seed],
        );
        text(&output.stderr)
    };
    assert!(!play("1").contains("replaced"));
    assert!(!play("1").contains("replaced"), "the same again is nothing new");
    assert!(play("2").contains("earlier results of seed 1 in results/demo were replaced"));
    edit(&folder.path().join("demo/estate.ron"), "weight: 10", "weight: 11");
    assert!(play("2").contains("earlier results of other inputs in results/demo were replaced"));
}

#[test]
fn what_cannot_be_held_is_refused_before_it_is_played() {
    let folder = new_exercise();
    for command in ["run", "trace"] {
        let output = run(folder.path(), &[command, "demo", "--replications=100000000"]);
        assert_eq!(status(&output), 2, "{command}");
        assert!(text(&output.stderr).contains("GiB of memory"), "{command}");
    }
    assert!(!folder.path().join("results").exists());
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
