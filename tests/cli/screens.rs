//! What people see, at 80 and at 200 columns.

use super::{new_exercise, outrun, text};

fn screen(columns: &str, arguments: &[&str]) -> String {
    let folder = new_exercise();
    let output = outrun(folder.path())
        .env("COLUMNS", columns)
        .args(arguments)
        .output()
        .expect("it runs");
    let screen = text(&output.stdout);
    let width: usize = columns.parse().expect("a number");
    for line in screen.lines() {
        assert!(
            line.chars().count() <= width,
            "{} columns: {line}",
            line.chars().count()
        );
    }
    screen
}

const RUN: [&str; 4] = ["run", "demo", "--replications=200", "--quiet"];
const DETAILS: [&str; 5] = ["run", "demo", "--replications=200", "--quiet", "--details"];
const TRACE: [&str; 5] = ["trace", "demo", "--replications=200", "--median", "--quiet"];

#[test]
fn the_summary_at_80_columns() {
    insta::assert_snapshot!(screen("80", &RUN));
}

#[test]
fn the_summary_at_200_columns() {
    insta::assert_snapshot!(screen("200", &RUN));
}

#[test]
fn the_details_at_80_columns() {
    insta::assert_snapshot!(screen("80", &DETAILS));
}

#[test]
fn two_alternatives_fit_on_one_screen_and_end_with_the_verdict() {
    let screen = screen("80", &RUN);
    assert!(screen.lines().count() <= 42, "{screen}");
    let last: Vec<&str> = screen.lines().rev().take(2).collect();
    assert!(last[1].starts_with("IN SHORT  as-is "), "{}", last[1]);
    assert!(
        last[0].trim_start().starts_with("predefined  outrun in"),
        "{}",
        last[0]
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_told_after_the_verdict() {
    let folder = new_exercise();
    let ended = std::process::Command::new("sh")
        .args(["-c", "\"$0\" run demo --replications=20 2>&1"])
        .arg(assert_cmd::cargo::cargo_bin!("outrun"))
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    let screen = text(&ended.stdout);
    let (before, after) = screen.split_once("IN SHORT").expect("a verdict");
    assert!(before.contains("results in results/demo"), "{screen}");
    assert_eq!(after.lines().count(), 2, "{screen}");
}

#[test]
fn the_story_at_80_columns() {
    insta::assert_snapshot!(screen("80", &TRACE));
}

#[test]
fn the_story_at_200_columns() {
    insta::assert_snapshot!(screen("200", &TRACE));
}

#[test]
fn a_narrow_terminal_still_gets_everything() {
    let folder = new_exercise();
    let output = outrun(folder.path())
        .env("COLUMNS", "40")
        .args(RUN)
        .output()
        .expect("it runs");
    let screen = text(&output.stdout);
    for heading in [
        "DID WE OUTRUN IT?",
        "TIME TO CONTAINMENT",
        "WHERE THE TIME WENT",
        "OBJECTIVES",
        "PEOPLE WOKEN",
        "IN SHORT",
    ] {
        assert!(screen.contains(heading), "{heading}");
    }
}
