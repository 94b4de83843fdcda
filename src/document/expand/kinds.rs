//! Kinds of edges, and what the runbook says about kinds of nodes.

use std::collections::BTreeSet;

use crate::document::code::Code;
use crate::document::overlay::Patch;
use crate::document::preset::{EdgeKindPreset, edge_kind, edge_kind_names, runbook};
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{EdgeKind, Runbook};
use crate::document::whole::Whole;

use super::preset;

/// Writes out the kinds of edges that an edge names.
pub(super) fn edge_kinds(whole: &mut Whole, report: &mut Report<'_>) {
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

fn edge_kind_of(found: &'static EdgeKindPreset) -> EdgeKind {
    EdgeKind {
        id: preset(found.name.to_string(), &found.name),
        detached: preset(found.detached, &found.name),
        mints: preset(found.mints, &found.name),
    }
}

/// Kinds of which no rule speaks take the preset rule (R6).
pub(super) fn runbooks(whole: &mut Whole) {
    let rules = &mut whole.playbook.runbook.0;
    if rules
        .iter()
        .any(|rule| rule.kind.value.is_none() && rule.class.value.is_none())
    {
        return;
    }
    let spoken_of: BTreeSet<String> = rules
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
        let Some(actions) = runbook(kind).filter(|_| !spoken_of.contains(kind)) else {
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
