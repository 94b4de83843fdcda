//! `run --resume`: a run that was cut off ends with the bytes of one that was not, and takes nothing in from others.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use outrun::experiment::shard::{Part, decode, encode};

use super::journey::{assert_fits, json};
use super::shards::files;
use super::{edit, new_exercise, run, status, text};

/// Long enough to be cut off: some seconds.
const LONG: &str = "--replications=6000";
const QUIET: [&str; 2] = ["--quiet", "--fail-on=never"];

pub(super) fn arguments<'a>(out: &'a str, further: &[&'a str]) -> Vec<&'a str> {
    [&["run", "demo", LONG, out], &QUIET[..], further].concat()
}

/// Starts a run that is kept after every chunk.
fn start(folder: &Path, further: &[&str]) -> Child {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    command
        .args(arguments("--out=cut", &["--keep-every=0"]))
        .args(further)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("it starts")
}

pub(super) fn parts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("cut/unfinished/parts"));
    let paths = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("an entry").path());
    let mut parts: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "part"))
        .collect();
    parts.sort();
    parts
}

/// Waits until so many parts are kept.
fn wait_for(folder: &Path, count: usize, child: &mut Child) {
    while parts(folder).len() < count {
        let ended = child.try_wait().expect("a child");
        assert!(ended.is_none(), "it ended before it was cut off");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A run cut off by a signal once so many parts were kept; how it ended.
pub(super) fn cut(folder: &Path, signal: &str, further: &[&str]) -> Option<i32> {
    let mut child = start(folder, further);
    wait_for(folder, 4, &mut child);
    let pid = child.id().to_string();
    let sent = std::process::Command::new("kill").args([signal, &pid]).status();
    assert!(sent.expect("kill runs").success());
    child.wait().expect("it ends").code()
}

pub(super) fn resume(folder: &Path, further: &[&str]) -> (i32, String) {
    let output = run(
        folder,
        &[
            &["run", "demo", LONG, "--out=cut", "--fail-on=never", "--resume"],
            further,
        ]
        .concat(),
    );
    (status(&output), text(&output.stderr))
}

pub(super) fn whole(folder: &Path, further: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let output = run(folder, &arguments("--out=whole", further));
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    files(&folder.join("whole"))
}

#[cfg(unix)]
#[test]
fn a_killed_run_ends_with_the_bytes_of_one_that_was_not() {
    let folder = new_exercise();
    let ended = cut(folder.path(), "-KILL", &["--threads=2", "--records=rows.csv"]);
    assert_eq!(ended, None, "it had no time to say anything");
    let (ends, said) = resume(folder.path(), &["--threads=1", "--records=rows.csv"]);
    assert_eq!(ends, 0, "{said}");
    assert!(
        said.contains("taken up:") && said.contains("of 6000 replications"),
        "{said}"
    );
    assert!(!folder.path().join("cut/unfinished").exists());
    // No temporary file stays in the folder either.
    let expected = whole(folder.path(), &[]);
    assert_eq!(files(&folder.path().join("cut")), expected);
    let rows = std::fs::read(folder.path().join("rows.csv")).expect("records");
    assert!(expected.iter().any(|(_, bytes)| *bytes == rows));
}

#[cfg(unix)]
#[test]
fn a_run_that_was_asked_to_end_says_how_to_go_on_and_loses_nothing() {
    let folder = new_exercise();
    assert_eq!(cut(folder.path(), "-TERM", &[]), Some(130));
    let document = json(&std::fs::read(folder.path().join("cut/run.json")).expect("results"));
    assert_eq!(document["partial"], true);
    let kept = |file: &PathBuf| decode(&std::fs::read(file).expect("a part")).expect("sound");
    let last = parts(folder.path())
        .iter()
        .map(kept)
        .map(|part| part.replications.end - 1)
        .max();
    let played = document["alternatives"][0]["replications"].as_u64();
    // All but the chunks that were begun.
    assert!(
        last.expect("parts") + 64 >= played.expect("a number"),
        "{last:?} {played:?}"
    );
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

#[cfg(unix)]
#[test]
fn a_run_until_settled_is_taken_up_too() {
    let folder = new_exercise();
    let until = ["--until=settled"];
    assert_eq!(cut(folder.path(), "-KILL", &until), None);
    let (ends, said) = resume(folder.path(), &until);
    assert_eq!(ends, 0, "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &until));
}

#[cfg(unix)]
#[test]
fn what_is_torn_is_played_again_and_what_is_of_others_is_refused() {
    let folder = new_exercise();
    let demo = folder.path().join("demo");
    cut(folder.path(), "-KILL", &[]);
    let refused = |further: &[&str], words: &str| {
        let (ends, said) = resume(folder.path(), further);
        assert_eq!(ends, 2, "{said}");
        assert!(
            said.contains("cannot be taken up") && said.contains(words),
            "{said}"
        );
    };
    refused(&["--seed=5"], "it is of seed 2026, and this is seed 5");
    refused(&["--alternative=as-is"], "it plays `as-is`, `predefined`");
    refused(&["--sweep=set.watch=1h,2h"], "it plays `as-is`, `predefined`");
    edit(&demo.join("estate.ron"), "Estate(", "Estate( ");
    refused(&[], "`estate.ron` was changed since it began");
    edit(&demo.join("estate.ron"), "Estate( ", "Estate(");
    let plan = folder.path().join("cut/unfinished/plan.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    edit(&plan, &version, "\"version\": \"0.0.1\"");
    refused(&[], "version 0.0.1 of Outrun played it");
    edit(&plan, "\"version\": \"0.0.1\"", &version);
    let torn = parts(folder.path()).remove(1);
    let bytes = std::fs::read(&torn).expect("a part");
    std::fs::write(&torn, &bytes[..bytes.len() / 2]).expect("written");
    forge(&parts(folder.path())[2], |part| part.replications.end += 1);
    forge(&parts(folder.path())[3], |part| {
        part.identity.known_answer.clear();
    });
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    for words in [
        "torn or changed",
        "other replications",
        "known replications gave something else",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

/// A part read, changed, and written again with a digest that fits.
fn forge(file: &Path, change: impl FnOnce(&mut Part)) {
    let mut part = decode(&std::fs::read(file).expect("a part")).expect("sound");
    change(&mut part);
    std::fs::write(file, encode(&part)).expect("written");
}

#[cfg(unix)]
#[test]
fn what_was_played_so_far_can_be_looked_at_while_the_run_goes_on() {
    let folder = new_exercise();
    let mut child = start(folder.path(), &[]);
    let so_far = folder.path().join("cut/unfinished");
    wait_for(folder.path(), 1, &mut child);
    while !so_far.join("run.json").exists() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(2));
    }
    // One run at a time is kept there.
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 3, "{said}");
    assert!(said.contains("another run is being kept there now"), "{said}");
    child.kill().expect("killed");
    child.wait().expect("it ends");
    let document = json(&std::fs::read(so_far.join("run.json")).expect("results"));
    assert_fits(folder.path(), "run", &document);
    assert_eq!(document["partial"], true);
    let report = run(
        folder.path(),
        &["report", "cut/unfinished", "--output=so-far.html"],
    );
    assert_eq!(status(&report), 0, "{}", text(&report.stderr));
    let page = std::fs::read_to_string(folder.path().join("so-far.html")).expect("a report");
    assert!(
        page.contains("interrupted") || page.contains("partial"),
        "the reader is told"
    );
}

#[cfg(unix)]
#[test]
fn a_run_that_cannot_be_kept_says_what_is_kept() {
    let folder = new_exercise();
    std::fs::create_dir(folder.path().join("cut")).expect("made");
    std::fs::write(folder.path().join("cut/unfinished"), "mine").expect("written");
    let further = ["--keep-every=0"];
    let output = run(folder.path(), &arguments("--out=cut", &further));
    assert_eq!(status(&output), 3);
    let said = text(&output.stderr);
    assert!(said.contains("cannot keep the run in `cut/unfinished`"), "{said}");
    std::fs::remove_file(folder.path().join("cut/unfinished")).expect("removed");
    cut(folder.path(), "-KILL", &[]);
    let parts = folder.path().join("cut/unfinished/parts");
    // Nothing more can be put there, as on a full disk.
    let away = folder.path().join("away");
    let mut child = start(folder.path(), &["--resume"]);
    std::thread::sleep(Duration::from_millis(50));
    wait_for(folder.path(), 5, &mut child);
    std::fs::rename(&parts, &away).expect("moved");
    std::fs::write(&parts, "full").expect("written");
    assert_eq!(child.wait().expect("it ends").code(), Some(3));
    std::fs::remove_file(&parts).expect("removed");
    std::fs::rename(&away, &parts).expect("moved back");
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

#[cfg(unix)]
#[test]
fn an_earlier_run_is_kept_until_a_long_one_takes_its_place() {
    let folder = new_exercise();
    cut(folder.path(), "-KILL", &[]);
    let kept = parts(folder.path());
    let output = run(
        folder.path(),
        &["run", "demo", "--replications=20", "--out=cut", "--fail-on=never"],
    );
    assert_eq!(status(&output), 0);
    assert!(
        text(&output.stderr).contains("`--resume` takes it up"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(parts(folder.path()), kept);
    let output = run(folder.path(), &arguments("--out=cut", &["--keep-every=0"]));
    assert_eq!(status(&output), 0);
    assert!(!folder.path().join("cut/unfinished").exists());
}

#[test]
fn where_nothing_is_kept_a_run_begins_with_its_first_replication() {
    let folder = new_exercise();
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0);
    assert!(said.contains("nothing is kept in `cut/unfinished`"), "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}
