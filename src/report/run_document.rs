//! The document of `outrun run`: `outrun/run/1`, field by field as published.
//!
//! Times are seconds to the millisecond, areas weight × seconds, shares 0 to 1. Fields may be added; a change of
//! meaning raises the number in `schema`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::Figures;

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
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read, sorted.
    pub inputs: Vec<Input>,
    /// The run was interrupted: fewer replications than asked for.
    pub partial: bool,
    /// The results, by alternative.
    pub alternatives: Vec<Alternative>,
}

/// What a document says beside its results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The command that gives this document again.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
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
            seed: heading.seed,
            inputs,
            partial: heading.partial,
            alternatives: alternatives.iter().map(Alternative::from).collect(),
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

/// How long something took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Times {
    /// In how many replications it was observed.
    pub observed: u64,
    /// In how many it was open at the horizon, or could never come.
    pub censored: u64,
    /// In how many nothing asked for it.
    pub not_applicable: u64,
    /// A tenth take no longer.
    pub p10: Interval,
    /// The median.
    pub p50: Interval,
    /// A tenth take longer.
    pub p90: Interval,
    /// One in twenty takes longer.
    pub p95: Interval,
    /// One in a hundred takes longer.
    pub p99: Interval,
}

/// The values of a measure that is no time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Values {
    /// In how many replications it was observed.
    pub n: u64,
    /// In how many the instant at which it is measured never came.
    pub censored: u64,
    /// In how many it did not apply.
    pub not_applicable: u64,
    /// The mean; missing as soon as one is censored.
    pub mean: Interval,
    /// A tenth are no larger.
    pub p10: Interval,
    /// The median.
    pub p50: Interval,
    /// A tenth are larger.
    pub p90: Interval,
    /// One in twenty is larger.
    pub p95: Interval,
    /// One in a hundred is larger.
    pub p99: Interval,
}

/// How long things took, from the first compromise (M1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunTimes {
    /// To the first alert.
    pub time_to_detect: Times,
    /// To the declaration.
    pub time_to_declare: Times,
    /// To the first authorised person reached.
    pub time_to_first_authorised: Times,
    /// To the first decision.
    pub time_to_first_decision: Times,
    /// To the first action executed.
    pub time_to_first_action: Times,
    /// To the first effect.
    pub time_to_first_effect: Times,
    /// To containment.
    pub time_to_containment: Times,
    /// To the first declared containment.
    pub time_to_declared_first: Times,
    /// To the last declared containment.
    pub time_to_declared_last: Times,
    /// To the last restoration.
    pub time_to_restore: Times,
    /// To the fall of the first crown jewel.
    pub time_to_crown_jewel: Times,
    /// To the execution of each notification and communication, by its id.
    pub decisions: BTreeMap<String, Times>,
}

/// The blast radius (M2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Blast {
    /// At the first alert.
    pub at_detect: BlastAt,
    /// At the declaration.
    pub at_declare: BlastAt,
    /// At the first effect.
    pub at_first_effect: BlastAt,
    /// At containment.
    pub at_containment: BlastAt,
    /// The area under it until containment, times seconds.
    pub area: BlastAt,
}

/// The blast radius in three measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BlastAt {
    /// The weight of what had fallen.
    pub weight: Values,
    /// The number of nodes.
    pub count: Values,
    /// The share of the weight that could be reached.
    pub share: Values,
}

/// What the time went to (M4); contained and censored incidents are never pooled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Of the incidents that were contained: the time to containment.
    pub contained: Contained,
    /// Of those that were not: the time to the horizon.
    pub censored: Censored,
}

/// Where the time to containment went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contained {
    /// How many incidents.
    pub n: u64,
    /// All causes, in the order in which an incident meets them.
    pub causes: Vec<CauseShare>,
}

/// Where the time to the horizon went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Censored {
    /// How many incidents.
    pub n: u64,
    /// All causes, in the order in which an incident meets them.
    pub causes: Vec<CauseShare>,
    /// The stage that was open at the horizon.
    pub open_stage: Vec<OpenStage>,
}

/// The part of one cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CauseShare {
    /// The word for the cause.
    pub cause: String,
    /// Mean seconds in an incident.
    pub mean: Option<f64>,
    /// Its share of all the time.
    pub share: Option<f64>,
    /// The rules it belongs to, the one with the most time first.
    pub rules: Vec<String>,
    /// The roles of the people it waited for or who worked, the one with the most time first.
    pub roles: Vec<String>,
}

/// How many censored incidents ended in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OpenStage {
    /// The word for the cause.
    pub cause: String,
    /// How many incidents.
    pub n: u64,
}

/// What an incident, or a false alarm, costs (M5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Burden {
    /// Pages sent.
    pub pages: Values,
    /// Distinct people who acknowledged.
    pub people_engaged: Values,
    /// Distinct people woken.
    pub people_woken: Values,
    /// Approvals given.
    pub approvals: Values,
    /// Seconds of work.
    pub work: Values,
    /// Disrupted weight × seconds.
    pub disruption: Values,
    /// Nodes acted on that were never live before.
    pub clean_acted_on: Values,
}

/// What false alarms cost (I2, M5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FalseAlarms {
    /// How many were played.
    pub replications: u64,
    /// The share in which somebody acted.
    pub acted_on_rate: Interval,
    /// Disrupted weight × seconds.
    pub wrongful_disruption: Values,
    /// What one false alarm costs.
    pub burden: Burden,
    /// How many come to one real incident, as written.
    pub per_incident: f64,
    /// The mean cost of one real incident together with the false alarms that come to it.
    pub together: Together,
}

/// Mean costs of one real incident together with its false alarms (M5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Together {
    /// Pages sent.
    pub pages: Interval,
    /// People engaged.
    pub people_engaged: Interval,
    /// People woken.
    pub people_woken: Interval,
    /// Approvals given.
    pub approvals: Interval,
    /// Seconds of work.
    pub work: Interval,
    /// Disrupted weight × seconds.
    pub disruption: Interval,
    /// Nodes acted on that were never live before.
    pub clean_acted_on: Interval,
    /// Wrongfully disrupted weight × seconds.
    pub wrongful_disruption: Interval,
}

/// One stage of a legal clock (L2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clock {
    /// The regime.
    pub regime: String,
    /// The stage.
    pub stage: String,
    /// In how many incidents its deadline came, or it was met before.
    pub due: u64,
    /// In how many of them it was met.
    pub met: u64,
    /// In how many it was open at the horizon, before its deadline: never counted as met.
    pub not_simulated: u64,
    /// In how many it never started.
    pub not_applicable: u64,
    /// The share met of those due.
    pub met_rate: Interval,
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
    /// The inputs that have a range, the most influential on the outrun rate first.
    pub inputs: Vec<Influence>,
}

/// How strongly an input moves the outrun rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Influence {
    /// The id of the input.
    pub input: String,
    /// Spearman's rank correlation with the outrun rate; missing where either did not vary.
    pub on_outrun_rate: Option<f64>,
}
