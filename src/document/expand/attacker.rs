//! The attacker, with times and chances by kind of edge (E3).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::preset::{AttackerPreset, attacker, attacker_names};
use crate::document::presets_used::Presets;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Attacker, Concurrency, NameOr, Order, Text, Traversal};
use crate::document::whole::Whole;
use crate::model::WaitingOrder;

use super::preset;

/// The attacker, with times and chances for each kind of edge that leaves them to the attacker.
pub(super) fn attackers(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
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
    for (kind, (chance, time)) in needs(whole) {
        let group = found.group(&kind);
        let Some(traversal) = traversal_of(&mut own, &kind, &found.name) else {
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

/// Whether a chance, and a time, are left to the attacker by an edge of each known kind.
fn needs(whole: &Whole) -> BTreeMap<String, (bool, bool)> {
    let known: BTreeSet<&str> = whole
        .estate
        .edge_kinds
        .iter()
        .map(|kind| kind.id.value.as_str())
        .collect();
    let mut needs: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for edge in &whole.estate.edges {
        let Some(kind) = edge.kind.value.as_deref().filter(|kind| known.contains(kind)) else {
            continue;
        };
        if !needs.contains_key(kind) {
            needs.insert(kind.to_owned(), (false, false));
        }
        if let Some(need) = needs.get_mut(kind) {
            need.0 |= edge.chance.value.is_none();
            need.1 |= edge.time.value.is_none();
        }
    }
    needs
}

/// What the attacker does on edges of a kind; nothing yet, where nothing is written.
fn traversal_of<'o>(own: &'o mut Attacker, kind: &str, found: &'static str) -> Option<&'o mut Traversal> {
    let list = &mut own.edges.value;
    let here = list.iter().position(|traversal| traversal.kind.value == kind);
    let here = here.unwrap_or_else(|| {
        let kind = preset(kind.to_owned(), found);
        list.push(Traversal {
            kind,
            chance: Spanned::default(),
            time: Spanned::default(),
        });
        list.len() - 1
    });
    list.get_mut(here)
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
