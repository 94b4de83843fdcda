//! What a replication gave, beside what it should have given.

use std::collections::BTreeMap;

use outrun::engine::{Plan, Play};
use outrun::measure::{Piece, critical_path};
use outrun::model::{Exercise, NodeId};
use outrun::time::SimTime;
use serde_json::{Value, json};

/// Every difference, one line each.
pub(super) fn differences(
    exercise: &Exercise,
    play: &Play<'_>,
    plan: &Plan<'_>,
    expected: &Value,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut pieces = Vec::new();
    critical_path(play, &mut pieces);
    fields(&mut found, "times", &expected["times"], &times(play));
    whole(
        &mut found,
        "attribution",
        &expected["attribution"],
        &attribution(&pieces),
    );
    whole(&mut found, "path", &three_each(&expected["path"]), &path(&pieces));
    adds_up(&mut found, exercise, play, &pieces);
    whole(
        &mut found,
        "first_taken",
        &expected["first_taken"],
        &taken(exercise, play),
    );
    whole(
        &mut found,
        "first_known",
        &expected["first_known"],
        &known(exercise, play),
    );
    whole(
        &mut found,
        "requests",
        &sorted(&expected["requests"]),
        &requests(exercise, play),
    );
    fields(&mut found, "burden", &expected["burden"], &burden(play));
    fields(
        &mut found,
        "blast",
        &expected["blast"],
        &blast(exercise, play, plan),
    );
    whole(&mut found, "outrun", &expected["outrun"], &json!(outrun(play)));
    let counts = [
        ("retaken", play.burden().retaken),
        ("false_all_clear", play.burden().false_all_clears),
        ("never_known", play.never_known()),
    ];
    for (name, count) in counts {
        whole(&mut found, name, &expected[name], &json!(count));
    }
    found
}

/// Compares what is expected, field by field.
fn fields(found: &mut Vec<String>, what: &str, expected: &Value, actual: &Value) {
    for (name, wanted) in expected.as_object().into_iter().flatten() {
        let came = actual.get(name);
        if Some(wanted) != came {
            found.push(format!(
                "{what}.{name}: expected {}, came {}",
                shown(Some(wanted)),
                shown(came)
            ));
        }
    }
}

/// Compares everything that came with everything that is expected.
fn whole(found: &mut Vec<String>, what: &str, expected: &Value, actual: &Value) {
    if expected != actual {
        found.push(format!("{what}: expected {expected}\n      came {actual}"));
    }
}

/// A case may say more about each piece of the path than its cause, beginning and end.
fn three_each(path: &Value) -> Value {
    let pieces = path.as_array().into_iter().flatten();
    let three = |piece: &Value| json!([piece[0], piece[1], piece[2]]);
    pieces.map(three).collect()
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), ToString::to_string)
}

fn ms(at: Option<SimTime>) -> Value {
    at.map_or(Value::Null, |at| json!(at.as_millis()))
}

fn times(play: &Play<'_>) -> Value {
    let times = play.times();
    let restored = if times.nothing_disrupted {
        json!("na")
    } else {
        ms(times.restored)
    };
    json!({
        "detect": ms(times.detect),
        "declare": ms(times.declare),
        "first_page": ms(times.first_page),
        "authorised_reached": ms(times.first_decider.or(times.first_executor)),
        "first_decision": ms(times.first_decision),
        "first_executed": ms(times.first_executed),
        "first_effect": ms(times.first_effect),
        "contained": ms(play.contained_at()),
        "declared_contained": ms(times.declared_contained),
        "declared_contained_last": ms(times.declared_contained_last),
        "restored": restored,
        "jewel": ms(times.jewel),
        "limit_passed": ms(times.limit_passed),
    })
}

fn attribution(pieces: &[Piece]) -> Value {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for piece in pieces {
        *sums.entry(piece.cause.word()).or_default() += (piece.to - piece.from).as_millis();
    }
    json!(sums)
}

fn path(pieces: &[Piece]) -> Value {
    let three = |piece: &Piece| json!([piece.cause.word(), piece.from.as_millis(), piece.to.as_millis()]);
    pieces.iter().map(three).collect()
}

