//! The authority graph as data, and drawn: `outrun show --graph`.

mod document;
mod dot;
mod layout;
mod svg;

pub use document::{GraphDocument, GraphEdge, GraphVertex, graph_document};
pub use dot::dot;
pub use svg::svg;
