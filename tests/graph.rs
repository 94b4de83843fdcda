//! The authority graph: what stands in it, what one decision needs, and how it is drawn.

use std::path::Path;

use outrun::document::{Assumptions, LoadOptions, load};
use outrun::model::{Decision, Exercise};
use outrun::report::{GraphDocument, dot, graph_document, svg};

use crate::diagnostics::Disk;

fn exercise() -> Exercise {
    let loaded = load(
        Path::new("scenarios/weekend-token"),
        &Disk,
        &LoadOptions::default(),
    )
    .expect("it is sound");
    loaded
        .exercise("as-is", &Assumptions::default())
        .expect("it is there")
}

fn kinds(of: &GraphDocument, kind: &str) -> usize {
    of.edges.iter().filter(|edge| edge.kind == kind).count()
}

#[test]
fn every_kind_of_edge_of_the_shipped_world_is_there() {
    let whole = graph_document(&exercise(), None);
    for kind in [
        "holds",
        "decides",
        "backs up",
        "escalates after",
        "must approve",
        "must be consulted",
        "executes",
        "has capability",
        "has context",
        "owns",
        "operates",
        "is gated by",
        "covers",
    ] {
        assert!(kinds(&whole, kind) > 0, "no edge `{kind}`");
    }
    for kind in [
        "person", "role", "rota", "body", "team", "right", "action", "assets", "facet",
    ] {
        assert!(
            whole.vertices.iter().any(|vertex| vertex.kind == kind),
            "no vertex `{kind}`"
        );
    }
}

#[test]
fn ends_of_edges_are_vertices_and_nothing_stands_twice() {
    for decision in [None, Some(Decision::Contain), Some(Decision::Notify)] {
        let graph = graph_document(&exercise(), decision);
        let ids: Vec<&str> = graph.vertices.iter().map(|vertex| vertex.id.as_str()).collect();
        for edge in &graph.edges {
            assert!(
                ids.contains(&edge.from.as_str()) && ids.contains(&edge.to.as_str()),
                "{edge:?}"
            );
        }
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len());
    }
}

#[test]
fn one_decision_is_shown_with_what_it_needs_and_nothing_else() {
    let notify = graph_document(&exercise(), Some(Decision::Notify));
    insta::with_settings!({ snapshot_path => "graph", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("notify.dot", dot(&notify));
        insta::assert_snapshot!("notify.svg", svg(&notify));
    });
}

#[test]
fn a_drawing_keeps_within_its_frame_and_escapes_what_people_write() {
    let mut exercise = exercise();
    exercise.title = "ignored".into();
    exercise.id = "<script>&".into();
    let drawn = svg(&graph_document(&exercise, None));
    assert!(!drawn.contains("<script>") && drawn.contains("&lt;script&gt;&amp;"));
    let width: i64 = drawn
        .split("width=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .parse()
        .unwrap();
    for x in drawn.split("<rect x=\"").skip(1) {
        let x: i64 = x.split('"').next().unwrap().parse().unwrap();
        assert!(x >= 0 && x + 190 <= width, "{x} of {width}");
    }
}
