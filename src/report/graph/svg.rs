//! The graph drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::document::{GraphDocument, GraphEdge, GraphVertex};
use super::layout::{BOX, HEAD, HEIGHT, MARGIN, QUIET, Spot, colour, edge_colour, layout, port, words};

/// Labels longer than this are cut; the whole stands in the title that a pointer shows.
const LONGEST: usize = 27;
/// Kinds of edges that the legend names.
const LEGEND: [&str; 7] = [
    "decides",
    "backs up",
    "escalates after",
    "must approve",
    "must be consulted",
    "executes",
    "is gated by",
];

/// The graph as SVG: people, whom they stand behind, rights, and assets, from left to right. Facets, context and
/// capabilities, of which there are many, stand in the data only.
pub fn svg(of: &GraphDocument) -> String {
    let of = &drawn(of);
    let (spots, (width, height)) = layout(of);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    head(of, &mut text);
    for edge in &of.edges {
        line(edge, &spots, &mut text);
    }
    for vertex in &of.vertices {
        block(vertex, &spots, &mut text);
    }
    text.push_str("</svg>\n");
    text
}

/// What is drawn.
fn drawn(of: &GraphDocument) -> GraphDocument {
    let mut less = of.clone();
    less.vertices
        .retain(|vertex| vertex.kind != "facet" && vertex.kind != "action");
    less.edges
        .retain(|edge| !edge.kind.starts_with("has ") && edge.kind != "operates");
    let ids: BTreeSet<&str> = less.vertices.iter().map(|vertex| vertex.id.as_str()).collect();
    let both = |edge: &GraphEdge| ids.contains(edge.from.as_str()) && ids.contains(edge.to.as_str());
    less.edges = less.edges.iter().filter(|edge| both(edge)).cloned().collect();
    together(&mut less);
    less
}

/// Assets that hang together with the same in the same way are one box.
fn together(of: &mut GraphDocument) {
    let mut ways: BTreeMap<&str, Vec<(&str, &str, &str)>> = BTreeMap::new();
    for edge in &of.edges {
        ways.entry(&edge.to)
            .or_default()
            .push(("from", &edge.kind, &edge.from));
        ways.entry(&edge.from)
            .or_default()
            .push(("to", &edge.kind, &edge.to));
    }
    let mut first: BTreeMap<Vec<(&str, &str, &str)>, usize> = BTreeMap::new();
    let mut kept: Vec<GraphVertex> = Vec::new();
    for vertex in &of.vertices {
        let way = ways.get(vertex.id.as_str()).cloned().unwrap_or_default();
        let same = first.get(&way).copied().filter(|_| vertex.kind == "assets");
        if let Some(one) = same.and_then(|place| kept.get_mut(place)) {
            one.assets.extend(vertex.assets.iter().cloned());
            continue;
        }
        if vertex.kind == "assets" {
            first.insert(way, kept.len());
        }
        kept.push(vertex.clone());
    }
    for vertex in kept.iter_mut().filter(|vertex| vertex.assets.len() > 1) {
        let more = vertex.assets.len() - 1;
        let name = vertex.assets.first().cloned().unwrap_or_default();
        vertex.label = format!("{name} +{more}");
    }
    let drawn = |id: &String| kept.iter().any(|vertex| vertex.id == *id);
    of.edges.retain(|edge| drawn(&edge.from) && drawn(&edge.to));
    of.vertices = kept;
}

fn head(of: &GraphDocument, text: &mut String) {
    let what = of
        .decision
        .as_ref()
        .map_or("all decisions".to_owned(), |word| format!("who may {word}"));
    let title = escaped(&format!("{} · {} · {what}", of.exercise, of.alternative));
    // Writing to a text cannot fail.
    let _ = writeln!(
        text,
        "<text x=\"{MARGIN}\" y=\"28\" font-size=\"17\" font-weight=\"bold\">{title}</text>"
    );
    let _ = writeln!(
        text,
        "<text x=\"{MARGIN}\" y=\"48\" fill=\"#555555\">the plan as it is written, not what accounts are entitled to</text>"
    );
    let mut x = MARGIN;
    for kind in LEGEND {
        let y = HEAD - 22;
        let _ = writeln!(
            text,
            "<line x1=\"{x}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\" stroke=\"{}\" stroke-width=\"3\"/><text x=\"{}\" y=\"{}\" font-size=\"11\">{kind}</text>",
            x + 18,
            edge_colour(kind),
            x + 23,
            y + 4
        );
        x += 40 + 7 * i64::try_from(kind.len()).unwrap_or(0);
    }
}

fn line(edge: &GraphEdge, spots: &BTreeMap<&str, Spot>, text: &mut String) {
    let (Some(from), Some(to)) = (spots.get(edge.from.as_str()), spots.get(edge.to.as_str())) else {
        return;
    };
    let quiet = edge_colour(&edge.kind) == QUIET;
    let (opacity, stroke) = if quiet { ("0.55", 1) } else { ("0.8", 2) };
    let beside = port(&edge.kind);
    let (y1, y2) = (from.y + beside, to.y + beside);
    // Edges leave on the side on which their end lies; within a column they bow to the right.
    let (x1, x2, bow) = match from.x.cmp(&to.x) {
        std::cmp::Ordering::Less => (from.x + BOX, to.x, (to.x - from.x - BOX) / 2),
        std::cmp::Ordering::Greater => (from.x, to.x + BOX, (to.x + BOX - from.x) / 2),
        std::cmp::Ordering::Equal => (from.x + BOX, to.x + BOX, 40),
    };
    let second = if from.x == to.x { x2 + bow } else { x2 - bow };
    let _ = writeln!(
        text,
        "<path d=\"M{x1} {} C{} {} {second} {} {x2} {}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{stroke}\" opacity=\"{opacity}\"><title>{} {} {}</title></path>",
        y1,
        x1 + bow,
        y1,
        y2,
        y2,
        edge_colour(&edge.kind),
        escaped(&edge.from),
        escaped(&words(edge)),
        escaped(&edge.to)
    );
}

fn block(vertex: &GraphVertex, spots: &BTreeMap<&str, Spot>, text: &mut String) {
    let Some(spot) = spots.get(vertex.id.as_str()) else {
        return;
    };
    let round = if vertex.kind == "person" { 11 } else { 3 };
    let mut label: String = vertex.label.chars().take(LONGEST).collect();
    if label.len() < vertex.label.len() {
        label.push('…');
    }
    let whole = if vertex.assets.is_empty() {
        format!("{} {}", vertex.kind, vertex.label)
    } else {
        format!("{}: {}", vertex.kind, vertex.assets.join(", "))
    };
    let _ = writeln!(
        text,
        "<g><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{BOX}\" height=\"{HEIGHT}\" rx=\"{round}\" fill=\"{}\" stroke=\"#666666\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
        escaped(&whole),
        spot.x,
        spot.y - HEIGHT / 2,
        colour(&vertex.kind),
        spot.x + 7,
        spot.y + 4,
        escaped(&label)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
