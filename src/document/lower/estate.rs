//! Nodes, edges, kinds, platforms (E1 to E3, E8, E12).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::names::check_shown;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Logs};
use crate::model::{
    Edge, EdgeKind, Estate, Facet, Index, Lifetime, LogVisibility, Name, Node, NodeKind, Platform, Sensor,
    Table, Tag, Target, Tenant,
};

use super::Lower;
use super::edge::{Ways, edge};

/// Lowers the estate, with the times and chances of the attacker (E3).
pub(super) fn estate(
    lower: &mut Lower<'_>,
    written: &mut syntax::Estate,
    attacker: &mut syntax::Scenario,
) -> Estate {
    let mut nodes: Vec<Node> = written.nodes.iter_mut().map(|one| node(lower, one)).collect();
    nodes.sort_by(|one, other| one.id.cmp(&other.id));
    let mut ways = Ways::of(lower, attacker);
    written.edges.sort_by_cached_key(syntax::Edge::written_id);
    let edges: Vec<Edge> = written
        .edges
        .iter_mut()
        .filter_map(|one| edge(lower, one, &mut ways))
        .collect();
    let id = |id: &str| Name::from(id);
    Estate {
        nodes: Table::new(nodes),
        edges: Table::new(edges),
        node_kinds: lower
            .names
            .node_kinds
            .ids()
            .map(|name| NodeKind { id: id(name) })
            .collect(),
        edge_kinds: edge_kinds(written),
        laws: Table::new(ways.laws),
        tags: lower.names.tags.ids().map(|name| Tag { id: id(name) }).collect(),
        tenants: lower
            .names
            .tenants
            .ids()
            .map(|name| Tenant { id: id(name) })
            .collect(),
        platforms: platforms(lower, written),
    }
}

fn edge_kinds(written: &syntax::Estate) -> Table<crate::model::EdgeKindId, EdgeKind> {
    let kind = |kind: &syntax::EdgeKind| EdgeKind {
        id: kind.id.value.clone().into(),
        detached: kind.detached.value,
        mints: kind.mints.value,
    };
    let mut kinds: Vec<EdgeKind> = written.edge_kinds.iter().map(kind).collect();
    kinds.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(kinds)
}

fn platforms(lower: &mut Lower<'_>, written: &syntax::Estate) -> Table<crate::model::PlatformId, Platform> {
    let mut platforms: Vec<Platform> = Vec::new();
    for one in &written.platforms {
        lower.report.enter(one.id.place);
        if one.calls_per_hour.value == Some(0) {
            let draft = lower
                .report
                .draft(Code::OutOfRange, one.calls_per_hour.place, "no call an hour");
            lower
                .report
                .push(draft.expected("at least 1; without it there is no limit"));
        }
        platforms.push(Platform {
            id: one.id.value.clone().into(),
            per_hour: one.calls_per_hour.value,
        });
    }
    platforms.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(platforms)
}

fn node(lower: &mut Lower<'_>, written: &mut syntax::Node) -> Node {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let kind = lower.needed(&written.kind, "kind", &format!("the node `{id}`"));
    let kind = kind
        .and_then(|kind| lower.names.node_kinds.get(&kind))
        .unwrap_or_else(|| Index::at(0));
    check_words(lower, written);
    let owners = owners(lower, written);
    let lead = lead(lower, written, &owners);
    let operator = written
        .operator
        .value
        .as_ref()
        .and_then(|target| lower.target(target));
    own(lower, &id, owners.iter().map(|facet| facet.owner).chain(operator));
    let mut tags: Vec<_> = written
        .tags
        .value
        .iter()
        .filter_map(|tag| lower.names.tags.get(&tag.value))
        .collect();
    tags.sort_unstable();
    tags.dedup();
    let platform = written.platform.value.as_deref();
    let platform = platform.and_then(|name| {
        lower
            .names
            .platforms
            .find(name, written.platform.place, &mut lower.report)
    });
    let vendor = match &written.logs.value {
        Logs::Vendor(vendor) => lower.names.vendors.find(
            &vendor.value,
            vendor.place.or(written.logs.place),
            &mut lower.report,
        ),
        Logs::Full | Logs::None => None,
    };
    Node {
        key: Key::of(&id),
        kind,
        weight: written.weight.value,
        owners,
        lead,
        operator,
        tenant: written
            .tenant
            .value
            .as_deref()
            .and_then(|name| lower.names.tenants.get(name)),
        jurisdiction: written.jurisdiction.value.clone().map(Into::into),
        tags,
        residual: lower.law(&mut written.residual, Family::Residual),
        believed_residual: lower.optional_law(&mut written.believed_residual, Family::Residual),
        sensor: sensor(lower, &mut written.sensor),
        logs: match &written.logs.value {
            Logs::Full => LogVisibility::Full,
            Logs::Vendor(_) => vendor.map_or(LogVisibility::None, LogVisibility::Vendor),
            Logs::None => LogVisibility::None,
        },
        platform,
        lifetime: written.lifetime.value.as_mut().map(|lifetime| Lifetime {
            lasts: lower.law(&mut lifetime.lasts, Family::Lifetime),
            renewed_by_tail: lifetime.renewed_by_tail.value,
            renewed_by_session: lifetime.renewed_by_session.value,
        }),
        id: id.into(),
    }
}

