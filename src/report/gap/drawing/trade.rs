//! What is gained and what it costs; what moves a figure.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::Dot;

/// An alternative between gain and cost.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Deal {
    /// The alternative.
    pub name: String,
    /// The outrun rate: more is better.
    pub gain: Dot,
    /// The cost: less is better.
    pub cost: Dot,
    /// The cost in words.
    pub words: String,
    /// Whether no other gains as much for as little.
    pub front: bool,
}

/// One input moved alone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Swing {
    /// The input.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// The figure with the input at the low end of its range.
    pub low: f64,
    /// The figure with the input at the high end.
    pub high: f64,
}
