//! What a comparison says beside its verdicts: grids of swept alternatives, the range of verdicts over what is not known,
//! how far an assumption may move before a verdict falls, and one incident told from both sides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Alone, Interval};

use super::document::PairedVerdict;

/// The alternatives that the sweeps of one alternative made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Grid {
    /// The alternative that was swept.
    pub name: String,
    /// What was swept, in written order.
    pub axes: Vec<GridAxis>,
    /// Every combination that was played, the last axis running fastest.
    pub points: Vec<GridPoint>,
}

/// One value of the plan that was swept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GridAxis {
    /// What was swept: `right.contain/cloud.from_severity`.
    pub of: String,
    /// Its values as written, in order.
    pub values: Vec<String>,
}

/// One combination of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GridPoint {
    /// The alternative that it is.
    pub alternative: String,
    /// One value for each axis.
    pub values: Vec<String>,
    /// The outrun rate; more is better.
    pub outrun_rate: Interval,
    /// The mean number of people woken; less is better.
    pub people_woken: Interval,
    /// The mean wrongful disruption of a false alarm, weight × seconds; less is better. Nothing: no false alarms are written.
    pub wrongful_disruption: Option<Interval>,
    /// The verdict on its outrun rate against the baseline; nothing: it is the baseline.
    pub verdict: Option<PairedVerdict>,
    /// By the estimates nobody else is nowhere worse and somewhere better.
    pub on_front: bool,
}

/// How far the differences move within what is not known (M7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedAssumptions {
    /// The design, in words.
    pub design: String,
    /// How many points of the unit cube were played.
    pub points: u64,
    /// How many incidents of each alternative at each point, with the same luck.
    pub replications: u64,
    /// What moves the difference of the outrun rate of each alternative; perfect authority is left out.
    pub alternatives: Vec<MovedDifference>,
    /// How far an assumption may move before the verdict on the outrun rate falls.
    pub thresholds: Vec<Threshold>,
    /// The difference of the outrun rate by the hour of the week at which the incident starts.
    pub starts: Vec<StartOfWeek>,
}

/// What moves the difference of the outrun rate of one alternative and the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedDifference {
    /// The alternative.
    pub name: String,
    /// The inputs that have a range, the strongest first: a tornado chart has one bar for each that was moved alone.
    pub inputs: Vec<DifferenceInfluence>,
}

/// How strongly an input moves a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DifferenceInfluence {
    /// The id of the input.
    pub input: String,
    /// What it is, in words.
    pub meaning: String,
    /// Spearman's rank correlation with the difference; missing where either did not vary.
    pub rank_correlation: Option<f64>,
    /// The difference with this input alone at the low and at the high end of its range; missing where it was not moved alone.
    pub alone: Option<Alone>,
    /// The share of the variance that it explains alone, and with its interactions; missing where it was not among those
    /// that stood out.
    pub variance: Option<VarianceShares>,
}

/// Sobol' indices by M. J. W. Jansen's estimators, with what the points played leave open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VarianceShares {
    /// What the input explains alone (first order).
    pub first_order: Interval,
    /// What it explains with all its interactions (total).
    pub total: Interval,
}

/// A group of assumptions that is moved together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssumptionGroup {
    /// How long every step of the attacker takes.
    AttackerTime,
    /// How long people take to acknowledge a page.
    Acknowledgement,
    /// How long sensors and logs take to raise an alert.
    Detection,
    /// How long people take to decide, approve, search and carry out.
    Work,
}

/// How far one group of assumptions may move before a verdict falls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Threshold {
    /// The alternative.
    pub alternative: String,
    /// What was made longer and shorter.
    pub group: AssumptionGroup,
    /// The verdict on the outrun rate as the exercise is written, by the same replications.
    pub verdict: PairedVerdict,
    /// All times of the group were multiplied by factors from this on.
    pub searched_from: f64,
    /// Up to this.
    pub searched_to: f64,
    /// Where it falls when they are shorter; nothing: it holds as far as was searched.
    pub shorter: Option<Crossing>,
    /// Where it falls when they are longer; nothing: it holds as far as was searched.
    pub longer: Option<Crossing>,
    /// The difference at the factors that were played, by factor.
    pub curve: Vec<FactorPoint>,
    /// How many incidents of each alternative were played for each factor.
    pub replications: u64,
    /// The finding in a sentence.
    pub statement: String,
}

/// Where a verdict falls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Crossing {
    /// By the estimates.
    pub factor: f64,
    /// Nearer to 1 than this it holds at 95 %; nothing: not even at 1.
    pub low: Option<f64>,
    /// Farther from 1 than this it is refuted at 95 %; nothing: nowhere within what was searched.
    pub high: Option<f64>,
    /// What the verdict becomes.
    pub becomes: PairedVerdict,
}

/// The difference at one factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactorPoint {
    /// The factor.
    pub factor: f64,
    /// The alternative less the baseline, pair by pair.
    pub difference: Interval,
}

/// The difference of the outrun rate by the start of the incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StartOfWeek {
    /// The alternative.
    pub alternative: String,
    /// The starts, through one week.
    pub points: Vec<StartPoint>,
    /// The finding in a sentence.
    pub statement: String,
}

/// The difference for one start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StartPoint {
    /// Day and time in the zone of the scenario: `Mon 03:00`.
    pub at: String,
    /// The alternative less the baseline, pair by pair.
    pub difference: Interval,
    /// Whether this start agrees with the verdict.
    pub holds: bool,
}

/// Where the difference of the mean time to containment comes from, rule by rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RulesCompared {
    /// How many incidents were looked at, from the first on.
    pub replications: u64,
    /// How many of them both contained: these are compared.
    pub both: u64,
    /// By rule and cause, the one that changed most first; the intervals hold for all of them together (Bonferroni). They
    /// add up to the difference of the mean time to containment.
    pub rows: Vec<RuleCompared>,
}

/// One rule with one cause in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleCompared {
    /// The decision right; nothing: time that no rule is charged with.
    pub rule: Option<String>,
    /// The cause.
    pub cause: String,
    /// Seconds of an incident of the baseline.
    pub baseline: f64,
    /// Seconds of an incident of the alternative.
    pub alternative: f64,
    /// Seconds, the alternative less the baseline.
    pub difference: Interval,
}

/// One incident, told from both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryOfBoth {
    /// The replication.
    pub replication: u64,
    /// Why this one.
    pub chosen: String,
    /// As it went in the baseline.
    pub baseline: StorySide,
    /// As it went in the alternative.
    pub alternative: StorySide,
}

/// One side of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StorySide {
    /// The alternative.
    pub name: String,
    /// How it ended, in a sentence.
    pub ending: String,
    /// Whether it was outrun.
    pub outrun: bool,
    /// What happened, in order.
    pub lines: Vec<StoryLine>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryLine {
    /// Seconds since StartEx.
    pub at_s: f64,
    /// Day and time on the scenario's clock.
    pub clock: String,
    /// What happened, in words.
    pub words: String,
    /// It is on the critical path to containment.
    pub critical: bool,
}
