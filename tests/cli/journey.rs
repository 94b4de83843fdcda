//! From a new exercise to a story: what each command says, to people and to machines.

use serde_json::Value;

use super::{edit, new_exercise, outrun, run, status, text};

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", text(bytes)))
}

/// The document is what its published schema says.
fn assert_fits(folder: &std::path::Path, schema: &str, document: &Value) {
    let schema = json(&run(folder, &["schema", schema]).stdout);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn run_prints_the_document_it_writes() {
    let folder = new_exercise();
    let output = run(
        folder.path(),
        &["run", "demo", "--replications=40", "--format=json"],
    );
    let written = std::fs::read(folder.path().join("results/demo/run.json")).expect("written");
    assert_eq!(output.stdout, written);
    let document = json(&output.stdout);
    assert_fits(folder.path(), "run", &document);
    assert_eq!(document["partial"], false);
    assert_eq!(document["alternatives"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["inputs"][0]["file"], "estate.ron");
}

#[test]
fn alternatives_can_be_named_and_keep_their_order() {
    let folder = new_exercise();
    let arguments = [
        "run",
        "demo",
        "--replications=5",
        "--format=json",
        "--alternative=predefined",
        "--alternative=as-is",
    ];
    let document = json(&run(folder.path(), &arguments).stdout);
    let names: Vec<&str> = document["alternatives"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["as-is", "predefined"]);
}

#[test]
fn assumptions_give_every_headline_a_second_range() {
    let folder = new_exercise();
    let arguments = [
        "run",
        "demo",
        "--replications=10",
        "--alternative=as-is",
        "--assumptions",
        "--quiet",
    ];
    let output = run(folder.path(), &arguments);
    assert!(
        text(&output.stdout).contains("over what we do not know"),
        "{}",
        text(&output.stdout)
    );
    let document = json(&std::fs::read(folder.path().join("results/demo/run.json")).expect("written"));
    assert_fits(folder.path(), "run", &document);
    assert!(document["alternatives"][0]["outrun_rate"]["assumptions"]["low"].is_number());
}

#[test]
fn a_trace_adds_up_and_its_causes_are_earlier_records() {
    let folder = new_exercise();
    for which in [
        &["--replication=3"][..],
        &["--median"],
        &["--worst"],
        &["--best"],
        &["--quantile=0.9"],
    ] {
        let arguments = [&["trace", "demo", "--replications=50", "--format=json"], which].concat();
        let output = run(folder.path(), &arguments);
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        let trace = json(&output.stdout);
        assert_fits(folder.path(), "trace", &trace);
        let millis = |value: &Value| (value.as_f64().expect("seconds") * 1000.0).round() as i64;
        let attribution = &trace["attribution"];
        let total = millis(&attribution["total_s"]);
        let causes: i64 = attribution["causes"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| millis(&one["time_s"]))
            .sum();
        assert_eq!(causes, total, "{which:?}");
        let end = if trace["ending"]["contained_s"].is_null() {
            "horizon_s"
        } else {
            "contained_s"
        };
        assert_eq!(total, millis(&trace["ending"][end]), "{which:?}");
        for (id, record) in trace["records"].as_array().expect("a list").iter().enumerate() {
            assert_eq!(record["id"], id);
            assert!(
                record["cause"].as_u64().is_none_or(|cause| (cause as usize) < id),
                "{record}"
            );
        }
    }
}

#[test]
fn quantiles_are_ordered_and_the_best_is_no_worse_than_the_median() {
    let folder = new_exercise();
    let time = |which: &str| {
        let output = run(
            folder.path(),
            &["trace", "demo", "--replications=60", "--format=json", which],
        );
        json(&output.stdout)["ending"]["contained_s"]
            .as_f64()
            .unwrap_or(f64::INFINITY)
    };
    let times = [
        "--best",
        "--quantile=0.25",
        "--median",
        "--quantile=0.75",
        "--worst",
    ]
    .map(time);
    assert!(times.is_sorted(), "{times:?}");
    assert!(times[0] < times[4], "{times:?}");
}

#[test]
fn an_event_log_has_the_columns_that_process_miners_want() {
    let folder = new_exercise();
    let output = run(
        folder.path(),
        &["trace", "demo", "--replication=1", "--format=csv"],
    );
    let log = text(&output.stdout);
    assert!(log.starts_with("case,activity,timestamp,resource,"), "{log}");
    assert!(log.lines().count() > 3);
}

#[test]
fn mistakes_are_data_too() {
    let folder = new_exercise();
    edit(
        &folder.path().join("demo/exercise.ron"),
        "entry: \"deploy-token\"",
        "entry: \"deploy-tokn\"",
    );
    for command in [
        &["run", "demo", "--format=json"][..],
        &["check", "demo", "--format=json"],
        &["show", "demo", "--format=json"],
    ] {
        let output = run(folder.path(), command);
        assert_eq!(status(&output), 2, "{command:?}");
        let document = json(&output.stdout);
        assert_fits(folder.path(), "check", &document);
        let finding = &document["findings"][0];
        assert_eq!(
            (&finding["code"], &finding["line"]),
            (&"IN110".into(), &7.into()),
            "{finding}"
        );
    }
    let github = text(&run(folder.path(), &["check", "demo", "--format=github"]).stdout);
    assert!(github.starts_with("::error file="), "{github}");
    assert!(github.contains("line=7,") && github.contains("IN110"), "{github}");
    let sarif = json(&run(folder.path(), &["check", "demo", "--format=sarif"]).stdout);
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "IN110");
}

#[test]
fn codes_are_explained() {
    let folder = new_exercise();
    let output = run(folder.path(), &["explain", "in110"]);
    assert_eq!(status(&output), 0);
    assert!(text(&output.stdout).starts_with("IN110 (error): "));
    let output = run(folder.path(), &["explain", "out021"]);
    assert!(text(&output.stdout).starts_with("OUT021 (warning, gated-containment): "));
    let all = text(&run(folder.path(), &["explain"]).stdout);
    assert!(all.lines().count() > 40, "{all}");
}

#[test]
fn the_authority_graph_fits_its_schema() {
    let folder = new_exercise();
    let output = run(
        folder.path(),
        &["show", "demo", "--graph", "json", "--decision", "contain"],
    );
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert_fits(folder.path(), "graph", &json(&output.stdout));
}

/// The demo, with a gate that holds up containment.
fn gated() -> tempfile::TempDir {
    let folder = new_exercise();
    let file = folder.path().join("demo/playbook.ron");
    edit(&file, "decision: Contain,", "decision: Contain, gates: [Notify],");
    folder
}

#[test]
fn findings_of_the_plan_fail_a_pipeline_from_the_level_asked_for() {
    let folder = gated();
    for (fail_on, expected) in [("error", 0), ("warning", 1), ("note", 1)] {
        let output = run(folder.path(), &["check", "demo", "--fail-on", fail_on]);
        assert_eq!(status(&output), expected, "{fail_on}: {}", text(&output.stdout));
    }
    let document = json(&run(folder.path(), &["check", "demo", "--format=json"]).stdout);
    assert_fits(folder.path(), "check", &document);
    assert_eq!(document["checked"], serde_json::json!(["documents", "plan"]));
    let findings = document["findings"].as_array().unwrap();
    let gate = findings.iter().find(|one| one["code"] == "OUT021").unwrap();
    assert_eq!(gate["level"], "warning");
    assert!(
        gate["counterexample"]["local"].as_str().unwrap().contains(" in "),
        "{gate}"
    );
}

#[test]
fn a_finding_is_silenced_with_a_reason_and_reported_when_it_is_gone() {
    let folder = gated();
    let file = folder.path().join("demo/exercise.ron");
    edit(
        &file,
        "limit: Share(\"50%\"),",
        "limit: Share(\"50%\"), findings: [Finding(code: \"OUT021\", level: Silenced, reason: \"until summer\")],",
    );
    let codes = |of: &serde_json::Value| -> Vec<String> {
        let codes = of.as_array().unwrap().iter();
        codes
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let document = json(&run(folder.path(), &["check", "demo", "--format=json"]).stdout);
    assert_fits(folder.path(), "check", &document);
    assert!(!codes(&document["findings"]).contains(&"OUT021".to_owned()));
    assert!(codes(&document["silenced"]).contains(&"OUT021".to_owned()));
    assert_eq!(document["silenced"][0]["reason"], "until summer");
    let playbook = folder.path().join("demo/playbook.ron");
    edit(&playbook, "gates: [Notify],", "");
    let document = json(&run(folder.path(), &["check", "demo", "--format=json"]).stdout);
    assert!(
        codes(&document["findings"]).contains(&"OUT090".to_owned()),
        "{document}"
    );
}

#[test]
fn shown_values_say_where_they_come_from() {
    let folder = new_exercise();
    let shown = text(&run(folder.path(), &["show", "demo"]).stdout);
    let of = |key: &str| {
        shown
            .lines()
            .find(|line| line.trim_start().starts_with(key))
            .unwrap_or_else(|| panic!("{key}: {shown}"))
            .to_owned()
    };
    assert!(of("title:").ends_with("exercise.ron:3"), "{}", of("title:"));
    assert!(of("watch:").ends_with("default"), "{}", of("watch:"));
    assert!(shown.contains("preset "));
}

#[test]
fn completions_are_made_for_every_shell() {
    let folder = new_exercise();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(folder.path(), &["completions", shell]);
        assert_eq!(status(&output), 0);
        assert!(text(&output.stdout).contains("outrun"), "{shell}");
    }
}

#[test]
fn quiet_says_nothing_but_the_result() {
    let folder = new_exercise();
    let output = run(folder.path(), &["run", "demo", "--replications=5", "--quiet"]);
    assert_eq!(text(&output.stderr), "");
    assert!(text(&output.stdout).contains("simulated only"));
}

#[test]
fn there_are_no_colours_where_nobody_looks() {
    let folder = new_exercise();
    let arguments = ["run", "demo", "--replications=5"];
    let plain = run(folder.path(), &arguments);
    assert!(!plain.stdout.contains(&0x1b) && !plain.stderr.contains(&0x1b));
    let told = outrun(folder.path())
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("it runs");
    assert_eq!(told.stdout, plain.stdout);
}
