//! All kinds of pictures.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::{Bar, DotRow};
use super::curves::{Curve, Race};

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
