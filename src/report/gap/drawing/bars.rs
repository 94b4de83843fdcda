//! Bars and dots.

use schemars::JsonSchema;
use serde::Serialize;

/// A stacked bar.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Bar {
    /// The alternative.
    pub name: String,
    /// Its length in words.
    pub total: String,
    /// Its pieces; every bar has the same ones, in the same order.
    pub pieces: Vec<Piece>,
}

/// A piece of a bar.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Piece {
    /// The cause.
    pub name: String,
    /// Its mean.
    pub seconds: f64,
    /// The same in words.
    pub words: String,
}

/// A row of dots.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DotRow {
    /// What it is about.
    pub name: String,
    /// Whether it is the one that counts.
    pub own: bool,
    /// One for each series.
    pub dots: Vec<Dot>,
}

/// A share with the range of its luck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Dot {
    /// The estimate.
    pub estimate: Option<f64>,
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}
