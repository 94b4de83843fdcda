//! What an attack from the entries of a scenario can hold at all (E6).

use super::estate::Estate;
use super::inject::InjectKind;
use super::scenario::Scenario;
use super::table::{EdgeId, NodeId, Table};

/// Which nodes can fall: over edges of positive probability from the entries, those of second-entry injects included, where
/// everything that an edge requires can fall too (E6).
pub fn reachable(estate: &Estate, scenario: &Scenario) -> Table<NodeId, bool> {
    let mut reached: Table<NodeId, bool> = estate.nodes.iter().map(|_| false).collect();
    let mut ways: Table<NodeId, Vec<EdgeId>> = estate.nodes.iter().map(|_| Vec::new()).collect();
    for (id, edge) in estate.edges.enumerate() {
        for &from in edge.requires.iter().chain([&edge.from]) {
            ways[from].push(id);
        }
    }
    let second = scenario.injects.iter().filter_map(|inject| match inject.does {
        InjectKind::SecondEntry { asset } => Some(asset),
        _ => None,
    });
    let mut next: Vec<NodeId> = scenario.entries.iter().copied().chain(second).collect();
    while let Some(node) = next.pop() {
        if std::mem::replace(&mut reached[node], true) {
            continue;
        }
        for &id in &ways[node] {
            let edge = &estate.edges[id];
            let passable = edge.chance.value() > 0.0
                && reached[edge.from]
                && edge.requires.iter().all(|&other| reached[other]);
            if passable && !reached[edge.to] {
                next.push(edge.to);
            }
        }
    }
    reached
}
