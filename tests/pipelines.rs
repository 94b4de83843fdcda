//! `outrun check` in pipelines: SARIF, annotations, baselines, fixes, and the examples of the docs, which are run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{edit, outrun, run, status, text};

/// A copy of the small plans that provoke findings, so that they can be changed.
fn plans() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_file() {
                fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
            }
        }
    };
    copy(&from, folder.path());
    copy(&from.join("plain"), &folder.path().join("plain"));
    folder
}

fn snapshot(words: &str) {
    let name = std::thread::current()
        .name()
        .and_then(|name| name.rsplit(':').next())
        .expect("a test")
        .to_owned();
    insta::with_settings!({ snapshot_path => "pipelines", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, words);
    });
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

#[test]
fn sarif_is_as_its_schema_says() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sarif/sarif-schema-2.1.0.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(schema).expect("a schema")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, least) in [
        ("scenarios/weekend-token", 20),
        ("tests/findings/OUT090-yes.ron", 1),
        ("scenarios/rejected/bad-zone", 1),
    ] {
        let sarif = json(&run(root, &["check", path, "--format", "sarif"]));
        let errors: Vec<String> = schema
            .iter_errors(&sarif)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        assert!(results.len() >= least, "{path}: {}", results.len());
        let rules: Vec<&str> = sarif["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .filter_map(|rule| rule["id"].as_str())
            .collect();
        for result in results {
            assert!(
                rules.contains(&result["ruleId"].as_str().expect("an id")),
                "{result}"
            );
        }
    }
    let sarif = json(&run(
        root,
        &["check", "tests/findings/OUT090-yes.ron", "--format", "sarif"],
    ));
    let fix = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(fix["deletedRegion"]["startLine"], 4, "{sarif}");
}

#[test]
fn silenced_findings_are_suppressed_with_their_reason() {
    let folder = plans();
    let file = folder.path().join("OUT025-yes.ron");
    edit(
        &file,
        "Exercise(\n",
        "Exercise(\n    findings: [Finding(code: \"OUT025\", level: Silenced, reason: \"the desk is new\")],\n",
    );
    let sarif = json(&run(
        folder.path(),
        &["check", "OUT025-yes.ron", "--format", "sarif"],
    ));
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let of: Vec<&Value> = results.iter().filter(|one| one["ruleId"] == "OUT025").collect();
    assert!(!of.is_empty());
    assert!(
        of.iter()
            .all(|one| one["suppressions"][0]["justification"] == "the desk is new"),
        "{of:?}"
    );
}

#[test]
fn annotations_stand_at_the_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = text(
        &run(
            root,
            &["check", "tests/findings/OUT025-yes.ron", "--format", "github"],
        )
        .stdout,
    );
    snapshot(&lines);
}

#[test]
fn only_what_is_new_fails() {
    let folder = plans();
    let check = |arguments: &[&str]| {
        run(
            folder.path(),
            &[&["check", "OUT025-yes.ron", "--fail-on", "note"], arguments].concat(),
        )
    };
    assert_eq!(status(&check(&[])), 1, "it has findings");
    assert_eq!(status(&check(&["--write-baseline", "known.json"])), 0);
    let again = check(&["--baseline", "known.json"]);
    assert_eq!(status(&again), 0, "{}", text(&again.stdout));
    assert!(text(&again.stderr).contains("known from known.json"));
    // Text that moves makes nothing new.
    let file = folder.path().join("OUT025-yes.ron");
    edit(&file, "Exercise(", "// moved\n\n\nExercise(");
    assert_eq!(status(&check(&["--baseline", "known.json"])), 0);
    // Another right with the same fault is new.
    edit(
        &file,
        "Right(id: \"contain\"",
        "Right(id: \"restore\", decider: [Role(\"lead\"), Role(\"deputy\")]),\n            Right(id: \"contain\"",
    );
    let new = check(&["--baseline", "known.json"]);
    assert_eq!(status(&new), 1);
    assert!(
        text(&new.stdout).contains("restore") && !text(&new.stdout).contains("under `contain`"),
        "{}",
        text(&new.stdout)
    );
    // What is gone is said.
    edit(
        &file,
        "Right(id: \"contain\", decider: [Role(\"lead\"), Role(\"deputy\")]),",
        "",
    );
    let gone = check(&["--baseline", "known.json"]);
    assert!(text(&gone.stderr).contains("are gone"), "{}", text(&gone.stderr));
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = plans();
    for (name, content) in [
        ("a.json", "{"),
        ("b.json", "{\"schema\": \"outrun/run/1\", \"findings\": []}"),
    ] {
        fs::write(folder.path().join(name), content).expect("written");
        assert_eq!(
            status(&run(folder.path(), &["check", "plain.ron", "--baseline", name])),
            2
        );
    }
    assert_eq!(
        status(&run(
            folder.path(),
            &["check", "plain.ron", "--baseline", "none.json"]
        )),
        3
    );
}

