//! Presets that the documents use, written out as if they stood there, under what the documents change of them.

use std::collections::BTreeSet;

use crate::model::{Disruption, RevealReach as ModelReach, WaitingOrder};

use super::code::Code;
use super::names::with_names;
use super::overlay::Patch;
use super::place::Place;
use super::preset::{
    ActionPreset, AttackerPreset, ReachPreset, StateReach, action, attacker, attacker_names, edge_kind,
    edge_kind_names, reach, reach_names, runbook,
};
use super::presets_used::Presets;
use super::report::Report;
use super::spanned::Spanned;
use super::syntax::{
    Action, Answer, Attacker, Concurrency, Disrupts, Does, EdgeKind, NameOr, Order, Profile, RevealReach,
    Reveals, Runbook, Text, Traversal,
};
use super::whole::Whole;

/// The preset that gives a reach profile of one's own what it does not say.
const PLAIN_PROFILE: &str = "engineer";

/// Writes out what is used: edge kinds, runbooks, actions, reach profiles, the attacker.
pub(crate) fn expand(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
    edge_kinds(whole, report);
    runbooks(whole);
    actions(whole, presets);
    profiles(whole, presets, report);
    attackers(whole, presets, report);
}

fn preset<T>(value: T, id: &'static str) -> Spanned<T> {
    Spanned::new(value, Place::Preset(id))
}

fn edge_kinds(whole: &mut Whole, report: &mut Report<'_>) {
    let mut known: BTreeSet<String> = whole
        .estate
        .edge_kinds
        .iter()
        .map(|kind| kind.id.value.clone())
        .collect();
    // A kind of one's own with the name of a preset changes that preset.
    for kind in &mut whole.estate.edge_kinds {
        if let Some(preset) = edge_kind(&kind.id.value) {
            let own = std::mem::replace(kind, edge_kind_of(preset));
            kind.id = own.id.clone();
            kind.patch(own);
        }
    }
    for edge in &mut whole.estate.edges {
        report.enter(edge.place());
        let Some(name) = edge.kind.value.as_mut() else {
            continue;
        };
        if known.contains(name) {
            continue;
        }
        let Some(found) = edge_kind(name) else {
            let draft = report.draft(
                Code::UnknownEdgeKind,
                edge.kind.place,
                format!("no kind of edge `{name}`"),
            );
            let names = known.iter().map(String::as_str).chain(edge_kind_names());
            let draft = report.with_names(draft, name, names);
            report.push(draft);
            continue;
        };
        // Two spellings of a preset are one kind; ids made of the spelling keep it.
        if edge.id.value.is_none() {
            edge.id.value = Some(edge_id(
                edge.from.value.as_deref(),
                name,
                edge.to.value.as_deref(),
            ));
        }
        name.clear();
        name.push_str(&found.name);
        if known.insert(found.name.to_string()) {
            whole.estate.edge_kinds.push(edge_kind_of(found));
        }
    }
}

fn edge_id(from: Option<&str>, kind: &str, to: Option<&str>) -> String {
    format!("{} {kind} {}", from.unwrap_or(""), to.unwrap_or(""))
}

fn edge_kind_of(found: &'static super::preset::EdgeKindPreset) -> EdgeKind {
    EdgeKind {
        id: preset(found.name.to_string(), &found.name),
        detached: preset(found.detached, &found.name),
        mints: preset(found.mints, &found.name),
    }
}

/// Kinds of which no rule speaks take the preset rule (R6).
fn runbooks(whole: &mut Whole) {
    let rules = &mut whole.playbook.runbook.0;
    if rules
        .iter()
        .any(|rule| rule.kind.value.is_none() && rule.class.value.is_none())
    {
        return;
    }
    let ruled: BTreeSet<String> = rules
        .iter()
        .filter(|rule| rule.class.value.is_none())
        .filter_map(|rule| rule.kind.value.clone())
        .collect();
    let used: BTreeSet<&String> = whole
        .estate
        .nodes
        .iter()
        .filter_map(|node| node.kind.value.as_ref())
        .collect();
    for kind in used {
        let Some(actions) = runbook(kind).filter(|_| !ruled.contains(kind)) else {
            continue;
        };
        let text = |name: &'static crate::model::Name| preset(name.to_string(), "runbook");
        rules.push(Runbook {
            kind: preset(Some(kind.clone()), "runbook"),
            class: Spanned::default(),
            from_severity: Spanned::default(),
            actions: preset(actions.iter().map(text).collect(), "runbook"),
        });
    }
}

