//! Findings of the plan in the form of `outrun/check/1`.

use serde_json::{Value, json};

use crate::check::{Counterexample, Finding, Fix, cited};
use crate::document::{Location, Marked};

/// A finding as it stands in `outrun check --format json`.
pub(super) fn finding(of: &Finding) -> Value {
    let case = &of.counterexample;
    let mut value = placed(&of.place);
    let fields = [
        ("code", json!(of.code)),
        ("level", json!(of.level.word())),
        ("title", json!(of.title)),
        ("message", json!(case.text)),
        (
            "help",
            if of.help.is_empty() {
                Value::Null
            } else {
                json!(of.help)
            },
        ),
        ("counterexample", counterexample(case)),
        ("fixes", of.fixes.iter().map(fix).collect()),
        ("controls", json!(cited(of.controls))),
        ("about", json!(of.about.1)),
        ("alternatives", json!(of.alternatives)),
        (
            "reason",
            of.changed
                .as_ref()
                .map_or(Value::Null, |(_, reason)| json!(reason)),
        ),
    ];
    if let Some(object) = value.as_object_mut() {
        for (name, field) in fields {
            object.insert(name.to_owned(), field);
        }
    }
    value
}

fn placed(at: &Location) -> Value {
    let number = |of: fn(&Marked) -> usize| at.span.as_ref().map_or(Value::Null, |span| json!(of(span)));
    json!({
        "file": at.file,
        "line": number(|span| span.line),
        "column": number(|span| span.column),
        "end_line": number(|span| span.end_line),
        "end_column": number(|span| span.end_column),
    })
}

fn counterexample(case: &Counterexample) -> Value {
    json!({
        "text": case.text,
        "at": case.at,
        "local": case.local,
        "lasts_s": case.lasts.map(super::seconds::Seconds::from),
        "decision": case.decision.map(crate::model::Decision::word),
        "severity": case.severity.map(|severity| severity.word().map_or_else(|| json!(severity.0), |word| json!(word))),
        "assets": case.assets,
        "asset_count": case.asset_count,
        "who": case.who,
    })
}

fn fix(of: &Fix) -> Value {
    let change = if of.change.is_empty() {
        Value::Null
    } else {
        json!(of.change)
    };
    let edit = of.edit.as_ref().map(|edit| {
        let mut value = placed(&edit.at);
        if let Some(object) = value.as_object_mut() {
            object.insert("replacement".to_owned(), json!(edit.replacement));
        }
        value
    });
    json!({ "words": of.words, "change": change, "edit": edit })
}
