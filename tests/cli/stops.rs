//! `--until` and `--best`: how far they play, what they say of it, and the same bytes again.

use super::journey::{assert_fits, json};
use super::{edit, new_exercise, outrun, run, status, text};

/// An exercise with three more plans: one that is another under a new name, one with one step alone, and one that is nearly
/// the predefined one.
fn many() -> tempfile::TempDir {
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "\"as-is\": [],",
        "\"as-is\": [], \"twin\": [], \"one-step\": [Right(id: \"contain/default\", standing: true, \
         executor: [Step(who: Rota(\"security-oncall\"), within: \"10m\")])], \"nearly\": [Like(\"predefined\"), \
         Right(id: \"contain/default\", executor: [Step(who: Rota(\"security-oncall\"), within: \"5m\"), \
         Step(who: Rota(\"platform-oncall\"), within: \"5m\")])],",
    );
    folder
}

fn words(command: &str) -> Vec<&str> {
    command.split(' ').skip(1).collect()
}

#[test]
fn a_comparison_ends_when_its_headline_is_settled_and_says_so() {
    let folder = new_exercise();
    let arguments = [
        "compare",
        "demo",
        "--until=headline",
        "--replications=2000",
        "--quiet",
        "--format=json",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document = json(&output.stdout);
    assert_fits(folder.path(), "compare", &document);
    let stopping = &document["stopping"];
    assert_eq!(
        (&stopping["until"], &stopping["settled"]),
        (&"headline".into(), &true.into())
    );
    let last = stopping["looks"]
        .as_array()
        .and_then(|looks| looks.last())
        .expect("a look");
    let one = &document["alternatives"][0];
    assert_eq!(last["replications"], one["replications"]);
    assert!(last["replications"].as_u64() < Some(2_000), "{stopping}");
    assert_eq!(last["confidence"], one["measures"][0]["difference"]["confidence"]);
    let command = document["command"].as_str().expect("a command").to_owned();
    let again = [&words(&command)[..], &["--format=json", "--threads=1", "--quiet"]].concat();
    assert_eq!(run(folder.path(), &again).stdout, output.stdout);
}

#[test]
fn a_run_that_ends_by_itself_keeps_the_records_of_one_that_long() {
    let folder = new_exercise();
    let file = folder.path().join("demo/exercise.ron");
    edit(
        &file,
        "p50(time_to_containment) <= 8h",
        "p50(time_to_containment) <= 1h",
    );
    let until = [
        "run",
        "demo",
        "--until=settled",
        "--replications=2000",
        "--quiet",
        "--out=until",
        "--format=json",
    ];
    let document = json(&run(folder.path(), &until).stdout);
    assert_fits(folder.path(), "run", &document);
    let played = document["alternatives"][0]["replications"]
        .as_u64()
        .expect("a number");
    assert!(
        played < 2_000 && document["stopping"]["settled"] == true,
        "{}",
        document["stopping"]
    );
    let fixed = [
        "run",
        "demo",
        &format!("--replications={played}"),
        "--quiet",
        "--out=fixed",
    ];
    run(folder.path(), &fixed);
    let records = |of: &str| std::fs::read(folder.path().join(of).join("records.csv")).expect("records");
    assert_eq!(records("until"), records("fixed"));
    let command = document["command"].as_str().expect("a command").to_owned();
    assert!(command.ends_with("--until settled"), "{command}");
}

#[test]
fn the_best_of_five_at_80_columns() {
    let folder = many();
    let output = outrun(folder.path())
        .env("COLUMNS", "80")
        .args(["compare", "demo", "--best", "--replications=2000", "--quiet"])
        .output()
        .expect("it runs");
    let screen = text(&output.stdout);
    for line in screen.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!(screen);
}

#[test]
fn the_best_is_in_the_document_with_what_it_took() {
    let folder = many();
    let arguments = [
        "compare",
        "demo",
        "--best",
        "--replications=1000",
        "--quiet",
        "--format=json",
    ];
    let output = run(folder.path(), &arguments);
    let document = json(&output.stdout);
    assert_fits(folder.path(), "compare", &document);
    let choice = &document["choice"];
    let number = |of: &serde_json::Value| of.as_u64().expect("a number");
    assert_eq!(
        (&choice["measure"], &choice["confidence"]),
        (&"outrun_rate".into(), &0.95.into())
    );
    let candidates = choice["candidates"].as_array().expect("a list");
    assert_eq!(candidates.len(), 5);
    let sum: u64 = candidates.iter().map(|one| number(&one["replications"])).sum();
    assert_eq!(sum, number(&choice["replications"]));
    assert!(sum < number(&choice["equal_allocation"]), "{choice}");
    let command = document["command"].as_str().expect("a command").to_owned();
    let again = [&words(&command)[..], &["--format=json", "--threads=1", "--quiet"]].concat();
    assert_eq!(run(folder.path(), &again).stdout, output.stdout);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = new_exercise();
    for (arguments, words) in [
        (
            &["compare", "demo", "--best=mean(pagez)"][..],
            "did you mean `mean(pages)`?",
        ),
        (
            &["compare", "demo", "--best", "--until=settled"],
            "cannot be used with",
        ),
        (
            &["compare", "demo", "--confidence=0.9"],
            "goes with `--until` or `--best`",
        ),
        (
            &["compare", "demo", "--until=settled", "--confidence=1"],
            "0.5 to 0.9999",
        ),
        (&["run", "demo", "--confidence=0.9"], "goes with `--until`"),
        (
            &["run", "demo", "--until=settled", "--against=results/demo"],
            "cannot be used with",
        ),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}

#[test]
fn margins_are_read_from_the_exercise_and_options_go_before() {
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "alternatives: {",
        "margin: Margin(rates: \"30%\", of: { \"time_to_containment\": \"200h\", \"blast_at_end\": \"7\" }),\n    alternatives: {",
    );
    let compare = [
        "compare",
        "demo",
        "--replications=400",
        "--quiet",
        "--format=json",
    ];
    let measures = |further: &[&str]| {
        let document = json(&run(folder.path(), &[&compare[..], further].concat()).stdout);
        let measures = document["alternatives"][0]["measures"]
            .as_array()
            .expect("a list")
            .clone();
        let of = |name: &str| {
            let found = measures
                .iter()
                .find(|one| one["measure"] == name)
                .expect("it is there");
            (
                found["margin"].as_f64().expect("a number"),
                found["verdict"].clone(),
            )
        };
        [
            of("outrun_rate"),
            of("restricted_mean(time_to_containment)"),
            of("p90(blast_at_end)"),
            of("mean(pages)"),
        ]
    };
    let written = measures(&[]);
    assert_eq!(written[0], (0.3, "no_practical_difference".into()));
    assert_eq!(written[1], (720_000.0, "no_practical_difference".into()));
    assert!((written[2].0 - 7.0).abs() < 1e-12);
    let options = measures(&["--rate-margin=0.02", "--margin=0.5"]);
    assert_eq!(options[0], (0.02, "better".into()));
    assert!((options[1].0 - written[1].0).abs() < 1e-9);
    assert!((options[3].0 - 10.0 * written[3].0).abs() < 1e-9);
}
