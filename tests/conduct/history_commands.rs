//! The history on the command line: what is recorded by itself, what is shown of it, and what is done about it.

use std::path::Path;

use outrun::conduct::history::{Entry, FoundFinding, History, Kind, Rated, Rating};
use outrun::document::{Input, sha256};
use outrun::time::{WallTime, Zone, parse_instant};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::shell::{document, edit, new_exercise, outrun, run, said, status, text};

const RUN: [&str; 4] = ["run", "demo", "--replications=60", "--quiet"];

#[test]
fn runs_and_checks_are_recorded_unless_somebody_says_otherwise() {
    let folder = new_exercise();
    let here = folder.path();
    let told = run(here, &["check", "demo"]);
    assert!(
        text(&told.stderr).contains("a history was begun in demo/.outrun/history.sqlite"),
        "{}",
        text(&told.stderr)
    );
    let again = run(here, &["check", "demo"]);
    assert!(!text(&again.stderr).contains("history"), "it is said once");
    run(here, &RUN);
    run(here, &[&RUN[..], &["--no-history"]].concat());
    run(here, &[&RUN[..], &["--history=elsewhere.sqlite"]].concat());
    let history = document(here, &["exercise", "history", "demo", "--format=json"], "history");
    let kinds: Vec<&str> = history["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| point["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["check", "run"]);
    assert_eq!(history["points"][0]["times"], 2);
    assert_eq!(
        history["points"][1]["results"],
        here.join("results/demo")
            .canonicalize()
            .unwrap()
            .to_str()
            .unwrap()
    );
    let elsewhere = document(
        here,
        &[
            "exercise",
            "history",
            "demo",
            "--history=elsewhere.sqlite",
            "--format=json",
        ],
        "history",
    );
    assert_eq!(elsewhere["entries"], 1);
    // Git is told to leave it alone.
    let ignored = std::fs::read_to_string(here.join("demo/.outrun/.gitignore")).unwrap();
    assert!(ignored.lines().any(|line| line == "*"));
}

#[test]
fn a_history_that_cannot_be_written_fails_no_run() {
    let folder = new_exercise();
    let here = folder.path();
    std::fs::write(here.join("demo/.outrun"), "not a folder").unwrap();
    let with = run(here, &RUN);
    std::fs::remove_file(here.join("demo/.outrun")).unwrap();
    let without = run(here, &[&RUN[..], &["--no-history"]].concat());
    assert_eq!(status(&with), status(&without));
    assert_eq!(with.stdout, without.stdout);
    let words = text(&with.stderr);
    assert!(words.contains("this is not in the history"), "{words}");
    // Nor is anything written over that is no history.
    std::fs::write(here.join("letters.txt"), "dear all,").unwrap();
    let words = text(&run(here, &[&RUN[..], &["--history=letters.txt"]].concat()).stderr);
    assert!(words.contains("this is not in the history"), "{words}");
    assert_eq!(
        std::fs::read_to_string(here.join("letters.txt")).unwrap(),
        "dear all,"
    );
}

