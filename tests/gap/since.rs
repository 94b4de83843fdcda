//! What changed since the last report: the yardstick before the figures.

use super::{play, report};
use crate::cli::{edit, new_exercise, run, status, text};

#[test]
fn a_limit_that_was_moved_is_told_before_the_figures() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=40"]);
    report(folder.path(), &["result", "--output=before.html"]);
    let same = report(folder.path(), &["result", "--to=md", "--since=before.html"]);
    assert!(
        same.contains("the figures can be held against each other"),
        "{same}"
    );
    let exercise = std::fs::read_to_string(folder.path().join("demo/exercise.ron")).unwrap();
    let limit = exercise
        .lines()
        .find(|line| line.trim_start().starts_with("limit:"))
        .expect("a limit")
        .to_owned();
    edit(
        &folder.path().join("demo/exercise.ron"),
        &limit,
        "    limit: Share(\"90%\"),",
    );
    std::fs::rename(folder.path().join("result"), folder.path().join("before")).unwrap();
    play(folder.path(), "demo", &["--replications=40"]);
    for since in ["--since=before.html", "--since=before"] {
        let made = report(folder.path(), &["result", "--to=md", since]);
        assert!(made.contains("The yardstick is not the same as then"), "{made}");
        assert!(
            made.contains("limit: contained before") && made.contains("90 % of the reachable weight"),
            "{made}"
        );
    }
}

#[test]
fn what_is_of_another_exercise_is_refused() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=10"]);
    report(folder.path(), &["result", "--to=json", "--output=before.json"]);
    edit(
        &folder.path().join("before.json"),
        "\"exercise\": \"demo\"",
        "\"exercise\": \"other\"",
    );
    let output = run(folder.path(), &["report", "result", "--since=before.json"]);
    assert_eq!(status(&output), 2);
    assert!(
        text(&output.stderr).contains("is of `other`"),
        "{}",
        text(&output.stderr)
    );
}
