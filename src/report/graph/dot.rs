//! The graph for Graphviz.

use std::fmt::Write;

use super::document::GraphDocument;
use super::layout::{colour, edge_colour, words};

/// The graph in the language of Graphviz, laid out from left to right.
pub fn dot(of: &GraphDocument) -> String {
    let mut text = String::from(
        "digraph authority {\n  rankdir=LR; node [style=filled, fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\"];\n",
    );
    for vertex in &of.vertices {
        let shape = if vertex.kind == "person" { "ellipse" } else { "box" };
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "  {} [label={}, shape={shape}, fillcolor=\"{}\", tooltip={}];",
            quoted(&vertex.id),
            quoted(&vertex.label),
            colour(&vertex.kind),
            quoted(&vertex.kind)
        );
    }
    for edge in &of.edges {
        let _ = writeln!(
            text,
            "  {} -> {} [label={}, color=\"{}\"];",
            quoted(&edge.from),
            quoted(&edge.to),
            quoted(&words(edge)),
            edge_colour(&edge.kind)
        );
    }
    text.push_str("}\n");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
