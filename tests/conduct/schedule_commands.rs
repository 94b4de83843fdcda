//! The schedule on the command line: what is due, calendars, playing what is due, and the examples of the docs.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::shell::{assert_fits, document, edit, run, said, status, text};

const PLAN: &str = include_str!("histories/plan.ron");
const NIGHTLY: &str = r#"Schedule(id: "nightly", how: Simulated, rule: "FREQ=DAILY", from: "2026-10-01 02:00", owners: ["lead"])"#;
const QUARTERLY: &str = r#"Schedule(id: "quarterly", how: WithPeople, rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", from: "2026-10-13 09:30", zone: "Europe/Berlin", owners: ["lead"], notice: ["3w"], grace: "2w")"#;

/// A library: one exercise for the night, one for people, one without a schedule.
fn library() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("outrun.ron"), "// The root.\n").unwrap();
    write(folder.path(), "night", NIGHTLY);
    write(folder.path(), "room", QUARTERLY);
    write(folder.path(), "unplanned", "");
    folder
}

/// An exercise whose objectives are met whatever happens.
fn write(library: &Path, name: &str, schedule: &str) {
    let plan = PLAN
        .replace("LIMIT", "20%")
        .replace("OBJECTIVE", "0%")
        .replace(", \"p50(time_to_containment) <= 4h\"", "")
        .replace(
            "Exercise(",
            &format!("Exercise(\n    replications: 200,\n    schedule: [{schedule}],"),
        )
        .replace("people: [", "roles: { \"lead\": [\"ann\"] }, people: [");
    std::fs::create_dir_all(library.join(name)).unwrap();
    std::fs::write(library.join(name).join("exercise.ron"), plan).unwrap();
}

fn due(folder: &Path, at: &str) -> Value {
    let at = format!("--at={at}");
    document(folder, &["exercise", "due", ".", &at, "--format=json"], "due")
}

fn states(document: &Value) -> Vec<(&str, &str)> {
    let all = document["schedules"].as_array().unwrap().iter();
    all.map(|one| (one["exercise"].as_str().unwrap(), one["state"].as_str().unwrap()))
        .collect()
}

fn run_due(folder: &Path, at: &str, more: &[&str]) -> Output {
    let at = format!("--at={at}");
    run(
        folder,
        &[&["exercise", "run-due", ".", &at, "--quiet"], more].concat(),
    )
}

/// The payload of a run at an instant, and the exit status.
fn payload(folder: &Path, at: &str) -> (i32, Value) {
    let output = run_due(folder, at, &["--payload=payload.json"]);
    let text = std::fs::read_to_string(folder.join("payload.json")).unwrap();
    let payload = serde_json::from_str(&text).unwrap();
    assert_fits(folder, "run-due", &payload);
    (status(&output), payload)
}

#[test]
fn what_is_due_is_played_once() {
    let folder = library();
    let here = folder.path();
    assert_eq!(
        states(&due(here, "2026-10-01T03:00Z")),
        [("night", "due"), ("room", "announced")]
    );
    let first = run_due(here, "2026-10-01T03:00Z", &[]);
    assert_eq!(status(&first), 0, "{}", text(&first.stderr));
    assert_eq!(
        text(&first.stdout),
        "Outrun: 1 exercise played, all is well\n- night: nothing missed, nothing slipped\n"
    );
    assert!(here.join("results/night/run.json").is_file());
    assert_eq!(states(&due(here, "2026-10-01T03:00Z"))[0], ("room", "announced"));
    let again = run_due(here, "2026-10-01T04:00Z", &[]);
    assert_eq!(
        (status(&again), text(&again.stdout).as_str()),
        (0, "Outrun: nothing was due\n")
    );
    // The next night it is held against this one.
    let (code, payload) = payload(here, "2026-10-02T03:00Z");
    assert_eq!((code, payload["status"].as_str()), (0, Some("well")));
    let against = payload["played"][0]["against"].as_str().unwrap();
    assert!(against.ends_with("results/night"), "{against}");
    let history = document(
        here,
        &["exercise", "history", "night", "--format=json"],
        "history",
    );
    assert_eq!(history["entries"], 2);
    assert_eq!(history["points"][1]["schedule"], "nightly");
}

