//! Building findings: what, where, when, who, and what helps.

use crate::document::What;
use crate::model::{Decision, NodeId, RightId, Severity, Target};
use crate::time::Span;

use super::context::Context;
use super::finding::{Counterexample, Finding, Fix, Level};
use super::rule::Rule;
use super::words;

impl Context<'_> {
    /// A finding of a rule about a thing, at one of its fields; an empty field is the thing itself.
    pub fn finding(&self, rule: &Rule, about: (What, &str), field: &'static str, title: String) -> Finding {
        Finding {
            code: rule.code,
            level: rule.level,
            title,
            place: self.places.find(about.0, about.1, field),
            about: (about.0, about.1.to_owned()),
            counterexample: Counterexample::default(),
            help: String::new(),
            fixes: Vec::new(),
            controls: rule.controls,
            alternatives: vec![self.exercise.alternative.to_string()],
            changed: None,
        }
    }

    /// A finding about a right.
    pub fn about_right(&self, rule: &Rule, right: RightId, field: &'static str, title: String) -> Finding {
        let it = self.right(right);
        let mut finding = self.finding(rule, (What::Right, &it.id), field, title);
        finding.counterexample.decision = Some(it.decision);
        finding
    }
}

impl Finding {
    /// As mild as this here.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The case in words.
    #[must_use]
    pub fn case(mut self, text: impl Into<String>) -> Self {
        self.counterexample.text = text.into();
        self
    }

    /// When the case happens, and how long it stays so.
    #[must_use]
    pub fn at(mut self, context: &Context<'_>, span: Span) -> Self {
        let zone = context.zone();
        self.counterexample.at = Some(zone.rfc3339(span.start));
        self.counterexample.local = Some(words::instant(zone, span.start));
        self.counterexample.lasts = Some(span.duration());
        self
    }

    /// Which decision and from which severity on.
    #[must_use]
    pub fn of(mut self, decision: Decision, severity: Severity) -> Self {
        self.counterexample.decision = Some(decision);
        self.counterexample.severity = Some(severity);
        self
    }

    /// Which assets.
    #[must_use]
    pub fn assets(mut self, context: &Context<'_>, nodes: &[NodeId]) -> Self {
        let estate = &context.exercise.estate;
        self.counterexample.assets = nodes
            .iter()
            .take(5)
            .map(|node| estate.nodes[*node].id.clone())
            .collect();
        self.counterexample.asset_count = nodes.len();
        self
    }

    /// Who takes part.
    #[must_use]
    pub fn who(mut self, context: &Context<'_>, targets: &[Target]) -> Self {
        let ids = targets
            .iter()
            .map(|target| words::id_of(context.exercise, *target).to_owned());
        self.counterexample.who = ids.collect();
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help = words.into();
        self
    }

    /// A change that would mend it, as a change of an alternative.
    #[must_use]
    pub fn fix(mut self, words: impl Into<String>, change: impl Into<String>) -> Self {
        self.fixes.push(Fix {
            words: words.into(),
            edit: None,
            change: change.into(),
        });
        self
    }
}
