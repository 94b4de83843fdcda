//! `run` that is cut off: what is somebody else's stays, what was kept is taken up, and words on what is left are true.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::resume::{arguments, cut, parts, resume, whole};
use super::shards::files;
use super::{edit, new_exercise, run, status, text};

/// Asks a child to end.
pub(super) fn end(child: &std::process::Child, signal: &str) {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args([signal, &pid]).status();
    assert!(sent.expect("kill runs").success());
}

fn open_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    names.filter(|name| name.starts_with(".outrun-")).collect()
}

#[test]
fn a_folder_that_no_run_has_made_is_left_alone() {
    let folder = new_exercise();
    let theirs = folder.path().join("cut/unfinished");
    std::fs::create_dir_all(theirs.join("parts")).expect("made");
    std::fs::write(theirs.join("parts/chapter.part"), "mine").expect("written");
    for (name, words) in [("plan.json", "{\"mine\": true}"), ("lock", "combination")] {
        std::fs::write(theirs.join(name), words).expect("written");
    }
    let before = files(&folder.path().join("cut"));
    for further in [&["--keep-every=0"][..], &["--keep-every=0", "--resume"]] {
        let output = run(folder.path(), &arguments("--out=cut", further));
        let said = text(&output.stderr);
        assert_eq!(status(&output), 3, "{said}");
        assert!(
            said.contains("`cut/unfinished`") && said.contains("choose another --out"),
            "{said}"
        );
        assert_eq!(files(&folder.path().join("cut")), before);
    }
}

#[test]
fn what_somebody_has_put_beside_what_is_kept_stays() {
    let folder = new_exercise();
    cut(folder.path(), "-KILL", &[]);
    let note = folder.path().join("cut/unfinished/note.txt");
    std::fs::write(&note, "mine").expect("written");
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert_eq!(std::fs::read(&note).expect("it is there"), b"mine");
    std::fs::remove_file(&note).expect("removed");
    std::fs::remove_dir(folder.path().join("cut/unfinished")).expect("nothing else is left");
}

#[test]
fn a_run_that_was_cut_off_before_it_was_kept_is_taken_up() {
    let folder = new_exercise();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("outrun"))
        // So many that it cannot have ended; fewer are wanted afterwards.
        .args([
            "run",
            "demo",
            "--replications=300000",
            "--out=cut",
            "--keep-every=1000",
            "--quiet",
        ])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    while !folder.path().join("cut").exists() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(300));
    end(&child, "-TERM");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(!parts(folder.path()).is_empty());
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert!(said.contains("taken up:"), "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

#[test]
fn fewer_replications_than_any_engine_is_known_by_are_taken_up() {
    let folder = new_exercise();
    cut(folder.path(), "-KILL", &[]);
    let few = ["run", "demo", "--replications=2", "--out=cut", "--fail-on=never"];
    let output = run(folder.path(), &[&few[..], &["--resume"]].concat());
    let said = text(&output.stderr);
    assert_eq!(status(&output), 0, "{said}");
    assert!(said.contains("taken up: 2 of 2 replications"), "{said}");
}

#[test]
fn only_its_own_open_files_are_swept_up() {
    let folder = new_exercise();
    let results = folder.path().join("cut");
    cut(folder.path(), "-KILL", &[]);
    // A run that plays has nothing open where others look.
    assert_eq!(open_files(&results), [""; 0]);
    std::fs::create_dir(results.join(".outrun-mine")).expect("made");
    std::fs::write(results.join(".outrun-another"), "open").expect("written");
    std::fs::write(results.join("unfinished/.outrun-cut"), "open").expect("written");
    std::fs::write(results.join("unfinished/parts/.outrun-cut"), "open").expect("written");
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert!(results.join(".outrun-mine").exists() && results.join(".outrun-another").exists());
    assert!(!results.join("unfinished").exists());
}

#[test]
fn where_results_do_not_fit_on_the_disk_those_before_stay_whole() {
    let folder = new_exercise();
    let estate = folder.path().join("demo/estate.ron");
    let long = format!("// {}\nEstate(", "long ".repeat(40_000));
    edit(&estate, "Estate(", &long);
    let few = [
        "run",
        "demo",
        "--replications=20",
        "--out=full",
        "--fail-on=never",
    ];
    let first = run(folder.path(), &few);
    assert_eq!(status(&first), 0, "{}", text(&first.stderr));
    let before = files(&folder.path().join("full"));
    // Records fit, the copy of the inputs does not.
    let limited = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh"])
        .arg(assert_cmd::cargo::cargo_bin!("outrun"))
        .args(few)
        .arg("--seed=5")
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let said = text(&limited.stderr);
    assert_eq!(status(&limited), 3, "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(files(&folder.path().join("full")), before);
}

#[test]
fn parts_beside_a_torn_plan_are_taken_up_and_it_is_said() {
    let folder = new_exercise();
    cut(folder.path(), "-KILL", &[]);
    let plan = folder.path().join("cut/unfinished/plan.json");
    let written = std::fs::read(&plan).expect("a plan");
    std::fs::write(&plan, &written[..written.len() / 2]).expect("written");
    std::fs::create_dir(folder.path().join("cut/unfinished/parts/x.part")).expect("made");
    let (ends, said) = resume(folder.path(), &[]);
    assert_eq!(ends, 0, "{said}");
    assert!(
        said.contains("plan.json` cannot be read")
            && said.contains("left out: `cut/unfinished/parts/x.part`"),
        "{said}"
    );
    assert!(
        said.contains("taken up:") && !said.contains("taken up: 0 of"),
        "{said}"
    );
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

#[test]
fn a_plan_without_parts_is_no_hindrance() {
    let folder = new_exercise();
    cut(folder.path(), "-KILL", &[]);
    let kept = folder.path().join("cut/unfinished");
    std::fs::remove_dir_all(kept.join("parts")).expect("removed");
    std::fs::write(kept.join("plan.json"), "").expect("written");
    let (ends, said) = resume(folder.path(), &["--keep-every=0"]);
    assert_eq!(ends, 0, "{said}");
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}

#[cfg(target_os = "linux")]
#[test]
fn who_says_nohup_is_not_hung_up() {
    let folder = new_exercise();
    let mut child = Command::new("nohup")
        .arg(assert_cmd::cargo::cargo_bin!("outrun"))
        .args(arguments("--out=cut", &["--keep-every=0"]))
        .current_dir(folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    while parts(folder.path()).is_empty() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended too soon");
        std::thread::sleep(Duration::from_millis(2));
    }
    end(&child, "-HUP");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(files(&folder.path().join("cut")), whole(folder.path(), &[]));
}
