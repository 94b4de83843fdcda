//! Names and instants of a plan, as the documents about it write them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Path;
use crate::model::{Exercise, NodeId, Severity, Target};
use crate::time::{WallTime, Zone};

/// Whom a step asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedTarget {
    /// `person`, `role`, `rota`, `team` or `body`.
    pub kind: String,
    /// The id.
    pub id: String,
}

impl NamedTarget {
    /// The name of a target.
    pub(super) fn of(exercise: &Exercise, target: Target) -> Self {
        let organisation = &exercise.organisation;
        let (kind, id) = match target {
            Target::Person(id) => ("person", &organisation.people[id].id),
            Target::Role(id) => ("role", &organisation.roles[id].id),
            Target::Rota(id) => ("rota", &organisation.rotas[id].id),
            Target::Team(id) => ("team", &organisation.teams[id].id),
            Target::Body(id) => ("body", &organisation.bodies[id].id),
        };
        Self {
            kind: kind.to_owned(),
            id: id.to_string(),
        }
    }

    /// `rota soc-oncall`.
    pub fn words(&self) -> String {
        format!("{} {}", self.kind, self.id)
    }
}

/// The word of a level, or its number.
pub(super) fn severity(of: Severity) -> String {
    of.word().map_or_else(|| of.0.to_string(), str::to_owned)
}

/// `Sun 2026-11-15 03:00 in Berlin`.
pub(super) fn local(zone: &Zone, at: WallTime) -> String {
    let city = zone
        .name()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('_', " ");
    format!("{} in {city}", zone.display(at))
}

/// The id of the rule, or what holds in its place.
pub(super) fn rule(exercise: &Exercise, path: &Path) -> String {
    match path.right {
        Some(right) => exercise.playbook.rights[right].id.to_string(),
        None if path.owners.is_empty() => "no rule, no owner".to_owned(),
        None => "no rule: the owners".to_owned(),
    }
}

/// The kinds of some assets, each with how many there are; a single asset by its id.
pub(super) fn assets(exercise: &Exercise, nodes: &[NodeId]) -> String {
    let estate = &exercise.estate;
    if let [only] = nodes {
        return estate.nodes[*only].id.to_string();
    }
    let mut kinds: Vec<(usize, &str)> = Vec::new();
    for node in nodes {
        let kind = &*estate.node_kinds[estate.nodes[*node].kind].id;
        match kinds.iter_mut().find(|(_, of)| *of == kind) {
            Some((count, _)) => *count += 1,
            None => kinds.push((1, kind)),
        }
    }
    kinds.sort_by(|one, other| (other.0, one.1).cmp(&(one.0, other.1)));
    let words: Vec<String> = kinds
        .iter()
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    words.join(", ")
}
