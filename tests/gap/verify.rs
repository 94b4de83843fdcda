//! A report that is what its results give, and every way in which it is not.

use std::fs;
use std::path::Path;

use super::{play, report};
use crate::cli::{edit, new_exercise, run, status, text};

fn verify(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, &[&["verify"], arguments].concat());
    (status(&output), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn every_form_is_made_again_to_the_byte() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=30"]);
    let compared = run(
        folder.path(),
        &[
            "compare",
            "demo",
            "--replications=20",
            "--quiet",
            "--perfect",
            "--out=cmp",
        ],
    );
    assert_eq!(status(&compared), 0);
    let checked = run(folder.path(), &["check", "demo", "--format=json"]);
    fs::write(folder.path().join("check.json"), &checked.stdout).unwrap();
    let results = ["result", "cmp", "check.json"];
    for (to, place) in [
        ("html", "r.html"),
        ("md", "r.md"),
        ("json", "r.json"),
        ("csv", "tables"),
    ] {
        let (to, output) = (format!("--to={to}"), format!("--output={place}"));
        let wishes = [to.as_str(), &output, "--marking=TLP:RED \"<x>\"", "--date=today"];
        report(folder.path(), &[&results[..], &wishes].concat());
        let (status, said) = verify(
            folder.path(),
            &[&[place, "--quick", "--results"], &results[..]].concat(),
        );
        assert_eq!(status, 0, "{said}");
        assert!(said.ends_with("the same\n"), "{said}");
    }
    let (status, said) = verify(folder.path(), &["r.md", "--results", "."]);
    assert_eq!(status, 0, "{said}");
    for words in [
        "check of demo: checked again, the same",
        "comparison of demo: played again",
        "run of demo: played again, 30 incidents of each of 2 alternatives, the same",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_figure_that_was_changed_is_told_with_its_place() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=30"]);
    report(folder.path(), &["result", "--to=md", "--output=r.md"]);
    edit(
        &folder.path().join("r.md"),
        "30 simulated incidents",
        "31 simulated incidents",
    );
    let (status, said) = verify(folder.path(), &["r.md", "--results", "result", "--quick"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("31 simulated") && said.contains("30 simulated") && said.contains("line "),
        "{said}"
    );
    assert!(said.contains("not to be relied on"), "{said}");
    report(folder.path(), &["result", "--to=csv", "--output=tables"]);
    fs::remove_file(folder.path().join("tables/limits.csv")).unwrap();
    let (status, said) = verify(folder.path(), &["tables", "--results", "result", "--quick"]);
    assert_eq!((status, said.contains("limits.csv")), (1, true), "{said}");
}

#[test]
fn a_result_that_was_changed_before_the_report_is_noticed() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=30"]);
    let document = folder.path().join("result/run.json");
    let written = fs::read_to_string(&document).unwrap();
    let seed = written
        .lines()
        .find(|line| line.contains("\"people_engaged\""))
        .expect("a measure");
    assert!(!seed.is_empty());
    let mut changed: serde_json::Value = serde_json::from_str(&written).unwrap();
    changed["alternatives"][0]["outrun_rate"]["estimate"] = 0.875.into();
    fs::write(&document, serde_json::to_string_pretty(&changed).unwrap() + "\n").unwrap();
    report(folder.path(), &["result", "--output=r.html"]);
    let (quick, said) = verify(folder.path(), &["r.html", "--results", "result", "--quick"]);
    assert_eq!(quick, 0, "the report is what its results give: {said}");
    let (status, said) = verify(folder.path(), &["r.html", "--results", "result"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("`alternatives[0].outrun_rate.estimate`") && said.contains("0.875"),
        "{said}"
    );
}

#[test]
fn a_result_that_was_changed_since_is_noticed() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=30"]);
    report(folder.path(), &["result", "--output=r.html"]);
    let records = folder.path().join("result/records.csv");
    let written = fs::read_to_string(&records).unwrap();
    fs::write(&records, written.replacen("incident", "incident ", 1)).unwrap();
    let (_, said) = verify(folder.path(), &["r.html", "--results", "result", "--quick"]);
    assert!(said.contains("records"), "{said}");
    play(folder.path(), "demo", &["--replications=31"]);
    let (status, said) = verify(folder.path(), &["r.html", "--results", "result", "--quick"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("is not the one that the report was made of"),
        "{said}"
    );
}

#[test]
fn what_is_missing_is_said() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=10"]);
    report(folder.path(), &["result", "--to=md", "--output=r.md"]);
    let (status, said) = verify(folder.path(), &["r.md", "--results", "demo"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("outrun/run/1") && said.contains("demo"), "{said}");
    fs::write(folder.path().join("x.md"), "# a report of somebody else").unwrap();
    let (status, said) = verify(folder.path(), &["x.md", "--results", "result"]);
    assert_eq!(
        (status, said.contains("does not say of what it was made")),
        (2, true),
        "{said}"
    );
}

#[test]
fn a_command_of_a_result_writes_nowhere() {
    let folder = new_exercise();
    play(folder.path(), "demo", &["--replications=10"]);
    let document = folder.path().join("result/run.json");
    edit(
        &document,
        "outrun run demo",
        "outrun run demo --records=stolen.csv",
    );
    report(folder.path(), &["result", "--to=md", "--output=r.md"]);
    let (_, said) = verify(folder.path(), &["r.md", "--results", "result"]);
    assert!(said.contains("`--records`, which is not given again"), "{said}");
    assert!(!folder.path().join("stolen.csv").exists());
}
