//! Selectors, resolved to the assets they select.

use crate::model::{Estate, Index, NodeId, Selector};

/// The assets that a selector selects, one bit each.
#[derive(Clone, Debug)]
pub enum Selection {
    /// Every asset, and decisions without an asset.
    Everything,
    /// These assets, by position.
    Some(Vec<bool>),
}

impl Selection {
    /// Resolves a selector over an estate.
    pub fn of(selector: &Selector, estate: &Estate) -> Self {
        match selector {
            Selector::All => Self::Everything,
            _ => Self::Some(
                estate
                    .nodes
                    .ids()
                    .map(|node| selects(selector, estate, node))
                    .collect(),
            ),
        }
    }

    /// Whether the asset is selected; a matter without an asset is selected by `Everything` only.
    #[inline]
    pub fn covers(&self, asset: Option<NodeId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Some(bits) => asset
                .and_then(|node| bits.get(node.position()))
                .copied()
                .unwrap_or(false),
        }
    }
}

/// Whether a selector selects an asset.
pub fn selects(selector: &Selector, estate: &Estate, node: NodeId) -> bool {
    let it = &estate.nodes[node];
    match selector {
        Selector::All => true,
        Selector::Assets(ids) => ids.contains(&node),
        Selector::Kind(kind) => it.kind == *kind,
        Selector::Tag(tag) => it.tags.binary_search(tag).is_ok(),
        Selector::Tenant(tenant) => it.tenant == Some(*tenant),
        Selector::AnyOf(parts) => parts.iter().any(|part| selects(part, estate, node)),
        Selector::AllOf(parts) => parts.iter().all(|part| selects(part, estate, node)),
        Selector::Not(inner) => !selects(inner, estate, node),
    }
}
