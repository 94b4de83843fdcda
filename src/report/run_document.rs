//! The document of `outrun run`: `outrun/run/1`, field by field as published.
//!
//! Times are seconds to the millisecond, areas weight × seconds, shares 0 to 1. Fields may be added; a change of
//! meaning raises the number in `schema`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::Figures;

use super::against::Against;
use super::compare::{Grid, VarianceShares};
use super::run_measures::{Attribution, Blast, Burden, Clock, FalseAlarms, RunTimes, Values};
use super::stopping::Stopping;

/// What `outrun run --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/run/1")]
pub struct RunDocument {
    /// `outrun/run/1`.
    pub schema: String,
    /// The version of Outrun that played.
    pub version: String,
    /// The command that gives this document again: without threads, places and shards.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read, sorted.
    pub inputs: Vec<Input>,
    /// The run was interrupted: fewer replications than asked for.
    pub partial: bool,
    /// The results, by alternative.
    pub alternatives: Vec<Alternative>,
    /// What slipped since an earlier run; nothing: none was given.
    pub against: Option<Against>,
    /// Alternatives that sweeps made, as grids.
    #[serde(default)]
    pub grids: Vec<Grid>,
    /// How the run ended by itself; absent: the number of replications was fixed beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopping: Option<Stopping>,
}

/// What a document says beside its results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The command that gives this document again.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read, in any order.
    pub inputs: Vec<Input>,
    /// The run was interrupted.
    pub partial: bool,
}

impl RunDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/run/1";

    /// The document of these results.
    pub fn new(heading: Heading, alternatives: &[Figures]) -> Self {
        let mut inputs = heading.inputs;
        inputs.sort();
        Self {
            schema: Self::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: heading.command,
            exercise: heading.exercise,
            file: heading.file,
            seed: heading.seed,
            inputs,
            partial: heading.partial,
            alternatives: alternatives.iter().map(Alternative::from).collect(),
            against: None,
            grids: Vec::new(),
            stopping: None,
        }
    }

    /// The JSON Schema of this form, as `outrun schema run` prints it.
    pub fn json_schema() -> schemars::Schema {
        schemars::schema_for!(RunDocument)
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// The path relative to the exercise.
    pub file: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The results of one alternative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// The name.
    pub name: String,
    /// How many incidents were played.
    pub replications: u64,
    /// How many of them passed a limit of the simulator and count as censored (T2).
    pub stopped: u64,
    /// The share of incidents contained before the limit was passed and a crown jewel fell (M3).
    pub outrun_rate: Interval,
    /// The same over a curve of limits, with the crown jewels of the exercise; its own limit is marked.
    pub outrun_curve: Vec<CurvePoint>,
    /// How long things took (M1).
    pub times: RunTimes,
    /// The blast radius (M2).
    pub blast: Blast,
    /// Nodes retaken.
    pub retaken: Values,
    /// Nodes compromised and never known.
    pub never_known: Values,
    /// The share of incidents in which containment was declared while something was live.
    pub false_all_clear_rate: Interval,
    /// What the time went to (M4).
    pub attribution: Attribution,
    /// What an incident costs (M5).
    pub burden: Burden,
    /// What false alarms cost (I2); nothing: none are written.
    pub false_alarms: Option<FalseAlarms>,
    /// Legal clocks (L2), by regime.
    pub clocks: Vec<Clock>,
    /// What was wanted, and whether it was had.
    pub objectives: Vec<Objective>,
    /// How assumptions were played (M7); nothing: they were not.
    pub assumptions: Option<Played>,
}

/// The outrun rate with another limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurvePoint {
    /// What limits the blast radius.
    pub limit: LimitKind,
    /// The limit: a share from 0 to 1, a weight or a number of nodes; nothing where crown jewels alone count.
    pub value: Option<f64>,
    /// Whether this is the limit of the exercise.
    pub own: bool,
    /// The share of incidents contained before that limit was passed and a crown jewel fell (M3).
    pub outrun_rate: Interval,
}

/// What limits the blast radius (M3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// A share of the reachable weight.
    Share,
    /// A weight.
    Weight,
    /// A number of nodes.
    Count,
    /// Nothing but that no crown jewel falls.
    NoCrownJewel,
}

/// An estimate with its luck (M6) and, where they were played, its assumptions (M7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// The estimate.
    pub estimate: Option<f64>,
    /// The lower end; missing where it lies beyond the horizon or there are too few values.
    pub low: Option<f64>,
    /// The upper end; missing where it lies beyond the horizon or there are too few values.
    pub high: Option<f64>,
    /// The two-sided level of confidence.
    pub confidence: f64,
    /// Why a figure is missing.
    pub reason: Option<Reason>,
    /// How far the estimate moves within the ranges of the inputs; nothing: not played.
    pub assumptions: Option<AssumptionRange>,
}

/// Why a figure is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Too many values were still open at the horizon.
    BeyondHorizon,
    /// There was nothing to measure.
    NotApplicable,
    /// There are too few replications for a bound.
    TooFew,
}

/// The range of an estimate over the assumptions (M7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssumptionRange {
    /// The lowest estimate; missing where all lie beyond the horizon.
    pub low: Option<f64>,
    /// The highest estimate; missing where it lies beyond the horizon.
    pub high: Option<f64>,
    /// The inputs that move it, the most influential first.
    pub by: Vec<String>,
}

/// What was wanted, and whether it was had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Objective {
    /// As written.
    pub text: String,
    /// Whether it was met.
    pub verdict: Verdict,
    /// The inputs on which the verdict depends, the most influential first.
    pub depends_on: Vec<String>,
    /// What was measured.
    pub measured: Interval,
    /// With what it is compared, in the same unit.
    pub threshold: f64,
    /// How many replications in all would settle an undecided one, if the estimate stays.
    pub settled_by: Option<u64>,
}

/// The verdict on an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval satisfies it.
    Met,
    /// None of the interval does.
    Missed,
    /// It flips within the assumptions (M7).
    Depends,
    /// The interval lies on both sides, or there was nothing to measure.
    Undecided,
}

/// How assumptions were played (M7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Played {
    /// The design.
    pub design: String,
    /// How many points of the unit cube were played.
    pub points: u64,
    /// How many incidents at each point, with the same luck.
    pub replications: u64,
    /// The inputs that have a range, the one with the strongest rank correlation first.
    pub inputs: Vec<Influence>,
}

/// How strongly an input moves the outrun rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Influence {
    /// The id of the input.
    pub input: String,
    /// What it is, in words.
    pub meaning: String,
    /// Spearman's rank correlation with the outrun rate; missing where either did not vary.
    pub on_outrun_rate: Option<f64>,
    /// The outrun rate with this input alone moved; missing where it was not, because it stands out in no figure.
    pub alone: Option<Alone>,
    /// The share of the variance of the outrun rate that it explains alone, and with its interactions; missing where it
    /// does not stand out in it.
    pub variance: Option<VarianceShares>,
}

/// A figure where one input alone is moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alone {
    /// With the input at the low end of its range.
    pub low: f64,
    /// With the input at the high end of its range.
    pub high: f64,
}
