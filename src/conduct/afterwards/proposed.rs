//! What the differences suggest: strengths, and areas for improvement, each with the figure that suggests it.

use schemars::JsonSchema;
use serde::Serialize;

use super::held::{DecisionHeld, Held, MilestoneHeld};

/// Faster than three in four, slower than three in four: closer to the middle nothing is proposed.
const FAST: f64 = 0.25;
const SLOW: f64 = 0.75;

/// Which way a proposal leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Leaning {
    /// Something to keep.
    Strength,
    /// Something to talk about.
    Area,
}

/// A strength or an area for improvement that the difference suggests. Whoever was in the room knows whether it is one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// Which way it leans.
    pub leaning: Leaning,
    /// What was seen.
    pub observation: String,
    /// What it refers to: the rule, if one matched.
    pub reference: String,
    /// What it is about, in the same words in every exercise: `milestone contained`, `right contain/cloud`.
    pub about: String,
}

/// Proposals of milestones first, then of decisions.
pub(super) fn propose(milestones: &[MilestoneHeld], decisions: &[DecisionHeld]) -> Vec<Proposal> {
    let of_people = milestones.iter().filter(|it| it.milestone.is_of_people());
    let of_milestones = of_people.filter_map(|it| {
        let words = format!("`{}`", it.words);
        proposal((&words, "after StartEx"), ("", about_milestone(it)), &it.held)
    });
    let of_decisions = decisions.iter().filter_map(|it| {
        let words = format!("the decision to {} `{}`", it.decision, it.about);
        let rule = it.rule.as_deref().unwrap_or("no rule of the plan");
        proposal(
            (&words, "after it was asked for"),
            (rule, about_decision(it)),
            &it.decided,
        )
    });
    of_milestones.chain(of_decisions).collect()
}

/// The interval must lie on the side that it leans to: a few replications propose nothing.
fn proposal(
    (what, since): (&str, &str),
    (reference, about): (&str, String),
    held: &Held,
) -> Option<Proposal> {
    let (low, high) = (held.percentile.low?, held.percentile.high?);
    let share = percent(held.percentile.share?);
    let usual = held.simulated_ms.get(1).copied().flatten();
    let usual = usual.map_or_else(
        || "in most it never came".to_owned(),
        |usual| format!("the middle one took {}", duration(usual)),
    );
    let (leaning, observation) = match held.actual_ms {
        Some(actual) if high < FAST => (
            Leaning::Strength,
            format!(
                "{what} came {} {since}: as early as in {share} of the simulated incidents; {usual}",
                duration(actual)
            ),
        ),
        Some(actual) if low > SLOW => (
            Leaning::Area,
            format!(
                "{what} came {} {since}: by then it had come in {share} of the simulated incidents; {usual}",
                duration(actual)
            ),
        ),
        None if low > SLOW => (
            Leaning::Area,
            format!(
                "{what} did not come within {} {since}: by then it had come in {share} of the simulated incidents; {usual}",
                duration(held.watched_ms)
            ),
        ),
        _ => return None,
    };
    Some(Proposal {
        leaning,
        observation,
        reference: reference.to_owned(),
        about,
    })
}

/// A milestone as the history knows it.
pub(super) fn about_milestone(it: &MilestoneHeld) -> String {
    format!("milestone {}", it.words)
}

/// A decision as the history knows it: by its rule, or where none matched by itself.
pub(super) fn about_decision(it: &DecisionHeld) -> String {
    match &it.rule {
        Some(rule) => format!("right {rule}"),
        None => format!("decision {} {}", it.decision, it.about),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `1 h 5 min`, `40 s`.
fn duration(ms: i64) -> String {
    let seconds = (ms + 500) / 1_000;
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, _) => format!("{minutes} min"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}
