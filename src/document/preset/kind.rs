//! Kinds of nodes with their runbooks, and kinds of edges (E1, E3, R6).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Name;

use super::read;

/// A kind of node.
#[derive(Debug, Deserialize)]
#[serde(rename = "Node", deny_unknown_fields)]
pub struct NodeKindPreset {
    /// The name in the input.
    pub name: Name,
    /// What it is.
    pub what: Name,
    /// The actions taken on it, in order (R6).
    pub runbook: Vec<Name>,
}

/// A kind of edge.
#[derive(Debug, Deserialize)]
#[serde(rename = "Edge", deny_unknown_fields)]
pub struct EdgeKindPreset {
    /// The name in the input.
    pub name: Name,
    /// Other names for the same.
    #[serde(default)]
    pub also: Vec<Name>,
    /// What it is.
    pub what: Name,
    /// What is taken along works without the tail (E5).
    #[serde(default)]
    pub detached: bool,
    /// The attacker makes a new credential of the head (E10).
    #[serde(default)]
    pub mints: bool,
}

static NODE_KINDS: LazyLock<Vec<NodeKindPreset>> = LazyLock::new(|| {
    let mut kinds: Vec<NodeKindPreset> =
        read::shipped("node_kinds.ron", read::rows(include_str!("node_kinds.ron")));
    kinds.sort_by(|one, other| one.name.cmp(&other.name));
    kinds
});

static EDGE_KINDS: LazyLock<Vec<EdgeKindPreset>> = LazyLock::new(|| {
    let mut kinds: Vec<EdgeKindPreset> =
        read::shipped("edge_kinds.ron", read::rows(include_str!("edge_kinds.ron")));
    kinds.sort_by(|one, other| one.name.cmp(&other.name));
    kinds
});

/// The actions taken on a kind of node, in order.
pub fn runbook(node_kind: &str) -> Option<&'static [Name]> {
    NODE_KINDS
        .iter()
        .find(|kind| &*kind.name == node_kind)
        .map(|kind| &*kind.runbook)
}

/// The kind of edge of this name, first or other.
pub fn edge_kind(name: &str) -> Option<&'static EdgeKindPreset> {
    EDGE_KINDS
        .iter()
        .find(|kind| &*kind.name == name || kind.also.iter().any(|also| &**also == name))
}

/// All kinds of nodes, by name.
pub fn node_kinds() -> &'static [NodeKindPreset] {
    &NODE_KINDS
}

/// All kinds of edges, by name.
pub fn edge_kinds() -> &'static [EdgeKindPreset] {
    &EDGE_KINDS
}