const STALE: &str = "Exercise(
    uses: [\"plain/organisation.ron\", \"plain/estate.ron\", \"plain/playbook.ron\", \"plain/scenario.ron\"],
    findings: [
        // Agreed with the desk; the reason stays.
        Finding(code: \"OUT021\", about: \"contain\", level: Silenced, reason: \"agreed (until ) the summer\"),
    ],   /* odd   layout */
    alternatives: {
        \"as-is\": [
            Right(id: \"contain/tokens\", decision: Contain, assets: Kind(\"ci-token\"), // behind the rule for everything
                  decider: Chain(\"desk\"), approved: (by: \"lead\", on: \"2026-01-05\")),
        ],
    },
)
";

#[test]
fn safe_changes_are_shown_first_and_disturb_nothing_else() {
    let folder = plans();
    let file = folder.path().join("stale.ron");
    fs::write(&file, STALE).expect("written");
    let shown = run(folder.path(), &["check", "stale.ron", "--fix", "--dry-run"]);
    assert_eq!(status(&shown), 0, "{}", text(&shown.stderr));
    assert_eq!(
        fs::read_to_string(&file).expect("there"),
        STALE,
        "a dry run changes nothing"
    );
    snapshot(&text(&shown.stdout));
    let made = run(folder.path(), &["check", "stale.ron", "--fix"]);
    assert_eq!(text(&made.stdout), text(&shown.stdout));
    let after = fs::read_to_string(&file).expect("there");
    let lines: Vec<&str> = STALE
        .lines()
        .filter(|line| {
            !line.contains("OUT021") && !line.contains("contain/tokens") && !line.contains("by: \"lead\"")
        })
        .collect();
    assert_eq!(after.lines().collect::<Vec<&str>>(), lines);
    let left = run(folder.path(), &["check", "stale.ron", "--fail-on", "note"]);
    assert_eq!(status(&left), 0, "{}", text(&left.stdout));
}

#[test]
fn a_change_that_would_break_something_is_not_made() {
    let folder = plans();
    let file = folder.path().join("stale.ron");
    // Another alternative places a rule behind the one that can never match.
    let text_before = r#"Exercise(
    uses: ["plain/organisation.ron", "plain/estate.ron", "plain/scenario.ron"],
    playbook: Playbook(
        chains: { "desk": Chain(steps: [Step(who: Rota("first"), within: "10m"), Step(who: Rota("second"), within: "10m")], repeat: 8) },
        rights: [
            Right(id: "all", decision: Contain, decider: Chain("desk"), approved: (by: "lead", on: "2026-01-05")),
            Right(id: "dead", decision: Contain, assets: Kind("ci-token"), decider: Chain("desk"), approved: (by: "lead", on: "2026-01-05")),
        ],
    ),
    alternatives: {
        "as-is": [],
        "other": [Right(id: "more", place: After("dead"), decision: Restore, decider: Chain("desk"))],
    },
)
"#;
    fs::write(&file, text_before).expect("written");
    let output = run(folder.path(), &["check", "stale.ron", "--fix"]);
    assert_eq!(
        status(&output),
        2,
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    assert!(
        text(&output.stderr).contains("none was made"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&file).expect("there"), text_before);
}

#[test]
fn what_changes_rights_is_offered_as_an_alternative_that_can_be_played() {
    let folder = plans();
    let offered = text(&run(folder.path(), &["check", "OUT025-yes.ron", "--fix"]).stdout);
    assert!(offered.contains("\"as-is, mended\": ["), "{offered}");
    let file = folder.path().join("OUT025-yes.ron");
    let before = fs::read_to_string(&file).expect("there");
    let (head, as_is) = before
        .split_once("        \"as-is\": [\n")
        .expect("an alternative");
    let (changes, _) = as_is.split_once("        ],\n").expect("its end");
    let mended = offered.replacen("[\n", &format!("[\n{changes}"), 1);
    fs::write(
        &file,
        format!("{head}        \"as-is\": [\n{changes}        ],\n{mended}    }},\n)\n"),
    )
    .expect("written");
    let found = json(&run(
        folder.path(),
        &["check", "OUT025-yes.ron", "--format", "json"],
    ));
    let findings = found["findings"].as_array().expect("findings");
    let of = findings.iter().filter(|one| one["code"] == "OUT025");
    let alternatives: Vec<&Value> = of
        .flat_map(|one| one["alternatives"].as_array().expect("names"))
        .collect();
    assert_eq!(alternatives, ["as-is"], "the mended alternative does not have it");
    let played = run(
        folder.path(),
        &[
            "run",
            "OUT025-yes.ron",
            "--replications",
            "20",
            "--quiet",
            "--out",
            "result",
        ],
    );
    assert!(status(&played) < 2, "{}", text(&played.stderr));
}

/// The blocks of a language in the page.
fn blocks(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pipelines.md");
    let page = fs::read_to_string(page).expect("a page").replace("\r\n", "\n");
    let fence = format!("```{language}\n");
    let parts = page.split(&fence).skip(1);
    parts
        .map(|part| part.split("```").next().expect("an end").to_owned())
        .collect()
}

/// Runs a line of a shell where `outrun` is the one under test.
fn shell(folder: &Path, line: &str) -> Output {
    let program = PathBuf::from(assert_cmd::cargo::cargo_bin!("outrun"));
    let place = program.parent().expect("a folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{place}:{path}"))
        .output()
        .expect("a shell")
}

#[cfg(unix)]
#[test]
fn the_examples_of_the_docs_run() {
    let folder = TempDir::new().expect("a folder");
    new_with_a_finding(folder.path());
    for line in blocks("console").iter().flat_map(|block| block.lines()) {
        let line = line.strip_prefix("$ ").expect("a command");
        let output = shell(folder.path(), line);
        assert_eq!(status(&output), 0, "{line}: {}", text(&output.stderr));
    }
    let hook = &blocks("sh")[0];
    assert_eq!(status(&shell(folder.path(), hook)), 0, "all is known");
    let yaml = blocks("yaml");
    let entries = yaml.iter().flat_map(|block| block.lines());
    let commands: Vec<&str> = entries
        .filter_map(|line| {
            line.trim()
                .strip_prefix("entry: ")
                .or(line.trim().strip_prefix("- run: "))
        })
        .filter(|line| line.starts_with("outrun "))
        .collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    for line in &commands {
        assert_eq!(status(&shell(folder.path(), line)), 0, "{line}");
    }
    // A change for the worse is stopped.
    let known = folder.path().join("my-exercise/known.json");
    fs::write(&known, "{\"schema\": \"outrun/baseline/1\", \"findings\": []}").expect("written");
    assert_eq!(status(&shell(folder.path(), hook)), 1, "nothing is known");
}

#[cfg(unix)]
#[test]
fn the_hook_stops_a_commit() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    new_with_a_finding(folder.path());
    let git = |line: &str| {
        shell(
            folder.path(),
            &format!("git -c user.name=t -c user.email=t@example.org {line}"),
        )
    };
    if status(&git("--version")) != 0 || status(&git("init -q .")) != 0 {
        return;
    }
    let hook = folder.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    fs::write(&hook, &blocks("sh")[0]).expect("written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("executable");
    let known = folder.path().join("my-exercise/known.json");
    fs::write(&known, "{\"schema\": \"outrun/baseline/1\", \"findings\": []}").expect("written");
    assert_eq!(status(&git("add -A")), 0);
    assert_ne!(status(&git("commit -qm one")), 0, "findings are new");
    let wrote = shell(
        folder.path(),
        "outrun check my-exercise --write-baseline my-exercise/known.json && git add -A",
    );
    assert_eq!(status(&wrote), 0, "{}", text(&wrote.stderr));
    let committed = git("commit -qm one");
    assert_eq!(status(&committed), 0, "{}", text(&committed.stderr));
}

/// A new exercise with a right that nobody has approved.
fn new_with_a_finding(folder: &Path) {
    outrun(folder).args(["new", "my-exercise"]).assert().success();
    let playbook = folder.join("my-exercise/playbook.ron");
    let written = fs::read_to_string(&playbook).expect("it is there");
    let kept: Vec<&str> = written
        .lines()
        .filter(|line| !line.contains("approved:"))
        .collect();
    assert!(kept.len() < written.lines().count(), "an approval was written");
    fs::write(&playbook, kept.join("\n")).expect("written");
}
