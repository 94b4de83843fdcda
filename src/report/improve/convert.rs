//! From what a search found to the document: names, shapes, and which measures are gains and which are costs.

use crate::experiment::improve::{
    self, Clue, Contender, Estimates, Found, GUARANTEE, RULE, SELECTED_FROM, Step,
};
use crate::experiment::{Compared, Played, compare};
use crate::measure::compare::Margin;
use crate::measure::{CONFIDENCE, Evidence, Figure, shortfall};
use crate::model::{Exercise, Subject};
use crate::report::{Comparison, Interval, Objective, Preventable, Verdict};

use super::document::{
    ChangeKind, Considered, FalseAlarmsPlayed, FindingOf, ImproveDocument, ImproveHeading, Interaction,
    InteractionKind, PlanOutcome, PlanState, PlanStep, Search, SearchBounds,
};
use super::overlay::overlay;
use super::worth::Worth;

/// What is told of a search.
pub struct Improved<'a> {
    /// What it found.
    pub found: &'a Found,
    /// What the plan buys.
    pub estimates: &'a Estimates,
    /// The bounds that the user set.
    pub bounds: &'a improve::Bounds,
    /// The most plays of selection.
    pub budget: u64,
    /// The exercise writes false alarms itself.
    pub writes_false_alarms: bool,
    /// The exercise writes alternatives.
    pub writes_alternatives: bool,
}

/// What a step may cost.
const COSTS: [&str; 8] = [
    "mean(people_woken)",
    "mean(pages)",
    "mean(approvals)",
    "mean(disruption)",
    "mean(clean_acted_on)",
    "false_alarm_acted_on_rate",
    "mean(wrongful_disruption)",
    "mean(people_woken) of a false alarm",
];
/// What a step is to buy, besides what objectives ask.
const GAINS: [&str; 4] = [
    "outrun_rate",
    "p50(time_to_containment)",
    "restricted_mean(time_to_containment)",
    "mean(blast_at_end)",
];

impl ImproveDocument {
    /// The document of a search; `worth` where it was asked for.
    pub fn new(heading: ImproveHeading, improved: &Improved<'_>, worth: Option<Worth>) -> Option<Self> {
        let (found, estimates) = (improved.found, improved.estimates);
        let (base, of_base) = estimates.states.first()?;
        let (last, of_last) = estimates.states.last()?;
        let before = PlanState::new(base, of_base);
        let after = PlanState::new(last, of_last);
        let mut inputs = heading.inputs;
        inputs.sort();
        let steps = found.steps.iter().zip(estimates.states.windows(2));
        let plan = steps.enumerate().filter_map(|(place, (step, states))| {
            let [then, now] = states else { return None };
            Some(plan_step(place as u64 + 1, step, then, now))
        });
        let alarms = base.false_alarms.as_ref();
        Some(Self {
            schema: Self::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: heading.command,
            exercise: heading.exercise,
            file: heading.file,
            seed: base.seed,
            inputs,
            partial: found.partial || estimates.partial || worth.as_ref().is_some_and(|worth| worth.partial),
            alternative: base.alternative.to_string(),
            outcome: outcome(found, &before, &after),
            plan: plan.collect(),
            overlay: overlay(
                &base.alternative,
                &heading.pasted_as,
                improved.writes_alternatives,
                &found.steps,
            ),
            interactions: found.tried.iter().map(Interaction::from).collect(),
            considered: considered(found),
            preventable: preventable(estimates),
            worth,
            search: search(found, improved.budget),
            bounds: SearchBounds {
                steps: improved.bounds.steps as u64,
                keep: improved.bounds.keep.clone(),
                only: improved.bounds.only.clone(),
                let_sleep: improved.bounds.let_sleep.clone(),
            },
            false_alarms: FalseAlarmsPlayed {
                added: !improved.writes_false_alarms,
                per_incident: alarms.map_or(0.0, |alarms| alarms.per_incident),
            },
            before,
            after,
        })
    }
}

impl PlanState {
    fn new(exercise: &Exercise, played: &Played) -> Self {
        let figures = played.figures(exercise);
        let evidence = Evidence {
            exercise,
            reach_weight: played.reach_weight,
            incidents: &played.incidents,
            false_alarms: played.false_alarms.as_ref(),
            confidence: CONFIDENCE,
        };
        Self {
            replications: played.incidents.len() as u64,
            outrun_rate: (&figures.outrun_rate).into(),
            objectives: figures.objectives.iter().map(Objective::from).collect(),
            shortfall: shortfall(&evidence, 0),
        }
    }

    fn missed(&self) -> impl Iterator<Item = &Objective> {
        self.objectives.iter().filter(|one| one.verdict != Verdict::Met)
    }
}

