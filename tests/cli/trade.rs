//! What beside a verdict is asked for: grids, pictures, what it hangs on, a story from both sides.

use super::journey::{assert_fits, json};
use super::{new_exercise, outrun, run, status, text};

const COMPARE: [&str; 4] = ["compare", "demo", "--replications=60", "--quiet"];
const SWEEP: &str = "--sweep=set.watch=30m,2h";

fn well_formed(svg: &str) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(
        svg.contains("<title>") && svg.contains("<desc>"),
        "whoever cannot see it reads it"
    );
    for element in ["text", "title", "desc", "g"] {
        let (open, shut) = (format!("<{element}"), format!("</{element}>"));
        let opened = svg.matches(&format!("{open}>")).count() + svg.matches(&format!("{open} ")).count();
        assert_eq!(opened, svg.matches(&shut).count(), "{element}");
    }
}

#[test]
fn a_sweep_is_a_grid_in_the_document_and_on_the_screen() {
    let folder = new_exercise();
    let arguments = [
        &COMPARE[..],
        &[
            SWEEP,
            "--sweep-of=predefined",
            "--format=json",
            "--pareto=front.svg",
        ],
    ]
    .concat();
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "compare", &document);
    let grid = &document["grids"][0];
    assert_eq!(
        (&grid["name"], &grid["axes"][0]["of"]),
        (&"predefined".into(), &"set.watch".into())
    );
    let points = grid["points"].as_array().expect("a list");
    assert_eq!(points.len(), 2);
    for point in points {
        assert!(
            point["outrun_rate"]["low"].is_number() && point["on_front"].is_boolean(),
            "{point}"
        );
    }
    assert!(document["trade"][0]["people_woken"]["low"].is_number());
    well_formed(&std::fs::read_to_string(folder.path().join("front.svg")).expect("drawn"));
    let command = document["command"].as_str().expect("a command");
    assert!(
        command.contains("--sweep set.watch=30m,2h --sweep-of predefined"),
        "{command}"
    );
    let screen = text(
        &run(
            folder.path(),
            &[&COMPARE[..], &[SWEEP, "--sweep-of=predefined"]].concat(),
        )
        .stdout,
    );
    assert!(
        screen.contains("SWEEP OF PREDEFINED") && screen.contains("of 2 combinations")
            || screen.contains("Of 2 combinations"),
        "{screen}"
    );
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
}

#[test]
fn a_run_has_the_grid_too() {
    let folder = new_exercise();
    let arguments = [
        "run",
        "demo",
        "--replications=40",
        "--quiet",
        "--format=json",
        SWEEP,
        "--pareto=front.svg",
    ];
    let output = run(folder.path(), &arguments);
    let document = json(&output.stdout);
    assert_fits(folder.path(), "run", &document);
    assert_eq!(document["grids"][0]["points"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["grids"][0]["name"], "as-is");
    well_formed(&std::fs::read_to_string(folder.path().join("front.svg")).expect("drawn"));
}

#[test]
fn a_swept_name_stands_for_all_that_was_made_of_it() {
    let folder = new_exercise();
    super::edit(
        &folder.path().join("demo/exercise.ron"),
        "\"as-is\": [],",
        "\"as-is\": [], \"watched\": [Sweep(of: \"set.watch\", values: [\"30m\", \"2h\"])],",
    );
    let arguments = [
        "run",
        "demo",
        "--replications=5",
        "--quiet",
        "--format=json",
        "--alternative=watched",
    ];
    let document = json(&run(folder.path(), &arguments).stdout);
    let names: Vec<&str> = document["alternatives"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["watched/30m", "watched/2h"]);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let folder = new_exercise();
    for (further, words) in [
        (
            &["--sweep=set.watch"][..],
            "what is swept and its values are wanted",
        ),
        (&["--sweep=set.wach=1h"], "no field `wach`"),
        (&["--sweep-of=as-is"], "--sweep"),
        (&["--pareto=front.png"], "a name that ends in .svg is wanted"),
        (&["--tornado=what.svg"], "--assumptions"),
    ] {
        let output = run(folder.path(), &[&COMPARE[..], further].concat());
        assert_eq!(status(&output), 2, "{further:?}");
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}

#[test]
fn assumptions_say_what_the_verdicts_hang_on() {
    let folder = new_exercise();
    let arguments = [
        "compare",
        "demo",
        "--replications=20",
        "--quiet",
        "--assumptions",
        "--format=json",
        "--tornado=what.svg",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "compare", &document);
    let assumptions = &document["assumptions"];
    assert!(
        assumptions["points"].as_u64().is_some_and(|points| points >= 69),
        "{assumptions}"
    );
    assert_eq!(assumptions["alternatives"][0]["name"], "predefined");
    let rate = &document["alternatives"][0]["measures"][0];
    assert!(rate["difference"]["assumptions"]["low"].is_number(), "{rate}");
    well_formed(&std::fs::read_to_string(folder.path().join("what.svg")).expect("drawn"));
    // The same bytes with any number of threads.
    let again = [&arguments[..], &["--threads=1"]].concat();
    assert!(run(folder.path(), &again).stdout == output.stdout);
}

#[test]
fn a_story_is_told_from_both_sides() {
    let folder = new_exercise();
    let story = |columns: &str, further: &[&str]| {
        let output = outrun(folder.path())
            .env("COLUMNS", columns)
            .args([
                "compare",
                "demo",
                "--baseline=predefined",
                "--replications=60",
                "--quiet",
                "--story",
            ])
            .args(further)
            .output()
            .expect("it runs");
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        output.stdout
    };
    let document = json(&story("80", &["--format=json"]));
    assert_fits(folder.path(), "compare", &document);
    let told = &document["alternatives"][0]["story"];
    assert_eq!(told["baseline"]["name"], "predefined");
    for side in ["baseline", "alternative"] {
        let lines = told[side]["lines"].as_array().expect("a list");
        assert!(lines.iter().any(|line| line["critical"] == true), "{told}");
    }
    for columns in [80, 120] {
        let screen = text(&story(&columns.to_string(), &[]));
        assert!(screen.contains("ON BOTH SIDES"), "{screen}");
        for line in screen.lines() {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
    }
    let rules = document["alternatives"][0]["rules"]["rows"]
        .as_array()
        .expect("a list");
    assert!(
        rules
            .iter()
            .all(|row| row["difference"]["confidence"].as_f64() >= Some(0.95)),
        "{rules:?}"
    );
}
