//! One report in all its forms, from the results of one run.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{play, report};
use crate::cli::{edit, new_exercise, run, status, text};

/// Every number of a document.
fn numbers(of: &Value, into: &mut BTreeSet<String>) {
    match of {
        Value::Number(number) => {
            into.insert(number.to_string());
        }
        Value::Array(items) => items.iter().for_each(|item| numbers(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| numbers(field, into)),
        _ => {}
    }
}

fn fits(folder: &std::path::Path, document: &Value) {
    let schema: Value = serde_json::from_slice(&run(folder, &["schema", "report"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn figures_are_those_of_the_run() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=60"]);
    let result: Value =
        serde_json::from_slice(&fs::read(folder.path().join("result/run.json")).unwrap()).unwrap();
    let mut known = BTreeSet::new();
    numbers(&result, &mut known);
    let made: Value = serde_json::from_str(&report(folder.path(), &["result", "--to=json"])).unwrap();
    fits(folder.path(), &made);
    assert_eq!(made["schema"], "outrun/report/1");
    let html = report(folder.path(), &["result"]);
    // A figure and its range are set apart, and read as one.
    let seen = html.replace("<span class=\"luck\">", "").replace("</span>", "");
    let sections = made["runs"][0]["sections"].as_array().unwrap();
    let mut checked = 0;
    for section in sections
        .iter()
        .filter(|one| ["aims", "alternatives", "cost"].contains(&one["id"].as_str().unwrap()))
    {
        for table in section["blocks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["kind"] == "table")
        {
            for cell in table["rows"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|row| row.as_array().unwrap())
            {
                // What clocks missed is a difference of two counts.
                let value = cell["value"].as_f64();
                let Some(value) = value.filter(|_| table["id"] != "clocks") else {
                    continue;
                };
                let written = cell["value"].to_string();
                let whole = format!("{value:.0}");
                assert!(known.contains(&written) || known.contains(&whole), "{cell}");
                let words = cell["text"]
                    .as_str()
                    .unwrap()
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;");
                assert!(seen.contains(&words), "{words} is not on the page");
                checked += 1;
            }
        }
    }
    assert!(checked > 30, "{checked} cells");
    let rate = &result["alternatives"][0]["outrun_rate"]["estimate"];
    assert_eq!(&made["runs"][0]["front"]["headlines"][0]["rate"]["value"], rate);
}

#[test]
fn every_form_is_the_same_bytes_each_time() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=30"]);
    for to in ["html", "md", "json"] {
        let to = format!("--to={to}");
        let one = report(folder.path(), &["result", &to]);
        assert_eq!(one, report(folder.path(), &["result", &to]));
        assert!(one.contains("simulated only"), "{to}");
        let output = run(folder.path(), &["report", "result", &to, "--output=report.out"]);
        assert_eq!((status(&output), text(&output.stdout)), (0, String::new()));
        assert_eq!(one, fs::read_to_string(folder.path().join("report.out")).unwrap());
    }
    assert_eq!(
        status(&run(folder.path(), &["report", "result", "--to=csv"])),
        2,
        "a folder is needed"
    );
    assert_eq!(
        report(folder.path(), &["result", "--to=csv", "--output=tables"]),
        ""
    );
    let plan = fs::read_to_string(folder.path().join("tables/improvement-plan.csv")).unwrap();
    let heading = plan.lines().next().unwrap();
    for field in [
        "corrective action",
        "capability element",
        "point of contact",
        "start date",
        "completion date",
    ] {
        assert!(heading.contains(field), "{heading}");
    }
    assert!(fs::read_dir(folder.path().join("tables")).unwrap().count() > 12);
}

#[test]
fn every_picture_is_a_file_that_needs_no_page() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    assert_eq!(status(&run(folder.path(), &["report", "result", "--to=svg"])), 2);
    report(folder.path(), &["result", "--to=svg", "--output=pictures"]);
    let page = report(folder.path(), &["result"]);
    let mut seen = 0;
    for file in fs::read_dir(folder.path().join("pictures")).unwrap() {
        let name = file.unwrap().path();
        let drawn = fs::read_to_string(&name).unwrap();
        assert!(drawn.starts_with("<svg xmlns=") && drawn.trim_end().ends_with("</svg>"));
        assert!(
            drawn.contains("font-family=") && !drawn.contains("var("),
            "{name:?}"
        );
        let id = name.file_stem().unwrap().to_str().unwrap();
        let id = id.trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
        assert!(page.contains(&format!("class=\"g-{id}\"")), "{id}");
        seen += 1;
    }
    // Race, survival, attribution, weeks, authority, limits, both incidents, both fronts.
    assert!(seen >= 9, "{seen} pictures");
    let board = report(folder.path(), &["result", "--board"]);
    for asset in ["g-hours", "g-authority", "g-lanes"] {
        assert!(
            page.contains(asset) && !board.contains(&format!("class=\"{asset}")),
            "{asset}"
        );
    }
}

#[test]
fn several_results_are_one_report() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=10"]);
    let html = report(folder.path(), &["result", "result"]);
    assert_eq!(html.matches("<article>").count(), 2);
    assert!(html.contains("id=\"r1-time\"") && html.contains("id=\"r2-time\""));
}

#[test]
fn a_board_sees_no_assets_and_no_uncovered_hours() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    let (all, board) = (
        report(folder.path(), &["result", "--to=json"]),
        report(folder.path(), &["result", "--to=json", "--board"]),
    );
    let made: Value = serde_json::from_str(&board).unwrap();
    assert_eq!(made["audience"], "board");
    let ids = |text: &str| text.matches("\"id\": \"findings\"").count();
    assert!(ids(&all) > ids(&board), "cases of findings name assets and hours");
    let checked: Value =
        serde_json::from_slice(&run(folder.path(), &["check", "demo", "--format=json"]).stdout).unwrap();
    for finding in checked["findings"].as_array().unwrap() {
        let case = finding["message"].as_str().unwrap();
        assert!(case.is_empty() || !board.contains(case), "{case}");
    }
}

#[test]
fn inputs_that_were_changed_are_not_believed() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=20"]);
    let inputs = folder.path().join("result/inputs");
    edit(&inputs.join("exercise.ron"), "title:", "// changed\n    title:");
    let html = report(folder.path(), &["result"]);
    assert!(html.contains("was changed after the run"));
    assert!(!html.contains("class=\"g-race\""), "no race of other inputs");
    fs::remove_file(folder.path().join("result/records.csv")).unwrap();
    let output = run(folder.path(), &["report", "result"]);
    assert_eq!(status(&output), 2);
    assert!(
        text(&output.stderr).contains("records.csv"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn the_second_range_stands_beside_the_first() {
    let folder = new_exercise();
    play(
        folder.path(),
        "demo",
        &["--replications=4", "--assumptions", "--alternative=as-is"],
    );
    let made = report(folder.path(), &["result", "--to=md"]);
    assert!(made.contains("over what we do not know"), "{made}");
    assert!(!made.contains("assumptions were not played"));
}
