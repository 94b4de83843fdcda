//! Who stands behind the decision on which most time falls, and where it fails.

use std::collections::BTreeMap;

use crate::model::{Exercise, PersonId};
use crate::report::gap::causes;
use crate::report::gap::drawing::{Post, Tie};
use crate::report::gap::wording::tidy;
use crate::report::graph::{GraphDocument, GraphEdge, GraphVertex, graph_document};
use crate::report::naming::{Labels, Naming};
use crate::report::{Alternative, CauseShare};

/// So many of each column are shown.
const MOST: [usize; 4] = [10, 10, 4, 6];

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
        "contact" | "queue" | "decide" | "search" | "dispute" => &["decides", "backs up"],
        "approval" => &["must approve"],
        "consult" => &["must be consulted"],
        "gate" => &["is gated by"],
        "execution" | "platform" => &["executes"],
        _ => &[],
    }
}

/// The costliest cause that falls on a rule, and that rule.
pub(super) fn authority(exercise: &Exercise, lead: &Alternative) -> Option<Authority> {
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
    Some(drawn(exercise, &graph, (cause, rule), right.decision.word()))
}

fn drawn(
    exercise: &Exercise,
    graph: &GraphDocument,
    (cause, rule): (&CauseShare, &str),
    decision: &str,
) -> Authority {
    let kept = around(graph, &format!("right/{rule}"));
    let people = labels(exercise);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut posts = Vec::new();
    for column in 0..4_u8 {
        let of: Vec<&GraphVertex> = kept
            .iter()
            .copied()
            .filter(|one| column_of(&one.kind) == column)
            .collect();
        let most = MOST.get(usize::from(column)).copied().unwrap_or(0);
        for vertex in of.into_iter().take(most) {
            places.insert(&vertex.id, posts.len());
            posts.push(Post {
                column,
                kind: vertex.kind.clone(),
                name: tidy(
                    people
                        .get(vertex.label.as_str())
                        .filter(|_| column == 0)
                        .unwrap_or(&vertex.label),
                ),
            });
        }
    }
    let ties = graph.edges.iter().filter_map(|edge| {
        let (from, to) = (*places.get(edge.from.as_str())?, *places.get(edge.to.as_str())?);
        let failing = fails(graph, edge, (cause, rule));
        Some(Tie {
            from,
            to,
            words: words(edge),
            failing,
        })
    });
    let ties: Vec<Tie> = ties
        .filter(|tie| tie.words != "owns" && tie.words != "operates")
        .collect();
    Authority {
        rule: tidy(rule),
        decision: decision.to_owned(),
        cause: cause.cause.clone(),
        left_out: kept.len() - posts.len(),
        posts,
        ties,
    }
}

/// The rule, whom it asks, who is behind them, what it is about, and what it waits for.
fn around<'g>(graph: &'g GraphDocument, right: &str) -> Vec<&'g GraphVertex> {
    let mut ids: Vec<&str> = vec![right];
    for edge in &graph.edges {
        if edge.to == right && column_of_id(&edge.from) < 3 {
            ids.push(&edge.from);
        } else if edge.from == right {
            ids.push(&edge.to);
        }
    }
    let behind: Vec<&str> = graph
        .edges
        .iter()
        .filter(|edge| edge.kind == "holds" && ids.contains(&edge.to.as_str()))
        .map(|edge| edge.from.as_str())
        .collect();
    ids.extend(behind);
    graph
        .vertices
        .iter()
        .filter(|vertex| ids.contains(&vertex.id.as_str()))
        .collect()
}

/// Whether time is lost in this edge: one of the kinds of the cause, and where roles are charged with it, from one of them.
fn fails(graph: &GraphDocument, edge: &GraphEdge, (cause, rule): (&CauseShare, &str)) -> bool {
    let own = format!("right/{rule}");
    let of = |edge: &GraphEdge| {
        edges_of(&cause.cause).contains(&edge.kind.as_str()) && (edge.to == own || edge.from == own)
    };
    let charged = |edge: &GraphEdge| {
        let name = edge.from.split_once('/').map_or("", |(_, name)| name);
        cause.roles.iter().any(|role| role == name)
    };
    let any = graph.edges.iter().any(|edge| of(edge) && charged(edge));
    of(edge) && (!any || charged(edge))
}

fn column_of(kind: &str) -> u8 {
    match kind {
        "person" => 0,
        "role" | "rota" | "team" | "body" => 1,
        "right" => 2,
        _ => 3,
    }
}

fn column_of_id(id: &str) -> u8 {
    column_of(id.split_once('/').map_or("", |(kind, _)| kind))
}

/// What people are called by what they hold, by their ids.
fn labels(exercise: &Exercise) -> BTreeMap<&str, String> {
    let labels = Labels::new(exercise, Naming::Roles);
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
