//! Rule matching (R1): the first rule in written order whose conditions all hold.

use crate::model::{Decision, Disruption, Exercise, Limits, NodeId, Right, RightId, Severity, Table};
use crate::time::{Span, WallTime};

use super::{Runbook, Selection};

/// What a rule is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Matter {
    /// The decision.
    pub decision: Decision,
    /// The asset, where the decision is about one.
    pub asset: Option<NodeId>,
    /// The severity of the incident at this instant.
    pub severity: Severity,
    /// The instant.
    pub at: WallTime,
    /// The known blast weight at this instant.
    pub known_blast: u64,
    /// Whether the incident has been declared (D2).
    pub declared: bool,
}

/// The decision rights of an exercise, prepared for matching.
#[derive(Clone, Debug)]
pub struct RuleBook {
    selections: Table<RightId, Selection>,
    conditions: Conditions,
}

/// The conditions of decision rights besides the assets they select.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// The hours of rules that hold in some hours only, as spans.
    hours: Table<RightId, Option<Vec<Span>>>,
    runbook: Runbook,
}

impl RuleBook {
    /// Prepares the rules of an exercise for the instants within a span.
    pub fn new(exercise: &Exercise, within: Span) -> Self {
        let selections = exercise
            .playbook
            .rights
            .iter()
            .map(|right| Selection::of(&right.assets, &exercise.estate))
            .collect();
        Self {
            selections,
            conditions: Conditions::new(exercise, within),
        }
    }

    /// The runbook that limits on actions are judged by.
    pub fn runbook(&self) -> &Runbook {
        &self.conditions.runbook
    }

    /// The first rule, in written order, that matches (R1).
    pub fn first(&self, exercise: &Exercise, matter: &Matter) -> Option<RightId> {
        exercise
            .playbook
            .rights
            .ids()
            .find(|&right| self.matches(exercise, right, matter))
    }

    /// Whether a rule matches.
    pub fn matches(&self, exercise: &Exercise, right: RightId, matter: &Matter) -> bool {
        self.selections[right].covers(matter.asset) && self.conditions.hold(exercise, right, matter)
    }
}

impl Conditions {
    /// Prepares the conditions of an exercise's rules for the instants within a span.
    pub fn new(exercise: &Exercise, within: Span) -> Self {
        let rights = exercise.playbook.rights.iter();
        Self {
            hours: rights.map(|right| hours_of(&right.limits, within)).collect(),
            runbook: Runbook::new(exercise),
        }
    }

    /// The runbook that limits on actions are judged by.
    pub fn runbook(&self) -> &Runbook {
        &self.runbook
    }

    /// The hours in which a rule holds, dates apart; nothing: in all.
    pub fn hours(&self, right: RightId) -> Option<&[Span]> {
        self.hours[right].as_deref()
    }

    /// The window, cut where one of these rules begins or ceases to hold by its dates and hours.
    pub fn changes(&self, exercise: &Exercise, rights: &[RightId], window: Span) -> Vec<Span> {
        let mut cuts = vec![window.start, window.end];
        for &right in rights {
            let dates = exercise.playbook.rights[right].limits.dates;
            for span in self.hours(right).unwrap_or_default().iter().chain(&dates) {
                cuts.extend([span.start, span.end].iter().filter(|at| window.contains(**at)));
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let pairs = cuts.iter().zip(cuts.iter().skip(1));
        pairs.map(|(start, end)| Span::new(*start, *end)).collect()
    }

    /// Whether everything but the selector of assets lets a rule match.
    pub fn hold(&self, exercise: &Exercise, right: RightId, matter: &Matter) -> bool {
        let rule = &exercise.playbook.rights[right];
        rule.decision == matter.decision
            && matter.severity >= rule.from_severity
            && (matter.declared || rule.before_declaration || rule.decision != Decision::Contain)
            && rule
                .class
                .as_ref()
                .is_none_or(|class| *class == exercise.scenario.class)
            && self.in_force(right, rule, matter.at)
            && self.within_limits(exercise, &rule.limits, matter)
    }

    fn in_force(&self, right: RightId, rule: &Right, at: WallTime) -> bool {
        rule.limits.dates.as_ref().is_none_or(|dates| dates.contains(at))
            && self.hours[right]
                .as_ref()
                .is_none_or(|spans| spans.iter().any(|span| span.contains(at)))
    }

    fn within_limits(&self, exercise: &Exercise, limits: &Limits, matter: &Matter) -> bool {
        limits
            .known_blast
            .is_none_or(|largest| matter.known_blast <= largest)
            && self.actions_allowed(exercise, limits, matter)
            && place_allowed(exercise, limits, matter.asset)
    }

    fn actions_allowed(&self, exercise: &Exercise, limits: &Limits, matter: &Matter) -> bool {
        let Some(asset) = matter.asset else { return true };
        if !limits.reversible_only && limits.disruption.is_none() {
            return true;
        }
        let node = &exercise.estate.nodes[asset];
        let mut effects = self
            .runbook
            .actions(node.kind, matter.severity)
            .iter()
            .map(|&action| &exercise.playbook.actions[action].effects);
        effects.all(|effects| {
            let heavy = limits.disruption.is_some_and(|largest| node.weight > largest);
            (effects.reversible || !limits.reversible_only)
                && (!heavy || matches!(effects.disrupts, Disruption::No))
        })
    }
}

fn hours_of(limits: &Limits, within: Span) -> Option<Vec<Span>> {
    let (zone, hours) = limits.hours.as_ref()?;
    Some(hours.spans(zone, within, |_| false))
}

fn place_allowed(exercise: &Exercise, limits: &Limits, asset: Option<NodeId>) -> bool {
    let node = asset.map(|asset| &exercise.estate.nodes[asset]);
    let tenant = limits.tenants.is_empty()
        || node
            .and_then(|node| node.tenant)
            .is_some_and(|tenant| limits.tenants.contains(&tenant));
    let jurisdiction = limits.jurisdictions.is_empty()
        || node
            .and_then(|node| node.jurisdiction.as_ref())
            .is_some_and(|place| limits.jurisdictions.contains(place));
    tenant && jurisdiction
}