#[test]
fn what_was_never_played_is_overdue_and_needs_people() {
    let folder = library();
    let here = folder.path();
    let late = due(here, "2026-11-20T00:00Z");
    assert_eq!(states(&late), [("night", "overdue"), ("room", "overdue")]);
    assert_eq!(late["schedules"][0]["missed"], 50);
    assert_eq!(late["schedules"][1]["due_since"], "2026-10-13T09:30:00+02:00");
    insta::assert_snapshot!(
        "due_screen",
        said(here, &["exercise", "due", "--at=2026-11-20T00:00Z"])
    );
    for (fail_on, expected) in [("never", 0), ("due", 1), ("overdue", 1)] {
        let fail_on = format!("--fail-on={fail_on}");
        let output = run(
            here,
            &["exercise", "due", ".", "--at=2026-11-20T00:00Z", &fail_on],
        );
        assert_eq!(status(&output), expected, "{fail_on}");
    }
    let (code, payload) = payload(here, "2026-11-20T00:00Z");
    assert_eq!(code, 0);
    assert_eq!(payload["with_people"][0]["exercise"], "room");
    let words = payload["text"].as_str().unwrap();
    assert!(
        words.contains("overdue with people: room quarterly, for lead"),
        "{words}"
    );
}

#[test]
fn what_slips_and_what_is_missed_is_one() {
    let folder = library();
    let here = folder.path();
    assert_eq!(payload(here, "2026-10-01T03:00Z").0, 0);
    // Ann takes nine hours for what took a minute.
    edit(
        &here.join("night/exercise.ron"),
        "Triage(work: \"1m\"",
        "Triage(work: \"9h\"",
    );
    let (code, slipped) = payload(here, "2026-10-02T03:00Z");
    assert_eq!((code, slipped["status"].as_str()), (1, Some("fell short")));
    assert!(!slipped["played"][0]["slipped"].as_array().unwrap().is_empty());
    assert!(slipped["text"].as_str().unwrap().contains("slipped"));
    // It is told once, unless nothing is to be held against anything.
    assert_eq!(payload(here, "2026-10-03T03:00Z").0, 0);
    edit(
        &here.join("night/exercise.ron"),
        "outrun_rate >= 0%",
        "p50(time_to_containment) <= 1s",
    );
    let output = run_due(
        here,
        "2026-10-04T03:00Z",
        &["--no-against", "--summary=summary.md"],
    );
    assert_eq!(status(&output), 1, "{}", text(&output.stderr));
    let summary = std::fs::read_to_string(here.join("summary.md")).unwrap();
    assert!(
        summary.starts_with("**Outrun: 1 of 1 exercise fell short**\n- night: 1 of 1 objectives missed;"),
        "{summary}"
    );
    let never = run_due(here, "2026-10-05T03:00Z", &["--fail-on=never"]);
    assert_eq!(status(&never), 0);
}

#[test]
fn one_that_cannot_be_read_fails_and_keeps_no_other_from_it() {
    let folder = library();
    let here = folder.path();
    edit(&here.join("room/exercise.ron"), "FREQ=MONTHLY", "FREQ=HOURLY");
    let (code, payload) = payload(here, "2026-10-01T03:00Z");
    assert_eq!((code, payload["status"].as_str()), (2, Some("failed")));
    assert_eq!(payload["played"][0]["exercise"], "night");
    let unread = payload["unread"][0].as_str().unwrap();
    assert!(
        unread.contains("room") && unread.contains("1 mistake"),
        "{unread}"
    );
}

#[test]
fn a_message_fits_however_much_was_played() {
    let folder = library();
    let here = folder.path();
    for number in 0..12 {
        let name = format!("a-rather-long-name-for-an-exercise-@here-*bold*-{number}");
        write(here, &name, NIGHTLY);
    }
    let (_, payload) = payload(here, "2026-10-01T03:00Z");
    assert_eq!(payload["played"].as_array().unwrap().len(), 13);
    for words in [&payload["text"], &payload["markdown"]] {
        let words = words.as_str().unwrap();
        assert!(words.chars().count() < 500, "{words}");
        assert!(words.lines().last().unwrap().contains("more"), "{words}");
    }
    let markdown = payload["markdown"].as_str().unwrap();
    assert!(
        !markdown.contains("@here") && markdown.contains("\\*bold\\*"),
        "{markdown}"
    );
}

