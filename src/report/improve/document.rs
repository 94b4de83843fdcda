//! The document of `outrun improve`: `outrun/improve/1`, field by field as published.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Comparison, Input, Interval, Objective, Preventable};

use super::worth::Worth;

/// What `outrun improve --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/improve/1")]
pub struct ImproveDocument {
    /// `outrun/improve/1`.
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
    /// It was interrupted, or the budget was spent: what is told was played, and more might have been found.
    pub partial: bool,
    /// The alternative that is improved.
    pub alternative: String,
    /// What came of the search.
    pub outcome: PlanOutcome,
    /// Before any change: on the fresh replications that all estimates are made on.
    pub before: PlanState,
    /// The steps, in the order in which they buy most; empty where nothing is wanted or nothing helps.
    pub plan: Vec<PlanStep>,
    /// After all steps, on the same replications.
    pub after: PlanState,
    /// The whole plan as an alternative in RON, to be pasted into `alternatives` of the exercise; empty without steps.
    pub overlay: String,
    /// What was tried once the steps were found.
    pub interactions: Vec<Interaction>,
    /// The changes that came next in the first round, the most promising first: by the replications of the selection,
    /// so that the best of them looks better than it is.
    pub considered: Vec<Considered>,
    /// How the losses split under perfect authority.
    pub preventable: Option<Preventable>,
    /// What each piece of authority is worth; nothing: it was not asked for.
    pub worth: Option<Worth>,
    /// How it was searched, and what that does and does not guarantee.
    pub search: Search,
    /// The bounds that the user set.
    pub bounds: SearchBounds,
    /// The false alarms that every step was played with.
    pub false_alarms: FalseAlarmsPlayed,
}

/// What came of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanOutcome {
    /// Every objective is met without a change.
    AlreadyMet,
    /// With the plan every objective is met.
    Meets,
    /// The plan comes closer; objectives are still missed or undecided.
    Closer,
    /// No change within the bounds buys enough to be told.
    NothingFound,
}

/// Where an alternative stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanState {
    /// How many incidents were played, and as many false alarms.
    pub replications: u64,
    /// The outrun rate.
    pub outrun_rate: Interval,
    /// Every objective with its verdict.
    pub objectives: Vec<Objective>,
    /// How far the objectives are missed: the sum, over those that are, of the share of incidents that is missing, or
    /// for means of the share of the threshold; 0 where all estimates satisfy theirs.
    pub shortfall: f64,
}

/// One step of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanStep {
    /// From 1.
    pub number: u64,
    /// What to do, as a sentence without a full stop.
    pub title: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The entry of the catalogue: `add-backup`, `standing`.
    pub change: String,
    /// The ids of what it changes: rights, chains, people, assets.
    pub about: Vec<String>,
    /// The findings of `outrun check` that ask for it.
    pub findings: Vec<FindingOf>,
    /// Who would have to delegate the authority, or to pay for the change.
    pub delegated_by: String,
    /// The change in RON, one entry for each change of an alternative, to be added after the steps before it.
    pub overlay: Vec<String>,
    /// What it buys: this step against the steps before it, pair by pair, on replications that chose nothing.
    pub buys: Vec<Comparison>,
    /// What it costs, in the same way.
    pub costs: Vec<Comparison>,
    /// Where the plan stands with it.
    pub state: PlanState,
    /// The objectives that are not met with it.
    pub remains: Vec<String>,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Who may decide, approve or carry out what.
    DecisionRight,
    /// How long somebody is waited for, and what happens then.
    Limits,
    /// The estate: credentials, ways, sensors.
    Technical,
}

/// A finding of `outrun check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingOf {
    /// The code.
    pub code: String,
    /// What is wrong.
    pub title: String,
}

/// What was tried once the steps were found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interaction {
    /// What was tried.
    pub tried: InteractionKind,
    /// The title of the step that was left out or replaced.
    pub step: String,
    /// The title of what took its place.
    pub by: Option<String>,
    /// The shortfall with it, less that of the plan; by the replications of the selection.
    pub shortfall_change: f64,
    /// The plan was changed by it.
    pub taken: bool,
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InteractionKind {
    /// Leaving a step out.
    Drop,
    /// Putting another change in its place.
    Swap,
}

/// A change that was played and not taken first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Considered {
    /// What to do.
    pub title: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The entry of the catalogue.
    pub change: String,
    /// The change in RON.
    pub overlay: Vec<String>,
    /// How many incidents it was played in, and as many false alarms.
    pub replications: u64,
    /// By how much it lowers the shortfall, alone.
    pub shortfall_less: f64,
    /// By how much it raises the outrun rate, alone.
    pub outrun_rate_more: f64,
    /// By how much it raises the burden index, alone.
    pub burden_more: f64,
}

/// How it was searched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Search {
    /// The changes in the first round.
    pub candidates: u64,
    /// The changes that could not be made to stand in the exercise.
    pub unusable: u64,
    /// The rounds of selection.
    pub rounds: u64,
    /// The plays of selection: incidents and false alarms of all changes.
    pub plays: u64,
    /// The most plays of selection that were allowed.
    pub budget: u64,
    /// The first replication of the selection; the estimates are made on replications from 1 on, which chose nothing.
    pub selected_from: u64,
    /// The rule.
    pub rule: String,
    /// What is guaranteed, and what is not.
    pub guarantee: String,
}

/// The bounds that the user set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SearchBounds {
    /// The most steps.
    pub steps: u64,
    /// What must stay as it is: kinds, entries of the catalogue, ids.
    pub keep: Vec<String>,
    /// The only kinds or entries of the catalogue that are tried; empty: all.
    pub only: Vec<String>,
    /// Roles, rotas and teams that no change may page.
    pub let_sleep: Vec<String>,
}

/// The false alarms that every step was played with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FalseAlarmsPlayed {
    /// The exercise writes none, and these were added.
    pub added: bool,
    /// How many come to one incident.
    pub per_incident: f64,
}

/// What a plan says beside its results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImproveHeading {
    /// The command that gives this document again.
    pub command: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The files that were read, in any order.
    pub inputs: Vec<Input>,
    /// The name that the pasted alternative gets.
    pub pasted_as: String,
}

impl ImproveDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/improve/1";
}
