//! Applying the changes of an alternative.

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{
    Change, Edge, Entries, NameOr, OneOrMany, Placement, Right, Runbook, Set, Text, ThirdParty,
};
use crate::document::whole::Whole;

use super::patch::Patch;
use super::remove::remove;
use super::within::set_within;

/// Applies changes in written order.
pub(crate) fn apply(whole: &mut Whole, changes: &[Spanned<Change>], report: &mut Report<'_>) {
    for change in changes {
        report.enter(change.place);
        apply_one(whole, change.value.clone(), report);
    }
}

fn apply_one(whole: &mut Whole, change: Change, report: &mut Report<'_>) {
    let Whole {
        organisation,
        estate,
        playbook,
        scenario,
        ..
    } = whole;
    match change {
        Change::Right(right) => put_right(&mut playbook.rights, right, report),
        Change::Chain(chain) => put_entry(&mut playbook.chains, chain.id, chain.chain),
        Change::Role(role) => put_entry(&mut organisation.roles, role.id, role.holders),
        Change::Team(team) => put_entry(&mut organisation.teams, team.id, team.members),
        Change::Person(person) => put(&mut organisation.people, person, |person| &person.id.value),
        Change::Rota(rota) => put(&mut organisation.rotas, rota, |rota| &rota.id.value),
        Change::Body(body) => put(&mut organisation.bodies, body, |body| &body.id.value),
        Change::Profile(profile) => put(&mut organisation.profiles, profile, |profile| &profile.id.value),
        Change::Action(action) => put(&mut playbook.actions, action, |action| &action.id.value),
        Change::Vendor(vendor) => put(&mut playbook.vendors, vendor, |vendor| &vendor.id.value),
        Change::Node(node) => put(&mut estate.nodes, node, |node| &node.id.value),
        Change::Edge(edge) => put_edge(&mut estate.edges, edge),
        Change::EdgeKind(kind) => put(&mut estate.edge_kinds, kind, |kind| &kind.id.value),
        Change::Platform(platform) => put(&mut estate.platforms, platform, |platform| &platform.id.value),
        Change::Inject(inject) => put(&mut scenario.injects, inject, |inject| &inject.id.value),
        Change::Request(request) => put(&mut scenario.requests, request, |request| &request.id.value),
        Change::Clock(clock) => put(&mut scenario.clocks, clock, |clock| &clock.id.value),
        Change::Runbook(rule) => put_rule(&mut playbook.runbook.0, rule),
        Change::Attacker(attacker) => {
            let place = attacker.preset.place;
            match &mut scenario.attacker.value {
                NameOr::Whole(old) if old.preset.value == attacker.preset.value => old.patch(attacker),
                _ => scenario.attacker = Spanned::new(NameOr::Whole(attacker), place),
            }
        }
        Change::Triage(part) => patch_part(&mut playbook.triage, part, report),
        Change::Contested(part) => patch_part(&mut playbook.contested, part, report),
        Change::Investigation(part) => patch_part(&mut playbook.investigation, part, report),
        Change::Recognition(part) => patch_part(&mut playbook.recognition, part, report),
        Change::Set(set) => {
            let Set {
                watch,
                stand_down,
                longest_stretch,
                rest,
                severity,
            } = set;
            playbook.watch.patch(watch);
            playbook.stand_down.patch(stand_down);
            playbook.longest_stretch.patch(longest_stretch);
            playbook.rest.patch(rest);
            playbook.severity.patch(severity);
        }
        Change::Remove(removal) => remove(whole, &removal, report),
        Change::Within(within) => set_within(playbook, &within, report),
        // What they stand for was put in their place already.
        Change::Like(_) | Change::Sweep(_) => {}
        Change::ThirdParty(party) => put_third_party(&mut scenario.told_by, party),
    }
}

fn patch_part<T: Patch>(part: &mut Spanned<T>, over: T, report: &Report<'_>) {
    part.value.patch(over);
    part.place = report.place(part.place);
}

/// Patches what has the same id, or adds.
fn put<T: Patch>(list: &mut Vec<T>, new: T, id: impl Fn(&T) -> &str) {
    match list.iter_mut().find(|old| id(old) == id(&new)) {
        Some(old) => old.patch(new),
        None => list.push(new),
    }
}

fn put_entry<V>(entries: &mut Entries<V>, id: Text, value: V) {
    match entries.0.iter_mut().find(|(old, _)| old.value == id.value) {
        Some((_, old)) => *old = value,
        None => entries.0.push((id, value)),
    }
}

fn put_third_party(told_by: &mut Spanned<OneOrMany<ThirdParty>>, new: ThirdParty) {
    told_by.place = told_by.place.or(new.who.place);
    let list = &mut told_by.value.0;
    match list.iter_mut().find(|old| old.who.value == new.who.value) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}

fn put_edge(edges: &mut Vec<Edge>, new: Edge) {
    let id = new.written_id();
    match edges.iter_mut().find(|old| old.written_id() == id) {
        Some(old) => old.patch(new),
        None => edges.push(new),
    }
}

fn put_rule(rules: &mut Vec<Runbook>, new: Runbook) {
    let same = |old: &&mut Runbook| {
        old.kind.value == new.kind.value
            && old.class.value == new.class.value
            && old.from_severity.value == new.from_severity.value
    };
    match rules.iter_mut().find(same) {
        Some(old) => *old = new,
        None => rules.push(new),
    }
}

/// Patches the right of this id where it stands, or adds it where it says; a right that is there moves only if told to (R1).
fn put_right(rights: &mut Vec<Right>, new: Right, report: &mut Report<'_>) {
    let placement = new.place.clone();
    let at = rights.iter().position(|old| old.id.value == new.id.value);
    let right = match (at, &placement.value) {
        (Some(at), None) => {
            if let Some(old) = rights.get_mut(at) {
                old.patch(new);
            }
            return;
        }
        (Some(at), Some(_)) => {
            let mut old = rights.remove(at);
            old.patch(new);
            old
        }
        (None, _) => new,
    };
    let at = placed(rights, &placement, report);
    rights.insert(at.min(rights.len()), right);
}

fn placed(rights: &[Right], placement: &Spanned<Option<Placement>>, report: &mut Report<'_>) -> usize {
    let mut find = |id: &Text| {
        let found = rights.iter().position(|right| right.id.value == id.value);
        if found.is_none() {
            let draft = report.draft(
                Code::UnknownRight,
                id.place,
                format!("no decision right `{}`", id.value),
            );
            report.push(with_names(
                draft,
                &id.value,
                rights.iter().map(|right| right.id.value.as_str()),
            ));
        }
        found
    };
    match &placement.value {
        Some(Placement::First) => 0,
        Some(Placement::Before(id)) => find(id).unwrap_or(rights.len()),
        Some(Placement::After(id)) => find(id).map_or(rights.len(), |at| at + 1),
        Some(Placement::Last) | None => rights.len(),
    }
}
