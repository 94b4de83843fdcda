//! From a case to the document that a user would write for it.

use std::fmt::Write;

use serde_json::Value;

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

fn organisation(of: &Value) -> String {
    let profiles = entries(&of["profiles"], |id, it| {
        let answer = |state: &Value| {
            format!(
                "Answer(answers: {}, after: {})",
                chance(&state["p"]),
                duration(&state["delay"])
            )
        };
        let relook = it.get("relook").map_or("None".to_owned(), duration);
        format!(
            "Profile(id: {id:?}, on_shift: {}, on_call: {}, off: {}, relook: {relook}, unreachable: 0.0)",
            answer(&it["OnShift"]),
            answer(&it["OnCall"]),
            answer(&it["Off"]),
        )
    });
    let bodies = entries(&of["bodies"], |id, it| {
        format!(
            "Body(id: {id:?}, members: {}, quorum: {})",
            list(&it["members"], text),
            it["quorum"]
        )
    });
    format!(
        "Organisation(people: {}, profiles: [{}], bodies: [{}], rotas: {})",
        list(&of["people"], person),
        profiles.join(", "),
        bodies.join(", "),
        list(&of["rotas"], rota),
    )
}

fn person(of: &Value) -> String {
    let all_or = |names: &Value, one: fn(&Value) -> String| {
        let all = names
            .as_array()
            .is_some_and(|names| names.iter().any(|name| name == "*"));
        if all { "All".to_owned() } else { list(names, one) }
    };
    format!(
        "Person(id: {}, zone: {}, hours: {:?}, reach: {}, can: {}, knows: {})",
        text(&of["id"]),
        text(&of["zone"]),
        hours(&of["hours"]),
        text(&of["profile"]),
        all_or(&of["capabilities"], text),
        all_or(&of["context"], |asset| format!("Asset({})", text(asset))),
    )
}

fn hours(of: &Value) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let mut written = Vec::new();
    for day in days {
        for range in of[day.to_lowercase()].as_array().into_iter().flatten() {
            written.push(format!(
                "{day} {}-{}",
                range[0].as_str().expect("from"),
                range[1].as_str().expect("to")
            ));
        }
    }
    if written.is_empty() {
        "never".to_owned()
    } else {
        written.join("; ")
    }
}

fn rota(of: &Value) -> String {
    let layers = list(&of["layers"], |layer| {
        let (date, time) = layer["start"]
            .as_str()
            .and_then(|start| start.split_once('T'))
            .expect("a start");
        let people = list(&layer["participants"], text);
        format!(
            "Layer(people: {people}, hand_off: EveryDays({}, {time:?}), starts: {date:?})",
            layer["length_days"]
        )
    });
    // A rota in which nobody stands is written as one whose only turn is a hole.
    let turns = if layers == "[]" {
        "people: [None]".to_owned()
    } else {
        format!("layers: {layers}")
    };
    format!(
        "Rota(id: {}, zone: {}, {turns})",
        text(&of["id"]),
        text(&of["zone"])
    )
}

fn estate(of: &Value, playbook: &Value) -> String {
    let kinds = entries(&of["kinds"], |id, it| {
        format!(
            "EdgeKind(id: {id:?}, detached: {}, mints: {})",
            flag(&it["detached"]),
            flag(&it["mints"])
        )
    });
    let platforms = entries(&playbook["platforms"], |id, it| {
        format!("Platform(id: {id:?}, calls_per_hour: {})", it["per_hour"])
    });
    format!(
        "Estate(nodes: {}, edges: {}, edge_kinds: [EdgeKind(id: \"way\"), {}], platforms: [{}])",
        list(&of["nodes"], node),
        list(&of["edges"], edge),
        kinds.join(", "),
        platforms.join(", "),
    )
}

fn node(of: &Value) -> String {
    let sensor = of.get("sensor").map_or("None".to_owned(), |sensor| {
        format!(
            "Sensor(chance: {}, delay: {})",
            chance(&sensor["p"]),
            duration(&sensor["delay"])
        )
    });
    let logs = match of["logs"].as_str() {
        Some("Vendor") => format!("Vendor({})", text(&of["vendor"])),
        Some("None") => "None".to_owned(),
        _ => "Full".to_owned(),
    };
    let owners = entries(&of["owners"], |facet, owner| {
        format!("{facet:?}: {}", target(owner))
    });
    let mut written = format!(
        "Node(id: {}, kind: \"thing\", weight: {}, residual: {}, sensor: {sensor}, logs: {logs}, owners: {{{}}}, tags: {}",
        text(&of["id"]),
        of["weight"].as_u64().unwrap_or(1),
        duration(&of["residual"]),
        owners.join(", "),
        list(&of["tags"], text),
    );
    if let Some(believed) = of.get("residual_believed") {
        write!(written, ", believed_residual: {}", duration(believed)).expect("a text can be written to");
    }
    if let Some(platform) = of.get("platform") {
        write!(written, ", platform: {}", text(platform)).expect("a text can be written to");
    }
    written + ")"
}

fn edge(of: &Value) -> String {
    let kind = of.get("kind").map_or("\"way\"".to_owned(), text);
    format!(
        "Edge(id: {}, from: {}, to: {}, kind: {kind}, chance: 1.0, time: {})",
        text(&of["id"]),
        text(&of["from"]),
        text(&of["to"]),
        duration(&of["time"]),
    )
}

fn playbook(of: &Value, scenario: &Value) -> String {
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

fn executor(of: &Value) -> String {
    match of.as_str() {
        None => "Decider".to_owned(),
        Some("auto") => "Automatic".to_owned(),
        Some(_) => chain(of),
    }
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

fn right(of: &Value) -> String {
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
