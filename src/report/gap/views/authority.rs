//! Who stands behind the decision on which most time falls, and where it fails.

use std::collections::BTreeMap;

use crate::model::{Decider, Exercise, PersonId};
use crate::report::gap::causes;
use crate::report::gap::drawing::{Post, Tie};
use crate::report::gap::wording::tidy;
use crate::report::graph::{GraphDocument, GraphEdge, GraphVertex, graph_document};
use crate::report::naming::{Labels, Naming};
use crate::report::{Alternative, CauseShare};

/// So many of each column are shown.
const MOST: [usize; 4] = [10, 10, 4, 6];

/// So many of the roles that a cause is charged to count as failing.
const CHARGED: usize = 3;

/// The graph of one rule.
#[derive(Clone, Debug)]
pub(in crate::report::gap) struct Authority {
    /// The rule.
    pub(in crate::report::gap) rule: String,
    /// The decision.
    pub(in crate::report::gap) decision: String,
    /// The cause whose time falls on it.
    pub(in crate::report::gap) cause: String,
    /// Who and what.
    pub(in crate::report::gap) posts: Vec<Post>,
    /// How they hang together.
    pub(in crate::report::gap) ties: Vec<Tie>,
    /// How many were left out.
    pub(in crate::report::gap) left_out: usize,
}

/// The kinds of edges in which the time of a cause is lost; none: it is lost in no edge.
fn edges_of(cause: &str) -> &'static [&'static str] {
    match cause {
        "contact" | "queue" | "decide" | "search" | "dispute" => &["decides", "backs up", "decides as owner"],
        "approval" => &["must approve"],
        "consult" => &["must be consulted"],
        "gate" => &["is gated by"],
        "execution" | "platform" => &["executes"],
        _ => &[],
    }
}

/// The costliest cause that falls on a rule, and that rule.
pub(in crate::report::gap) fn authority(
    exercise: &Exercise,
    lead: &Alternative,
    naming: Naming,
) -> Option<Authority> {
    let ranked = causes::ranked(lead);
    let charged = ranked.iter().filter(|one| !edges_of(one.words.cause).is_empty());
    let causes = &lead.attribution.contained.causes;
    let mut charged = charged.filter_map(|one| {
        let found = causes.iter().find(|known| known.cause == one.words.cause)?;
        Some((found, found.rules.first()?))
    });
    let (cause, rule) = charged.next()?;
    let rights = &exercise.playbook.rights;
    let right = rights.iter().find(|right| *right.id == **rule)?;
    let graph = graph_document(exercise, Some(right.decision));
    let labels = Labels::new(exercise, naming);
    let mut drawn = drawn((exercise, &labels), &graph, (cause, rule));
    right.decision.word().clone_into(&mut drawn.decision);
    Some(drawn)
}

fn drawn(
    (exercise, labels): (&Exercise, &Labels),
    graph: &GraphDocument,
    (cause, rule): (&CauseShare, &str),
) -> Authority {
    let own = format!("right/{rule}");
    let edges = edges(exercise, graph, &own);
    let kept = around(graph, &edges, &own);
    let people = called(exercise, labels);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut posts = Vec::new();
    for column in 0..4_u8 {
        let of = kept.iter().filter(|one| column_of(&one.kind) == column);
        let most = MOST.get(usize::from(column)).copied().unwrap_or(0);
        for vertex in of.take(most) {
            places.insert(&vertex.id, posts.len());
            let called = people.get(vertex.label.as_str()).filter(|_| column == 0);
            posts.push(Post {
                column,
                kind: vertex.kind.clone(),
                name: tidy(called.unwrap_or(&vertex.label)),
            });
        }
    }
    let failing = failing(&edges, cause, &own);
    let ties = edges.iter().zip(failing).filter_map(|(edge, failing)| {
        Some(Tie {
            from: *places.get(edge.from.as_str())?,
            to: *places.get(edge.to.as_str())?,
            words: words(edge),
            failing,
        })
    });
    Authority {
        rule: tidy(rule),
        decision: String::new(),
        cause: cause.cause.clone(),
        ties: ties.collect(),
        left_out: kept.len() - posts.len(),
        posts,
    }
}

