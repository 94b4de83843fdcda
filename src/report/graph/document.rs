//! The graph as data: `outrun/graph/1`.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::authority::{AuthorityGraph, Classes, Link, Vertex};
use crate::model::{Decision, Exercise};

use crate::report::Seconds;

/// What `outrun show --graph json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/graph/1")]
pub struct GraphDocument {
    /// `outrun/graph/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative.
    pub alternative: String,
    /// The decision that is shown; nothing: all.
    pub decision: Option<String>,
    /// People, roles, rotas, bodies, teams, rights, actions, assets, facets; sorted by kind, then id.
    pub vertices: Vec<GraphVertex>,
    /// How they hang together; sorted.
    pub edges: Vec<GraphEdge>,
}

/// One thing of the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct GraphVertex {
    /// Unique: kind and name.
    pub id: String,
    /// `person`, `role`, `rota`, `body`, `team`, `right`, `action`, `assets` or `facet`.
    pub kind: String,
    /// The written id; of assets that no rule can tell apart, the first and how many more there are.
    pub label: String,
    /// Of a right, its decision.
    pub decision: Option<String>,
    /// Of assets, all their ids.
    pub assets: Vec<String>,
}

/// One edge of the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct GraphEdge {
    /// Where it begins: the id of a vertex.
    pub from: String,
    /// `holds`, `decides`, `backs up`, `escalates after`, `must approve`, `must be consulted`, `executes`,
    /// `has capability`, `has context`, `owns`, `operates`, `is gated by`, `covers`.
    pub kind: String,
    /// Where it ends.
    pub to: String,
    /// After how long, for `backs up` and `escalates after`.
    pub after_s: Option<Seconds>,
}

/// The graph of an alternative, whole or with what one decision needs.
pub fn graph_document(exercise: &Exercise, decision: Option<Decision>) -> GraphDocument {
    let classes = Classes::of(exercise);
    let graph = AuthorityGraph::of(exercise, &classes);
    let name = Name {
        exercise,
        classes: &classes,
    };
    let kept = kept(exercise, &graph, decision);
    let mut vertices: Vec<GraphVertex> = kept.iter().map(|vertex| name.vertex(vertex)).collect();
    vertices.sort();
    let mut edges: Vec<GraphEdge> = kept
        .iter()
        .flat_map(|from| {
            graph
                .from(from)
                .into_iter()
                .map(move |(link, to)| (from, link, to))
        })
        .filter(|(_, _, to)| kept.contains(*to))
        .map(|(from, link, to)| GraphEdge {
            from: name.id(from),
            kind: link.words().to_owned(),
            to: name.id(to),
            after_s: after(link),
        })
        .collect();
    edges.sort();
    edges.dedup();
    GraphDocument {
        schema: "outrun/graph/1".to_owned(),
        exercise: exercise.id.to_string(),
        alternative: exercise.alternative.to_string(),
        decision: decision.map(|decision| decision.word().to_owned()),
        vertices,
        edges,
    }
}

fn after(link: &Link) -> Option<Seconds> {
    match link {
        Link::BacksUp(after) | Link::EscalatesAfter(after) => Some(Seconds::from(*after)),
        _ => None,
    }
}

/// All vertices, or those that hang on the rights of a decision: its rights and what they wait for, whom they ask,
/// the people behind those, and the assets with their owners.
fn kept(exercise: &Exercise, graph: &AuthorityGraph, decision: Option<Decision>) -> BTreeSet<Vertex> {
    let Some(decision) = decision else {
        return graph.vertices().map(|(vertex, _)| vertex.clone()).collect();
    };
    let rights = exercise.playbook.rights.enumerate();
    let own = rights.filter(|(_, right)| right.decision == decision);
    let mut kept: BTreeSet<Vertex> = own.map(|(id, _)| Vertex::Right(id)).collect();
    // What a right has to do with, then who stands behind that, then who behind a seat or a facet's owner.
    for step in 0..4 {
        let mut more = BTreeSet::new();
        for vertex in &kept {
            let into = graph.into(vertex).into_iter();
            let from = graph.from(vertex).into_iter().map(|(_, other)| other);
            let near: Vec<&Vertex> = match vertex {
                Vertex::Right(_) if step == 0 => into.map(|(_, other)| other).chain(from).collect(),
                Vertex::Right(_) | Vertex::Person(_) | Vertex::Action(_) => Vec::new(),
                Vertex::Assets(_) => from.collect(),
                _ => {
                    let behind = into.filter(|(link, _)| matches!(link, Link::Holds | Link::Owns));
                    behind.map(|(_, other)| other).collect()
                }
            };
            more.extend(near.into_iter().cloned());
        }
        kept.extend(more);
    }
    kept
}

struct Name<'e> {
    exercise: &'e Exercise,
    classes: &'e Classes,
}

impl Name<'_> {
    fn vertex(&self, vertex: &Vertex) -> GraphVertex {
        let (kind, label) = self.named(vertex);
        let nodes = &self.exercise.estate.nodes;
        let assets = match vertex {
            Vertex::Assets(class) => {
                let ids = self.classes.table[*class].nodes.iter();
                ids.map(|node| nodes[*node].id.to_string()).collect()
            }
            _ => Vec::new(),
        };
        let decision = match vertex {
            Vertex::Right(right) => Some(self.exercise.playbook.rights[*right].decision.word().to_owned()),
            _ => None,
        };
        GraphVertex {
            id: self.id(vertex),
            kind: kind.to_owned(),
            label,
            decision,
            assets,
        }
    }

    fn id(&self, vertex: &Vertex) -> String {
        let (kind, label) = self.named(vertex);
        match vertex {
            Vertex::Facet(class, _) => format!("{kind}/{}/{label}", self.first(*class)),
            Vertex::Assets(class) => format!("{kind}/{}", self.first(*class)),
            _ => format!("{kind}/{label}"),
        }
    }

    fn first(&self, class: crate::authority::ClassId) -> &str {
        &self.exercise.estate.nodes[self.classes.table[class].first].id
    }

    fn named(&self, vertex: &Vertex) -> (&'static str, String) {
        let (organisation, playbook) = (&self.exercise.organisation, &self.exercise.playbook);
        match vertex {
            Vertex::Person(id) => ("person", organisation.people[*id].id.to_string()),
            Vertex::Role(id) => ("role", organisation.roles[*id].id.to_string()),
            Vertex::Rota(id) => ("rota", organisation.rotas[*id].id.to_string()),
            Vertex::Body(id) => ("body", organisation.bodies[*id].id.to_string()),
            Vertex::Team(id) => ("team", organisation.teams[*id].id.to_string()),
            Vertex::Right(id) => ("right", playbook.rights[*id].id.to_string()),
            Vertex::Action(id) => ("action", playbook.actions[*id].id.to_string()),
            Vertex::Facet(_, name) => ("facet", name.to_string()),
            Vertex::Assets(class) => {
                let more = self.classes.table[*class].nodes.len() - 1;
                let first = self.first(*class);
                let label = if more == 0 {
                    first.to_owned()
                } else {
                    format!("{first} +{more}")
                };
                ("assets", label)
            }
        }
    }
}
