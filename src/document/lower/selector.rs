//! Selectors of assets, resolved, and what they select.

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::place::Place;
use crate::document::syntax;
use crate::model::{Estate, Index, NodeId, Selector, Target, TeamId};

use super::Lower;

impl Lower<'_> {
    /// Resolves a selector.
    pub(super) fn selector(&mut self, written: &syntax::Selector) -> Selector {
        match written {
            syntax::Selector::All => Selector::All,
            syntax::Selector::Asset(id) => Selector::Assets(self.nodes(std::slice::from_ref(id))),
            syntax::Selector::Assets(ids) => Selector::Assets(self.nodes(ids)),
            syntax::Selector::Kind(kind) => self.kind_selector(kind),
            syntax::Selector::Tag(tag) => {
                self.warn_of_tag(&tag.value, tag.place);
                Selector::Tag(self.names.tags.get(&tag.value).unwrap_or_else(|| Index::at(0)))
            }
            syntax::Selector::Tenant(tenant) => {
                self.warn_of_tenant(&tenant.value, tenant.place);
                Selector::Tenant(
                    self.names
                        .tenants
                        .get(&tenant.value)
                        .unwrap_or_else(|| Index::at(0)),
                )
            }
            syntax::Selector::Team(team) => {
                let team = self.names.teams.find(&team.value, team.place, &mut self.report);
                Selector::Assets(team.map_or_else(Vec::new, |team| self.assets_of(team)))
            }
            syntax::Selector::AnyOf(inner) => {
                Selector::AnyOf(inner.iter().map(|one| self.selector(one)).collect())
            }
            syntax::Selector::AllOf(inner) => {
                Selector::AllOf(inner.iter().map(|one| self.selector(one)).collect())
            }
            syntax::Selector::Not(inner) => Selector::Not(Box::new(self.selector(inner))),
        }
    }

    fn kind_selector(&mut self, kind: &syntax::Text) -> Selector {
        let found = self.names.node_kinds.get(&kind.value);
        if found.is_none() {
            let title = format!("no node is of the kind `{}`, and no preset knows it", kind.value);
            let draft = self.report.draft(Code::UnknownNodeKind, kind.place, title);
            let presets = crate::document::preset::node_kind_names();
            let mut known: Vec<&str> = self.names.node_kinds.ids().chain(presets).collect();
            known.sort_unstable();
            known.dedup();
            let draft = with_names(draft, &kind.value, known.into_iter());
            self.report.push(draft);
        }
        Selector::Kind(found.unwrap_or_else(|| Index::at(0)))
    }

    /// Nodes by their ids, sorted.
    pub(super) fn nodes(&mut self, ids: &[syntax::Text]) -> Vec<NodeId> {
        let found = ids
            .iter()
            .filter_map(|id| self.names.nodes.find(&id.value, id.place, &mut self.report));
        let mut found: Vec<NodeId> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn assets_of(&self, team: TeamId) -> Vec<NodeId> {
        let owned = self.owned.get(&Target::Team(team));
        owned.cloned().unwrap_or_default()
    }

    /// Says that no node has a tag: a playbook may speak of more than one estate has.
    pub(super) fn warn_of_tag(&mut self, tag: &str, place: Place) {
        if !self.names.on_nodes.tags.contains(tag) {
            let draft = self
                .report
                .draft(Code::UnusedTag, place, format!("no node has the tag `{tag}`"));
            let known = self.names.on_nodes.tags.iter().map(String::as_str);
            let draft = self.report.suggest(draft, tag, known);
            self.report.push(draft);
        }
    }

    /// Says that no node belongs to a tenant.
    pub(super) fn warn_of_tenant(&mut self, tenant: &str, place: Place) {
        if !self.names.on_nodes.tenants.contains(tenant) {
            let draft = self.report.draft(
                Code::UnusedTenant,
                place,
                format!("no node belongs to the tenant `{tenant}`"),
            );
            let known = self.names.on_nodes.tenants.iter().map(String::as_str);
            let draft = self.report.suggest(draft, tenant, known);
            self.report.push(draft);
        }
    }

    /// Says that no node stands in a jurisdiction.
    pub(super) fn warn_of_jurisdiction(&mut self, name: &str, place: Place) {
        if !self.names.on_nodes.jurisdictions.contains(name) {
            let title = format!("no node stands in the jurisdiction `{name}`");
            let draft = self.report.draft(Code::UnusedJurisdiction, place, title);
            let known = self.names.on_nodes.jurisdictions.iter().map(String::as_str);
            let draft = self.report.suggest(draft, name, known);
            self.report.push(draft);
        }
    }
}

/// Whether a node is selected.
pub(super) fn selects(selector: &Selector, node: NodeId, estate: &Estate) -> bool {
    let Some(found) = estate.nodes.item(node) else {
        return false;
    };
    match selector {
        Selector::All => true,
        Selector::Assets(nodes) => nodes.binary_search(&node).is_ok(),
        Selector::Kind(kind) => found.kind == *kind,
        Selector::Tag(tag) => found.tags.binary_search(tag).is_ok(),
        Selector::Tenant(tenant) => found.tenant == Some(*tenant),
        Selector::AnyOf(inner) => inner.iter().any(|one| selects(one, node, estate)),
        Selector::AllOf(inner) => inner.iter().all(|one| selects(one, node, estate)),
        Selector::Not(inner) => !selects(inner, node, estate),
    }
}
