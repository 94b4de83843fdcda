//! The measures of one alternative in `outrun/run/1`: times, blast radius, attribution, burden, clocks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::run_document::Interval;

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
