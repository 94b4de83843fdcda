//! Where everything stands: a column for each kind, each column in an order that keeps edges short.

use std::collections::BTreeMap;

use super::document::{GraphDocument, GraphEdge, GraphVertex};

/// Where a vertex stands: the left end of its box and its middle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// From the left.
    pub(super) x: i64,
    /// From the top.
    pub(super) y: i64,
}

/// The width of a box.
pub(super) const BOX: i64 = 190;
/// The height of a box.
pub(super) const HEIGHT: i64 = 22;
/// Between the left ends of two columns.
const STRIDE: i64 = 330;
/// Between the middles of two boxes.
const ROW: i64 = 30;
/// Between the middles of two boxes of a short column, at most.
const WIDEST: i64 = 120;
/// Before the first column and above the first row.
pub(super) const MARGIN: i64 = 20;
/// Above the first row: title and legend.
pub(super) const HEAD: i64 = 90;
/// Rounds of putting each vertex near its neighbours.
const ROUNDS: usize = 6;

/// The column of a kind.
fn column(kind: &str) -> usize {
    match kind {
        "person" => 0,
        "role" | "rota" | "team" | "body" => 1,
        "right" => 2,
        "facet" => 4,
        _ => 3,
    }
}

/// The colour of a kind.
pub(super) fn colour(kind: &str) -> &'static str {
    match kind {
        "person" => "#fde9c8",
        "role" => "#cfe3f7",
        "rota" => "#c9ecd6",
        "team" => "#e3dcf5",
        "body" => "#f6d5de",
        "right" => "#fff3a6",
        "action" => "#e8e8e8",
        "facet" => "#eef3d0",
        _ => "#d8eef0",
    }
}

/// The colour of edges that only say what belongs together.
pub(super) const QUIET: &str = "#8c8c8c";

/// How far beside the middle of a box an edge of a kind ends, so that several between two boxes are told apart.
pub(super) fn port(kind: &str) -> i64 {
    match kind {
        "decides" => -8,
        "backs up" => -5,
        "must approve" => -2,
        "must be consulted" => 2,
        "executes" => 5,
        "is gated by" => 8,
        _ => 0,
    }
}

/// The colour of a kind of edge.
pub(super) fn edge_colour(kind: &str) -> &'static str {
    match kind {
        "decides" => "#1b7837",
        "backs up" => "#5aae61",
        "escalates after" => "#b8860b",
        "must approve" => "#c51b7d",
        "must be consulted" => "#8073ac",
        "executes" => "#2166ac",
        "is gated by" => "#b2182b",
        "owns" | "operates" => "#7f5539",
        _ => QUIET,
    }
}

/// The words of an edge, with its time.
pub(super) fn words(edge: &GraphEdge) -> String {
    match edge.after_s {
        Some(after) => format!("{} {} min", edge.kind, after.as_millis() / 60_000),
        None => edge.kind.clone(),
    }
}

/// The spots of all vertices, and the size of the whole.
pub(super) fn layout(of: &GraphDocument) -> (BTreeMap<&str, Spot>, (i64, i64)) {
    let mut columns: Vec<Vec<&GraphVertex>> = vec![Vec::new(); 5];
    for vertex in &of.vertices {
        if let Some(column) = columns.get_mut(column(&vertex.kind)) {
            column.push(vertex);
        }
    }
    columns.retain(|column| !column.is_empty());
    let near = neighbours(of);
    for _ in 0..ROUNDS {
        let spots = place(&columns);
        for column in &mut columns {
            column.sort_by_key(|vertex| {
                (
                    mean(&near, &spots, vertex),
                    vertex.kind.clone(),
                    vertex.id.clone(),
                )
            });
        }
    }
    let spots = place(&columns);
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 1000);
    let width = 2 * MARGIN + wide(columns.len().saturating_sub(1)) * STRIDE + BOX;
    (spots, (width, HEAD + MARGIN + wide(rows) * ROW))
}

/// Neighbours by edges that are drawn strongly.
fn neighbours(of: &GraphDocument) -> BTreeMap<&str, Vec<&str>> {
    let mut near: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in &of.edges {
        near.entry(&edge.from).or_default().push(&edge.to);
        near.entry(&edge.to).or_default().push(&edge.from);
    }
    near
}

fn place<'v>(columns: &[Vec<&'v GraphVertex>]) -> BTreeMap<&'v str, Spot> {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |count: usize| i64::try_from(count).unwrap_or(i64::MAX / 1000);
    let mut spots = BTreeMap::new();
    for (number, column) in columns.iter().enumerate() {
        // Short columns are spread, but not so far that they fall apart.
        let stride = (wide(rows) * ROW / wide(column.len().max(1))).min(WIDEST);
        let above = (wide(rows) * ROW - wide(column.len()) * stride) / 2;
        for (row, vertex) in column.iter().enumerate() {
            let spot = Spot {
                x: MARGIN + wide(number) * STRIDE,
                y: HEAD + above + wide(row) * stride + stride / 2,
            };
            spots.insert(vertex.id.as_str(), spot);
        }
    }
    spots
}

/// The mean height of the neighbours; of a vertex without any, its own.
fn mean(near: &BTreeMap<&str, Vec<&str>>, spots: &BTreeMap<&str, Spot>, vertex: &GraphVertex) -> i64 {
    let heights: Vec<i64> = near
        .get(vertex.id.as_str())
        .into_iter()
        .flatten()
        .filter_map(|other| spots.get(other).map(|spot| spot.y))
        .collect();
    let own = spots.get(vertex.id.as_str()).map_or(0, |spot| spot.y);
    let count = i64::try_from(heights.len()).unwrap_or(i64::MAX);
    if count == 0 {
        own
    } else {
        heights.iter().sum::<i64>() / count
    }
}
