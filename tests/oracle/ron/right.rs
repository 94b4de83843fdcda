//! Decision rights.

use std::fmt::Write;

use serde_json::Value;

use super::{chain, chance, decision, duration, level, list, text};

pub(super) fn right(of: &Value) -> String {
    let mut written = format!(
        "Right(id: {}, decision: {}, from_severity: {}, decide_work: {}, consult_work: {}, execution_work: {}, executor: {}",
        text(&of["id"]),
        decision(&of["decision"]),
        level(&of["min_severity"]),
        duration(&of["decide_work"]),
        duration(&of["consult_work"]),
        duration(&of["execution_work"]),
        executor(&of["executor"]),
    );
    let mut also =
        |field: &str, value: String| write!(written, ", {field}: {value}").expect("a text can be written to");
    match &of["decider"] {
        Value::Object(by) => also("decider", chain(&by["chain"])),
        Value::String(word) if word == "standing" => also("standing", "true".to_owned()),
        _ => also("decider", "Owner".to_owned()),
    }
    if let Some(consult) = of.get("consult") {
        also("consult", chain(consult));
    }
    if let Some(ids) = of["assets"].get("ids") {
        also("assets", format!("Assets({})", list(ids, text)));
    }
    if let Some(access) = of.get("jit") {
        also("just_in_time", duration(access));
    }
    if let Some(hops) = of["scope"].get("hops") {
        also("scope", format!("Hops({hops})"));
    }
    also("approvals", list(&of["approvals"], approval));
    also("gates", list(&of["gates"], gate));
    written + ")"
}

fn approval(of: &Value) -> String {
    format!(
        "Approval(by: {}, work: {}, declines: {}, reasks: {}, revision: {})",
        chain(&of["chain"]),
        duration(&of["work"]),
        chance(&of["decline_p"]),
        of["reasks"].as_u64().unwrap_or(0),
        duration(&of["revise"]),
    )
}

fn gate(of: &Value) -> String {
    match of {
        Value::Object(gate) if gate["when"] == "approved" => {
            format!("Approved({})", decision(&gate["decision"]))
        }
        Value::Object(gate) => decision(&gate["decision"]).to_owned(),
        _ => decision(of).to_owned(),
    }
}

pub(super) fn executor(of: &Value) -> String {
    match of.as_str() {
        None => "Decider".to_owned(),
        Some("auto") => "Automatic".to_owned(),
        Some(_) => chain(of),
    }
}
