//! What pictures draw, as data.

use schemars::JsonSchema;
use serde::Serialize;

/// What is drawn. Times are in seconds, shares from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Drawing {
    /// The blast radius against the times of decisions.
    Race {
        /// One panel for each alternative.
        panels: Vec<Race>,
        /// The limit as a share of the reachable weight; nothing: it is no weight.
        limit: Option<f64>,
        /// Where a replication ends.
        horizon: f64,
    },
    /// How many were open at each time.
    Survival {
        /// One curve for each alternative.
        curves: Vec<Curve>,
        /// Where a replication ends.
        horizon: f64,
    },
    /// What time went to.
    Bars {
        /// One bar for each alternative.
        bars: Vec<Bar>,
    },
    /// Shares with their intervals.
    Dots {
        /// The alternatives.
        series: Vec<String>,
        /// From top to bottom.
        rows: Vec<DotRow>,
    },
}

/// The race of one alternative.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Race {
    /// The alternative.
    pub name: String,
    /// Its outrun rate in words.
    pub rate: String,
    /// The blast radius, by time.
    pub growth: Vec<Band>,
    /// When decisions and their effects came.
    pub milestones: Vec<Milestone>,
}

/// The share of the reachable weight that had fallen by a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// The time.
    pub at: f64,
    /// In a tenth of incidents no more.
    pub p10: f64,
    /// In half of them no more.
    pub p50: f64,
    /// In nine of ten no more.
    pub p90: f64,
}

/// When something came; nothing: beyond the horizon.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Milestone {
    /// What.
    pub name: String,
    /// In a tenth of incidents by then.
    pub p10: Option<f64>,
    /// In half of them.
    pub p50: Option<f64>,
    /// In nine of ten.
    pub p90: Option<f64>,
}

/// A survival curve.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Curve {
    /// The alternative.
    pub name: String,
    /// Times, and the share that was still open after them.
    pub open: Vec<Share>,
    /// Times, and how many were open at them.
    pub at_risk: Vec<(f64, u64)>,
}

/// A share at a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    /// The time.
    pub at: f64,
    /// The share.
    pub share: f64,
}

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
