//! Results of several kinds in one report, in any order, and what does not belong together.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{play, report};
use crate::cli::{edit, new_exercise, run, status, text};

/// Holds the alternatives of `demo` against each other and checks it.
fn compare_and_check(folder: &Path) {
    let compared = run(
        folder,
        &[
            "compare",
            "demo",
            "--replications=40",
            "--quiet",
            "--perfect",
            "--out=cmp",
        ],
    );
    assert_eq!(status(&compared), 0, "{}", text(&compared.stderr));
    let checked = run(folder, &["check", "demo", "--format=json"]);
    fs::write(folder.join("check.json"), &checked.stdout).unwrap();
}

fn chapters(made: &Value, part: usize) -> Vec<String> {
    let sections = made["runs"][part]["sections"].as_array().unwrap();
    sections
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

fn made(folder: &Path, results: &[&str]) -> Value {
    let text = report(folder, &[results, &["--to=json"]].concat());
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_order_in_which_results_are_given_does_not_matter() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=40"]);
    compare_and_check(folder.path());
    let one = report(folder.path(), &["result", "cmp", "check.json", "--to=md"]);
    let other = report(
        folder.path(),
        &["check.json", "cmp/compare.json", "result/run.json", "--to=md"],
    );
    let visible = |text: &str| text.split("<!-- outrun-manifest").next().unwrap().to_owned();
    assert_eq!(visible(&one), visible(&other));
    let made = made(folder.path(), &["check.json", "cmp", "result"]);
    assert_eq!(
        made["runs"].as_array().unwrap().len(),
        1,
        "one exercise, one part"
    );
    let chapters = chapters(&made, 0);
    for id in [
        "time",
        "coverage",
        "aims",
        "compared",
        "findings",
        "improvement-plan",
        "told",
        "appendix",
    ] {
        assert!(chapters.iter().any(|known| known == id), "{id} of {chapters:?}");
    }
    assert!(
        one.contains("would be outrun under perfect authority"),
        "losses are split"
    );
    assert!(
        made["runs"][0]["front"]["warnings"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_comparison_and_a_check_speak_for_themselves() {
    let folder = new_exercise();
    compare_and_check(folder.path());
    let compared = made(folder.path(), &["cmp"]);
    let front = &compared["runs"][0]["front"];
    assert!(front["headlines"].as_array().unwrap().len() >= 2, "{front}");
    assert!(
        front["warnings"]
            .to_string()
            .contains("No run of this exercise was given")
    );
    assert!(chapters(&compared, 0).contains(&"compared".to_owned()));
    let document: Value =
        serde_json::from_slice(&fs::read(folder.path().join("cmp/compare.json")).unwrap()).unwrap();
    let rate = &document["alternatives"][0]["measures"][0]["baseline"]["estimate"];
    assert_eq!(&front["headlines"][0]["rate"]["value"], rate);
    let checked = made(folder.path(), &["check.json"]);
    let front = &checked["runs"][0]["front"];
    assert!(
        front["answer"]
            .as_str()
            .unwrap()
            .starts_with("Not known: nothing was played.")
    );
    assert!(chapters(&checked, 0).contains(&"findings".to_owned()));
}

#[test]
fn what_does_not_belong_together_is_said() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    edit(
        &folder.path().join("demo/exercise.ron"),
        "title:",
        "// later\n    title:",
    );
    compare_and_check(folder.path());
    let both = made(folder.path(), &["result", "cmp"]);
    let warnings = both["runs"][0]["front"]["warnings"].to_string();
    assert!(
        warnings.contains("comparison was made of other inputs than the run")
            && warnings.contains("exercise.ron"),
        "{warnings}"
    );
    // The check is of the same inputs as the comparison, and not of those of the run: it goes where it belongs.
    fs::rename(folder.path().join("result"), folder.path().join("first")).unwrap();
    play(folder.path(), "demo", &["--replications=20"]);
    let all = made(folder.path(), &["check.json", "first", "result"]);
    assert_eq!(all["runs"].as_array().unwrap().len(), 2);
    let provenance = all["runs"][0]["sections"].to_string();
    assert!(
        provenance.contains("outrun/check/1"),
        "it stands with the run of its inputs, which comes first"
    );
    assert!(all["runs"].to_string().matches("other inputs").count() == 0);
}

#[test]
fn what_is_no_result_is_refused_with_what_was_expected() {
    let folder = new_exercise();
    fs::write(folder.path().join("x.json"), "{\"schema\": \"outrun/trace/1\"}").unwrap();
    fs::write(folder.path().join("y.json"), "[1]").unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (place, words) in [
        ("x.json", "outrun/trace/1"),
        ("y.json", "y.json"),
        ("empty", "run.json"),
        ("none", "none"),
    ] {
        let output = run(folder.path(), &["report", place]);
        let said = text(&output.stderr);
        assert_eq!(status(&output), 2, "{said}");
        assert!(
            said.contains(words) && said.contains("expected the folder of a run"),
            "{said}"
        );
    }
}

#[test]
fn people_are_named_only_where_that_was_asked_for_and_then_it_is_said() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=40"]);
    let shown = run(folder.path(), &["show", "demo", "--format=json"]);
    let exercise: Value = serde_json::from_slice(&shown.stdout).unwrap();
    let people = exercise["exercise"]["organisation"]["people"].as_array().unwrap();
    let names: Vec<&str> = people.iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(!names.is_empty(), "the exercise has people");
    let roles = report(folder.path(), &["result", "--to=md"]);
    for name in &names {
        assert!(!roles.contains(name), "{name}");
    }
    let made: Value =
        serde_json::from_str(&report(folder.path(), &["result", "--to=json", "--name-people"])).unwrap();
    assert_eq!(made["naming"], "people");
    let people = report(folder.path(), &["result", "--to=md", "--name-people"]);
    assert!(people.contains("their names, as was asked for"));
    assert_ne!(roles, people);
}

#[test]
fn a_board_is_told_no_assets_whatever_was_given() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=40"]);
    compare_and_check(folder.path());
    let board = report(
        folder.path(),
        &["result", "cmp", "check.json", "--to=md", "--board"],
    );
    let shown = run(folder.path(), &["show", "demo", "--format=json"]);
    let exercise: Value = serde_json::from_slice(&shown.stdout).unwrap();
    for node in exercise["exercise"]["estate"]["nodes"].as_array().unwrap() {
        let id = node["id"].as_str().unwrap();
        assert!(
            !board.contains(&format!("`{id}`")) && !board.contains(&format!("| {id} |")),
            "{id}"
        );
    }
    assert!(
        !board.contains("nobody; ") && !board.contains("00–"),
        "no uncovered hours"
    );
    assert!(board.contains("Decisions without owner or backup"));
}
