//! Nodes and edges.

use std::fmt::Write;

use serde_json::Value;

use super::{chance, duration, entries, flag, list, target, text};

pub(super) fn estate(of: &Value, playbook: &Value) -> String {
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
