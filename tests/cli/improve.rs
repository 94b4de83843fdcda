//! `improve`: from an exercise to a plan, for people and for machines.

use super::journey::{assert_fits, json};
use super::{new_exercise, outrun, run, status, text};

const IMPROVE: [&str; 6] = [
    "improve",
    "demo",
    "--replications=200",
    "--budget=12000",
    "--steps=2",
    "--quiet",
];

#[test]
fn the_document_fits_its_schema_and_is_kept_with_the_plan() {
    let folder = new_exercise();
    let arguments = [&IMPROVE[..], &["--format=json", "--out=here"]].concat();
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "improve", &document);
    let kept = |name: &str| std::fs::read(folder.path().join("here").join(name)).expect("written");
    assert_eq!(kept("improve.json"), output.stdout);
    assert_eq!(document["schema"], "outrun/improve/1");
    assert_eq!(document["alternative"], "as-is");
    assert_eq!(
        text(&kept("improve.ron")),
        document["overlay"].as_str().expect("a text")
    );
    assert_eq!(document["before"]["replications"], 200);
    assert!(document["search"]["selected_from"].as_u64() > Some(200));
    // The command gives the same document again.
    let command = document["command"].as_str().expect("a command").to_owned();
    let words = command.split(' ').skip(1).chain(["--format=json", "--threads=1"]);
    let words: Vec<&str> = words.collect();
    assert_eq!(run(folder.path(), &words).stdout, output.stdout);
}

#[test]
fn pieces_are_valued_and_fit_the_schema() {
    let folder = new_exercise();
    let arguments = [
        "improve",
        "demo",
        "--worth",
        "--replications=100",
        "--quiet",
        "--format=json",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "improve", &document);
    let count = |name: &str| document["worth"][name].as_array().expect("a list").len();
    assert!(count("pieces") > 0 && count("absences") > 0);
    assert!(document["plan"].as_array().expect("a list").is_empty());
    let absent = text(&output.stdout);
    assert!(!absent.contains("\"kind\": \"person\""), "people only when asked");
}

#[test]
fn the_screen_fits_80_columns_but_for_what_is_pasted() {
    let folder = new_exercise();
    for further in [&["--details"][..], &["--worth"]] {
        let output = outrun(folder.path())
            .env("COLUMNS", "80")
            .args(IMPROVE)
            .args(further)
            .output()
            .expect("it runs");
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        let screen = text(&output.stdout);
        let (mut inside, mut long) = (false, Vec::new());
        for line in screen.lines() {
            inside = (inside || line.starts_with("READY TO COMMIT")) && !line.is_empty();
            if !inside && line.chars().count() > 80 {
                long.push(line);
            }
        }
        assert!(long.is_empty(), "{long:#?}");
    }
}

#[test]
fn bounds_that_name_nothing_are_refused() {
    let folder = new_exercise();
    for (option, what) in [
        ("--keep", "drop-gates"),
        ("--only", "nothing"),
        ("--let-sleep", "nobody-here"),
    ] {
        let output = run(folder.path(), &["improve", "demo", option, what, "--quiet"]);
        assert_eq!(status(&output), 2, "{option}");
        let words = text(&output.stderr);
        assert!(words.contains(what) && words.contains("there are:"), "{words}");
    }
    let output = run(folder.path(), &["improve", "demo", "--people", "--quiet"]);
    assert_eq!(status(&output), 2, "people are valued, not searched");
}

#[test]
fn what_so_few_incidents_cannot_tell_is_said() {
    let folder = new_exercise();
    let output = run(
        folder.path(),
        &["improve", "demo", "--replications=1", "--steps=1", "--quiet"],
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let screen = text(&output.stdout);
    assert!(screen.contains("nothing that can be told from luck"), "{screen}");
}