/// Actions that a rule, a person or an inject names.
fn actions(whole: &mut Whole, presets: &mut Presets<'_>) {
    let mut named: BTreeSet<String> = BTreeSet::new();
    let rules = whole
        .playbook
        .runbook
        .0
        .iter()
        .flat_map(|rule| rule.actions.value.iter());
    named.extend(rules.map(|name| name.value.clone()));
    for person in &whole.organisation.people {
        if let super::syntax::AllOr::These(can) = &person.can.value {
            named.extend(can.iter().map(|name| name.value.clone()));
        }
    }
    for inject in &whole.scenario.injects {
        if let Some(Does::ToolOut { action, .. }) = &inject.does.value {
            named.insert(action.value.clone());
        }
    }
    let own = &mut whole.playbook.actions;
    for written in own.iter_mut() {
        named.remove(&written.id.value);
        if let Some(found) = action(&written.id.value) {
            let over = std::mem::replace(written, action_of(found, written.id.place, presets));
            written.id = over.id.clone();
            written.patch(over);
        }
    }
    let found = named.iter().filter_map(|name| action(name));
    let added: Vec<Action> = found
        .map(|found| action_of(found, Place::Default, presets))
        .collect();
    own.extend(added);
}

fn action_of(found: &'static ActionPreset, at: Place, presets: &mut Presets<'_>) -> Action {
    let effects = &found.effects;
    let name = &*found.name;
    let disrupts = match (&effects.disrupts, &found.disruption) {
        (Disruption::No, _) => Disrupts::No,
        (Disruption::UntilRestored, _) => Disrupts::UntilRestored,
        (Disruption::For(_), Some(length)) => Disrupts::For(presets.law(length, at).value),
        (Disruption::For(length), None) => Disrupts::For(super::presets_used::written(length)),
    };
    let reveals = effects
        .reveals
        .as_ref()
        .zip(found.reveal.as_ref())
        .map(|(reveals, chance)| Reveals {
            reach: preset(
                match reveals.reach {
                    ModelReach::Hops(hops) => RevealReach::Hops(hops),
                    ModelReach::Tenant => RevealReach::Tenant,
                },
                name,
            ),
            chance: presets.chance(chance, at),
        });
    Action {
        id: preset(name.to_owned(), name),
        closes_out: preset(effects.closes_out, name),
        closes_in: preset(effects.closes_in, name),
        ends_sessions: preset(effects.ends_sessions, name),
        reissues: preset(effects.reissues, name),
        sweeps: preset(effects.sweeps, name),
        cancels: preset(effects.cancels, name),
        reveals: preset(reveals, name),
        disrupts: preset(
            disrupts,
            found.disruption.as_ref().map_or(name, |length| &length.id),
        ),
        reversible: preset(effects.reversible, name),
        destroys_evidence: preset(effects.destroys_evidence, name),
        work: presets.law(&found.work, at).map(Some),
        propagation: presets.law(&found.propagation, at),
        fails: presets.chance(&found.fails, at),
        automatic: preset(found.automatic, name),
    }
}

/// Reach profiles that a person names.
fn profiles(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
    let own: BTreeSet<String> = whole
        .organisation
        .profiles
        .iter()
        .map(|own| own.id.value.clone())
        .collect();
    for profile in &mut whole.organisation.profiles {
        let base = reach(&profile.id.value).or_else(|| reach(PLAIN_PROFILE));
        if let Some(base) = base.filter(|_| !is_complete(profile)) {
            let over = std::mem::replace(profile, profile_of(base, profile.id.place, presets));
            profile.id = over.id.clone();
            profile.patch(over);
        }
    }
    let mut added: BTreeSet<&str> = BTreeSet::new();
    for person in &whole.organisation.people {
        report.enter(person.id.place);
        let name = person.reach.value.as_str();
        if own.contains(name) || added.contains(name) {
            continue;
        }
        if let Some(found) = reach(name) {
            added.insert(name);
            whole.organisation.profiles.push(profile_of(
                found,
                person.reach.place.or(person.id.place),
                presets,
            ));
        } else {
            let draft = report.draft(
                Code::UnknownProfile,
                person.reach.place,
                format!("no reach profile `{name}`"),
            );
            let names: Vec<&str> = own.iter().map(String::as_str).chain(reach_names()).collect();
            report.push(with_names(draft, name, names.into_iter()));
        }
    }
}

