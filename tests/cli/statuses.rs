//! Exit statuses: 0, 1, 2, 3 and 130.

use super::{edit, new_exercise, outrun, run, status, text};

const FEW: [&str; 3] = ["run", "demo", "--replications=20"];

#[test]
fn a_missed_objective_is_one_unless_asked_otherwise() {
    let folder = new_exercise();
    let objectives = folder.path().join("demo/exercise.ron");
    edit(&objectives, "outrun_rate >= 50%", "outrun_rate >= 100%");
    assert_eq!(status(&run(folder.path(), &FEW)), 1);
    let never = [&FEW[..], &["--fail-on=never"]].concat();
    assert_eq!(status(&run(folder.path(), &never)), 0);
}

#[test]
fn an_undecided_objective_is_one_only_if_asked_for() {
    let folder = new_exercise();
    let objectives = folder.path().join("demo/exercise.ron");
    // Twenty incidents cannot tell a rate of a half from this.
    edit(&objectives, "\"outrun_rate >= 50%\",", "\"outrun_rate >= 35%\",");
    edit(&objectives, "\"p50(time_to_containment) <= 8h\",", "");
    assert_eq!(status(&run(folder.path(), &FEW)), 0);
    let undecided = [&FEW[..], &["--fail-on=undecided"]].concat();
    assert_eq!(status(&run(folder.path(), &undecided)), 1);
}

#[test]
fn bad_usage_is_two_and_says_why() {
    let folder = new_exercise();
    let cases: [(&[&str], &str); 11] = [
        (&["run"], "<PATH>"),
        (&["ran", "demo"], "run"),
        (&["run", "demo", "--replications", "0"], "0"),
        (&["run", "demo", "--replications", "many"], "many"),
        (&["run", "demo", "--threads", "0"], "0"),
        (&["run", "demo", "--fail-on", "sometimes"], "never"),
        (
            &["run", "demo", "--alternative", "predefind"],
            "did you mean `predefined`?",
        ),
        (&["run", "demo", "--records", "rows.parquet"], "`.csv`"),
        (&["trace", "demo", "--quantile", "1.5"], "0 to 1"),
        (&["trace", "demo", "--median", "--worst"], "cannot be used with"),
        (&["explain", "IN9999"], "no code `IN9999`"),
    ];
    for (arguments, expected) in cases {
        let output = run(folder.path(), arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains(expected), "{arguments:?} says\n{said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(
        !folder.path().join("results").exists(),
        "bad usage writes nothing"
    );
}

#[test]
fn help_and_version_are_no_mistakes() {
    let folder = new_exercise();
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["run", "--help"],
        &["help", "trace"],
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(status(&output), 0, "{arguments:?}");
        assert!(
            !output.stdout.is_empty() && output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn bad_input_is_two_with_every_mistake_and_its_place() {
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "entry: \"deploy-token\"",
        "entry: \"deploy-tokn\"",
    );
    edit(
        &folder.path().join("demo/playbook.ron"),
        "Role(\"platform-lead\"), within: \"30m\"",
        "Role(\"platform-led\"), within: \"30x\"",
    );
    let output = run(folder.path(), &FEW);
    assert_eq!(status(&output), 2);
    let said = text(&output.stderr);
    for expected in [
        "exercise.ron:7",
        "deploy-tokn",
        "did you mean `deploy-token`?",
        "playbook.ron:9",
        "did you mean `platform-lead`?",
        "30x",
    ] {
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
    assert!(output.stdout.is_empty());
    assert!(!folder.path().join("results").exists());
    let missing = run(folder.path(), &["run", "nowhere"]);
    assert_eq!(status(&missing), 2);
    assert!(text(&missing.stderr).contains("nowhere"));
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_nothing_is_three() {
    let folder = new_exercise();
    // A file where the folder of results would be.
    std::fs::write(folder.path().join("taken"), "mine").expect("written");
    let output = run(folder.path(), &[&FEW[..], &["--out", "taken/results"]].concat());
    assert_eq!(status(&output), 3);
    let said = text(&output.stderr);
    assert!(
        said.contains("taken/results") && said.contains("nothing was written"),
        "{said}"
    );
    assert!(output.stdout.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_takes_nothing_is_three() {
    let folder = new_exercise();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("the full device");
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    let ended = command
        .args(["run", "demo", "--replications=5", "--quiet"])
        .current_dir(folder.path())
        .stdout(full);
    assert_eq!(ended.status().expect("it ran").code(), Some(3));
    assert!(
        folder.path().join("results/demo/run.json").is_file(),
        "results were written before"
    );
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    use std::process::Stdio;
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "outrun_rate >= 50%",
        "outrun_rate >= 0%",
    );
    edit(
        &folder.path().join("demo/exercise.ron"),
        "\"p50(time_to_containment) <= 8h\",",
        "",
    );
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    command
        .args(["run", "demo", "--replications=20", "--quiet", "--format=json"])
        .current_dir(folder.path());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
}

/// A long run, interrupted so long after its outputs were opened.
#[cfg(unix)]
fn interrupted(folder: &std::path::Path, after: std::time::Duration) -> std::process::Output {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    command
        .args(["run", "demo", "--replications=300000", "--threads=1"])
        .current_dir(folder)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let child = command.spawn().expect("it starts");
    // The outputs are opened before the play.
    let results = folder.join("results/demo");
    let is_open = || std::fs::read_dir(&results).is_ok_and(|files| files.count() > 0);
    while !is_open() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(after);
    let pid = child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.expect("kill runs").success());
    child.wait_with_output().expect("it ends")
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_what_was_played() {
    // How soon the first incident is played depends on the machine: one interrupted before is tried again, later.
    for wait in [20, 100, 500, 2_500, 12_500, 60_000] {
        let folder = new_exercise();
        let output = interrupted(folder.path(), std::time::Duration::from_millis(wait));
        let results = folder.path().join("results/demo");
        let Ok(document) = std::fs::read_to_string(results.join("run.json")) else {
            continue;
        };
        let document: serde_json::Value = serde_json::from_str(&document).expect("whole");
        if document["alternatives"][0]["replications"] == 0 {
            continue;
        }
        assert_eq!(status(&output), 130, "{}", text(&output.stderr));
        let said = text(&output.stdout);
        assert!(
            said.contains("PARTIAL") && said.contains("DID WE OUTRUN IT?"),
            "{said}"
        );
        assert_eq!(document["partial"], true);
        let entries = std::fs::read_dir(&results).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut left: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        left.sort();
        // No temporary file stays; what was played is kept to go on from.
        assert_eq!(left, ["inputs", "records.csv", "run.json", "unfinished"]);
        return;
    }
    panic!("nothing was played in a minute");
}

#[test]
fn without_arguments_the_help_is_shown_as_an_error() {
    let folder = new_exercise();
    outrun(folder.path()).assert().code(2);
}