#[test]
fn what_changed_is_named_down_to_the_value() {
    let folder = new_exercise();
    let here = folder.path();
    run(here, &RUN);
    edit(
        &here.join("demo/exercise.ron"),
        "outrun_rate >= 50%",
        "outrun_rate >= 40%",
    );
    run(here, &[&RUN[..], &["--seed=5"]].concat());
    let changed = document(
        here,
        &[
            "exercise",
            "history",
            "demo",
            "--between",
            "1",
            "2",
            "--format=json",
        ],
        "changed",
    );
    assert_eq!(changed["documents"][0]["path"], "exercise.ron");
    let at: Vec<&str> = changed["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["at"].as_str().unwrap())
        .collect();
    assert_eq!(at, ["objectives"]);
    assert_eq!(changed["values"][0]["now"], "\"outrun_rate >= 40%\"");
    assert_eq!(changed["settings"][0]["at"], "seed");
    let words = said(here, &["exercise", "history", "demo", "--between", "1", "2"]);
    assert!(
        words.contains("\"outrun_rate >= 50%\" → \"outrun_rate >= 40%\""),
        "{words}"
    );
    let none = run(here, &["exercise", "history", "demo", "--between", "1", "9"]);
    assert_eq!(status(&none), 2);
}

#[test]
fn actions_name_roles_days_and_findings_that_exist() {
    let folder = new_exercise();
    let here = folder.path();
    let actions = |more: &[&str]| {
        let words = ["exercise", "actions", "demo", "--at=2026-11-23 12:00"];
        run(here, &[&words[..], more].concat())
    };
    assert_eq!(status(&actions(&[])), 2, "there is no history yet");
    run(here, &RUN);
    let history = document(here, &["exercise", "history", "demo", "--format=json"], "history");
    let finding = history["findings"][0]["id"].as_str().unwrap().to_owned();
    let add = |owner: &str, due: &str, finding: &str| {
        actions(&[
            "add",
            "let the analyst on call revoke alone",
            &format!("--owner={owner}"),
            &format!("--due={due}"),
            &format!("--finding={finding}"),
            "--element=organization",
        ])
    };
    let words = text(&add("soc-leat", "2026-12-01", &finding).stderr);
    assert!(words.contains("no role `soc-leat`"), "{words}");
    let role = role(here);
    assert!(text(&add(&role, "2026-12-32", &finding).stderr).contains("--due"));
    assert!(text(&add(&role, "2026-12-01", "ffffffffff").stderr).contains("--finding"));
    assert_eq!(status(&add(&role, "2026-11-01", &finding[..6])), 0);
    assert_eq!(status(&add(&role, "2026-12-01", &finding)), 0);
    assert_eq!(status(&actions(&["close", "2", "--note=done in the autumn"])), 0);
    assert_eq!(status(&actions(&["close", "2"])), 2);
    let all = document(
        here,
        &[
            "exercise",
            "actions",
            "demo",
            "--format=json",
            "--at=2026-11-23 12:00",
        ],
        "actions",
    );
    assert_eq!(all["actions"][0]["overdue"], true);
    assert_eq!(all["actions"][0]["finding"], finding);
    assert_eq!(all["actions"][1]["closed_on"], "2026-11-23");
}

/// A role of the new exercise.
fn role(here: &Path) -> String {
    let shown = said(here, &["show", "demo", "--format=json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let roles = shown["exercise"]["organisation"]["roles"].as_object().unwrap();
    roles.keys().next().unwrap().clone()
}

const DEMO: &str = include_str!("histories/plan.ron");

/// A library with an exercise, and a history of five weeks.
fn past() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("demo")).unwrap();
    std::fs::write(folder.path().join("demo/exercise.ron"), plan("20%", "50%")).unwrap();
    let connection = Connection::open(folder.path().join("history.sqlite")).unwrap();
    let mut history = History::open(connection).unwrap();
    let weeks = [
        ("2026-10-04 02:00", "20%", Rating::Missed, 0.41, 16_000.0),
        ("2026-10-11 02:00", "20%", Rating::Missed, 0.43, 15_100.0),
        ("2026-10-18 02:00", "25%", Rating::Undecided, 0.52, 14_600.0),
        ("2026-10-25 02:00", "25%", Rating::Met, 0.61, 9_000.0),
        ("2026-11-01 02:00", "25%", Rating::Missed, 0.44, 15_500.0),
    ];
    for (at, limit, rating, rate, seconds) in weeks {
        for entry in [checked(at, limit), played(at, limit, (rating, rate, seconds))] {
            history.record(&entry).unwrap();
        }
    }
    folder
}

fn plan(limit: &str, objective: &str) -> String {
    DEMO.replace("LIMIT", limit).replace("OBJECTIVE", objective)
}

fn bare(at: &str, limit: &str, kind: Kind) -> Entry {
    let text = plan(limit, "50%");
    let at: WallTime = parse_instant(at, &Zone::utc()).unwrap();
    Entry {
        exercise: "demo".to_owned(),
        file: "exercise.ron".to_owned(),
        kind,
        at,
        ended: None,
        schedule: (kind == Kind::Run).then(|| "weekly".to_owned()),
        version: "0.1.0".to_owned(),
        seed: None,
        replications: None,
        partial: false,
        results: None,
        inputs: vec![Input {
            path: "exercise.ron".to_owned(),
            sha256: sha256(text.as_bytes()),
            text,
        }],
        objectives: Vec::new(),
        findings: Vec::new(),
        looked_at: vec!["as-is".to_owned()],
        left_out: Vec::new(),
        held: Vec::new(),
    }
}

fn checked(at: &str, limit: &str) -> Entry {
    let finding = |about: &str| FoundFinding {
        code: "OUT004".to_owned(),
        about: about.to_owned(),
        alternative: "as-is".to_owned(),
        title: "nobody covers the weekend".to_owned(),
        level: "warning".to_owned(),
    };
    let found = if limit == "20%" {
        vec![finding("right contain"), finding("rota soc")]
    } else {
        vec![finding("right contain")]
    };
    Entry {
        findings: found,
        ..bare(at, limit, Kind::Check)
    }
}

fn played(at: &str, limit: &str, (rating, rate, seconds): (Rating, f64, f64)) -> Entry {
    let of = |text: &str, rating, estimate: f64, by: f64, threshold| Rated {
        alternative: "as-is".to_owned(),
        text: text.to_owned(),
        rating,
        estimate: Some(estimate),
        low: Some(estimate - by),
        high: Some(estimate + by),
        confidence: Some(0.95),
        threshold: Some(threshold),
        reason: None,
    };
    let slow = if seconds > 14_400.0 {
        Rating::Missed
    } else {
        Rating::Met
    };
    Entry {
        seed: Some(2026),
        replications: Some(1000),
        objectives: vec![
            of("outrun_rate >= 50%", rating, rate, 0.03, 0.5),
            of("p50(time_to_containment) <= 4h", slow, seconds, 900.0, 14_400.0),
        ],
        ..bare(at, limit, Kind::Run)
    }
}

const HISTORY: [&str; 5] = [
    "exercise",
    "history",
    "demo",
    "--history=history.sqlite",
    "--at=2026-11-02 09:00",
];

#[test]
fn the_screen_shows_the_trend() {
    let folder = past();
    let screen = said(folder.path(), &HISTORY);
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    insta::assert_snapshot!("history_screen", screen);
    let last = said(folder.path(), &[&HISTORY[..], &["--last=2"]].concat());
    assert!(last.contains("the last 2 of 7 entries"), "{last}");
}

#[test]
fn table_and_picture_hold_the_same() {
    let folder = past();
    let table = said(folder.path(), &[&HISTORY[..], &["--format=csv"]].concat());
    insta::assert_snapshot!("history_table", table);
    let json = document(
        folder.path(),
        &[&HISTORY[..], &["--format=json"]].concat(),
        "history",
    );
    let points: usize = json["objectives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|series| series["points"].as_array().unwrap().len())
        .sum();
    assert_eq!(table.lines().count(), 1 + points);
    said(folder.path(), &[&HISTORY[..], &["--svg=trend.svg"]].concat());
    let svg = std::fs::read_to_string(folder.path().join("trend.svg")).unwrap();
    assert_eq!(svg.matches("<circle").count(), points);
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
}

#[test]
fn a_history_that_is_not_there_is_no_mystery() {
    let folder = new_exercise();
    let none = outrun(folder.path())
        .args(["exercise", "history", "demo"])
        .output()
        .unwrap();
    assert_eq!(status(&none), 2);
    let words = text(&none.stderr);
    assert!(
        words.contains("there is no history") && words.contains("`outrun run`"),
        "{words}"
    );
    assert!(!folder.path().join("demo/.outrun").exists());
}
