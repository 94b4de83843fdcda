//! The ids of everything, collected before anything refers to them.

use std::collections::{BTreeMap, BTreeSet};

use super::said::Said;
use crate::document::code::Code;
use crate::document::names::Names;
use crate::document::place::Place;
use crate::document::report::Report;
use crate::document::syntax::{Entries, Estate, Text};
use crate::document::whole::Whole;
use crate::model::{
    ActionId, BodyId, ChainId, EdgeId, EdgeKindId, Index, InjectId, NodeId, NodeKindId, PersonId, PlatformId,
    ProfileId, RequestNameId, RightId, RoleId, RotaId, TagId, TeamId, TenantId, VendorId,
};

/// The ids of everything.
pub(crate) struct AllNames {
    pub(super) people: Names<PersonId>,
    pub(super) teams: Names<TeamId>,
    pub(super) roles: Names<RoleId>,
    pub(super) rotas: Names<RotaId>,
    pub(super) bodies: Names<BodyId>,
    pub(super) profiles: Names<ProfileId>,
    pub(super) nodes: Names<NodeId>,
    pub(super) node_kinds: Names<NodeKindId>,
    pub(super) edge_kinds: Names<EdgeKindId>,
    pub(super) tags: Names<TagId>,
    pub(super) tenants: Names<TenantId>,
    pub(super) platforms: Names<PlatformId>,
    pub(super) chains: Names<ChainId>,
    pub(super) actions: Names<ActionId>,
    pub(super) vendors: Names<VendorId>,
    pub(super) requests: Names<RequestNameId>,
    /// What nodes say of themselves.
    pub(super) on_nodes: OnNodes,
}

fn placed(text: &Text) -> (&str, Place) {
    (&text.value, text.place)
}

fn keys<V>(entries: &Entries<V>) -> impl Iterator<Item = (&str, Place)> {
    entries.0.iter().map(|(key, _)| placed(key))
}

/// The ids of a list of things.
macro_rules! ids {
    ($what:literal, $code:ident, $items:expr, $report:ident) => {
        gather($what, Code::$code, &$items, |one| &one.id, $report)
    };
}

fn both(one: &BTreeSet<String>, other: Vec<String>) -> impl Iterator<Item = String> {
    one.iter().cloned().chain(other)
}

impl AllNames {
    /// Collects all ids of a document, and reports those that stand twice.
    pub(crate) fn collect(whole: &Whole, report: &mut Report<'_>) -> Self {
        let Whole {
            organisation: org,
            estate,
            playbook,
            scenario,
            ..
        } = whole;
        only_checked(whole, report);
        let on_nodes = OnNodes::of(estate);
        let mut said = Said::default();
        said.everywhere(whole);
        Self {
            people: ids!("person", UnknownPerson, org.people, report),
            teams: team_names(&teams(whole), org, report),
            roles: Names::collect("role", Code::UnknownRole, keys(&org.roles), report),
            rotas: ids!("rota", UnknownRota, org.rotas, report),
            bodies: ids!("body", UnknownBody, org.bodies, report),
            profiles: ids!("reach profile", UnknownProfile, org.profiles, report),
            nodes: ids!("node", UnknownNode, estate.nodes, report),
            node_kinds: Names::used("kind of node", Code::UnknownNodeKind, kinds(whole, said.kinds)),
            edge_kinds: ids!("kind of edge", UnknownEdgeKind, estate.edge_kinds, report),
            tags: Names::used("tag", Code::UnusedTag, both(&on_nodes.tags, said.tags)),
            tenants: Names::used(
                "tenant",
                Code::UnusedTenant,
                both(&on_nodes.tenants, said.tenants),
            ),
            platforms: ids!("platform", UnknownPlatform, estate.platforms, report),
            chains: Names::collect("chain", Code::UnknownChain, keys(&playbook.chains), report),
            actions: ids!("action", UnknownAction, playbook.actions, report),
            vendors: ids!("vendor", UnknownVendor, playbook.vendors, report),
            // The table keeps the written order, because a gate raises the first written one (P3).
            requests: Names::in_written_order(
                "request",
                Code::UnknownRequest,
                scenario.requests.iter().map(|request| placed(&request.id)),
                report,
            ),
            on_nodes,
        }
    }
}

/// Ids that nothing refers to by index: only looked at for duplicates.
fn only_checked(whole: &Whole, report: &mut Report<'_>) {
    let _: Names<RightId> = ids!("decision right", UnknownRight, whole.playbook.rights, report);
    let _: Names<InjectId> = ids!("inject", UnknownInject, whole.scenario.injects, report);
    let edges: Vec<(String, Place)> = whole
        .estate
        .edges
        .iter()
        .map(|edge| (edge.written_id(), edge.place()))
        .collect();
    let edges = edges.iter().map(|(id, place)| (id.as_str(), *place));
    let _: Names<EdgeId> = Names::collect("edge", Code::UnknownEdge, edges, report);
}

fn gather<'w, I: Index, T>(
    what: &'static str,
    code: Code,
    items: &'w [T],
    id: impl Fn(&'w T) -> &'w Text,
    report: &mut Report<'_>,
) -> Names<I> {
    let ids = items.iter().map(|item| placed(id(item)));
    Names::collect(what, code, ids, report)
}

/// What nodes say of themselves; rules may speak of more.
pub(super) struct OnNodes {
    pub(super) tags: BTreeSet<String>,
    pub(super) tenants: BTreeSet<String>,
    pub(super) jurisdictions: BTreeSet<String>,
}

impl OnNodes {
    fn of(estate: &Estate) -> Self {
        let nodes = &estate.nodes;
        Self {
            tags: nodes
                .iter()
                .flat_map(|node| node.tags.value.iter().map(|tag| tag.value.clone()))
                .collect(),
            tenants: nodes
                .iter()
                .filter_map(|node| node.tenant.value.clone())
                .collect(),
            jurisdictions: nodes
                .iter()
                .filter_map(|node| node.jurisdiction.value.clone())
                .collect(),
        }
    }
}

/// Teams are declared, or named by a member.
fn teams(whole: &Whole) -> BTreeMap<String, Place> {
    let mut teams = BTreeMap::new();
    for person in &whole.organisation.people {
        if let Some(team) = &person.team.value {
            teams.entry(team.clone()).or_insert(person.team.place);
        }
    }
    teams
}

fn team_names(
    named: &BTreeMap<String, Place>,
    organisation: &crate::document::syntax::Organisation,
    report: &mut Report<'_>,
) -> Names<TeamId> {
    let declared: BTreeSet<&str> = organisation
        .teams
        .0
        .iter()
        .map(|(id, _)| id.value.as_str())
        .collect();
    let others = named.iter().filter(|(id, _)| !declared.contains(id.as_str()));
    let all = keys(&organisation.teams).chain(others.map(|(id, place)| (id.as_str(), *place)));
    Names::collect("team", Code::UnknownTeam, all, report)
}

/// Kinds of nodes, of runbook rules, and of presets that a selector names.
fn kinds(whole: &Whole, said: Vec<String>) -> Vec<String> {
    let nodes = whole
        .estate
        .nodes
        .iter()
        .filter_map(|node| node.kind.value.clone());
    let rules = whole
        .playbook
        .runbook
        .0
        .iter()
        .filter_map(|rule| rule.kind.value.clone());
    let presets = crate::document::preset::node_kind_names();
    let known = said.into_iter().filter(|kind| presets.contains(&kind.as_str()));
    nodes.chain(rules).chain(known).collect()
}
