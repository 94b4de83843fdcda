//! `plan`, `shard`, `missing`, `merge`: a run in pieces gives the bytes of a run, and nothing foreign gets in.

use std::path::{Path, PathBuf};

use outrun::document::sha256;
use outrun::experiment::shard::{Part, decode, encode};

use super::journey::{assert_fits, json};
use super::{edit, new_exercise, outrun, run, status, text};

const SHARDS: u64 = 5;

/// A plan in `sweep`, of an exercise in `demo`.
pub(super) fn planned() -> tempfile::TempDir {
    let folder = new_exercise();
    let shards = format!("--shards={SHARDS}");
    let output = run(
        folder.path(),
        &[
            "plan",
            "demo",
            "--replications=83",
            "--seed=9",
            &shards,
            "--out=sweep",
            "--quiet",
        ],
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    folder
}

pub(super) fn shard(folder: &Path, number: u64, further: &[&str]) -> i32 {
    let number = format!("--number={number}");
    status(&run(
        folder,
        &[&["shard", "sweep", &number, "--quiet"], further].concat(),
    ))
}

pub(super) fn played() -> tempfile::TempDir {
    let folder = planned();
    for number in [4, 1, 5, 3, 2] {
        let threads = if number % 2 == 0 {
            "--threads=1"
        } else {
            "--threads=2"
        };
        assert_eq!(shard(folder.path(), number, &[threads]), 0);
    }
    folder
}

pub(super) fn part(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("sweep/parts/shard-{number}-of-{SHARDS}.part"))
}

