//! All kinds of pictures.

use schemars::JsonSchema;
use serde::Serialize;

use super::authority::{Post, Tie};
use super::bars::{Bar, DotRow};
use super::curves::{Curve, Race};
use super::told::{Lane, Moment, Stretch};
use super::trade::{Deal, Swing};
use super::week::WeekRow;

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
    /// How long a decision takes, by hour of the week.
    Week {
        /// From top to bottom.
        rows: Vec<WeekRow>,
    },
    /// Who stands behind a decision, and where it fails.
    Authority {
        /// Who and what.
        posts: Vec<Post>,
        /// How they hang together.
        ties: Vec<Tie>,
    },
    /// Gain against cost.
    Trade {
        /// What it costs, with its unit.
        cost: String,
        /// The alternatives.
        deals: Vec<Deal>,
    },
    /// What moves a share most, one input at a time.
    Tornado {
        /// The share with all inputs as they are.
        centre: f64,
        /// The largest swing first.
        swings: Vec<Swing>,
    },
    /// One incident.
    Told {
        /// Where it ends: containment, or the horizon.
        until: f64,
        /// Nights, by the clock of the scenario.
        nights: Vec<(f64, f64)>,
        /// Midnights with the day that begins.
        days: Vec<Moment>,
        /// Times, and the share of the reachable weight that had fallen.
        fallen: Vec<(f64, f64)>,
        /// The limit as a share; nothing: it is no weight.
        limit: Option<f64>,
        /// What the time is charged to, without gaps.
        path: Vec<Stretch>,
        /// What is marked over all lanes.
        moments: Vec<Moment>,
        /// The people.
        lanes: Vec<Lane>,
    },
}