/// What the rule says of whom, and who stands behind those; where the owners decide, they stand for themselves.
fn edges(exercise: &Exercise, graph: &GraphDocument, own: &str) -> Vec<GraphEdge> {
    let of_rule = |edge: &&GraphEdge| edge.to == own || edge.from == own;
    let mut edges: Vec<GraphEdge> = graph.edges.iter().filter(of_rule).cloned().collect();
    edges.extend(owners(exercise, graph, own));
    let asked: Vec<String> = edges
        .iter()
        .filter(|edge| edge.to == own)
        .map(|edge| edge.from.clone())
        .collect();
    let behind = graph
        .edges
        .iter()
        .filter(|edge| edge.kind == "holds" && asked.contains(&edge.to));
    let after = graph.edges.iter().filter(|edge| {
        edge.kind == "escalates after" && asked.contains(&edge.from) && asked.contains(&edge.to)
    });
    let more: Vec<GraphEdge> = behind.chain(after).cloned().collect();
    edges.extend(more);
    edges
}

/// The owners of what the rule is about, as those who decide (R5).
fn owners(exercise: &Exercise, graph: &GraphDocument, own: &str) -> Vec<GraphEdge> {
    let mut rights = exercise.playbook.rights.iter();
    let owned = rights.any(|right| own == format!("right/{}", right.id) && right.decider == Decider::Owner);
    if !owned {
        return Vec::new();
    }
    let covers = |edge: &&GraphEdge| edge.kind == "covers" && edge.from == own;
    let assets: Vec<&str> = graph
        .edges
        .iter()
        .filter(covers)
        .map(|edge| edge.to.as_str())
        .collect();
    let facets = graph
        .edges
        .iter()
        .filter(|edge| edge.kind == "covers" && assets.contains(&edge.from.as_str()));
    let facets: Vec<&str> = facets.map(|edge| edge.to.as_str()).collect();
    let owns = graph
        .edges
        .iter()
        .filter(|edge| edge.kind == "owns" && facets.contains(&edge.to.as_str()));
    let mut found: Vec<GraphEdge> = owns
        .map(|edge| GraphEdge {
            from: edge.from.clone(),
            kind: "decides as owner".to_owned(),
            to: own.to_owned(),
            after_s: None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The ends of these edges.
fn around<'g>(graph: &'g GraphDocument, edges: &[GraphEdge], own: &str) -> Vec<&'g GraphVertex> {
    let ends = |id: &str| edges.iter().any(|edge| edge.from == id || edge.to == id);
    graph
        .vertices
        .iter()
        .filter(|vertex| vertex.id == own || ends(&vertex.id))
        .collect()
}

/// In which edges time is lost: those of the kinds of the cause, and of them those of the roles that are charged with it, if any is.
fn failing(edges: &[GraphEdge], cause: &CauseShare, own: &str) -> Vec<bool> {
    let kinds = edges_of(&cause.cause);
    let of = |edge: &GraphEdge| kinds.contains(&edge.kind.as_str()) && (edge.to == own || edge.from == own);
    let charged = |edge: &GraphEdge| {
        let name = edge.from.split_once('/').map_or("", |(_, name)| name);
        // Most time first: the others of a long list wait little.
        cause.roles.iter().take(CHARGED).any(|role| role == name)
    };
    let any = edges.iter().any(|edge| of(edge) && charged(edge));
    edges
        .iter()
        .map(|edge| of(edge) && (!any || charged(edge)))
        .collect()
}

fn column_of(kind: &str) -> u8 {
    match kind {
        "person" => 0,
        "role" | "rota" | "team" | "body" => 1,
        "right" => 2,
        _ => 3,
    }
}

/// What people are called, by their ids.
fn called<'e>(exercise: &'e Exercise, labels: &Labels) -> BTreeMap<&'e str, String> {
    let people = exercise.organisation.people.enumerate();
    people
        .map(|(id, person): (PersonId, _)| (&*person.id, labels.of(id)))
        .collect()
}

/// The words of an edge, with its time.
fn words(edge: &GraphEdge) -> String {
    match edge.after_s {
        Some(after) => format!("{} {} min", edge.kind, after.as_millis() / 60_000),
        None => edge.kind.clone(),
    }
}