/// All files below a folder with their bytes, sorted.
pub(super) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("inside").to_path_buf();
                found.push((inside, std::fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

/// What a merge says and how it ends, after something was done to the parts.
fn merge_after(change: impl FnOnce(&Path)) -> (i32, String) {
    let folder = played();
    change(folder.path());
    let output = run(
        folder.path(),
        &["merge", "sweep", "--out=merged", "--fail-on=never"],
    );
    let said = text(&output.stderr);
    let is_done = folder.path().join("merged/run.json").exists();
    assert_eq!(is_done, status(&output) == 0, "{said}");
    (status(&output), said)
}

/// A part read, changed, and written again with a digest that fits.
pub(super) fn forge(file: &Path, change: impl FnOnce(&mut Part)) {
    let mut part = decode(&std::fs::read(file).expect("a part")).expect("sound");
    change(&mut part);
    std::fs::write(file, encode(&part)).expect("written");
}

#[test]
fn shards_merge_to_the_bytes_of_one_run() {
    let folder = played();
    let output = run(
        folder.path(),
        &[
            "merge",
            "sweep",
            "--out=merged",
            "--fail-on=never",
            "--format=json",
        ],
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let whole = run(
        folder.path(),
        &[
            "run",
            "demo",
            "--replications=83",
            "--seed=9",
            "--out=whole",
            "--fail-on=never",
            "--format=json",
            "--quiet",
        ],
    );
    assert_eq!(text(&output.stdout), text(&whole.stdout));
    assert_eq!(
        files(&folder.path().join("merged")),
        files(&folder.path().join("whole"))
    );
}

#[test]
fn a_sweep_in_pieces_gives_the_bytes_of_one() {
    let folder = new_exercise();
    let sweep = [
        "--sweep=set.watch=30m,2h",
        "--sweep-of=predefined",
        "--replications=40",
        "--alternative=as-is",
    ];
    let plan = ["plan", "demo", "--shards=2", "--out=sweep", "--quiet"];
    let output = run(folder.path(), &[&plan[..], &sweep].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    for number in [2, 1] {
        assert_eq!(shard(folder.path(), number, &[]), 0);
    }
    let output = run(
        folder.path(),
        &["merge", "sweep", "--out=merged", "--fail-on=never"],
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let whole = ["run", "demo", "--out=whole", "--fail-on=never", "--quiet"];
    run(folder.path(), &[&whole[..], &sweep].concat());
    let merged = files(&folder.path().join("merged"));
    assert_eq!(merged, files(&folder.path().join("whole")));
    let document = json(&std::fs::read(folder.path().join("merged/run.json")).expect("results"));
    assert_eq!(document["alternatives"].as_array().map(Vec::len), Some(4));
}

#[test]
fn the_plan_fits_its_schema_and_names_its_inputs() {
    let folder = planned();
    let written = std::fs::read(folder.path().join("sweep/plan.json")).expect("a plan");
    let plan = json(&written);
    assert_fits(folder.path(), "plan", &plan);
    for input in plan["inputs"].as_array().expect("a list") {
        let file = input["file"].as_str().expect("a path");
        let copied = std::fs::read(folder.path().join("sweep/inputs").join(file)).expect("copied");
        assert_eq!(input["sha256"], sha256(&copied));
    }
    // A plan is never written over.
    let again = run(folder.path(), &["plan", "demo", "--shards=2", "--out=sweep"]);
    assert_eq!(status(&again), 2);
    assert_eq!(
        std::fs::read(folder.path().join("sweep/plan.json")).expect("a plan"),
        written
    );
}

#[test]
fn what_is_missing_is_named_as_array_jobs_take_it() {
    let folder = planned();
    let missing = |expected: &str, ends: i32| {
        let output = run(folder.path(), &["missing", "sweep"]);
        assert_eq!((text(&output.stdout).as_str(), status(&output)), (expected, ends));
    };
    missing("1-5\n", 75);
    assert_eq!(shard(folder.path(), 2, &[]), 0);
    assert_eq!(
        shard(folder.path(), 2, &[]),
        0,
        "what is there is not played again"
    );
    missing("1,3-5\n", 75);
    let output = run(folder.path(), &["merge", "sweep", "--out=merged"]);
    assert_eq!(status(&output), 75);
    assert!(text(&output.stderr).contains("shards 1,3-5 are missing"));
    assert!(!folder.path().join("merged").exists());
    for number in [1, 3, 4, 5] {
        assert_eq!(shard(folder.path(), number, &[]), 0);
    }
    missing("", 0);
}

#[test]
fn torn_and_changed_parts_are_refused() {
    let torn = merge_after(|folder| {
        let bytes = std::fs::read(part(folder, 3)).expect("a part");
        std::fs::write(part(folder, 3), &bytes[..bytes.len() / 2]).expect("written");
    });
    assert_eq!(torn.0, 65);
    assert!(
        torn.1.contains("shard-3-of-5.part") && torn.1.contains("torn or changed"),
        "{}",
        torn.1
    );
    let changed = merge_after(|folder| {
        let mut bytes = std::fs::read(part(folder, 1)).expect("a part");
        let last = bytes.len() - 9;
        bytes[last] ^= 1;
        std::fs::write(part(folder, 1), bytes).expect("written");
    });
    assert_eq!(changed.0, 65);
    assert!(changed.1.contains("torn or changed"), "{}", changed.1);
    let other = merge_after(|folder| std::fs::write(part(folder, 2), "a note\n").expect("written"));
    assert_eq!(other.0, 65);
    assert!(other.1.contains("no part of a run"), "{}", other.1);
}

#[test]
fn foreign_overlapping_and_contradicting_parts_are_refused_though_their_digests_fit() {
    let refused = |words: &str, change: fn(&mut Part)| {
        let (ends, said) = merge_after(|folder| forge(&part(folder, 2), change));
        assert_eq!(ends, 65, "{said}");
        assert!(said.contains(words), "{said}");
    };
    refused("belongs to another plan", |part| {
        part.identity.plan = sha256(b"another");
    });
    refused("version 0.0.1 played it", |part| {
        part.identity.version = "0.0.1".to_owned();
    });
    refused("known replications gave something else", |part| {
        part.identity.known_answer.clear();
    });
    refused("would overlap", |part| part.replications.end += 1);
    refused("would overlap", |part| part.shard = 3);
    refused("would overlap", |part| drop(part.played.pop()));
    refused("would overlap", |part| {
        part.played[0].false_alarms = part.played[0].false_alarms.is_none().then(Default::default);
    });
    let (ends, said) = merge_after(|folder| {
        let copy = folder.join("sweep/parts/copy.part");
        std::fs::copy(part(folder, 2), &copy).expect("copied");
        forge(&copy, |part| part.played[0].reach_weight += 1);
    });
    assert_eq!(ends, 65);
    assert!(said.contains("contradicts"), "{said}");
}

#[test]
fn the_same_part_twice_counts_once() {
    let (ends, said) = merge_after(|folder| {
        std::fs::copy(part(folder, 2), folder.join("sweep/parts/again.part")).expect("copied");
    });
    assert_eq!(ends, 0, "{said}");
}

#[test]
fn schedulers_are_told_what_to_try_again() {
    let folder = planned();
    assert_eq!(shard(folder.path(), 6, &[]), 65, "there is no such shard");
    assert_eq!(
        status(&run(folder.path(), &["shard", "nowhere", "--number=1"])),
        65
    );
    // Inputs that were changed under the plan.
    edit(
        &folder.path().join("sweep/inputs/playbook.ron"),
        "Playbook(",
        "Playbook( ",
    );
    let output = outrun(folder.path())
        .args(["shard", "sweep", "--number=1"])
        .output()
        .expect("it runs");
    assert_eq!(status(&output), 65);
    assert!(
        text(&output.stderr).contains("inputs were changed"),
        "{}",
        text(&output.stderr)
    );
}
