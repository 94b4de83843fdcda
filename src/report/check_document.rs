//! The document of `outrun check`: `outrun/check/1`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::check::Checked;
use crate::document::Diagnostic;

use super::check_findings::finding;

/// What `outrun check --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/check/1")]
pub struct CheckDocument {
    /// `outrun/check/1`.
    pub schema: String,
    /// The exercise as it was named.
    pub exercise: String,
    /// What was checked: `documents`, and `plan` where they are sound: the plan as it is written, not what
    /// accounts are entitled to.
    pub checked: Vec<String>,
    /// What was found.
    #[schemars(with = "Vec<Finding>")]
    pub findings: Vec<Value>,
    /// What the exercise silences; each has its reason.
    #[schemars(with = "Vec<Finding>")]
    pub silenced: Vec<Value>,
}

/// The form of a finding, for the schema; diagnostics write themselves in it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "read by the schema only")]
struct Finding {
    /// The code, `IN...` for mistakes in documents, `OUT...` for findings of the plan.
    code: String,
    /// `error`, `warning` or `note`.
    level: String,
    /// What is wrong.
    title: String,
    /// What was expected, or a case in which it goes wrong, as a sentence.
    message: String,
    /// The file.
    file: String,
    /// The first line, from 1; nothing where the whole file is meant.
    line: Option<u64>,
    /// The first column, from 1, in characters.
    column: Option<u64>,
    /// The last line.
    end_line: Option<u64>,
    /// The column after the last.
    end_column: Option<u64>,
    /// What to do.
    help: Option<String>,
    /// A case in which it goes wrong: when, for how long, which assets, who.
    counterexample: Option<Value>,
    /// Changes that would mend it.
    fixes: Vec<Value>,
    /// Controls that it touches.
    controls: Vec<String>,
    /// The id of what it is about; only findings of the plan have it.
    #[serde(default)]
    about: Option<String>,
    /// The alternatives in which it occurs; only findings of the plan have them.
    #[serde(default)]
    alternatives: Vec<String>,
    /// Why the exercise changed its level or silenced it.
    #[serde(default)]
    reason: Option<String>,
}

/// The diagnostics of the documents of an exercise.
pub fn check_document(exercise: &str, diagnostics: &[Diagnostic]) -> CheckDocument {
    CheckDocument {
        schema: "outrun/check/1".to_owned(),
        exercise: exercise.to_owned(),
        checked: vec!["documents".to_owned()],
        findings: diagnostics.iter().map(Diagnostic::finding).collect(),
        silenced: Vec::new(),
    }
}

/// The warnings of documents that are sound, and the findings of the plan that they describe.
pub fn plan_document(exercise: &str, warnings: &[Diagnostic], checked: &Checked) -> CheckDocument {
    let mut document = check_document(exercise, warnings);
    document.checked.push("plan".to_owned());
    document.findings.extend(checked.findings.iter().map(finding));
    document.silenced.extend(checked.silenced.iter().map(finding));
    document
}
