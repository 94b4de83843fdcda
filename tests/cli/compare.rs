//! `compare`: from an exercise to a verdict, for people and for machines.

use super::journey::{assert_fits, json};
use super::{edit, new_exercise, outrun, run, status, text};

const COMPARE: [&str; 4] = ["compare", "demo", "--replications=300", "--quiet"];

fn screen(columns: &str, further: &[&str]) -> String {
    let folder = new_exercise();
    let output = outrun(folder.path())
        .env("COLUMNS", columns)
        .args(COMPARE)
        .args(further)
        .output()
        .expect("it runs");
    let screen = text(&output.stdout);
    let width: usize = columns.parse().expect("a number");
    for line in screen.lines() {
        assert!(line.chars().count() <= width, "{line}");
    }
    screen
}

#[test]
fn the_comparison_at_80_columns() {
    insta::assert_snapshot!(screen("80", &[]));
}

#[test]
fn all_measures_at_120_columns() {
    insta::assert_snapshot!(screen("120", &["--details"]));
}

#[test]
fn the_document_fits_its_schema_and_is_kept() {
    let folder = new_exercise();
    let arguments = [&COMPARE[..], &["--format=json", "--out=here"]].concat();
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "compare", &document);
    let kept = std::fs::read(folder.path().join("here/compare.json")).expect("written");
    assert_eq!(kept, output.stdout);
    assert_eq!(document["schema"], "outrun/compare/1");
    assert_eq!(document["baseline"], "as-is");
    let measures = document["alternatives"][0]["measures"]
        .as_array()
        .expect("a list");
    assert_eq!(document["family"], measures.len());
    assert_eq!(measures[0]["measure"], "outrun_rate");
    assert_eq!(measures[0]["verdict"], "better");
    // The command gives the same document again.
    let command = document["command"].as_str().expect("a command").to_owned();
    let words: Vec<&str> = command
        .split(' ')
        .skip(1)
        .chain(["--format=json", "--threads=1"])
        .collect();
    assert_eq!(run(folder.path(), &words).stdout, output.stdout);
}

#[test]
fn turned_around_it_says_the_opposite() {
    let folder = new_exercise();
    let arguments = [&COMPARE[..], &["--format=json", "--baseline=predefined"]].concat();
    let document = json(&run(folder.path(), &arguments).stdout);
    assert_eq!(document["alternatives"][0]["name"], "as-is");
    assert_eq!(document["alternatives"][0]["measures"][0]["verdict"], "worse");
}

#[test]
fn an_exercise_under_another_name_differs_by_nothing() {
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "\"as-is\": [],",
        "\"as-is\": [], \"twin\": [],",
    );
    let arguments = [
        "compare",
        "demo",
        "--replications=20",
        "--quiet",
        "--alternative=twin",
        "--format=json",
    ];
    let document = json(&run(folder.path(), &arguments).stdout);
    let twin = &document["alternatives"][0];
    assert_eq!(twin["same_as_baseline"], true);
    let rate = &twin["measures"][0];
    assert_eq!(rate["verdict"], "no_practical_difference");
    assert_eq!(
        (&rate["difference"]["low"], &rate["difference"]["high"]),
        (&0.0.into(), &0.0.into())
    );
}

#[test]
fn none_one_and_two_replications_say_what_they_can() {
    let folder = new_exercise();
    assert_eq!(
        status(&run(folder.path(), &["compare", "demo", "--replications=0"])),
        2
    );
    for n in ["1", "2"] {
        let count = format!("--replications={n}");
        let output = run(folder.path(), &["compare", "demo", &count, "--quiet"]);
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("cannot be told from as-is yet"));
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = new_exercise();
    for (further, words) in [
        (&["--baseline=nobody"][..], "no alternative `nobody`"),
        (&["--alternative=as-is"], "nothing to hold against `as-is`"),
        (&["--margin=2"], "a number from 0 to 1 is wanted"),
    ] {
        let output = run(folder.path(), &[&COMPARE[..], further].concat());
        assert_eq!(status(&output), 2);
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}

#[test]
fn perfect_authority_splits_the_losses() {
    let folder = new_exercise();
    let arguments = [&COMPARE[..], &["--perfect", "--format=json"]].concat();
    let document = json(&run(folder.path(), &arguments).stdout);
    assert_fits(folder.path(), "compare", &document);
    let names: Vec<&str> = document["alternatives"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["predefined", "perfect authority"]);
    let split = &document["preventable"];
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    let (by, not) = (
        number(&split["by_decisions"]["estimate"]),
        number(&split["not_by_decisions"]),
    );
    assert!(
        (by + not - number(&split["lost"])).abs() < 1e-9 && by > 0.0 && not > 0.0,
        "{split}"
    );
    // Nobody is woken where nobody is asked.
    let woken = document["alternatives"][1]["measures"]
        .as_array()
        .expect("a list")
        .iter();
    let woken = woken.filter(|one| one["measure"] == "mean(people_woken)");
    assert!(woken.clone().count() == 1 && woken.clone().all(|one| one["alternative"]["estimate"] == 0.0));
    // It is no choice: neither on the front nor in the family.
    assert_eq!(document["trade"].as_array().map(Vec::len), Some(2));
    let without = json(&run(folder.path(), &[&COMPARE[..], &["--format=json"]].concat()).stdout);
    assert_eq!(document["alternatives"][0], without["alternatives"][0]);
    let screen = screen("80", &["--perfect"]);
    assert!(
        screen.contains("under perfect authority") && !screen.contains("PERFECT AUTHORITY"),
        "{screen}"
    );
}
