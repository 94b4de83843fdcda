//! Taking things away in an alternative.

use crate::document::code::Code;
use crate::document::report::Report;
use crate::document::syntax::{Edge, Entries, Estate, Removal, Runbook, Text};
use crate::document::whole::Whole;

/// Takes one thing away; what is not there is reported.
pub(super) fn remove(whole: &mut Whole, removal: &Removal, report: &mut Report<'_>) {
    let (what, code, gone) = named(removal);
    let ids = take_away(whole, removal);
    if !ids.contains(&gone.value) {
        let draft = report.draft(code, gone.place, format!("no {what} `{}`", gone.value));
        let draft = report.with_names(draft, &gone.value, ids.iter().map(String::as_str));
        report.push(draft);
    }
}

const fn named(removal: &Removal) -> (&'static str, Code, &Text) {
    match removal {
        Removal::Right(id) => ("decision right", Code::UnknownRight, id),
        Removal::Chain(id) => ("chain", Code::UnknownChain, id),
        Removal::Person(id) => ("person", Code::UnknownPerson, id),
        Removal::Role(id) => ("role", Code::UnknownRole, id),
        Removal::Team(id) => ("team", Code::UnknownTeam, id),
        Removal::Rota(id) => ("rota", Code::UnknownRota, id),
        Removal::Body(id) => ("body", Code::UnknownBody, id),
        Removal::Action(id) => ("action", Code::UnknownAction, id),
        Removal::Runbook(kind) => ("runbook rule for", Code::UnknownNodeKind, kind),
        Removal::Vendor(id) => ("vendor", Code::UnknownVendor, id),
        Removal::Node(id) => ("node", Code::UnknownNode, id),
        Removal::Edge(id) => ("edge", Code::UnknownEdge, id),
        Removal::Platform(id) => ("platform", Code::UnknownPlatform, id),
        Removal::Inject(id) => ("inject", Code::UnknownInject, id),
        Removal::Request(id) => ("request", Code::UnknownRequest, id),
        Removal::Clock(id) => ("legal clock", Code::UnknownClock, id),
    }
}

/// Takes a thing away; gives the ids of its kind that were there.
fn take_away(whole: &mut Whole, removal: &Removal) -> Vec<String> {
    let Whole {
        organisation: org,
        estate,
        playbook,
        scenario,
        ..
    } = whole;
    match removal {
        Removal::Right(id) => take(&mut playbook.rights, id, |one| one.id.value.clone()),
        Removal::Chain(id) => take_entry(&mut playbook.chains, id),
        Removal::Role(id) => take_entry(&mut org.roles, id),
        Removal::Team(id) => take_entry(&mut org.teams, id),
        Removal::Person(id) => take(&mut org.people, id, |one| one.id.value.clone()),
        Removal::Rota(id) => take(&mut org.rotas, id, |one| one.id.value.clone()),
        Removal::Body(id) => take(&mut org.bodies, id, |one| one.id.value.clone()),
        Removal::Action(id) => take(&mut playbook.actions, id, |one| one.id.value.clone()),
        Removal::Runbook(kind) => {
            let of = |rule: &Runbook| rule.kind.value.clone().unwrap_or_default();
            take(&mut playbook.runbook.0, kind, of)
        }
        Removal::Vendor(id) => take(&mut playbook.vendors, id, |one| one.id.value.clone()),
        Removal::Node(id) => take_node(estate, id),
        Removal::Edge(id) => take(&mut estate.edges, id, Edge::written_id),
        Removal::Platform(id) => take(&mut estate.platforms, id, |one| one.id.value.clone()),
        Removal::Inject(id) => take(&mut scenario.injects, id, |one| one.id.value.clone()),
        Removal::Request(id) => take(&mut scenario.requests, id, |one| one.id.value.clone()),
        Removal::Clock(id) => take(&mut scenario.clocks, id, |one| one.id.value.clone()),
    }
}

fn take<T>(list: &mut Vec<T>, gone: &Text, id: impl Fn(&T) -> String) -> Vec<String> {
    let ids: Vec<String> = list.iter().map(&id).collect();
    list.retain(|item| id(item) != gone.value);
    ids
}

fn take_entry<V>(entries: &mut Entries<V>, gone: &Text) -> Vec<String> {
    take(&mut entries.0, gone, |(id, _)| id.value.clone())
}

/// A node takes its edges with it.
fn take_node(estate: &mut Estate, gone: &Text) -> Vec<String> {
    let touches = |end: &Option<String>| end.as_deref() == Some(&gone.value);
    estate
        .edges
        .retain(|edge| !touches(&edge.from.value) && !touches(&edge.to.value));
    take(&mut estate.nodes, gone, |node| node.id.value.clone())
}
