//! The estate: what an attacker can hold or reach, and the ways between (E1 to E3, E12).

use crate::chance::{Distribution, Key, Probability};
use crate::time::SimDuration;

use super::{
    EdgeId, EdgeKindId, LawId, Name, NodeId, NodeKindId, PlatformId, Table, TagId, Target, TenantId, VendorId,
};

/// The directed multigraph of the estate (E1).
#[derive(Clone, Debug, Default)]
pub struct Estate {
    /// Nodes, by id.
    pub nodes: Table<NodeId, Node>,
    /// Edges, by id; parallel edges have ids of their own (T4).
    pub edges: Table<EdgeId, Edge>,
    /// Kinds of nodes, by id.
    pub node_kinds: Table<NodeKindId, NodeKind>,
    /// Kinds of edges, by id.
    pub edge_kinds: Table<EdgeKindId, EdgeKind>,
    /// The distinct laws of traversal time that edges refer to.
    pub laws: Table<LawId, Distribution>,
    /// Tags, by id.
    pub tags: Table<TagId, Tag>,
    /// Tenants, by id.
    pub tenants: Table<TenantId, Tenant>,
    /// Platforms, by id (E8).
    pub platforms: Table<PlatformId, Platform>,
}

/// A node of the estate (E2).
#[derive(Clone, Debug)]
pub struct Node {
    /// The written id.
    pub id: Name,
    /// The key of all draws about this node (T4).
    pub key: Key,
    /// The kind: picks runbook entries and decision rights.
    pub kind: NodeKindId,
    /// How much its loss matters: a whole number.
    pub weight: u32,
    /// Owners by facet, sorted by facet.
    pub owners: Vec<Facet>,
    /// The facet whose owner leads where several own the node.
    pub lead: Option<Target>,
    /// Who runs it day to day.
    pub operator: Option<Target>,
    /// The tenant it belongs to.
    pub tenant: Option<TenantId>,
    /// The jurisdiction it stands in.
    pub jurisdiction: Option<Name>,
    /// Tags, sorted.
    pub tags: Vec<TagId>,
    /// How long a session outlives its credential.
    pub residual: Distribution,
    /// How long the team believes it does; nothing: they know the true length.
    pub believed_residual: Option<Distribution>,
    /// The alert that its compromise raises, if any.
    pub sensor: Option<Sensor>,
    /// Who can read the logs that lead on from here (D3).
    pub logs: LogVisibility,
    /// The platform whose rate limit calls on this node meet (E8).
    pub platform: Option<PlatformId>,
    /// The lifetime of its credential, if it is short-lived (E12).
    pub lifetime: Option<Lifetime>,
}

/// One owner of a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// What of the node is owned, for example `cloud` or `application`.
    pub name: Name,
    /// By whom.
    pub owner: Target,
}

/// An alert after compromise (E2, D1).
#[derive(Clone, Debug)]
pub struct Sensor {
    /// The probability that there is an alert.
    pub chance: Probability,
    /// How long after the compromise.
    pub delay: Distribution,
}

/// Whether logs tell where the attacker came from or went (E2, D3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogVisibility {
    /// The team reads them at once.
    Full,
    /// The vendor has them and must be reached first.
    Vendor(VendorId),
    /// Nobody has them.
    None,
}

/// A short-lived credential (E12).
#[derive(Clone, Debug)]
pub struct Lifetime {
    /// How long a foothold on it lasts.
    pub lasts: Distribution,
    /// Its live tail can renew it.
    pub renewed_by_tail: bool,
    /// Its own live session can renew it.
    pub renewed_by_session: bool,
}

/// A kind of node.
#[derive(Clone, Debug)]
pub struct NodeKind {
    /// The written id.
    pub id: Name,
}

/// A kind of edge (E3).
#[derive(Clone, Debug)]
pub struct EdgeKind {
    /// The written id.
    pub id: Name,
    /// What is taken along works without the tail (E5).
    pub detached: bool,
    /// The attacker makes a new credential of the head (E10).
    pub mints: bool,
}

/// An edge of the estate (E3): its own values, or those of its kind in the attacker's profile.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The written id.
    pub id: Name,
    /// The key of all draws about this edge (T4).
    pub key: Key,
    /// Where the attacker stands.
    pub from: NodeId,
    /// What the attacker takes.
    pub to: NodeId,
    /// The kind.
    pub kind: EdgeKindId,
    /// Nodes that must be live too when a traversal starts, sorted.
    pub requires: Vec<NodeId>,
    /// The probability that the way exists.
    pub chance: Probability,
    /// How long a traversal takes.
    pub time: LawId,
    /// When the edge is open; nothing: always (E12).
    pub window: Option<Window>,
}

/// Granted windows: open for `lasts` at the beginning of each period of `every` (E12). The phase is drawn
/// once for each edge and replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From one opening to the next; longer than `lasts`.
    pub every: SimDuration,
    /// How long it stays open.
    pub lasts: SimDuration,
}

/// A tag: a data class, a legal regime, a mark of a crown jewel.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The written id.
    pub id: Name,
}

/// A tenant.
#[derive(Clone, Debug)]
pub struct Tenant {
    /// The written id.
    pub id: Name,
}

/// A platform on which containment calls are made (E8).
#[derive(Clone, Debug)]
pub struct Platform {
    /// The written id.
    pub id: Name,
    /// The largest number of calls in an hour; nothing: no limit.
    pub per_hour: Option<u32>,
}
