//! The ids of everything, collected before anything refers to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::code::Code;
use crate::document::names::Names;
use crate::document::place::Place;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Entries, Knows, KnowsForm, Selector, Text};
use crate::document::whole::Whole;
use crate::model::{
    ActionId, BodyId, ChainId, EdgeId, EdgeKindId, InjectId, NodeId, NodeKindId, PersonId, PlatformId,
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
    pub(super) edges: Names<EdgeId>,
    pub(super) node_kinds: Names<NodeKindId>,
    pub(super) edge_kinds: Names<EdgeKindId>,
    pub(super) tags: Names<TagId>,
    pub(super) tenants: Names<TenantId>,
    pub(super) platforms: Names<PlatformId>,
    pub(super) chains: Names<ChainId>,
    pub(super) rights: Names<RightId>,
    pub(super) actions: Names<ActionId>,
    pub(super) vendors: Names<VendorId>,
    pub(super) requests: Names<RequestNameId>,
    pub(super) injects: Names<InjectId>,
    /// Tags that a node has; rules may speak of others too.
    pub(super) tags_on_nodes: BTreeSet<String>,
    /// Tenants of nodes.
    pub(super) tenants_of_nodes: BTreeSet<String>,
    /// Jurisdictions of nodes.
    pub(super) jurisdictions_of_nodes: BTreeSet<String>,
}

fn placed<T>(text: &Spanned<T>) -> (&str, Place)
where
    T: AsRef<str>,
{
    (text.value.as_ref(), text.place)
}

fn keys<V>(entries: &Entries<V>) -> impl Iterator<Item = (&str, Place)> {
    entries.0.iter().map(|(key, _)| placed(key))
}

impl AllNames {
    /// Collects all ids of a document.
    pub(crate) fn collect(whole: &Whole, report: &mut Report<'_>) -> Self {
        let Whole {
            organisation,
            estate,
            playbook,
            scenario,
            ..
        } = whole;
        let mut tags_on_nodes = BTreeSet::new();
        let mut tenants_of_nodes = BTreeSet::new();
        let mut jurisdictions_of_nodes = BTreeSet::new();
        for node in &estate.nodes {
            tags_on_nodes.extend(node.tags.value.iter().map(|tag| tag.value.clone()));
            tenants_of_nodes.extend(node.tenant.value.clone());
            jurisdictions_of_nodes.extend(node.jurisdiction.value.clone());
        }
        let mut said = Said::default();
        said.everywhere(whole);
        let edge_ids: Vec<(String, Place)> = estate
            .edges
            .iter()
            .map(|edge| (edge.written_id(), edge.place()))
            .collect();
        let edge_ids = edge_ids.iter().map(|(id, place)| (id.as_str(), *place));
        let ids = |items: Vec<&Text>| {
            items
                .into_iter()
                .map(|text| (text.value.clone(), text.place))
                .collect::<Vec<_>>()
        };
        let team_ids = teams(whole);
        Self {
            people: gather(
                "person",
                Code::UnknownPerson,
                &ids(organisation.people.iter().map(|p| &p.id).collect()),
                report,
            ),
            teams: team_names(&team_ids, organisation, report),
            roles: Names::collect("role", Code::UnknownRole, keys(&organisation.roles), report),
            rotas: gather(
                "rota",
                Code::UnknownRota,
                &ids(organisation.rotas.iter().map(|r| &r.id).collect()),
                report,
            ),
            bodies: gather(
                "body",
                Code::UnknownBody,
                &ids(organisation.bodies.iter().map(|b| &b.id).collect()),
                report,
            ),
            profiles: gather(
                "reach profile",
                Code::UnknownProfile,
                &ids(organisation.profiles.iter().map(|p| &p.id).collect()),
                report,
            ),
            nodes: Names::collect(
                "node",
                Code::UnknownNode,
                estate.nodes.iter().map(|node| placed(&node.id)),
                report,
            ),
            edges: Names::collect("edge", Code::UnknownEdge, edge_ids, report),
            node_kinds: Names::used("kind of node", Code::UnknownNodeKind, kinds(whole)),
            edge_kinds: gather(
                "kind of edge",
                Code::UnknownEdgeKind,
                &ids(estate.edge_kinds.iter().map(|k| &k.id).collect()),
                report,
            ),
            tags: Names::used(
                "tag",
                Code::UnusedTag,
                tags_on_nodes.iter().cloned().chain(said.tags),
            ),
            tenants: Names::used(
                "tenant",
                Code::UnusedTenant,
                tenants_of_nodes.iter().cloned().chain(said.tenants),
            ),
            platforms: gather(
                "platform",
                Code::UnknownPlatform,
                &ids(estate.platforms.iter().map(|p| &p.id).collect()),
                report,
            ),
            chains: Names::collect("chain", Code::UnknownChain, keys(&playbook.chains), report),
            rights: gather(
                "decision right",
                Code::UnknownRight,
                &ids(playbook.rights.iter().map(|r| &r.id).collect()),
                report,
            ),
            actions: gather(
                "action",
                Code::UnknownAction,
                &ids(playbook.actions.iter().map(|a| &a.id).collect()),
                report,
            ),
            vendors: gather(
                "vendor",
                Code::UnknownVendor,
                &ids(playbook.vendors.iter().map(|v| &v.id).collect()),
                report,
            ),
            // The table keeps the written order, because a gate raises the first written one (P3).
            requests: Names::in_written_order(
                "request",
                Code::UnknownRequest,
                scenario.requests.iter().map(|request| placed(&request.id)),
                report,
            ),
            injects: gather(
                "inject",
                Code::UnknownInject,
                &ids(scenario.injects.iter().map(|i| &i.id).collect()),
                report,
            ),
            tags_on_nodes,
            tenants_of_nodes,
            jurisdictions_of_nodes,
        }
    }
}

