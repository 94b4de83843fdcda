//! Shards where something is in the way: what schedulers are told, and what is put right by itself.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[cfg(unix)]
use super::cut::end;
use super::shards::{files, part, planned, played, shard};
use super::{new_exercise, run, status, text};

/// How a command ends and what it says, to each stream.
fn ends(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = run(folder, arguments);
    (status(&output), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_part_under_the_name_of_another_is_replaced() {
    let folder = planned();
    assert_eq!(shard(folder.path(), 2, &[]), 0);
    std::fs::copy(part(folder.path(), 2), part(folder.path(), 1)).expect("copied");
    let (status, _, said) = ends(folder.path(), &["shard", "sweep", "--number=1"]);
    assert_eq!(status, 0);
    assert!(said.contains("holds shard 2"), "{said}");
    assert_eq!(ends(folder.path(), &["missing", "sweep"]).1, "3-5\n");
}

#[cfg(unix)]
fn begin(folder: &Path) -> Child {
    let plan = [
        "plan",
        "demo",
        // So many that it cannot end before it is asked to.
        "--replications=300000",
        "--shards=1",
        "--out=sweep",
        "--quiet",
    ];
    assert_eq!(status(&run(folder, &plan)), 0);
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("outrun"));
    command
        .args(["shard", "sweep", "--number=1"])
        .current_dir(folder)
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    while !folder.join("sweep/parts").exists() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

#[cfg(unix)]
#[test]
fn a_shard_that_was_asked_to_end_is_worth_another_try_and_leaves_nothing() {
    for (wait, signals) in [(0, 1), (0, 2), (300, 1), (300, 2)] {
        let folder = new_exercise();
        let mut child = begin(folder.path());
        std::thread::sleep(Duration::from_millis(wait));
        for _ in 0..signals {
            end(&child, "-TERM");
        }
        assert_eq!(
            child.wait().expect("it ends").code(),
            Some(75),
            "{wait} {signals}"
        );
        assert_eq!(files(&folder.path().join("sweep/parts")), []);
    }
}

#[test]
fn what_never_passes_is_never_tried_again() {
    let folder = planned();
    std::fs::write(folder.path().join("taken"), "").expect("written");
    for command in [
        &["shard", "sweep", "--number=1"][..],
        &["missing", "sweep"],
        &["merge", "sweep"],
    ] {
        let (status, _, said) = ends(folder.path(), &[command, &["--parts=taken"]].concat());
        assert_eq!(status, 65, "{said}");
        assert!(said.contains("`taken`"), "{said}");
    }
    let folder = played();
    let before = files(folder.path());
    let (status, _, said) = ends(folder.path(), &["merge", "sweep", "--out=sweep"]);
    assert_eq!(status, 65, "{said}");
    assert!(said.contains("choose another --out"), "{said}");
    assert_eq!(files(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_by_name_and_a_shard_says_so() {
    let folder = planned();
    std::fs::create_dir_all(part(folder.path(), 1)).expect("made");
    std::os::unix::fs::symlink("nowhere", folder.path().join("sweep/parts/x.part")).expect("linked");
    assert_eq!(shard(folder.path(), 1, &[]), 65);
    let (status, printed, said) = ends(folder.path(), &["missing", "sweep"]);
    assert_eq!((status, printed.as_str()), (75, "1-5\n"));
    for name in ["shard-1-of-5.part", "x.part"] {
        assert!(said.contains(&format!("refused: `sweep/parts/{name}`")), "{said}");
    }
    assert_eq!(ends(folder.path(), &["merge", "sweep", "--out=merged"]).0, 65);
}

#[test]
fn missing_and_merge_agree_on_what_is_refused() {
    let folder = played();
    std::fs::write(folder.path().join("sweep/parts/copy.part"), "torn").expect("written");
    for command in [&["missing", "sweep"][..], &["merge", "sweep", "--out=merged"]] {
        let (status, printed, said) = ends(folder.path(), command);
        assert_eq!((status, printed.as_str()), (65, ""), "{said}");
        assert!(said.contains("refused: `sweep/parts/copy.part`"), "{said}");
    }
}

#[test]
fn more_shards_than_replications_and_more_rows_than_memory_are_refused() {
    let folder = new_exercise();
    let plan = ["plan", "demo", "--out=sweep", "--quiet"];
    let (status, _, said) = ends(
        folder.path(),
        &[&plan[..], &["--replications=10", "--shards=300000000"]].concat(),
    );
    assert_eq!(status, 2);
    assert!(
        said.contains("10 replications") && said.contains("--shards"),
        "{said}"
    );
    assert!(!folder.path().join("sweep").exists());
    let (status, _, said) = ends(
        folder.path(),
        &[&plan[..], &["--replications=100000000", "--shards=1000"]].concat(),
    );
    assert_eq!(status, 0, "{said}");
    let (status, _, said) = ends(folder.path(), &["merge", "sweep"]);
    assert_eq!(status, 65, "{said}");
    assert!(said.contains("of memory"), "{said}");
}
