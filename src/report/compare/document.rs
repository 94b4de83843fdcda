//! The document of `outrun compare`: `outrun/compare/1`, field by field as published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Better, Choice, Input, Interval, Stopping};

use super::further::{ComparedAssumptions, Grid, RulesCompared, StoryOfBoth};

/// What `outrun compare --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/compare/1")]
pub struct CompareDocument {
    /// `outrun/compare/1`.
    pub schema: String,
    /// The version of Outrun that played.
    pub version: String,
    /// The command that gives this document again.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The files that were read, sorted.
    pub inputs: Vec<Input>,
    /// It was interrupted: fewer replications than asked for.
    pub partial: bool,
    /// The alternative that the others are held against.
    pub baseline: String,
    /// The differences that nobody would act on.
    pub margins: Margins,
    /// How many measures of all alternatives were judged together; perfect authority is judged apart.
    pub family: u64,
    /// The other alternatives; perfect authority last, if it was asked for.
    pub alternatives: Vec<AlternativeCompared>,
    /// Speed against what it costs, the baseline first.
    pub trade: Vec<Trade>,
    /// How the losses of the baseline split under perfect authority; nothing: it was not played.
    pub preventable: Option<Preventable>,
    /// Alternatives that sweeps made, as grids.
    pub grids: Vec<Grid>,
    /// How far the differences move within what is not known (M7); nothing: it was not played.
    pub assumptions: Option<ComparedAssumptions>,
    /// How it ended by itself; absent: the number of replications was fixed beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopping: Option<Stopping>,
    /// Which of all alternatives is the best; absent: that was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
}

/// What an alternative gains and costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trade {
    /// The name.
    pub name: String,
    /// The outrun rate; more is better.
    pub outrun_rate: Interval,
    /// The mean number of people woken; less is better.
    pub people_woken: Interval,
    /// The mean wrongful disruption of a false alarm, weight × seconds; less is better. Nothing: no false alarms are written.
    pub wrongful_disruption: Option<Interval>,
    /// Others that are nowhere worse and somewhere better by the estimates; none: it is on the Pareto front.
    pub dominated_by: Vec<String>,
    /// Those of the first three of them of which luck does not explain it: better in something, and in nothing worse by more
    /// than the margin, pair by pair, by intervals that hold together at 95 %.
    pub surely_dominated_by: Vec<String>,
}

/// The losses of the baseline, held against perfect authority with the same luck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Preventable {
    /// The share of incidents that the baseline loses.
    pub lost: f64,
    /// The share that it loses and perfect authority does not: better decisions could prevent them.
    pub by_decisions: Interval,
    /// The share that both lose: these need other technology, or another limit.
    pub not_by_decisions: f64,
}

/// What a comparison says beside its results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareHeading {
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
    /// It was interrupted.
    pub partial: bool,
    /// The name of the baseline.
    pub baseline: String,
}

/// The differences that nobody would act on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Margins {
    /// Of rates, 0 to 1.
    pub of_rates: f64,
    /// Of everything else: this share of the figure of the baseline.
    pub of_the_baseline: f64,
    /// Of these measures: so much, whatever the baseline has.
    pub of: Vec<NamedMargin>,
}

/// The margin of one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NamedMargin {
    /// The name of a rate or a measure.
    pub measure: String,
    /// In the unit of its difference.
    pub by: f64,
}

/// One alternative against the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a remark of its own")]
pub struct AlternativeCompared {
    /// The name.
    pub name: String,
    /// How many incidents both played.
    pub replications: u64,
    /// It is the baseline under another name.
    pub same_as_baseline: bool,
    /// Its limit is another one; both are held against that of the baseline.
    pub other_limit: bool,
    /// Its crown jewels are others; each is held against its own.
    pub other_crown_jewels: bool,
    /// Its objectives are others.
    pub other_objectives: bool,
    /// Every measure, the headline first.
    pub measures: Vec<Comparison>,
    /// Where the difference comes from.
    pub contained: BothContained,
    /// The same, rule by rule.
    pub rules: RulesCompared,
    /// The incidents in which it does worse than the baseline.
    pub lost: LostIncidents,
    /// One of them told from both sides; nothing: it was not asked for, or there is none.
    pub story: Option<StoryOfBoth>,
}

/// One measure of both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// As an objective writes it; `restricted_mean` is the mean up to the horizon.
    pub measure: String,
    /// Which way is better.
    pub better: Better,
    /// The figure of the baseline over the pairs.
    pub baseline: Interval,
    /// The figure of the alternative over the pairs.
    pub alternative: Interval,
    /// The alternative less the baseline, pair by pair, at 95 % for this measure alone.
    pub difference: Interval,
    /// In how many replications it applies.
    pub pairs: Paired,
    /// The chance that the alternative is better in one incident.
    pub probability_better: Interval,
    /// The chance that it is worse in one incident; what is left are ties.
    pub probability_worse: Interval,
    /// How many times as many replications independent luck would need; nothing: the differences do not vary.
    pub same_luck_gain: Option<f64>,
    /// The margin, in the unit of the difference.
    pub margin: f64,
    /// The verdict, corrected for the whole family.
    pub verdict: PairedVerdict,
    /// About how many replications in all would settle it, where it is not settled.
    pub settled_by: Option<u64>,
    /// The verdict flips within what is not known (M7), and these inputs move the difference, the most influential first.
    /// How far it moves stands beside the difference; nothing: it holds everywhere, or it was not played.
    pub depends_on: Option<Vec<String>>,
}

/// In how many replications a measure applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paired {
    /// To both: these are compared.
    pub both: u64,
    /// To the baseline alone.
    pub baseline_only: u64,
    /// To the alternative alone.
    pub alternative_only: u64,
}

/// What is to be thought of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairedVerdict {
    /// Better, and more than luck explains.
    Better,
    /// Worse, and more than luck explains.
    Worse,
    /// The difference is within the margin.
    NoPracticalDifference,
    /// Replications do not tell yet.
    NotEnoughReplications,
    /// One of the two has nothing to measure, or both lie beyond the horizon.
    NotComparable,
}

/// Where the difference of the mean time to containment comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BothContained {
    /// Incidents that both contained: these are compared.
    pub both: u64,
    /// That only the baseline contained.
    pub baseline_only: u64,
    /// That only the alternative contained.
    pub alternative_only: u64,
    /// By cause, the one that changed most first.
    pub causes: Vec<CauseCompared>,
}

/// One cause in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CauseCompared {
    /// The cause.
    pub cause: String,
    /// Seconds of an incident of the baseline.
    pub baseline: Option<f64>,
    /// Seconds of an incident of the alternative.
    pub alternative: Option<f64>,
    /// Seconds, the alternative less the baseline.
    pub difference: Interval,
    /// The rules charged with it in the baseline, most first.
    pub baseline_rules: Vec<String>,
    /// The rules charged with it in the alternative, most first.
    pub alternative_rules: Vec<String>,
}

/// The incidents in which an alternative does worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LostIncidents {
    /// How many there are.
    pub n: u64,
    /// The worst of them, to be told by `outrun trace --replication`.
    pub worst: Vec<LostIncident>,
}

/// One incident in which the baseline does better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LostIncident {
    /// Its number.
    pub replication: u64,
    /// The baseline outran it and the alternative did not.
    pub outrun_lost: bool,
    /// Seconds to containment of the baseline; nothing: never.
    pub baseline: Option<f64>,
    /// Seconds to containment of the alternative; nothing: never.
    pub alternative: Option<f64>,
}

impl CompareDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/compare/1";
}
