//! `exercise fit`, as somebody uses it who has the export of a paging system.

use std::path::Path;

use super::shell::{document, edit, new_exercise, run, said, status, text};

const PAGES: &str = "role,state,what,seconds,unanswered_after,user\n\
    platform-oncall,on-call,acknowledgement,95,,jonas\n\
    platform-oncall,on-call,acknowledgement,3m 20s,,tomasz\n\
    security-oncall,on-call,acknowledgement,610,,aiko\n\
    platform-oncall,on-call,acknowledgement,,15m,jonas\n\
    platform-lead,on-shift,decision,25m,,ines\n\
    platform-lead,,decision,12m,,ines\n\
    jonas,on-call,acknowledgement,50,,jonas\n\
    ghost,off,acknowledgement,50,,\n\
    platform-oncall,asleep,acknowledgement,50,,\n";

fn with_pages() -> tempfile::TempDir {
    let folder = new_exercise();
    std::fs::write(folder.path().join("pages.csv"), PAGES).unwrap();
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_few_pages_say_little_and_the_screen_says_so() {
    let folder = with_pages();
    let screen = said(folder.path(), &["exercise", "fit", "demo", "--from", "pages.csv"]);
    for line in screen.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!(screen);
}

#[test]
fn the_document_has_prior_data_and_posterior_and_no_name() {
    let folder = with_pages();
    let arguments = ["exercise", "fit", "demo", "--from=pages.csv", "--format=json"];
    let fit = document(folder.path(), &arguments, "fit");
    assert_eq!(fit["observations"], 6);
    let one = &fit["fitted"][0];
    assert_eq!((&one["answered"], &one["open"]), (&3.into(), &1.into()));
    assert_eq!(one["preset"], "reach.engineer.on-call.delay");
    assert_eq!(one["before"]["median"]["value"].as_f64().unwrap().round(), 360.0);
    assert!(one["after"]["median"]["value"].as_f64().unwrap() < 360.0);
    assert_eq!(fit["left_out"].as_array().unwrap().len(), 3);
    for name in ["jonas", "tomasz", "aiko", "ines"] {
        assert!(!fit.to_string().contains(name), "{name} is in {fit}");
    }
    let told: Vec<&str> = fit["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["because"].as_str().unwrap())
        .collect();
    assert!(
        told[0].contains("unless people have consented") && told[1].contains("`ghost`"),
        "{told:?}"
    );
    // Who consents is counted, and still not named.
    let consented = document(folder.path(), &[&arguments[..], &["--consented"]].concat(), "fit");
    assert_eq!(consented["fitted"][0]["answered"], 4);
    assert!(!consented.to_string().contains("jonas"), "{consented}");
    // The same bytes again.
    assert_eq!(said(folder.path(), &arguments), said(folder.path(), &arguments));
}

#[test]
fn an_overlay_is_read_applied_and_refused() {
    let folder = with_pages();
    let before = read(folder.path(), "demo/exercise.ron");
    let arguments = [
        "exercise",
        "fit",
        "demo",
        "--from=pages.csv",
        "--out=overlay.ron",
        "--include=demo/measured.ron",
    ];
    said(folder.path(), &arguments);
    // Nothing changes silently.
    assert_eq!(read(folder.path(), "demo/exercise.ron"), before);
    let overlay = read(folder.path(), "overlay.ron");
    assert!(
        overlay.contains("4 observations (1 without an answer) move the median from 6m"),
        "{overlay}"
    );
    let inside = overlay.split_once("{\n").unwrap().1.rsplit_once('}').unwrap().0;
    edit(
        &folder.path().join("demo/exercise.ron"),
        "alternatives: {",
        &format!("alternatives: {{\n{inside}"),
    );
    let few = [
        "run",
        "demo",
        "--replications=40",
        "--quiet",
        "--fail-on=never",
        "--format=json",
    ];
    let run_of = |further: &[&str]| document(folder.path(), &[&few[..], further].concat(), "run");
    let all = run_of(&[]);
    let names: Vec<&str> = all["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    for name in ["measured", "measured-quick", "measured-slow", "as-is"] {
        assert!(names.contains(&name), "{names:?}");
    }
    // Refused: thrown away. Applied otherwise: one line in `uses`.
    std::fs::write(folder.path().join("demo/exercise.ron"), &before).unwrap();
    let plain = run_of(&["--alternative=as-is"]);
    edit(
        &folder.path().join("demo/exercise.ron"),
        "uses: [",
        "uses: [\"measured.ron\", ",
    );
    let shown = said(folder.path(), &["show", "demo", "--alternative=as-is"]);
    assert!(shown.contains("measured.ron"), "{shown}");
    assert_ne!(run_of(&["--alternative=as-is"])["inputs"], plain["inputs"]);
}

#[test]
fn exports_with_instants_are_read_too() {
    let folder = new_exercise();
    std::fs::write(folder.path().join("export.csv"), "Escalation Policy;State\nx;y\n").unwrap();
    let wrong = run(folder.path(), &["exercise", "fit", "demo", "--from=export.csv"]);
    assert_eq!(status(&wrong), 2);
    assert!(
        text(&wrong.stderr).contains("no column `role`"),
        "{}",
        text(&wrong.stderr)
    );
    std::fs::write(
        folder.path().join("export.csv"),
        "Escalation Policy,State,Created At,Acknowledged At,Escalated At\n\
         platform-oncall,on call,2026-05-02T03:00:00Z,2026-05-02T03:04:00Z,\n\
         platform-oncall,on call,2026-05-09 03:00,2026-05-09 03:02,\n\
         platform-oncall,on call,2026-05-16T03:00:00Z,,2026-05-16T03:15:00Z\n\
         platform-oncall,on call,2026-05-16T03:00:00Z,,\n",
    )
    .unwrap();
    let arguments = ["exercise", "fit", "demo", "--from=export.csv", "--format=json"];
    let fit = document(folder.path(), &arguments, "fit");
    let one = &fit["fitted"][0];
    assert_eq!((&one["answered"], &one["open"]), (&2.into(), &1.into()));
    assert_eq!(fit["left_out"].as_array().unwrap().len(), 1);
    // Of nothing that can be used nothing is made.
    std::fs::write(
        folder.path().join("none.csv"),
        "role,state,seconds\nghost,off,5\n",
    )
    .unwrap();
    let none = run(
        folder.path(),
        &["exercise", "fit", "demo", "--from=none.csv", "--out=none.ron"],
    );
    assert_eq!(status(&none), 2);
    assert!(!folder.path().join("none.ron").exists());
}
