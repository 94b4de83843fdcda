//! What an estate file holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::spanned::Spanned;

use super::contact::Target;
use super::value::{Chance, Entries, Law, Text};

/// What an attacker can hold or reach, and the ways between.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Estate {
    /// Nodes.
    #[serde(deserialize_with = "super::items")]
    pub(crate) nodes: Vec<Node>,
    /// Edges.
    #[serde(deserialize_with = "super::items")]
    pub(crate) edges: Vec<Edge>,
    /// Tables of nodes.
    #[serde(skip_serializing)]
    pub(crate) nodes_csv: Spanned<super::value::OneOrMany<Text>>,
    /// Tables of edges.
    #[serde(skip_serializing)]
    pub(crate) edges_csv: Spanned<super::value::OneOrMany<Text>>,
    /// Kinds of edges of one's own.
    pub(crate) edge_kinds: Vec<EdgeKind>,
    /// Platforms with a limit of calls.
    pub(crate) platforms: Vec<Platform>,
}

/// A node.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Node {
    /// The id.
    pub(crate) id: Text,
    /// The kind.
    #[serde(default)]
    pub(crate) kind: Spanned<Option<String>>,
    /// How much its loss matters.
    #[serde(default = "super::default_weight")]
    pub(crate) weight: Spanned<u32>,
    /// The only owner.
    #[serde(default)]
    pub(crate) owner: Spanned<Option<Target>>,
    /// Owners by facet.
    #[serde(default)]
    pub(crate) owners: Spanned<Entries<Spanned<Target>>>,
    /// The facet that leads.
    #[serde(default)]
    pub(crate) lead: Spanned<Option<String>>,
    /// Who runs it.
    #[serde(default)]
    pub(crate) operator: Spanned<Option<Target>>,
    /// The tenant.
    #[serde(default)]
    pub(crate) tenant: Spanned<Option<String>>,
    /// The jurisdiction.
    #[serde(default)]
    pub(crate) jurisdiction: Spanned<Option<String>>,
    /// Tags.
    #[serde(default)]
    pub(crate) tags: Spanned<Vec<Text>>,
    /// How long a session outlives its credential.
    #[serde(default)]
    pub(crate) residual: Spanned<Law>,
    /// How long the team believes it does.
    #[serde(default)]
    pub(crate) believed_residual: Spanned<Option<Law>>,
    /// The alert after compromise; `None`: there is none.
    #[serde(default = "super::default_sensor")]
    pub(crate) sensor: Spanned<Option<Sensor>>,
    /// Who can read the logs.
    #[serde(default)]
    pub(crate) logs: Spanned<Logs>,
    /// The platform whose limit of calls it meets.
    #[serde(default)]
    pub(crate) platform: Spanned<Option<String>>,
    /// The lifetime of its credential.
    #[serde(default)]
    pub(crate) lifetime: Spanned<Option<Lifetime>>,
}

/// An alert after compromise.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Sensor {
    /// How probably there is one.
    pub(crate) chance: Spanned<Chance>,
    /// How long after the compromise.
    pub(crate) delay: Spanned<Law>,
}

/// Who can read the logs.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Logs {
    /// The team, at once.
    #[default]
    Full,
    /// The vendor has them.
    Vendor(Text),
    /// Nobody.
    None,
}

/// A short-lived credential.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lifetime {
    /// How long a foothold on it lasts.
    pub(crate) lasts: Spanned<Law>,
    /// Its live tail can renew it.
    #[serde(default)]
    pub(crate) renewed_by_tail: Spanned<bool>,
    /// Its own live session can renew it.
    #[serde(default)]
    pub(crate) renewed_by_session: Spanned<bool>,
}

/// An edge.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edge {
    /// The id; nothing: tail, kind and head.
    #[serde(default)]
    pub(crate) id: Spanned<Option<String>>,
    /// The tail.
    #[serde(default)]
    pub(crate) from: Spanned<Option<String>>,
    /// The head.
    #[serde(default)]
    pub(crate) to: Spanned<Option<String>>,
    /// The kind.
    #[serde(default)]
    pub(crate) kind: Spanned<Option<String>>,
    /// What must be live too.
    #[serde(default)]
    pub(crate) requires: Spanned<Vec<Text>>,
    /// The probability that the way exists; nothing: that of its kind.
    #[serde(default)]
    pub(crate) chance: Spanned<Option<Chance>>,
    /// How long a traversal takes; nothing: as its kind does.
    #[serde(default)]
    pub(crate) time: Spanned<Option<Law>>,
    /// When it is open; nothing: always.
    #[serde(default)]
    pub(crate) window: Spanned<Option<Window>>,
}

/// Granted windows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Window {
    /// From one opening to the next.
    pub(crate) every: Text,
    /// How long it stays open.
    pub(crate) lasts: Text,
}

/// A kind of edge.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EdgeKind {
    /// The id.
    pub(crate) id: Text,
    /// What is taken along works without the tail.
    #[serde(default)]
    pub(crate) detached: Spanned<bool>,
    /// The attacker makes a new credential of the head.
    #[serde(default)]
    pub(crate) mints: Spanned<bool>,
}

/// A platform.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Platform {
    /// The id.
    pub(crate) id: Text,
    /// The largest number of calls in an hour; nothing: no limit.
    #[serde(default)]
    pub(crate) calls_per_hour: Spanned<Option<u32>>,
}

impl Edge {
    /// The id that was written, or the one made of tail, kind and head.
    pub(crate) fn written_id(&self) -> String {
        let word = |value: &Spanned<Option<String>>| value.value.clone().unwrap_or_default();
        self.id
            .value
            .clone()
            .unwrap_or_else(|| format!("{} {} {}", word(&self.from), word(&self.kind), word(&self.to)))
    }

    /// Where the edge is written, by the first of its fields that is.
    pub(crate) fn place(&self) -> crate::document::place::Place {
        self.id
            .place
            .or(self.from.place)
            .or(self.to.place)
            .or(self.kind.place)
    }
}
