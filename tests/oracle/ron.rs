//! From a case to the document that a user would write for it.

mod estate;
mod organisation;
mod playbook;
mod right;

use serde_json::Value;

use estate::estate;
use organisation::organisation;
use playbook::playbook;

/// The whole exercise as one RON document.
pub(super) fn document(case: &Value) -> String {
    let exercise = &case["exercise"];
    format!(
        "Exercise(\n  seed: {},\n  horizon: {},\n  organisation: {},\n  estate: {},\n  playbook: {},\n  scenario: {},\n)\n",
        exercise["seed"],
        duration(&exercise["horizon"]),
        organisation(&case["organisation"]),
        estate(&case["estate"], &case["playbook"]),
        playbook(&case["playbook"], &case["scenario"]),
        scenario(&case["scenario"]),
    )
}

fn list(items: &Value, one: impl Fn(&Value) -> String) -> String {
    let items: Vec<String> = items.as_array().into_iter().flatten().map(one).collect();
    format!("[{}]", items.join(", "))
}

fn entries(items: &Value, one: impl Fn(&str, &Value) -> String) -> Vec<String> {
    let items = items.as_object().into_iter().flatten();
    items.map(|(name, value)| one(name, value)).collect()
}

fn text(value: &Value) -> String {
    format!("{:?}", value.as_str().expect("a text"))
}

/// Whole milliseconds, 0 where nothing is written.
fn duration(value: &Value) -> String {
    format!("\"{}ms\"", value.as_u64().unwrap_or(0))
}

fn chance(value: &Value) -> String {
    format!("{:?}", value.as_f64().unwrap_or(0.0))
}

fn flag(value: &Value) -> bool {
    value.as_bool().unwrap_or(false)
}

fn target(value: &Value) -> String {
    let (kind, id) = value
        .as_str()
        .and_then(|target| target.split_once(':'))
        .expect("kind:id");
    let kind = match kind {
        "person" => "Person",
        "role" => "Role",
        "rota" => "Rota",
        "team" => "Team",
        _ => "Body",
    };
    format!("{kind}({id:?})")
}

fn chain(id: &Value) -> String {
    format!("Chain({})", text(id))
}

fn decision(value: &Value) -> &'static str {
    match value.as_str() {
        Some("contain") => "Contain",
        Some("restore") => "Restore",
        Some("communicate") => "Communicate",
        Some("notify") => "Notify",
        _ => "Disclose",
    }
}

fn level(value: &Value) -> String {
    value
        .as_u64()
        .map_or("Any".to_owned(), |level| format!("Level({level})"))
}

fn scenario(of: &Value) -> String {
    let requests = list(&of["requests"], |request| {
        format!(
            "Request(id: {}, decision: {}, on: Declared)",
            text(&request["id"]),
            decision(&request["decision"])
        )
    });
    format!(
        "Scenario(incident: {}, zone: {}, starts: At({:?}), entry: {}, severity: Low, requests: {requests}, \
         attacker: Attacker(preset: \"scripted\", concurrency: Unlimited, order: Nearest))",
        text(&of["class"]),
        text(&of["zone"]),
        of["start"].as_str().expect("a start").replace('T', " "),
        list(&of["entries"], text),
    )
}
