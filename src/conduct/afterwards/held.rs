//! The room held against the simulation, milestone by milestone and decision by decision.

use schemars::JsonSchema;
use serde::Serialize;

use crate::measure::estimate::{quantile, wilson};
use crate::model::{Exercise, RightId};

use super::actual::{Actual, Decided, Milestone};
use super::expected::Expected;
use super::proposed::{Proposal, propose};

const CONFIDENCE: f64 = 0.95;

/// Where the room stands among simulated incidents: the share of them in which it had come by the same time.
///
/// An estimate from a sample, with its Wilson interval: with ten replications it says little, and the interval says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Percentile {
    /// The share, 0 to 1; nothing where there is nothing to compare with.
    pub share: Option<f64>,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// How many simulated values it is a share of.
    pub of: u64,
}

impl Percentile {
    fn of(values: &[Option<i64>], by: i64) -> Self {
        let n = values.len() as u64;
        let no_later = values.iter().flatten().filter(|&&value| value <= by).count() as u64;
        let interval = wilson(no_later, n, CONFIDENCE);
        Self {
            share: interval.estimate,
            low: interval.low,
            high: interval.high,
            of: n,
        }
    }
}

/// One time of the room against the simulated ones. Milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Held {
    /// What the room needed; nothing where it did not come before the end.
    pub actual_ms: Option<i64>,
    /// Until when the room was watched, counted from the same instant.
    pub watched_ms: i64,
    /// The same incident with simulated people.
    pub twin_ms: Option<i64>,
    /// The 10th, 50th and 90th percentile of the simulated ones; nothing beyond the horizon.
    pub simulated_ms: [Option<i64>; 3],
    /// The share of simulated incidents in which it never came.
    pub never: Option<f64>,
    /// Where the room stands. Where it did not come: the share in which it had come by the end of watching.
    pub percentile: Percentile,
}

impl Held {
    fn new(actual: Option<i64>, watched: i64, twin: Option<i64>, simulated: &[Option<i64>]) -> Self {
        let mut came: Vec<i64> = simulated.iter().flatten().copied().collect();
        came.sort_unstable();
        let never = (simulated.len() - came.len()) as u64;
        let at = |q: f64| rounded(quantile(&came, never, q, CONFIDENCE).estimate);
        Self {
            actual_ms: actual,
            watched_ms: watched,
            twin_ms: twin,
            simulated_ms: [at(0.1), at(0.5), at(0.9)],
            never: wilson(never, simulated.len() as u64, CONFIDENCE).estimate,
            percentile: Percentile::of(simulated, actual.unwrap_or(watched)),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a value that occurred, in whole milliseconds"
)]
fn rounded(value: Option<f64>) -> Option<i64> {
    value.map(|value| value as i64)
}

/// A milestone of the incident.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MilestoneHeld {
    /// Which.
    pub milestone: Milestone,
    /// In words.
    pub words: &'static str,
    /// How it compares.
    pub held: Held,
}

/// A decision, from its request.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DecisionHeld {
    /// `contain`, `notify` ...
    pub decision: &'static str,
    /// The asset or the named request.
    pub about: String,
    /// The rule, if one matched.
    pub rule: Option<String>,
    /// When it was asked for, milliseconds after StartEx.
    pub raised_ms: i64,
    /// From there to the decision.
    pub decided: Held,
    /// From there to its being carried out.
    pub executed: Held,
}

/// An exercise with people held against the simulation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Afterwards {
    /// How many simulated incidents it is held against.
    pub replications: u64,
    /// Until when the room was watched, milliseconds after StartEx.
    pub until_ms: i64,
    /// The milestones.
    pub milestones: Vec<MilestoneHeld>,
    /// The decisions that were asked for, in that order.
    pub decisions: Vec<DecisionHeld>,
    /// The weight that fell before containment, or by the end: the room, the same incident simulated, and the median of the others.
    pub fell: [Option<u64>; 3],
    /// The share of simulated incidents in which no more fell.
    pub fell_percentile: Percentile,
    /// What the difference suggests to talk about.
    pub proposals: Vec<Proposal>,
}

/// Holds what the room did against what was expected.
pub fn afterwards(exercise: &Exercise, actual: &Actual, expected: &Expected) -> Afterwards {
    let milestones: Vec<MilestoneHeld> = Milestone::ALL
        .into_iter()
        .enumerate()
        .map(|(place, milestone)| milestone_held(place, milestone, actual, expected))
        .collect();
    let decisions: Vec<DecisionHeld> = actual
        .decided
        .iter()
        .map(|one| decision_held(exercise, one, actual, expected))
        .collect();
    let fell: Vec<Option<i64>> = expected
        .replications
        .iter()
        .map(|one| Some(one.fell.cast_signed()))
        .collect();
    let mut sorted: Vec<i64> = fell.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let median = rounded(quantile(&sorted, 0, 0.5, CONFIDENCE).estimate);
    Afterwards {
        replications: expected.replications.len() as u64,
        until_ms: actual.until,
        proposals: propose(&milestones, &decisions),
        milestones,
        decisions,
        fell: [
            Some(actual.fell),
            Some(expected.twin.fell),
            median.map(i64::cast_unsigned),
        ],
        fell_percentile: Percentile::of(&fell, actual.fell.cast_signed()),
    }
}

fn milestone_held(place: usize, milestone: Milestone, actual: &Actual, expected: &Expected) -> MilestoneHeld {
    let at = |of: &Actual| of.milestones.get(place).copied().flatten();
    let simulated: Vec<Option<i64>> = expected.replications.iter().map(at).collect();
    MilestoneHeld {
        milestone,
        words: milestone.words(),
        held: Held::new(at(actual), actual.until, at(&expected.twin), &simulated),
    }
}

/// A decision is compared with the same decision in those simulated incidents in which it was asked for; where that was never so, with all decisions
/// under the same rule.
fn decision_held(exercise: &Exercise, one: &Decided, actual: &Actual, expected: &Expected) -> DecisionHeld {
    let mut alike: Vec<&Decided> = expected
        .replications
        .iter()
        .filter_map(|replication| replication.about(one.subject))
        .collect();
    if alike.is_empty() {
        let all = expected
            .replications
            .iter()
            .flat_map(|replication| &replication.decided);
        let same = |other: &&Decided| {
            one.rule.is_some() && other.rule == one.rule && other.subject.decision == one.subject.decision
        };
        alike = all.filter(same).collect();
    }
    let watched = actual.until - one.raised_at.as_millis();
    let twin = expected.twin.about(one.subject);
    let held = |of: fn(&Decided) -> Option<i64>| {
        let simulated: Vec<Option<i64>> = alike.iter().map(|other| of(other)).collect();
        Held::new(of(one), watched, twin.and_then(of), &simulated)
    };
    DecisionHeld {
        decision: one.subject.decision.word(),
        about: about(exercise, one),
        rule: one.rule.map(|rule| rule_name(exercise, rule)),
        raised_ms: one.raised_at.as_millis(),
        decided: held(|of| of.decided_after),
        executed: held(|of| of.executed_after),
    }
}

fn rule_name(exercise: &Exercise, rule: RightId) -> String {
    exercise.playbook.rights[rule].id.to_string()
}

fn about(exercise: &Exercise, one: &Decided) -> String {
    let asset = one
        .subject
        .asset
        .map(|node| exercise.estate.nodes[node].id.to_string());
    let name = one
        .subject
        .name
        .map(|name| exercise.scenario.requests[name].id.to_string());
    asset.or(name).unwrap_or_default()
}
