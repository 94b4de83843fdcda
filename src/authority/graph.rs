//! The authority graph: who may decide, who backs them up, who must agree, who can carry it out.

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{ActionId, BodyId, Name, PersonId, RightId, RoleId, RotaId, Target, TeamId};
use crate::time::SimDuration;

use super::class::ClassId;

/// What stands in the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vertex {
    /// A person.
    Person(PersonId),
    /// A role.
    Role(RoleId),
    /// A rota.
    Rota(RotaId),
    /// A body.
    Body(BodyId),
    /// A team.
    Team(TeamId),
    /// A decision right.
    Right(RightId),
    /// An action.
    Action(ActionId),
    /// Assets that no rule can tell apart.
    Assets(ClassId),
    /// What of these assets is owned, for example `cloud`.
    Facet(ClassId, Name),
}

impl From<Target> for Vertex {
    fn from(target: Target) -> Self {
        match target {
            Target::Person(id) => Self::Person(id),
            Target::Role(id) => Self::Role(id),
            Target::Rota(id) => Self::Rota(id),
            Target::Team(id) => Self::Team(id),
            Target::Body(id) => Self::Body(id),
        }
    }
}

/// How two of them hang together; the direction is that of the sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// A person holds a role, takes turns in a rota, is a member of a team or body; a role has a seat.
    Holds,
    /// A target decides under a right.
    Decides,
    /// A target is asked for a decision so long after the first.
    BacksUp(SimDuration),
    /// A target is asked so long after the one before did not answer; from the earlier to the later.
    EscalatesAfter(SimDuration),
    /// A target must approve what is decided under a right.
    MustApprove,
    /// A target must be consulted, or advises.
    MustBeConsulted,
    /// A target executes what is decided under a right.
    Executes,
    /// A person can execute an action.
    HasCapability,
    /// A person knows all of these assets.
    HasContext,
    /// A target owns a facet of assets.
    Owns,
    /// A target operates assets.
    Operates,
    /// A right waits for what is decided under another.
    IsGatedBy,
    /// A right is about assets, or assets have a facet.
    Covers,
}

impl Link {
    /// The words of the edge.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Decides => "decides",
            Self::BacksUp(_) => "backs up",
            Self::EscalatesAfter(_) => "escalates after",
            Self::MustApprove => "must approve",
            Self::MustBeConsulted => "must be consulted",
            Self::Executes => "executes",
            Self::HasCapability => "has capability",
            Self::HasContext => "has context",
            Self::Owns => "owns",
            Self::Operates => "operates",
            Self::IsGatedBy => "is gated by",
            Self::Covers => "covers",
        }
    }
}

/// The graph of one alternative.
#[derive(Clone, Debug)]
pub struct AuthorityGraph {
    /// Vertices and edges; the same exercise gives the same indices.
    pub graph: DiGraph<Vertex, Link>,
    /// The vertices, sorted, with their indices.
    pub(super) index: std::collections::BTreeMap<Vertex, NodeIndex>,
}

impl AuthorityGraph {
    /// The index of a vertex that stands in the graph.
    pub fn find(&self, vertex: &Vertex) -> Option<NodeIndex> {
        self.index.get(vertex).copied()
    }

    /// All vertices, sorted.
    pub fn vertices(&self) -> impl Iterator<Item = (&Vertex, NodeIndex)> {
        self.index.iter().map(|(vertex, index)| (vertex, *index))
    }

    /// The edges out of a vertex, by kind and head.
    pub fn from(&self, vertex: &Vertex) -> Vec<(&Link, &Vertex)> {
        self.edges(vertex, petgraph::Direction::Outgoing)
    }

    /// The edges into a vertex, by kind and tail.
    pub fn into(&self, vertex: &Vertex) -> Vec<(&Link, &Vertex)> {
        self.edges(vertex, petgraph::Direction::Incoming)
    }

    fn edges(&self, vertex: &Vertex, direction: petgraph::Direction) -> Vec<(&Link, &Vertex)> {
        use petgraph::visit::EdgeRef;
        let Some(at) = self.find(vertex) else {
            return Vec::new();
        };
        let other = |edge: petgraph::graph::EdgeReference<'_, Link>| match direction {
            petgraph::Direction::Outgoing => edge.target(),
            petgraph::Direction::Incoming => edge.source(),
        };
        let mut edges: Vec<(&Link, &Vertex)> = self
            .graph
            .edges_directed(at, direction)
            .filter_map(|edge| Some((edge.weight(), self.graph.node_weight(other(edge))?)))
            .collect();
        edges.sort();
        edges
    }
}
