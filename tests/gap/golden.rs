//! `reports/` holds reports of shipped exercises, and their pictures; with `OUTRUN_BLESS=1` they are written anew.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::report;
use crate::cli::{outrun, text};
use crate::docs::root;

/// A few incidents keep them small and quick; the seed is pinned.
const LUCK: [&str; 2] = ["--seed=7", "--quiet"];
/// The pictures that READMEs show.
const PICTURES: [&str; 6] = [
    "attribution.svg",
    "authority.svg",
    "hours.svg",
    "lanes.svg",
    "race.svg",
    "survival.svg",
];

/// Plays what is given, and says where the result is.
fn play(arguments: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let output = outrun(root())
        .args(arguments)
        .args(LUCK)
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

/// What is made now is what is kept.
fn keeps(name: &str, made: &str) {
    assert!(made.len() < 900_000, "{name} has {} bytes", made.len());
    let place = root().join("reports").join(name);
    if std::env::var_os("OUTRUN_BLESS").is_some() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, made).unwrap();
    }
    let kept = fs::read_to_string(&place)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let differs = made.lines().zip(kept.lines()).find(|(one, other)| one != other);
    assert!(
        made == kept,
        "reports/{name} is not what is made now; OUTRUN_BLESS=1 writes it anew. The first line that differs: {differs:#?}"
    );
}

fn reported(result: &Path, arguments: &[&str]) -> String {
    let result = result.display().to_string();
    report(
        root(),
        &[&[result.as_str(), "--marking=TLP:CLEAR"], arguments].concat(),
    )
}

#[test]
fn the_report_of_the_weekend_exercise_stands_in_reports() {
    let result = play(&[
        "run",
        "scenarios/weekend-token",
        "--replications=300",
        "--fail-on=never",
    ]);
    keeps("weekend-token.html", &reported(result.path(), &["--to=html"]));
    keeps(
        "weekend-token.md",
        &reported(result.path(), &["--to=md", "--board"]),
    );
    let folder = TempDir::new().unwrap();
    let into = format!("--output={}", folder.path().display());
    reported(result.path(), &["--to=svg", &into]);
    for name in PICTURES {
        let drawn = fs::read_to_string(folder.path().join(name)).unwrap();
        keeps(&format!("pictures/{name}"), &drawn);
    }
}

#[test]
fn the_report_of_a_comparison_stands_in_reports() {
    let result = play(&[
        "compare",
        "scenarios/when-predefined-loses",
        "--replications=300",
        "--perfect",
    ]);
    keeps(
        "when-predefined-loses.html",
        &reported(result.path(), &["--to=html"]),
    );
}
