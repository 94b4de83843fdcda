//! People, rotas, bodies.

use serde_json::Value;

use super::{chance, duration, entries, list, text};

pub(super) fn organisation(of: &Value) -> String {
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
