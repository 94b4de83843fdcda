//! What runs over time: the race, and survival.

use schemars::JsonSchema;
use serde::Serialize;

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
