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
        "COST OF AN INCIDENT",
    ] {
        assert!(screen.contains(heading), "{heading}");
    }
}
