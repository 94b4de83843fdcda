//! Assets that no rule can tell apart, put together: checks look at classes, not at every asset.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Decision, Exercise, Facet, Index, LogVisibility, Name, NodeId, NodeKindId, RightId, Selector, Table,
    TagId, Target, TenantId,
};

use super::selects;

/// The index of a class of assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(u32);

impl Index for ClassId {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "there are no more classes than nodes, whose table the loader bounds"
    )]
    fn at(position: usize) -> Self {
        Self(position as u32)
    }
    fn position(self) -> usize {
        self.0 as usize
    }
}

/// Assets that all rules treat alike, and that belong to the same people.
#[derive(Clone, Debug)]
pub struct AssetClass {
    /// The assets, by id; at least one.
    pub nodes: Vec<NodeId>,
    /// The first of them, which stands for all.
    pub first: NodeId,
    /// Rights for containment or restoration whose selector selects these assets, in written order.
    pub rights: Vec<RightId>,
}

/// All classes, in the order of their first assets.
#[derive(Clone, Debug)]
pub struct Classes {
    /// The classes.
    pub table: Table<ClassId, AssetClass>,
    of: Table<NodeId, ClassId>,
}

/// What tells assets apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Signature {
    kind: NodeKindId,
    tenant: Option<TenantId>,
    jurisdiction: Option<Name>,
    tags: Vec<TagId>,
    owners: Vec<Facet>,
    lead: Option<Target>,
    operator: Option<Target>,
    vendor: Option<u32>,
    /// How many of the written limits of disruption the weight passes.
    heavier_than: usize,
    /// An asset that some rule names is in a class of its own.
    named: Option<NodeId>,
}

impl Classes {
    /// Puts the assets of an exercise into classes.
    pub fn of(exercise: &Exercise) -> Self {
        let mut named = BTreeSet::new();
        let mut limits = BTreeSet::new();
        for right in &exercise.playbook.rights {
            named_in(&right.assets, &mut named);
            limits.extend(right.limits.disruption);
        }
        let mut groups: BTreeMap<Signature, Vec<NodeId>> = BTreeMap::new();
        for (id, node) in exercise.estate.nodes.enumerate() {
            let signature = Signature {
                kind: node.kind,
                tenant: node.tenant,
                jurisdiction: node.jurisdiction.clone(),
                tags: node.tags.clone(),
                owners: node.owners.clone(),
                lead: node.lead,
                operator: node.operator,
                vendor: vendor_of(node.logs),
                heavier_than: limits.iter().filter(|limit| node.weight > **limit).count(),
                named: named.contains(&id).then_some(id),
            };
            groups.entry(signature).or_default().push(id);
        }
        let mut groups: Vec<Vec<NodeId>> = groups.into_values().collect();
        groups.sort_unstable();
        Self::from_groups(exercise, groups)
    }

    fn from_groups(exercise: &Exercise, groups: Vec<Vec<NodeId>>) -> Self {
        let mut of: Table<NodeId, ClassId> = exercise.estate.nodes.ids().map(|_| ClassId(0)).collect();
        let mut table = Vec::with_capacity(groups.len());
        for nodes in groups {
            let Some(&first) = nodes.first() else { continue };
            for &node in &nodes {
                of[node] = ClassId::at(table.len());
            }
            let rights = exercise.playbook.rights.enumerate().filter(|(_, right)| {
                right.decision.is_about_an_asset() && selects(&right.assets, &exercise.estate, first)
            });
            let rights = rights.map(|(id, _)| id).collect();
            table.push(AssetClass { nodes, first, rights });
        }
        Self {
            table: Table::new(table),
            of,
        }
    }

    /// The class of an asset.
    pub fn class_of(&self, node: NodeId) -> ClassId {
        self.of[node]
    }
}

impl AssetClass {
    /// The rights that select these assets for one decision, in written order.
    pub fn rights_for<'a>(
        &'a self,
        exercise: &'a Exercise,
        decision: Decision,
    ) -> impl Iterator<Item = RightId> + 'a {
        let of = move |id: &RightId| exercise.playbook.rights[*id].decision == decision;
        self.rights.iter().copied().filter(of)
    }
}

fn vendor_of(logs: LogVisibility) -> Option<u32> {
    match logs {
        LogVisibility::Full => None,
        LogVisibility::None => Some(u32::MAX),
        LogVisibility::Vendor(vendor) => u32::try_from(vendor.position()).ok(),
    }
}

fn named_in(selector: &Selector, named: &mut BTreeSet<NodeId>) {
    match selector {
        Selector::Assets(nodes) => named.extend(nodes),
        Selector::AnyOf(parts) | Selector::AllOf(parts) => {
            for part in parts {
                named_in(part, named);
            }
        }
        Selector::Not(inner) => named_in(inner, named),
        Selector::All | Selector::Kind(_) | Selector::Tag(_) | Selector::Tenant(_) => {}
    }
}