/// Words that are ids without being declared.
fn check_words(lower: &mut Lower<'_>, written: &syntax::Node) {
    let words = [
        ("the kind", &written.kind),
        ("the tenant", &written.tenant),
        ("the jurisdiction", &written.jurisdiction),
    ];
    for (what, word) in words {
        check_shown(
            what,
            word.value.as_deref().unwrap_or(""),
            word.place,
            &mut lower.report,
        );
    }
    for tag in &written.tags.value {
        check_shown("the tag", &tag.value, tag.place, &mut lower.report);
    }
}

/// Keeps who owns or operates what, for what people know.
fn own(lower: &mut Lower<'_>, node: &str, targets: impl Iterator<Item = Target>) {
    let Some(node) = lower.names.nodes.get(node) else {
        return;
    };
    for target in targets {
        let nodes = lower.owned.entry(target).or_default();
        if let Err(at) = nodes.binary_search(&node) {
            nodes.insert(at, node);
        }
    }
}

fn sensor(lower: &mut Lower<'_>, written: &mut Spanned<Option<syntax::Sensor>>) -> Option<Sensor> {
    let sensor = written.value.as_mut()?;
    Some(Sensor {
        chance: lower.chance(&mut sensor.chance, Family::Sensor),
        delay: lower.law(&mut sensor.delay, Family::SensorDelay),
    })
}

/// Owners by facet; an only owner has the facet `owner`.
fn owners(lower: &mut Lower<'_>, written: &syntax::Node) -> Vec<Facet> {
    if written.owner.value.is_some() && !written.owners.value.0.is_empty() {
        let also = lower.report.locate(written.owners.place);
        let draft = lower
            .report
            .draft(Code::Conflict, written.owner.place, "`owner` beside `owners`");
        lower.report.push(
            draft
                .also(also, "these")
                .help("write every owner in `owners`, by facet"),
        );
    }
    let mut facets: Vec<Facet> = Vec::new();
    if let Some(owner) = written.owner.value.as_ref().and_then(|owner| lower.target(owner)) {
        facets.push(Facet {
            name: "owner".into(),
            owner,
        });
    }
    for (facet, owner) in &written.owners.value.0 {
        if facets.iter().any(|other| *other.name == *facet.value) {
            lower.report.say(
                Code::DuplicateId,
                facet.place,
                format!("the facet `{}` stands twice", facet.value),
            );
        }
        if let Some(owner) = lower.target(&owner.value) {
            facets.push(Facet {
                name: facet.value.clone().into(),
                owner,
            });
        }
    }
    facets.sort();
    facets
}

fn lead(lower: &mut Lower<'_>, written: &syntax::Node, facets: &[Facet]) -> Option<Target> {
    let name = written.lead.value.as_deref()?;
    let found = facets
        .iter()
        .find(|facet| &*facet.name == name)
        .map(|facet| facet.owner);
    if found.is_none() {
        let title = format!("the node `{}` has no facet `{name}`", written.id.value);
        let draft = lower.report.draft(Code::UnknownFacet, written.lead.place, title);
        let draft = crate::document::names::with_names(draft, name, facets.iter().map(|facet| &*facet.name));
        lower.report.push(draft);
    }
    found
}
