//! What a replication gave, in the words of cases: JSON, in whole milliseconds.

use std::collections::BTreeMap;

use outrun::engine::{Plan, Play};
use outrun::measure::Piece;
use outrun::model::{Exercise, NodeId};
use outrun::time::SimTime;
use serde_json::{Value, json};

fn ms(at: Option<SimTime>) -> Value {
    at.map_or(Value::Null, |at| json!(at.as_millis()))
}

pub(crate) fn times(play: &Play<'_>) -> Value {
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

pub(crate) fn attribution(pieces: &[Piece]) -> Value {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for piece in pieces {
        *sums.entry(piece.cause.word()).or_default() += (piece.to - piece.from).as_millis();
    }
    json!(sums)
}

pub(crate) fn path(pieces: &[Piece]) -> Value {
    let three = |piece: &Piece| json!([piece.cause.word(), piece.from.as_millis(), piece.to.as_millis()]);
    pieces.iter().map(three).collect()
}

fn node_id(exercise: &Exercise, node: NodeId) -> &str {
    &exercise.estate.nodes[node].id
}

pub(crate) fn taken(exercise: &Exercise, play: &Play<'_>) -> Value {
    let fallen = play.fallen().iter();
    json!(
        fallen
            .map(|&(at, node)| (node_id(exercise, node), at.as_millis()))
            .collect::<BTreeMap<_, _>>()
    )
}

pub(crate) fn known(exercise: &Exercise, play: &Play<'_>) -> Value {
    let nodes = exercise.estate.nodes.enumerate();
    let known = nodes.filter_map(|(id, node)| Some((&*node.id, play.first_known_at(id)?.as_millis())));
    json!(known.collect::<BTreeMap<_, _>>())
}

pub(crate) fn requests(exercise: &Exercise, play: &Play<'_>) -> Value {
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
    requests.collect()
}

pub(crate) fn burden(play: &Play<'_>) -> Value {
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

pub(crate) fn blast(exercise: &Exercise, play: &Play<'_>, plan: &Plan<'_>) -> Value {
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
pub(crate) fn outrun(play: &Play<'_>) -> bool {
    let first_loss = play
        .times()
        .limit_passed
        .into_iter()
        .chain(play.times().jewel)
        .min();
    play.contained_at()
        .is_some_and(|at| first_loss.is_none_or(|loss| at < loss))
}
