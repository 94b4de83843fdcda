//! The document of `outrun trace`: `outrun/trace/1`, field by field as published.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::Seconds;

/// What `outrun trace --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/trace/1")]
pub struct Trace {
    /// `outrun/trace/1`.
    pub schema: String,
    /// The version of Outrun that played.
    pub version: String,
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The alternative that was played.
    pub alternative: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The replication, from 1.
    pub replication: u64,
    /// Why this one; nothing: it was asked for by its number.
    pub chosen: Option<String>,
    /// The time zone in which the scenario tells the time.
    pub zone: String,
    /// The instant of StartEx.
    pub started: String,
    /// How it ended.
    pub ending: Ending,
    /// People were asked for and are named; else they are called by what they hold.
    pub names: bool,
    /// The people who occur in the records, by what they are called there.
    pub people: BTreeMap<String, PersonEntry>,
    /// What happened, in order.
    pub records: Vec<Entry>,
    /// What the time went to (M4); nothing: nothing was ever live.
    pub attribution: Option<TraceAttribution>,
}

/// How a replication ended.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Ending {
    /// Contained before the limit was passed and a crown jewel fell (M3).
    pub outrun: bool,
    /// When nothing was live any more; nothing: never within the horizon.
    pub contained_s: Option<Seconds>,
    /// When the blast radius passed the limit.
    pub limit_passed_s: Option<Seconds>,
    /// When the first crown jewel fell.
    pub crown_jewel_s: Option<Seconds>,
    /// Where the replication would have ended in any case.
    pub horizon_s: Seconds,
    /// `finished`, or the limit of the simulator that it passed (T2).
    pub stopped: String,
    /// What fell.
    pub fallen: Reached,
    /// What could fall.
    pub reachable_weight: u64,
    /// Nodes that fell and were never known.
    pub never_known: u64,
    /// Pages sent.
    pub pages: u64,
    /// Distinct people who acknowledged.
    pub people_engaged: u64,
    /// Distinct people woken.
    pub people_woken: u64,
    /// Approvals given.
    pub approvals: u64,
    /// Work of people.
    pub work_s: Seconds,
    /// How often containment was declared while something was live.
    pub false_all_clears: u64,
}

/// A number of nodes and their weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reached {
    /// How many nodes.
    pub count: u64,
    /// Their summed weight.
    pub weight: u64,
}

/// A person of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonEntry {
    /// The name to show: the person's where people were asked for, else as in the records.
    pub name: String,
    /// Where their clock is.
    pub zone: String,
    /// The team.
    pub team: Option<String>,
    /// The roles that they hold, as first or as deputy.
    pub roles: Vec<String>,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// The place in the replication; those of single traversals may be missing.
    pub id: usize,
    /// Since StartEx.
    pub at_s: Seconds,
    /// The same on the scenario's clock.
    pub local: String,
    /// The phase of the millisecond: `injects`, `attack`, `effects` or `people` (T1).
    pub phase: &'static str,
    /// What happened.
    pub kind: &'static str,
    /// What it is about: an asset, a request, an inject; nothing: the incident.
    pub subject: Option<String>,
    /// All assets of the request, where they are several (D5).
    pub assets: Vec<String>,
    /// The record without which this one would not have happened when it did.
    pub cause: Option<usize>,
    /// What the time since that record is charged to.
    pub charge: Option<&'static str>,
    /// On the critical path.
    pub critical: bool,
    /// The decision right it happened under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Who: by role and place in it, or team and letter; by id where people were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What their clock shows, where it is another than the scenario's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_local: Option<String>,
    /// What somebody was paged or worked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errand: Option<&'static str>,
    /// The state of the person: `absent`, `on_shift`, `on_call` or `off` (O2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// They were at work on the incident already (O7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engaged: Option<bool>,
    /// A page: they sleep through it. An acknowledgement: it woke them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asleep: Option<bool>,
    /// The decision a request asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<&'static str>,
    /// The action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The edge the attacker came over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<String>,
    /// The kind of that edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge_kind: Option<String>,
    /// The node the attacker came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The severity reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// What an inject does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub does: Option<String>,
    /// The third party who told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_by: Option<String>,
    /// The weight of all that had fallen, this included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blast: Option<u64>,
    /// The scenario's clock as people say it.
    #[serde(skip)]
    #[schemars(skip)]
    pub clock: String,
    /// The person's clock as people say it.
    #[serde(skip)]
    #[schemars(skip)]
    pub person_clock: Option<String>,
}

/// What the time to containment, or to the horizon, went to (M4).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TraceAttribution {
    /// `containment` or `horizon`.
    pub until: &'static str,
    /// The whole time: the sum of the causes, and of the pieces, to the millisecond.
    pub total_s: Seconds,
    /// The time of each cause that took any, in the order in which an incident meets them.
    pub causes: Vec<TimeOfCause>,
    /// The critical path in order.
    pub pieces: Vec<PathPiece>,
}

/// The time of one cause.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimeOfCause {
    /// The cause.
    pub cause: &'static str,
    /// Its time.
    pub time_s: Seconds,
    /// The rules it belongs to.
    pub rules: Vec<String>,
    /// The assets.
    pub assets: Vec<String>,
    /// The people it waited for, or who worked.
    pub people: Vec<String>,
}

/// A stretch of the critical path.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PathPiece {
    /// Its beginning.
    pub from_s: Seconds,
    /// Its end.
    pub to_s: Seconds,
    /// What it is charged to.
    pub cause: &'static str,
    /// The rule it belongs to.
    pub rule: Option<String>,
    /// The asset on the path.
    pub asset: Option<String>,
    /// The person it waited for, or who worked.
    pub person: Option<String>,
    /// The record that ended it; nothing: it was still open.
    pub ended_by: Option<usize>,
}
