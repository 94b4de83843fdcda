//! What a report says about the controls of frameworks.

use serde_json::Value;
use tempfile::TempDir;

use super::{play, report};
use crate::cli::run;
use crate::docs::root;

#[test]
fn coverage_is_what_findings_and_objectives_say() {
    let folder = TempDir::new().unwrap();
    let exercise = root().join("scenarios/weekend-token").display().to_string();
    play(folder.path(), &exercise, &["--replications=20"]);
    let made: Value = serde_json::from_str(&report(folder.path(), &["result", "--to=json"])).unwrap();
    let frameworks = made["runs"][0]["controls"].as_array().unwrap();
    assert_eq!(frameworks.len(), 6);
    let mut states = std::collections::BTreeMap::new();
    for control in frameworks
        .iter()
        .flat_map(|one| one["controls"].as_array().unwrap())
    {
        let state = control["coverage"]["state"].as_str().unwrap().to_owned();
        assert_eq!(
            control["by"].as_array().unwrap().is_empty(),
            state == "not_covered",
            "{control}"
        );
        states.insert(control["cited"].as_str().unwrap().to_owned(), state);
    }
    assert!(
        states.values().all(|state| state != "exercised"),
        "nobody was exercised"
    );
    assert_eq!(
        states["CSF 2.0 ID.IM-02"], "simulated_only",
        "playing is a test of the plan"
    );
    assert_eq!(states["OWASP NHI6:2025"], "not_covered");
    let checked: Value =
        serde_json::from_slice(&run(folder.path(), &["check", &exercise, "--format=json"]).stdout).unwrap();
    let lead = &made["runs"][0]["front"]["headlines"][0]["alternative"];
    let mut gaps = 0;
    for finding in checked["findings"].as_array().unwrap() {
        let concerns = finding["alternatives"].as_array().unwrap().contains(lead);
        if concerns && finding["level"] != "note" {
            for control in finding["controls"].as_array().unwrap() {
                assert_eq!(states[control.as_str().unwrap()], "gap", "{control}");
                gaps += 1;
            }
        }
    }
    assert!(gaps > 0, "the exercise has findings");
}