fn gather<I: crate::model::Index>(
    what: &'static str,
    code: Code,
    ids: &[(String, Place)],
    report: &mut Report<'_>,
) -> Names<I> {
    Names::collect(
        what,
        code,
        ids.iter().map(|(id, place)| (id.as_str(), *place)),
        report,
    )
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
fn kinds(whole: &Whole) -> Vec<String> {
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
    let mut said = Said::default();
    said.everywhere(whole);
    let presets = crate::document::preset::node_kind_names();
    let known = said
        .kinds
        .into_iter()
        .filter(|kind| presets.contains(&kind.as_str()));
    nodes.chain(rules).chain(known).collect()
}

/// What selectors and rules speak of, on nodes or not.
#[derive(Default)]
struct Said {
    tags: Vec<String>,
    tenants: Vec<String>,
    kinds: Vec<String>,
}

impl Said {
    fn everywhere(&mut self, whole: &Whole) {
        use crate::document::syntax::{Does, Trigger};
        for right in &whole.playbook.rights {
            self.selector(&right.assets.value);
            self.tenants.extend(
                right
                    .limits
                    .value
                    .tenants
                    .value
                    .iter()
                    .map(|tenant| tenant.value.clone()),
            );
        }
        self.tags.extend(
            whole
                .playbook
                .severity
                .value
                .iter()
                .filter_map(|reaches| reaches.tag.value.clone()),
        );
        self.tags.extend(
            whole
                .scenario
                .clocks
                .iter()
                .filter_map(|clock| clock.tag.value.clone()),
        );
        for request in &whole.scenario.requests {
            if let Trigger::Known(tag) = &request.on.value {
                self.tags.push(tag.value.clone());
            }
        }
        for inject in &whole.scenario.injects {
            if let Some(Does::OwnershipDisputed { assets } | Does::ApprovalDemanded { assets, .. }) =
                &inject.does.value
            {
                self.selector(&assets.value);
            }
        }
        for person in &whole.organisation.people {
            match &person.knows.value {
                Knows::Own => {}
                Knows::Form(form) => self.knows(form),
                Knows::These(forms) => forms.iter().for_each(|form| self.knows(&form.value)),
            }
        }
    }

    fn knows(&mut self, form: &KnowsForm) {
        match form {
            KnowsForm::Assets(selector) => self.selector(selector),
            KnowsForm::Kind(kind) => self.kinds.push(kind.value.clone()),
            KnowsForm::Tag(tag) => self.tags.push(tag.value.clone()),
            KnowsForm::Tenant(tenant) => self.tenants.push(tenant.value.clone()),
            KnowsForm::All | KnowsForm::Own | KnowsForm::Team(_) | KnowsForm::Asset(_) => {}
        }
    }

    fn selector(&mut self, selector: &Selector) {
        match selector {
            Selector::Kind(kind) => self.kinds.push(kind.value.clone()),
            Selector::Tag(tag) => self.tags.push(tag.value.clone()),
            Selector::Tenant(tenant) => self.tenants.push(tenant.value.clone()),
            Selector::AnyOf(inner) | Selector::AllOf(inner) => {
                inner.iter().for_each(|one| self.selector(one))
            }
            Selector::Not(inner) => self.selector(inner),
            Selector::All | Selector::Asset(_) | Selector::Assets(_) | Selector::Team(_) => {}
        }
    }
}
