//! OUT032: a credential without an end, that reaches further than may fall.

use crate::check::context::Context;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{EdgeId, Index, Limit, NodeId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT032",
    name: "standing-credential",
    level: Level::Note,
    meaning: "a credential that never expires reaches more than the exercise's limit allows to fall",
    why: "Its theft alone can lose the exercise, on any day, for ever. A lifetime, or a window that is granted when needed, \
          takes most of those days away.",
    example: "Node(id: \"deploy-token\", kind: \"ci-token\") // without `lifetime`, leading to production",
    fix: "Node(id: \"deploy-token\", lifetime: Lifetime(lasts: \"1h\")) // or Edge(.., window: Window(every: \"24h\", lasts: \"1h\"))",
    controls: &[
        "OWASP NHI7:2025",
        "OWASP NHI5:2025",
        "SP 800-53 IA-5",
        "CSF 2.0 PR.AA-01",
    ],
    find,
};

/// Kinds of nodes that are credentials.
const CREDENTIALS: [&str; 7] = [
    "ci-token",
    "api-key",
    "credential",
    "secret",
    "certificate",
    "signing-key",
    "service-account",
];
/// So many edges are looked at in all, so that large estates are checked in time; credentials beyond are not judged.
const MOST_STEPS: usize = 20_000_000;

fn find(context: &Context<'_>) -> Vec<Finding> {
    let estate = &context.exercise.estate;
    let total: u64 = reachable_total(context);
    let ways = ways(context);
    let mut steps = 0;
    let mut heavy: Vec<NodeId> = Vec::new();
    for (id, node) in estate.nodes.enumerate() {
        let kind = &*estate.node_kinds[node.kind].id;
        if node.lifetime.is_some() || !CREDENTIALS.contains(&kind) || steps > MOST_STEPS {
            continue;
        }
        if passes(context, &ways, &[id], total, &mut steps) {
            heavy.push(id);
        }
    }
    of_all(context, &heavy).into_iter().collect()
}

/// The edges out of each node over which an attacker can go at any time.
fn ways(context: &Context<'_>) -> Vec<Vec<EdgeId>> {
    let estate = &context.exercise.estate;
    let mut ways: Vec<Vec<EdgeId>> = estate.nodes.iter().map(|_| Vec::new()).collect();
    for (id, edge) in estate.edges.enumerate() {
        if edge.chance.value() > 0.0 && edge.window.is_none() && edge.requires.is_empty() {
            if let Some(out) = ways.get_mut(edge.from.position()) {
                out.push(id);
            }
        }
    }
    ways
}

/// The weight that the limit's share is of: all of it, which is never less than what the entries reach.
fn reachable_total(context: &Context<'_>) -> u64 {
    context
        .exercise
        .estate
        .nodes
        .iter()
        .map(|node| u64::from(node.weight))
        .sum()
}

/// Whether more than the limit can be reached from here.
fn passes(
    context: &Context<'_>,
    ways: &[Vec<EdgeId>],
    from: &[NodeId],
    total: u64,
    steps: &mut usize,
) -> bool {
    let estate = &context.exercise.estate;
    let mut seen = vec![false; estate.nodes.len()];
    let mut open: Vec<NodeId> = from.to_vec();
    let (mut weight, mut count) = (0_u64, 0_u64);
    while let Some(node) = open.pop() {
        let Some(seen) = seen.get_mut(node.position()).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        weight += u64::from(estate.nodes[node].weight);
        count += 1;
        if is_past(context.exercise.limit, weight, count, total) {
            return true;
        }
        let out = ways.get(node.position()).map_or(&[][..], Vec::as_slice);
        *steps += out.len();
        open.extend(out.iter().map(|edge| estate.edges[*edge].to));
    }
    false
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
fn is_past(limit: Limit, weight: u64, count: u64, total: u64) -> bool {
    match limit {
        Limit::NoCrownJewel => false,
        Limit::Share(share) => weight as f64 > share * total as f64,
        Limit::Weight(most) => weight > most,
        Limit::Count(most) => count > most,
    }
}

fn of_all(context: &Context<'_>, heavy: &[NodeId]) -> Option<Finding> {
    let first = *heavy.first()?;
    let id = &context.exercise.estate.nodes[first].id;
    let number = words::count(
        heavy.len(),
        "credential never expires and reaches",
        "credentials never expire and reach",
    );
    let title = format!(
        "{number} more than may fall ({})",
        words::assets(context.exercise, heavy, 3)
    );
    let case =
        format!("`{id}` is copied today and used in a year: it still leads past the limit of this exercise");
    let finding = context
        .finding(&RULE, (What::Node, id), "", title)
        .assets(context, heavy)
        .case(case)
        .help("give it a lifetime, or open its ways only in windows that are granted");
    Some(finding)
}