#[test]
fn calendars_hold_exercises_with_people_unless_all_are_wanted() {
    let folder = library();
    let here = folder.path();
    let events = |more: &[&str]| {
        let words = [
            "exercise",
            "calendar",
            ".",
            "--out=c.ics",
            "--at=2026-10-01T00:00Z",
        ];
        said(here, &[&words[..], more].concat());
        let text = std::fs::read_to_string(here.join("c.ics")).unwrap();
        text.matches("BEGIN:VEVENT").count()
    };
    assert_eq!(events(&["--days=365"]), 4);
    assert_eq!(events(&["--days=30", "--all"]), 1 + 30);
    std::fs::remove_file(here.join("c.ics")).unwrap();
    let none = run(
        here,
        &[
            "exercise",
            "calendar",
            "night",
            "--out=c.ics",
            "--at=2026-10-01T00:00Z",
        ],
    );
    assert_eq!(status(&none), 2);
    assert!(!here.join("c.ics").exists());
}

/// The unit files of the page, each with its name.
fn units() -> Vec<(String, String)> {
    let page = include_str!("../../docs/schedule.md");
    let blocks = page.split("<!-- unit: ").skip(1);
    blocks
        .map(|block| {
            let (name, rest) = block.split_once(" -->\n```ini\n").unwrap();
            let (text, _) = rest.split_once("```").unwrap();
            (name.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_units_of_the_docs_call_what_there_is() {
    let units = units();
    assert_eq!(units.len(), 3);
    let service = &units[0].1;
    let line = service
        .lines()
        .find(|line| line.starts_with("ExecStart="))
        .unwrap();
    let (_, arguments) = line.split_once("outrun ").unwrap();
    let folder = library();
    let arguments: Vec<&str> = arguments
        .split_whitespace()
        .map(|word| {
            if word.ends_with("payload.json") {
                "payload.json"
            } else {
                word
            }
        })
        .collect();
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert!(folder.path().join("payload.json").is_file());
}

/// Where systemd is, it reads them without a complaint.
#[test]
fn systemd_reads_the_units() {
    let folder = TempDir::new().unwrap();
    for (name, text) in units() {
        // What they start stands elsewhere on this machine.
        let text = text
            .replace("/usr/local/bin/outrun", "/bin/true")
            .replace("/usr/bin/curl", "/bin/true");
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let units = ["outrun-due.service", "outrun-due.timer", "outrun-told.service"];
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args(units.map(|unit| folder.path().join(unit)))
        .output();
    let Ok(verified) = verified else {
        eprintln!("systemd-analyze is not here: the units are not verified");
        return;
    };
    assert!(verified.status.success(), "{}", text(&verified.stderr));
}

/// A line of a shell, with the program of this build and without what this machine does not have.
fn shell(folder: &Path, line: &str) -> Output {
    let program = Path::new(assert_cmd::cargo::cargo_bin!("outrun"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let line = line.replace("/srv/exercises", &folder.display().to_string());
    let mut command = Command::new("sh");
    command.args(["-c", &line]).current_dir(folder).env("PATH", path);
    command.output().unwrap()
}

#[test]
fn the_line_for_cron_and_those_for_ci_run() {
    let page = include_str!("../../docs/schedule.md");
    let cron = page.lines().find(|line| line.starts_with("5 * * * * ")).unwrap();
    let (line, told) = cron["5 * * * * ".len()..].split_once(" || ").unwrap();
    let folder = library();
    let output = shell(folder.path(), line);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("Outrun: 1 exercise played"));
    assert!(told.contains("/srv/exercises/summary.txt") && folder.path().join("summary.txt").is_file());
    // A cron table has no per cent signs but those that mean something else.
    assert!(!cron.contains('%'));
    let steps: Vec<&str> = page
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("run: "))
        .filter(|step| !step.starts_with("cargo install") && !step.contains("curl"))
        .collect();
    assert_eq!(steps.len(), 2, "{steps:?}");
    for step in steps {
        let step = step.replace("\"$GITHUB_STEP_SUMMARY\"", "told.md");
        let output = shell(folder.path(), &step);
        assert_eq!(status(&output), 0, "{step}: {}", text(&output.stderr));
    }
    let summary = std::fs::read_to_string(folder.path().join("told.md")).unwrap();
    assert!(summary.starts_with("**Outrun: "), "{summary}");
}
