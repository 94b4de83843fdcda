//! The document of `outrun check`: `outrun/check/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::Checked;
use crate::document::{Diagnostic, Loaded};

use super::check_findings::finding;
use super::run_document::Input;

/// What `outrun check --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/check/1")]
pub struct CheckDocument {
    /// `outrun/check/1`.
    pub schema: String,
    /// The exercise as it was named.
    pub exercise: String,
    /// The id of the exercise; nothing: its documents are not sound.
    #[serde(default)]
    pub id: Option<String>,
    /// The files that were read, sorted; none where the documents are not sound.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// The days that the plan was looked at, `2026-10-01 to 2027-01-14`; nothing: the documents are not sound.
    #[serde(default)]
    pub days: Option<String>,
    /// What was checked: `documents`, and `plan` where they are sound: the plan as it is written, not what
    /// accounts are entitled to.
    pub checked: Vec<String>,
    /// What was found.
    #[schemars(with = "Vec<CheckFinding>")]
    pub findings: Vec<Value>,
    /// What the exercise silences; each has its reason.
    #[schemars(with = "Vec<CheckFinding>")]
    pub silenced: Vec<Value>,
}

/// The form of a finding; diagnostics write themselves in it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct CheckFinding {
    /// The code, `IN...` for mistakes in documents, `OUT...` for findings of the plan.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub level: String,
    /// What is wrong.
    pub title: String,
    /// What was expected, or a case in which it goes wrong, as a sentence.
    pub message: String,
    /// The file.
    pub file: String,
    /// The first line, from 1; nothing where the whole file is meant.
    pub line: Option<u64>,
    /// The first column, from 1, in characters.
    pub column: Option<u64>,
    /// The last line.
    pub end_line: Option<u64>,
    /// The column after the last.
    pub end_column: Option<u64>,
    /// What to do.
    pub help: Option<String>,
    /// A case in which it goes wrong: when, for how long, which assets, who.
    pub counterexample: Option<Value>,
    /// Changes that would mend it.
    pub fixes: Vec<Value>,
    /// Controls that it touches.
    pub controls: Vec<String>,
    /// The id of what it is about; only findings of the plan have it.
    #[serde(default)]
    pub about: Option<String>,
    /// The alternatives in which it occurs; only findings of the plan have them.
    #[serde(default)]
    pub alternatives: Vec<String>,
    /// Why the exercise changed its level or silenced it.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The diagnostics of the documents of an exercise.
pub fn check_document(exercise: &str, diagnostics: &[Diagnostic]) -> CheckDocument {
    CheckDocument {
        schema: CheckDocument::SCHEMA.to_owned(),
        exercise: exercise.to_owned(),
        id: None,
        inputs: Vec::new(),
        days: None,
        checked: vec!["documents".to_owned()],
        findings: diagnostics.iter().map(Diagnostic::finding).collect(),
        silenced: Vec::new(),
    }
}

/// The warnings of documents that are sound, and the findings of the plan that they describe.
pub fn plan_document(exercise: &str, loaded: &Loaded, checked: &Checked) -> CheckDocument {
    let mut document = check_document(exercise, loaded.warnings());
    document.id = Some(loaded.id().to_owned());
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    document.inputs = loaded.inputs().into_iter().map(input).collect();
    document.inputs.sort();
    document.days = Some(checked.days.clone());
    document.checked.push("plan".to_owned());
    document.findings.extend(checked.findings.iter().map(finding));
    document.silenced.extend(checked.silenced.iter().map(finding));
    document
}

impl CheckDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/check/1";
}
