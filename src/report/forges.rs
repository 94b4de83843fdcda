//! Mistakes and findings in the forms that forges read: SARIF 2.1.0, and annotations of GitHub Actions.

use serde_json::{Value, json};

use crate::check::{Checked, Finding, Level, RULES, Rule, cited, finding_about};
use crate::document::{self, Code, Diagnostic, Location};

/// Everything as workflow commands of GitHub Actions, one a line.
pub fn github(diagnostics: &[Diagnostic], findings: &[Finding]) -> String {
    let of_documents = diagnostics.iter().map(|one| {
        let level = match one.level {
            document::Level::Error => "error",
            document::Level::Warning => "warning",
        };
        annotation(level, &one.primary.at, one.code.text(), &words(one))
    });
    let of_plan = findings.iter().map(|one| {
        let level = match one.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let text = format!("{}\n{}\nhelp: {}", message(one), alternatives(one), one.help);
        annotation(level, &one.place, one.code, &text)
    });
    of_documents.chain(of_plan).collect()
}

fn annotation(level: &str, at: &Location, code: &str, text: &str) -> String {
    let mut properties = vec![format!("file={}", property(&at.file))];
    if let Some(span) = &at.span {
        properties.push(format!(
            "line={},col={},endLine={}",
            span.line, span.column, span.end_line
        ));
        if span.line == span.end_line {
            properties.push(format!("endColumn={}", span.end_column));
        }
    }
    properties.push(format!("title={code}"));
    format!("::{level} {}::{}\n", properties.join(","), escaped(text))
}

fn words(diagnostic: &Diagnostic) -> String {
    let mut words = diagnostic.title.clone();
    if let Some(expected) = &diagnostic.expected {
        words.push_str(&format!("; expected {expected}"));
    }
    if let Some(meant) = &diagnostic.suggestion {
        words.push_str(&format!("; did you mean `{meant}`?"));
    }
    words
}

/// What is wrong, and the case that shows it.
fn message(finding: &Finding) -> String {
    if finding.counterexample.text.is_empty() {
        return finding.title.clone();
    }
    format!("{}. {}", finding.title, finding.counterexample.text)
}

fn alternatives(finding: &Finding) -> String {
    format!("in: {}", finding.alternatives.join(", "))
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

/// Everything as SARIF 2.1.0; without `checked` the plan was not looked at.
pub fn sarif(diagnostics: &[Diagnostic], checked: Option<&Checked>) -> Value {
    let codes = Code::ALL.iter().map(|code| {
        json!({
            "id": code.text(),
            "shortDescription": { "text": code.meaning() },
            "defaultConfiguration": { "level": code.level().word() },
        })
    });
    let rules: Vec<Value> = codes.chain(RULES.iter().map(|rule| descriptor(rule))).collect();
    let mut results: Vec<Value> = diagnostics.iter().map(of_document).collect();
    if let Some(checked) = checked {
        results.extend(checked.findings.iter().map(of_plan));
        results.extend(checked.silenced.iter().map(silenced));
    }
    json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": { "driver": {
                "name": "outrun",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let help = format!(
        "{}\n\nFor example: {}\n\nWhat helps: {}",
        rule.why, rule.example, rule.fix
    );
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.meaning },
        "fullDescription": { "text": rule.why },
        "help": { "text": help },
        "defaultConfiguration": { "level": rule.level.word() },
        "properties": { "tags": cited(rule.controls) },
    })
}

fn of_document(diagnostic: &Diagnostic) -> Value {
    json!({
        "ruleId": diagnostic.code.text(),
        "level": diagnostic.level.word(),
        "message": { "text": words(diagnostic) },
        "locations": [location(&diagnostic.primary.at)],
    })
}

fn of_plan(finding: &Finding) -> Value {
    let id = format!(
        "{} {} {}",
        finding.code,
        finding_about(finding),
        finding.alternatives.join(" ")
    );
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.level.word(),
        "message": { "text": message(finding) },
        "locations": [location(&finding.place)],
        "partialFingerprints": { "outrun/1": id },
        "properties": {
            "about": finding_about(finding),
            "alternatives": finding.alternatives,
            "controls": cited(finding.controls),
            "help": finding.help,
        },
    });
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(fix).collect();
    if let Some(fields) = result.as_object_mut().filter(|_| !fixes.is_empty()) {
        fields.insert("fixes".to_owned(), Value::Array(fixes));
    }
    result
}

/// What the exercise silences is reported as suppressed, with its reason.
fn silenced(finding: &Finding) -> Value {
    let mut result = of_plan(finding);
    let reason = finding.changed.as_ref().map_or("", |(_, reason)| reason);
    if let Some(fields) = result.as_object_mut() {
        let suppression = json!([{ "kind": "inSource", "justification": reason }]);
        fields.insert("suppressions".to_owned(), suppression);
    }
    result
}

fn fix(of: &crate::check::Fix) -> Option<Value> {
    let edit = of.edit.as_ref()?;
    let region = region(&edit.at)?;
    Some(json!({
        "description": { "text": of.words },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&edit.at.file) },
            "replacements": [{ "deletedRegion": region, "insertedContent": { "text": edit.replacement } }],
        }],
    }))
}

fn location(at: &Location) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&at.file) } });
    if let (Some(region), Some(fields)) = (region(at), physical.as_object_mut()) {
        fields.insert("region".to_owned(), region);
    }
    json!({ "physicalLocation": physical })
}

fn region(at: &Location) -> Option<Value> {
    let span = at.span.as_ref()?;
    Some(json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }))
}

/// A path as a reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
