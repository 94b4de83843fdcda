//! Chains, actions, and everything else that is decided beforehand.

use std::fmt::Write;

use serde_json::Value;

use super::right::{executor, right};
use super::{chain, duration, entries, flag, level, list, target, text};

pub(super) fn playbook(of: &Value, scenario: &Value) -> String {
    let chains = entries(&of["chains"], |id, it| format!("{id:?}: {}", escalation(it)));
    let vendors = entries(&of["vendors"], |id, by| {
        format!("Vendor(id: {id:?}, by: {})", chain(by))
    });
    let discovery = |delay: &Value| format!("Discovery(chance: 1.0, delay: {})", duration(delay));
    // Without triage the first alert declares: triage without a person and without work.
    let mut written = format!(
        "Playbook(chains: {{{}}}, vendors: [{}], rights: {}, actions: {}, runbook: {}, triage: Triage(work: {}), \
         severity: {}, contested: {}, investigation: Investigation(scoping: {}, trace_back: {}), \
         recognition: Recognition(triage: 0.0, decider: 0.0, approver: 0.0)",
        chains.join(", "),
        vendors.join(", "),
        list(&of["rights"], right),
        actions(of),
        list(&of["runbook"], |entry| format!(
            "Runbook(actions: {})",
            list(&entry["actions"], text)
        )),
        duration(&of["triage"]["work"]),
        severity(of),
        contested(&of["contested"]),
        discovery(&scenario["scoping"]),
        discovery(&scenario["trace_back"]),
    );
    for single in ["watch", "stand_down"] {
        if let Some(value) = of.get(single) {
            write!(written, ", {single}: {}", duration(value)).expect("a text can be written to");
        }
    }
    written + ")"
}

fn escalation(of: &Value) -> String {
    let steps = list(&of["steps"], |step| {
        format!(
            "Step(who: {}, within: {})",
            list(&step["targets"], target),
            duration(&step["ack_within"])
        )
    });
    let exhausted = match &of["exhausted"] {
        Value::String(word) if word == "act" => "Act".to_owned(),
        Value::Object(other) => format!("Escalate({})", text(&other["escalate"])),
        _ => "Hold".to_owned(),
    };
    format!(
        "Chain(steps: {steps}, repeat: {}, exhausted: {exhausted})",
        of["repeats"].as_u64().unwrap_or(0)
    )
}

/// All effects are written, because an action that is named like a preset has that one's for the others.
fn actions(of: &Value) -> String {
    let listed = of["actions"].as_object().expect("actions");
    let named = list(&of["runbook"], |entry| list(&entry["actions"], text));
    let mut written: Vec<String> = listed.iter().map(|(id, it)| action(id, it)).collect();
    for preset in ["revoke", "rotate", "quarantine"] {
        if !listed.contains_key(preset) && named.contains(preset) {
            let down = if preset == "rotate" {
                "For(\"0ms\")"
            } else {
                "UntilRestored"
            };
            written.push(format!(
                "Action(id: {preset:?}, work: \"0ms\", propagation: \"0ms\", fails: 0.0, disrupts: {down})"
            ));
        }
    }
    format!("[{}]", written.join(", "))
}

fn action(id: &str, of: &Value) -> String {
    let mut written = format!(
        "Action(id: {id:?}, propagation: {}, fails: 0.0, automatic: true",
        duration(&of["propagation"])
    );
    let effects = [
        "closes_out",
        "closes_in",
        "ends_sessions",
        "reissues",
        "sweeps",
        "cancels",
        "reversible",
    ];
    for effect in effects {
        write!(written, ", {effect}: {}", flag(&of[effect])).expect("a text can be written to");
    }
    let disrupts = match &of["disrupts"] {
        Value::Bool(true) => "UntilRestored".to_owned(),
        Value::Number(_) => format!("For({})", duration(&of["disrupts"])),
        _ => "No".to_owned(),
    };
    write!(
        written,
        ", reveals: None, disrupts: {disrupts}, work: {})",
        duration(&of["work"])
    )
    .expect("a text can be written to");
    written
}

fn severity(of: &Value) -> String {
    let weights = of["severity_scale"].as_array().into_iter().flatten();
    let weights = weights.map(|step| format!("Reaches(weight: {}, level: {})", step[0], level(&step[1])));
    let tags = entries(&of["severity_tags"], |tag, to| {
        format!("Reaches(tag: {tag:?}, level: {})", level(to))
    });
    format!("[{}]", weights.chain(tags).collect::<Vec<_>>().join(", "))
}

fn contested(of: &Value) -> String {
    let limit = of.get("dispute_limit").map_or("None".to_owned(), duration);
    let arbiter = of.get("arbiter").map_or("None".to_owned(), chain);
    format!(
        "Contested(search: {}, negotiation: {}, limit: {limit}, arbiter: {arbiter}, arbiter_work: {}, executor: {})",
        duration(&of["search"]),
        duration(&of["negotiation"]),
        duration(&of["decide_work"]),
        executor(&of["executor"]),
    )
}
