//! OUT033: the trail ends where nobody has logs.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decision, Index, LogVisibility, NodeId, Scope};

pub(crate) static RULE: Rule = Rule {
    code: "OUT033",
    name: "no-logs",
    level: Level::Warning,
    meaning: "software on the way of the attacker has no logs, or its vendor is not there to give them",
    why: "What lies behind it cannot be found from it. Containment is declared, and the attacker is still there.",
    example: "Node(id: \"crm\", kind: \"tenant\", logs: None) // with ways in and out",
    fix: "Node(id: \"crm\", logs: Vendor(\"acme\")) // or have the logs sent to you",
    controls: &[
        cite("CSF 2.0 PR.PS-04"),
        cite("CSF 2.0 RS.AN-03"),
        cite("CSF 2.0 DE.CM-06"),
        cite("SP 800-53 AU-6"),
        cite("OWASP NHI3:2025"),
        cite("ISO 27001 A.5.28"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let on_the_way = on_the_way(context);
    let estate = &context.exercise.estate;
    let of = |wanted: fn(LogVisibility) -> bool| -> Vec<NodeId> {
        on_the_way
            .iter()
            .copied()
            .filter(|node| wanted(estate.nodes[*node].logs))
            .collect()
    };
    let wide = reached_beyond(context);
    let mut blind = of(|logs| logs == LogVisibility::None);
    blind.retain(|node| wide.binary_search(node).is_err());
    let mut found = Vec::new();
    found.extend(nobody(context, &blind));
    found.extend(vendors(
        context,
        &of(|logs| matches!(logs, LogVisibility::Vendor(_))),
    ));
    found
}

/// Assets whose containment takes in what they lead to: no logs are needed to find that (R4). By id.
fn reached_beyond(context: &Context<'_>) -> Vec<NodeId> {
    let rights = context.exercise.playbook.rights.enumerate();
    let wide = rights.filter(|(_, right)| right.decision == Decision::Contain && right.scope != Scope::Known);
    let mut assets: Vec<NodeId> = wide.flat_map(|(right, _)| context.assets_of(right)).collect();
    assets.sort_unstable();
    assets
}

/// Nodes that the attacker can reach from the entries and go on from, over edges of positive probability.
fn on_the_way(context: &Context<'_>) -> Vec<NodeId> {
    let estate = &context.exercise.estate;
    let mut next: Vec<Vec<NodeId>> = estate.nodes.iter().map(|_| Vec::new()).collect();
    for edge in estate.edges.iter().filter(|edge| edge.chance.value() > 0.0) {
        if let Some(out) = next.get_mut(edge.from.position()) {
            out.push(edge.to);
        }
    }
    let mut seen = vec![false; next.len()];
    let mut open = context.exercise.scenario.entries.clone();
    let mut reached = Vec::new();
    while let Some(node) = open.pop() {
        let Some(seen) = seen.get_mut(node.position()).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        let out = next.get(node.position()).map_or(&[][..], Vec::as_slice);
        if !out.is_empty() {
            reached.push(node);
        }
        open.extend(out);
    }
    reached.sort_unstable();
    reached
}

fn nobody(context: &Context<'_>, blind: &[NodeId]) -> Option<Finding> {
    let id = &context.exercise.estate.nodes[*blind.first()?].id;
    let title = format!(
        "nobody has logs of {}, which lead further",
        words::assets(context.exercise, blind, 3)
    );
    let case = format!("`{id}` is compromised, and the attacker goes on from there: nothing tells where to");
    let finding = context.finding(&RULE, (What::Node, id), "logs", title);
    Some(
        finding
            .assets(context, blind)
            .case(case)
            .help("have the logs sent to you, or agree with the vendor who gives them at what hours"),
    )
}

fn vendors(context: &Context<'_>, outside: &[NodeId]) -> Option<Finding> {
    let mut late: Option<(NodeId, crate::model::VendorId, crate::time::Span)> = None;
    for &node in outside {
        let LogVisibility::Vendor(vendor) = context.exercise.estate.nodes[node].logs else {
            continue;
        };
        let silent = context.chain_silent(context.exercise.playbook.vendors[vendor].chain);
        let longest = silent
            .into_iter()
            .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)));
        if let Some(span) =
            longest.filter(|span| late.is_none_or(|(.., other)| span.duration() > other.duration()))
        {
            late = Some((node, vendor, span));
        }
    }
    let (node, vendor, span) = late?;
    let vendor = &context.exercise.playbook.vendors[vendor].id;
    let id = &context.exercise.estate.nodes[node].id;
    let title = format!(
        "the vendor `{vendor}`, who alone has logs of {}, has hours",
        words::assets(context.exercise, outside, 3)
    );
    let case = format!(
        "{}: `{id}` is compromised; nobody of `{vendor}` is there to give its logs for {}",
        context.say(span.start),
        words::lasting(span.duration())
    );
    let finding = context.finding(&RULE, (What::Node, id), "logs", title);
    let finding = finding
        .at(context, span)
        .assets(context, outside)
        .at_level(Level::Note)
        .case(case);
    Some(finding.help("have the logs sent to you, or agree on hours with the vendor"))
}