/// M4: the pieces follow on each other from t = 0 to containment or the horizon.
fn adds_up(found: &mut Vec<String>, exercise: &Exercise, play: &Play<'_>, pieces: &[Piece]) {
    let end = play.contained_at().unwrap_or(SimTime::ZERO + exercise.horizon);
    let mut at = SimTime::ZERO;
    for piece in pieces {
        if piece.from != at {
            found.push(format!(
                "path: a piece begins at {:?} and the one before ended at {at:?}",
                piece.from
            ));
        }
        at = piece.to;
    }
    if at != end {
        found.push(format!("path: ends at {at:?} and should at {end:?}"));
    }
}

fn node_id(exercise: &Exercise, node: NodeId) -> &str {
    &exercise.estate.nodes[node].id
}

fn taken(exercise: &Exercise, play: &Play<'_>) -> Value {
    let fallen = play.fallen().iter();
    json!(
        fallen
            .map(|&(at, node)| (node_id(exercise, node), at.as_millis()))
            .collect::<BTreeMap<_, _>>()
    )
}

fn known(exercise: &Exercise, play: &Play<'_>) -> Value {
    let nodes = exercise.estate.nodes.enumerate();
    let known = nodes.filter_map(|(id, node)| Some((&*node.id, play.first_known_at(id)?.as_millis())));
    json!(known.collect::<BTreeMap<_, _>>())
}

fn sorted(requests: &Value) -> Value {
    let Some(requests) = requests.as_array() else {
        return Value::Null;
    };
    let mut requests: Vec<Value> = requests.clone();
    for request in &mut requests {
        if let Some(request) = request.as_object_mut() {
            request.remove("name");
            request.sort_keys();
        }
    }
    requests.sort_by_key(ToString::to_string);
    json!(requests)
}

fn requests(exercise: &Exercise, play: &Play<'_>) -> Value {
    let requests = play.cases().map(|case| {
        json!({
            "decision": case.decision.word(),
            "asset": case.asset.map(|asset| node_id(exercise, asset)),
            // A rule is named by the decision that was taken under it.
            "rule": case.decided_at.and(case.rule).map(|rule| &*exercise.playbook.rights[rule].id),
            "raised": case.raised_at.as_millis(),
            "decided": ms(case.decided_at),
            "approved": ms(case.approved_at),
            "executed": ms(case.executed_at),
        })
    });
    sorted(&json!(requests.collect::<Vec<_>>()))
}

fn burden(play: &Play<'_>) -> Value {
    let burden = play.burden();
    json!({
        "pages": burden.pages,
        "engaged": burden.engaged,
        "woken": burden.woken,
        "approvals": burden.approvals,
        "work": burden.work,
        "disrupted_weight_ms": i64::try_from(burden.disruption).expect("a small case"),
        "wrongful_weight_ms": i64::try_from(burden.wrongful_disruption).expect("a small case"),
        "clean_contained": burden.clean_acted_on,
    })
}

fn blast(exercise: &Exercise, play: &Play<'_>, plan: &Plan<'_>) -> Value {
    let weight = |node: NodeId| i64::from(exercise.estate.nodes[node].weight);
    let upto = |at: SimTime| -> i64 {
        let fallen = play.fallen().iter();
        fallen
            .filter(|(fell, _)| *fell <= at)
            .map(|&(_, node)| weight(node))
            .sum()
    };
    let horizon = SimTime::ZERO + exercise.horizon;
    let end = play.contained_at().unwrap_or(horizon);
    let fallen = play.fallen().iter();
    let area: i64 = fallen
        .map(|&(fell, node)| weight(node) * (end.max(fell) - fell).as_millis())
        .sum();
    let at = |at: Option<SimTime>| at.map_or(Value::Null, |at| json!(upto(at)));
    json!({
        "detect": at(play.times().detect),
        "declare": at(play.times().declare),
        "first_effect": at(play.times().first_effect),
        "contained": at(play.contained_at()),
        "end": upto(horizon),
        "count": play.fallen().len(),
        "reach_weight": plan.reach_weight(),
        "area": area,
    })
}

/// M3: containment before the limit was passed and before a crown jewel fell.
fn outrun(play: &Play<'_>) -> bool {
    let first_loss = play
        .times()
        .limit_passed
        .into_iter()
        .chain(play.times().jewel)
        .min();
    play.contained_at()
        .is_some_and(|at| first_loss.is_none_or(|loss| at < loss))
}
