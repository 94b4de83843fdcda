//! The estate: shorter credential lifetimes, just-in-time access, a way removed, a sensor, logs.

use crate::model::{EdgeId, Exercise, LogVisibility, NodeId, Table};

use super::super::idea::{Idea, Kind, Recipe};
use super::super::text::quoted;
use super::view::View;

/// Kinds of nodes that are credentials.
const CREDENTIALS: [&str; 8] = [
    "ci-token",
    "api-key",
    "credential",
    "secret",
    "certificate",
    "signing-key",
    "service-account",
    "oauth-app",
];
/// So many nodes and ways are tried for each entry of the catalogue, those that open most first.
const MOST: usize = 4;

pub(super) fn estate(view: &View<'_>) -> Vec<Idea> {
    let opened = opened(view);
    let mut ideas = credentials(view, &opened);
    ideas.extend(ways(view));
    ideas.extend(sensors(view, &opened));
    ideas.extend(logs(view, &opened));
    ideas
}

fn idea(view: &View<'_>, node: NodeId, entry: &'static str, (title, change): (String, String)) -> Idea {
    let id = view.exercise.estate.nodes[node].id.to_string();
    Idea {
        title,
        entry,
        kind: Kind::Technical,
        asks: 4,
        about: vec![id],
        delegated_by: view.owner(node),
        pages: Vec::new(),
        clues: Vec::new(),
        recipe: Recipe::Fixed(vec![change]),
    }
}

/// What can be reached, with the weight that each opens: those that open most first.
fn opened(view: &View<'_>) -> Vec<(NodeId, u64)> {
    let exercise = view.exercise;
    let nodes = exercise
        .estate
        .nodes
        .ids()
        .filter(|id| view.reached.item(*id) == Some(&true));
    let mut opened: Vec<(NodeId, u64)> = nodes
        .map(|id| (id, weight_behind(exercise, &[id], None)))
        .collect();
    opened.sort_by_key(|(id, weight)| (std::cmp::Reverse(*weight), *id));
    opened
}

/// The weight that falls from these nodes on, over ways that exist, without one of them.
fn weight_behind(exercise: &Exercise, from: &[NodeId], without: Option<EdgeId>) -> u64 {
    let estate = &exercise.estate;
    let mut seen: Table<NodeId, bool> = estate.nodes.iter().map(|_| false).collect();
    let mut ways: Table<NodeId, Vec<NodeId>> = estate.nodes.iter().map(|_| Vec::new()).collect();
    for (id, edge) in estate.edges.enumerate() {
        if edge.chance.value() > 0.0 && Some(id) != without {
            ways[edge.from].push(edge.to);
        }
    }
    let mut next = from.to_vec();
    let mut weight = 0;
    // Each node is looked at once.
    while let Some(node) = next.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            weight += u64::from(estate.nodes[node].weight);
            next.extend(&ways[node]);
        }
    }
    weight
}

fn credentials(view: &View<'_>, opened: &[(NodeId, u64)]) -> Vec<Idea> {
    let estate = &view.exercise.estate;
    let standing = opened.iter().filter(|(id, _)| {
        let node = &estate.nodes[*id];
        let kind = estate.node_kinds.item(node.kind).map_or("", |kind| &kind.id);
        node.lifetime.is_none() && CREDENTIALS.contains(&kind)
    });
    let of = |(id, _): &(NodeId, u64)| {
        let node = &estate.nodes[*id].id;
        let title = format!("Let the credential `{node}` live for an hour");
        let change = format!("Node(id: {}, lifetime: Lifetime(lasts: \"1h\"))", quoted(node));
        idea(view, *id, "shorter-lifetime", (title, change))
    };
    standing.take(MOST).map(of).collect()
}

/// The ways behind which most falls. Those that leave an entry stay: without them it is another incident.
fn ways(view: &View<'_>) -> Vec<Idea> {
    let exercise = view.exercise;
    let entries = &exercise.scenario.entries;
    let all = weight_behind(exercise, entries, None);
    let edges = exercise.estate.edges.enumerate();
    let open = edges.filter(|(_, edge)| {
        edge.chance.value() > 0.0
            && view.reached.item(edge.from) == Some(&true)
            && !entries.contains(&edge.from)
    });
    let mut cut: Vec<(EdgeId, u64)> = open
        .map(|(id, _)| (id, all - weight_behind(exercise, entries, Some(id)).min(all)))
        .collect();
    cut.sort_by_key(|(id, weight)| (std::cmp::Reverse(*weight), *id));
    cut.truncate(MOST);
    cut.into_iter().flat_map(|(id, _)| way(view, id)).collect()
}

fn way(view: &View<'_>, id: EdgeId) -> Vec<Idea> {
    let edge = &view.exercise.estate.edges[id];
    let nodes = &view.exercise.estate.nodes;
    let (from, to) = (&nodes[edge.from].id, &nodes[edge.to].id);
    let title = format!("Take the way from `{from}` to `{to}` away");
    let change = format!("Remove(Edge({}))", quoted(&edge.id));
    let mut ideas = vec![idea(view, edge.to, "remove-edge", (title, change))];
    if edge.window.is_none() {
        let title = format!("Grant access from `{from}` to `{to}` for an hour a day, when it is needed");
        let change = format!(
            "Edge(id: {}, window: Window(every: \"24h\", lasts: \"1h\"))",
            quoted(&edge.id)
        );
        ideas.push(idea(view, edge.to, "just-in-time", (title, change)));
    }
    for one in &mut ideas {
        one.about.push(edge.id.to_string());
        one.about.push(from.to_string());
    }
    ideas
}

fn sensors(view: &View<'_>, opened: &[(NodeId, u64)]) -> Vec<Idea> {
    let nodes = &view.exercise.estate.nodes;
    let blind: Vec<NodeId> = opened
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| nodes[*id].sensor.is_none())
        .collect();
    let change = |id: &NodeId| format!("Node(id: {}, sensor: Sensor())", quoted(&nodes[*id].id));
    let of = |id: &NodeId| {
        let title = format!("Put a sensor on `{}`", nodes[*id].id);
        idea(view, *id, "add-sensor", (title, change(id)))
    };
    let mut ideas: Vec<Idea> = blind.iter().take(MOST).map(of).collect();
    if let (Some(first), true) = (blind.first(), blind.len() > 1) {
        let title = format!(
            "Put sensors on all {} assets within reach that have none",
            blind.len()
        );
        let mut all = idea(view, *first, "add-sensor", (title, String::new()));
        all.about = blind.iter().map(|id| nodes[*id].id.to_string()).collect();
        "whoever runs detection".clone_into(&mut all.delegated_by);
        all.recipe = Recipe::Fixed(blind.iter().map(change).collect());
        ideas.push(all);
    }
    ideas
}

fn logs(view: &View<'_>, opened: &[(NodeId, u64)]) -> Vec<Idea> {
    let nodes = &view.exercise.estate.nodes;
    let dark = opened
        .iter()
        .filter(|(id, _)| nodes[*id].logs != LogVisibility::Full);
    let of = |(id, _): &(NodeId, u64)| {
        let node = &nodes[*id].id;
        let title = format!("Have the logs of `{node}` at hand");
        let change = format!("Node(id: {}, logs: Full)", quoted(node));
        idea(view, *id, "logs-at-hand", (title, change))
    };
    dark.take(MOST).map(of).collect()
}