fn is_complete(profile: &Profile) -> bool {
    let answers = [&profile.on_shift, &profile.on_call, &profile.off];
    answers.iter().all(|answer| answer.value.is_some())
        && profile.relook.is_written()
        && profile.unreachable.is_written()
}

fn profile_of(found: &'static ReachPreset, at: Place, presets: &mut Presets<'_>) -> Profile {
    let name = &*found.name;
    let mut answer = |state: &'static StateReach| {
        let answers = presets.chance(&state.answers, at);
        preset(
            Some(Answer {
                answers,
                after: presets.law(&state.delay, at),
            }),
            name,
        )
    };
    Profile {
        id: preset(name.to_owned(), name),
        on_shift: answer(&found.on_shift),
        on_call: answer(&found.on_call),
        off: answer(&found.off),
        relook: presets.law(&found.relook, at).map(Some),
        unreachable: presets.chance(&found.unreachable, at).map(Some),
    }
}

/// The attacker, with times and chances for each kind of edge that leaves them to the attacker.
fn attackers(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
    let written = &whole.scenario.attacker;
    report.enter(whole.scenario.incident.place.or(written.place));
    let mut own = match &written.value {
        NameOr::Name(name) => plain(Spanned::new(name.clone(), written.place)),
        NameOr::Whole(own) => own.clone(),
    };
    let Some(found) = attacker(&own.preset.value) else {
        let title = format!("no attacker `{}`", own.preset.value);
        let draft = report.draft(Code::UnknownAttacker, own.preset.place, title);
        report.push(with_names(draft, &own.preset.value, attacker_names().into_iter()));
        return;
    };
    let at = own.preset.place.or(written.place);
    fill(&mut own, found);
    let edges = whole
        .estate
        .edges
        .iter()
        .filter_map(|edge| Some((edge.kind.value.as_deref()?, edge)));
    let mut needs: std::collections::BTreeMap<&str, (bool, bool)> = std::collections::BTreeMap::new();
    for (kind, edge) in edges {
        let need = needs.entry(kind).or_default();
        need.0 |= edge.chance.value.is_none();
        need.1 |= edge.time.value.is_none();
    }
    for (kind, (chance, time)) in needs {
        let group = found.group(kind);
        let list = &mut own.edges.value;
        let here = list.iter().position(|traversal| traversal.kind.value == kind);
        let here = here.unwrap_or_else(|| {
            let kind = preset(kind.to_owned(), &found.name);
            list.push(Traversal {
                kind,
                chance: Spanned::default(),
                time: Spanned::default(),
            });
            list.len() - 1
        });
        let Some(traversal) = list.get_mut(here) else {
            continue;
        };
        if chance && traversal.chance.value.is_none() {
            traversal.chance = presets.chance(&group.chance, at).map(Some);
        }
        if time && traversal.time.value.is_none() {
            traversal.time = presets.law(&group.time, at).map(Some);
        }
    }
    let place = written.place;
    whole.scenario.attacker = Spanned::new(NameOr::Whole(own), place);
}

fn plain(preset: Text) -> Attacker {
    Attacker {
        preset,
        concurrency: Spanned::default(),
        order: Spanned::default(),
        edges: Spanned::default(),
    }
}

fn fill(own: &mut Attacker, found: &'static AttackerPreset) {
    if own.concurrency.value.is_none() {
        own.concurrency = preset(Some(Concurrency::AtMost(found.concurrency)), &found.name);
    }
    if own.order.value.is_none() {
        let order = match found.order {
            WaitingOrder::Nearest => Order::Nearest,
            WaitingOrder::MostValuable => Order::MostValuable,
            WaitingOrder::Random => Order::Random,
        };
        own.order = preset(Some(order), &found.name);
    }
}
