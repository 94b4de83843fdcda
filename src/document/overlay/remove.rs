//! Taking things away in an alternative.

use crate::document::code::Code;
use crate::document::report::Report;
use crate::document::syntax::{Entries, Removal, Text};
use crate::document::whole::Whole;

/// Takes one thing away; what is not there is reported.
pub(super) fn remove(whole: &mut Whole, removal: &Removal, report: &mut Report<'_>) {
    let Whole {
        organisation,
        estate,
        playbook,
        scenario,
        ..
    } = whole;
    match removal {
        Removal::Right(id) => {
            take(
                &mut playbook.rights,
                id,
                |right| &right.id.value,
                ("decision right", Code::UnknownRight),
                report,
            );
        }
        Removal::Chain(id) => take_entry(&mut playbook.chains, id, ("chain", Code::UnknownChain), report),
        Removal::Role(id) => take_entry(&mut organisation.roles, id, ("role", Code::UnknownRole), report),
        Removal::Team(id) => take_entry(&mut organisation.teams, id, ("team", Code::UnknownTeam), report),
        Removal::Person(id) => {
            take(
                &mut organisation.people,
                id,
                |person| &person.id.value,
                ("person", Code::UnknownPerson),
                report,
            );
        }
        Removal::Rota(id) => {
            take(
                &mut organisation.rotas,
                id,
                |rota| &rota.id.value,
                ("rota", Code::UnknownRota),
                report,
            );
        }
        Removal::Body(id) => {
            take(
                &mut organisation.bodies,
                id,
                |body| &body.id.value,
                ("body", Code::UnknownBody),
                report,
            );
        }
        Removal::Action(id) => {
            take(
                &mut playbook.actions,
                id,
                |action| &action.id.value,
                ("action", Code::UnknownAction),
                report,
            );
        }
        Removal::Runbook(kind) => {
            let of = |rule: &crate::document::syntax::Runbook| rule.kind.value.clone().unwrap_or_default();
            let kinds: Vec<String> = playbook.runbook.0.iter().map(of).collect();
            playbook
                .runbook
                .0
                .retain(|rule| rule.kind.value.as_deref() != Some(&kind.value));
            missing(&kinds, kind, ("runbook rule for", Code::UnknownNodeKind), report);
        }
        Removal::Vendor(id) => {
            take(
                &mut playbook.vendors,
                id,
                |vendor| &vendor.id.value,
                ("vendor", Code::UnknownVendor),
                report,
            );
        }
        Removal::Node(id) => {
            take(
                &mut estate.nodes,
                id,
                |node| &node.id.value,
                ("node", Code::UnknownNode),
                report,
            );
            let touches = |end: &Option<String>| end.as_deref() == Some(&id.value);
            estate
                .edges
                .retain(|edge| !touches(&edge.from.value) && !touches(&edge.to.value));
        }
        Removal::Edge(id) => {
            let ids: Vec<String> = estate
                .edges
                .iter()
                .map(crate::document::syntax::Edge::written_id)
                .collect();
            estate.edges.retain(|edge| edge.written_id() != id.value);
            missing(&ids, id, ("edge", Code::UnknownEdge), report);
        }
        Removal::Platform(id) => {
            take(
                &mut estate.platforms,
                id,
                |platform| &platform.id.value,
                ("platform", Code::UnknownPlatform),
                report,
            );
        }
        Removal::Inject(id) => {
            take(
                &mut scenario.injects,
                id,
                |inject| &inject.id.value,
                ("inject", Code::UnknownInject),
                report,
            );
        }
        Removal::Request(id) => {
            take(
                &mut scenario.requests,
                id,
                |request| &request.id.value,
                ("request", Code::UnknownRequest),
                report,
            );
        }
        Removal::Clock(id) => {
            take(
                &mut scenario.clocks,
                id,
                |clock| &clock.id.value,
                ("legal clock", Code::UnknownClock),
                report,
            );
        }
    }
}

fn take<T>(
    list: &mut Vec<T>,
    gone: &Text,
    id: impl Fn(&T) -> &str,
    what: (&str, Code),
    report: &mut Report<'_>,
) {
    let ids: Vec<String> = list.iter().map(|item| id(item).to_owned()).collect();
    list.retain(|item| id(item) != gone.value);
    missing(&ids, gone, what, report);
}

fn take_entry<V>(entries: &mut Entries<V>, gone: &Text, what: (&str, Code), report: &mut Report<'_>) {
    let ids: Vec<String> = entries.0.iter().map(|(id, _)| id.value.clone()).collect();
    entries.0.retain(|(id, _)| id.value != gone.value);
    missing(&ids, gone, what, report);
}

fn missing(ids: &[String], gone: &Text, (what, code): (&str, Code), report: &mut Report<'_>) {
    if !ids.contains(&gone.value) {
        let draft = report.draft(code, gone.place, format!("no {what} `{}`", gone.value));
        let draft = report.with_names(draft, &gone.value, ids.iter().map(String::as_str));
        report.push(draft);
    }
}
