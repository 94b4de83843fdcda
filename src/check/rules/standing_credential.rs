//! OUT032: a credential without an end, that reaches further than may fall.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Index, Limit, NodeId};

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
        cite("CSF 2.0 PR.AA-01"),
        cite("SP 800-53 IA-5"),
        cite("OWASP NHI7:2025"),
        cite("OWASP NHI5:2025"),
        cite("ISO 27001 A.5.17"),
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
const MOST_STEPS: usize = 5_000_000;

fn find(context: &Context<'_>) -> Vec<Finding> {
    let estate = &context.exercise.estate;
    let mut reach = Reach::new(context);
    let mut heavy: Vec<NodeId> = Vec::new();
    for (id, node) in estate.nodes.enumerate() {
        let kind = &*estate.node_kinds[node.kind].id;
        if node.lifetime.is_none() && CREDENTIALS.contains(&kind) && reach.passes(id) {
            heavy.push(id);
        }
    }
    of_all(context, &heavy).into_iter().collect()
}

/// What can be reached from where, at any time.
struct Reach<'c> {
    context: &'c Context<'c>,
    graph: DiGraph<(), ()>,
    /// The strongly connected component of each node: its nodes reach the same.
    component: Vec<usize>,
    /// For each component whether it reaches more than the limit, where that is known.
    known: Vec<Option<bool>>,
    /// The last search that saw each node.
    seen: Vec<u32>,
    search: u32,
    total: u64,
    steps: usize,
}

impl<'c> Reach<'c> {
    fn new(context: &'c Context<'c>) -> Self {
        let estate = &context.exercise.estate;
        let open = estate
            .edges
            .iter()
            .filter(|edge| edge.chance.value() > 0.0 && edge.window.is_none() && edge.requires.is_empty());
        let narrow = |node: NodeId| u32::try_from(node.position()).unwrap_or(u32::MAX);
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        for _ in &estate.nodes {
            graph.add_node(());
        }
        graph.extend_with_edges(open.map(|edge| (narrow(edge.from), narrow(edge.to))));
        let mut component = vec![0; estate.nodes.len()];
        let components = tarjan_scc(&graph);
        for (number, nodes) in components.iter().enumerate() {
            for node in nodes {
                if let Some(of) = component.get_mut(node.index()) {
                    *of = number;
                }
            }
        }
        Self {
            context,
            component,
            known: vec![None; components.len()],
            seen: vec![0; estate.nodes.len()],
            search: 0,
            total: total(context),
            steps: 0,
            graph,
        }
    }

    /// Whether more than the limit can be reached from a node; no, where too much was looked at already.
    fn passes(&mut self, from: NodeId) -> bool {
        let component = self.component.get(from.position()).copied().unwrap_or_default();
        if let Some(known) = self.known.get(component).copied().flatten() {
            return known;
        }
        let found = self.steps < MOST_STEPS && self.search(from);
        if let Some(known) = self.known.get_mut(component) {
            *known = Some(found);
        }
        found
    }

    fn search(&mut self, from: NodeId) -> bool {
        self.search += 1;
        let estate = &self.context.exercise.estate;
        let mut open: Vec<usize> = vec![from.position()];
        let (mut weight, mut count) = (0_u64, 0_u64);
        while let Some(node) = open.pop() {
            let Some(seen) = self.seen.get_mut(node).filter(|seen| **seen != self.search) else {
                continue;
            };
            *seen = self.search;
            weight += u64::from(estate.nodes[NodeId::at(node)].weight);
            count += 1;
            if is_past(self.context.exercise.limit, weight, count, self.total) {
                return true;
            }
            let next = self.graph.neighbors(NodeIndex::new(node)).map(NodeIndex::index);
            let before = open.len();
            open.extend(next);
            self.steps += open.len() - before + 1;
        }
        false
    }
}

/// The weight that the limit's share is of: all of it, which is never less than what the entries reach.
fn total(context: &Context<'_>) -> u64 {
    context
        .exercise
        .estate
        .nodes
        .iter()
        .map(|node| u64::from(node.weight))
        .sum()
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
