//! Which rule governs what: every decision that an incident can ask for, with the rules that may match (R1).

use std::collections::BTreeSet;

use crate::authority::{ClassId, Classes, Conditions, Matter};
use crate::model::{Decision, Disruption, Exercise, NodeId, RequestNameId, RightId, Severity};
use crate::time::{Span, WallTime, merge_spans};

/// What is decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Assets of a class.
    Assets(ClassId),
    /// A named request: a notification, a communication, a disclosure.
    Request(RequestNameId),
}

/// A rule that governs a subject at some severity and at some instant of the window; or none does.
#[derive(Clone, Debug)]
pub struct Governing {
    /// What is decided about.
    pub subject: Subject,
    /// The decision.
    pub decision: Decision,
    /// The rule; nothing: no rule matches (R5).
    pub right: Option<RightId>,
    /// The least severity at which it is so.
    pub severity: Severity,
    /// The instants at which it is so, at some severity; sorted, not empty.
    pub spans: Vec<Span>,
}

/// Everything that an incident of this exercise may ask for, once it is declared.
pub(super) fn governing(
    exercise: &Exercise,
    classes: &Classes,
    conditions: &Conditions,
    window: Span,
    severities: &[Severity],
) -> Vec<Governing> {
    let look = Look {
        exercise,
        conditions,
        window,
        severities: severities.to_vec(),
    };
    let mut found = Vec::new();
    for (id, class) in classes.table.enumerate() {
        for decision in [Decision::Contain, Decision::Restore] {
            if decision == Decision::Contain || look.is_disrupted(class.first) {
                found.extend(look.rules(&Question {
                    subject: Subject::Assets(id),
                    decision,
                    asset: Some(class.first),
                    candidates: class.rights_for(exercise, decision).collect(),
                }));
            }
        }
    }
    for (id, request) in exercise.scenario.requests.enumerate() {
        let rights = exercise.playbook.rights.enumerate();
        let of = rights.filter(|(_, right)| right.decision == request.decision);
        found.extend(look.rules(&Question {
            subject: Subject::Request(id),
            decision: request.decision,
            asset: None,
            candidates: of.map(|(id, _)| id).collect(),
        }));
    }
    found
}

/// Every level at which a rule could match in any incident: none, and those that rules and runbook ask for.
pub(super) fn all_severities(exercise: &Exercise) -> Vec<Severity> {
    let playbook = &exercise.playbook;
    let rights = playbook.rights.iter().map(|right| right.from_severity);
    let entries = playbook.runbook.iter().map(|entry| entry.from_severity);
    let mut all: Vec<Severity> = rights
        .chain(entries)
        .chain(severities(exercise))
        .chain([Severity::NONE])
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The levels that the incident can have: the first, and those that the scale raises it to (D4).
pub(super) fn severities(exercise: &Exercise) -> Vec<Severity> {
    let scale = &exercise.playbook.severity;
    let first = exercise.scenario.severity;
    let levels = scale.weights.iter().map(|(_, level)| *level);
    let levels = levels.chain(scale.tags.iter().map(|(_, level)| *level));
    let mut all: Vec<Severity> = levels.filter(|level| *level > first).chain([first]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

struct Look<'a> {
    exercise: &'a Exercise,
    conditions: &'a Conditions,
    window: Span,
    severities: Vec<Severity>,
}

/// What is asked: which of the candidates, in written order, governs a subject.
struct Question {
    subject: Subject,
    decision: Decision,
    asset: Option<NodeId>,
    candidates: Vec<RightId>,
}

impl Look<'_> {
    /// Each rule that governs the subject at some severity and instant, and none where none does.
    fn rules(&self, question: &Question) -> Vec<Governing> {
        let cuts = self.cuts(&question.candidates);
        let mut found: Vec<Governing> = Vec::new();
        for &severity in &self.severities {
            for known_blast in self.blasts(&question.candidates) {
                for span in spans_between(&cuts, self.window) {
                    let matter = Matter {
                        decision: question.decision,
                        asset: question.asset,
                        severity,
                        at: span.start,
                        known_blast,
                        declared: true,
                    };
                    self.add(question, &matter, span, &mut found);
                }
            }
        }
        for one in &mut found {
            one.spans = merge_spans(std::mem::take(&mut one.spans));
        }
        found
    }

    fn add(&self, question: &Question, matter: &Matter, span: Span, found: &mut Vec<Governing>) {
        let mut candidates = question.candidates.iter().copied();
        let right = candidates.find(|&right| self.conditions.hold(self.exercise, right, matter));
        match found.iter_mut().find(|one| one.right == right) {
            Some(one) => one.spans.push(span),
            None => found.push(Governing {
                subject: question.subject,
                decision: question.decision,
                right,
                severity: matter.severity,
                spans: vec![span],
            }),
        }
    }

    /// A limit of the known blast holds at first, and not for ever.
    fn blasts(&self, candidates: &[RightId]) -> Vec<u64> {
        let rights = &self.exercise.playbook.rights;
        if candidates
            .iter()
            .any(|right| rights[*right].limits.known_blast.is_some())
        {
            vec![0, u64::MAX]
        } else {
            vec![0]
        }
    }

    /// The instants at which some rule begins or ceases to hold.
    fn cuts(&self, candidates: &[RightId]) -> BTreeSet<WallTime> {
        let mut cuts = BTreeSet::new();
        for &right in candidates {
            let dates = self.exercise.playbook.rights[right].limits.dates;
            let hours = self.conditions.hours(right).unwrap_or_default();
            for span in hours.iter().chain(&dates) {
                cuts.extend(
                    [span.start, span.end]
                        .iter()
                        .filter(|at| self.window.contains(**at)),
                );
            }
        }
        cuts
    }

    /// Whether the runbook may leave the asset down until it is restored (L3).
    fn is_disrupted(&self, asset: NodeId) -> bool {
        let kind = self.exercise.estate.nodes[asset].kind;
        self.severities.iter().any(|&severity| {
            let actions = self.conditions.runbook().actions(kind, severity).iter();
            actions.into_iter().any(|&action| {
                let effects = &self.exercise.playbook.actions[action].effects;
                matches!(effects.disrupts, Disruption::UntilRestored)
            })
        })
    }
}

/// The window, cut at these instants.
fn spans_between(cuts: &BTreeSet<WallTime>, window: Span) -> Vec<Span> {
    let starts = std::iter::once(window.start).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([window.end]);
    let spans = starts.zip(ends).map(|(start, end)| Span::new(start, end));
    spans.filter(|span| !span.is_empty()).collect()
}