fn outcome(found: &Found, before: &PlanState, after: &PlanState) -> PlanOutcome {
    let all_met = |state: &PlanState| !state.objectives.is_empty() && state.missed().next().is_none();
    match found.steps.is_empty() {
        true if all_met(before) => PlanOutcome::AlreadyMet,
        true => PlanOutcome::NothingFound,
        false if all_met(after) => PlanOutcome::Meets,
        false => PlanOutcome::Closer,
    }
}

fn plan_step(number: u64, step: &Step, then: &(Exercise, Played), now: &(Exercise, Played)) -> PlanStep {
    let compared = compare((&then.0, &then.1), &[(&now.0, &now.1)], &Margin::default());
    let wanted = wanted(&now.0);
    let state = PlanState::new(&now.0, &now.1);
    PlanStep {
        number,
        title: step.idea.title.clone(),
        kind: kind(step.idea.kind),
        change: step.idea.entry.to_owned(),
        about: step.idea.about.clone(),
        findings: findings(&step.idea.clues),
        delegated_by: step.idea.delegated_by.clone(),
        overlay: step.changes.clone(),
        buys: measures(&compared, |name| {
            GAINS.contains(&name) || (wanted.iter().any(|one| one == name) && !COSTS.contains(&name))
        }),
        costs: measures(&compared, |name| COSTS.contains(&name)),
        remains: state.missed().map(|one| one.text.clone()).collect(),
        state,
    }
}

/// The measures that objectives are about, as a comparison names them.
fn wanted(exercise: &Exercise) -> Vec<String> {
    let objectives = exercise.objectives.iter();
    let names = objectives.filter(|one| !matches!(one.subject, Subject::Met { .. }));
    let words = names.map(|one| {
        one.text
            .split(['<', '>'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    });
    words.collect()
}

fn measures(compared: &[Compared], wanted: impl Fn(&str) -> bool) -> Vec<Comparison> {
    let all = compared.iter().flat_map(|one| &one.measures);
    all.filter(|one| wanted(&one.contrast.name))
        .map(Comparison::from)
        .collect()
}

const fn kind(of: improve::Kind) -> ChangeKind {
    match of {
        improve::Kind::DecisionRight => ChangeKind::DecisionRight,
        improve::Kind::Limits => ChangeKind::Limits,
        improve::Kind::Technical => ChangeKind::Technical,
    }
}

fn findings(clues: &[Clue]) -> Vec<FindingOf> {
    let mut all: Vec<FindingOf> = clues
        .iter()
        .map(|clue| FindingOf {
            code: clue.code.clone(),
            title: clue.title.clone(),
        })
        .collect();
    all.sort_by(|one, other| (&one.code, &one.title).cmp(&(&other.code, &other.title)));
    all.dedup();
    all
}

impl From<&improve::Tried> for Interaction {
    fn from(tried: &improve::Tried) -> Self {
        Self {
            tried: if tried.by.is_some() {
                InteractionKind::Swap
            } else {
                InteractionKind::Drop
            },
            step: tried.step.clone(),
            by: tried.by.clone(),
            shortfall_change: tried.shortfall_change,
            taken: tried.taken,
        }
    }
}

/// What came next in the first round.
fn considered(found: &Found) -> Vec<Considered> {
    let taken = |one: &&Contender| !found.steps.iter().any(|step| step.idea.title == one.idea.title);
    let of = |one: &Contender| Considered {
        title: one.idea.title.clone(),
        kind: kind(one.idea.kind),
        change: one.idea.entry.to_owned(),
        overlay: one.changes.clone(),
        replications: one.replications,
        shortfall_less: one.gain(),
        outrun_rate_more: one.score.outrun_rate - one.base.outrun_rate,
        burden_more: one.burden(),
    };
    found.considered.iter().filter(taken).map(of).collect()
}

fn search(found: &Found, budget: u64) -> Search {
    Search {
        candidates: found.candidates,
        unusable: found.unusable,
        rounds: found.rounds,
        plays: found.plays,
        budget,
        selected_from: SELECTED_FROM,
        rule: RULE.to_owned(),
        guarantee: GUARANTEE.to_owned(),
    }
}

/// Both outran it, or neither, or one: what perfect authority wins is what decisions lost.
fn preventable(estimates: &Estimates) -> Option<Preventable> {
    let (base, of_base) = estimates.states.first()?;
    let (best, of_best) = &estimates.perfect;
    let compared = compare((base, of_base), &[(best, of_best)], &Margin::default());
    let rate = compared.first()?.measures.first()?;
    let lost = 1.0 - rate.baseline.estimate?;
    Some(Preventable {
        lost,
        by_decisions: Interval::from(&Figure::from(rate.better)),
        not_by_decisions: lost - rate.better.estimate?,
    })
}
