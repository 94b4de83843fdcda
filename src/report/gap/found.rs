//! Findings of the plan in one form, whether they were given or made of the copy of the inputs.

use minijinja::context;
use serde::Deserialize;

use crate::check::Level;
use crate::report::{CheckDocument, CheckFinding};

use super::nameless::Nameless;
use super::phrases::Phrases;
use super::wording::tidy;

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// `OUT...` of the plan, `IN...` of documents.
    pub(super) code: String,
    pub(super) level: Level,
    /// What is wrong, in a line.
    pub(super) title: String,
    /// A case in which it goes wrong, as a sentence.
    pub(super) case: String,
    /// The first change that would mend it, else the advice.
    pub(super) help: String,
    /// The id of what it is about.
    pub(super) about: String,
    /// The alternatives in which it occurs.
    pub(super) alternatives: Vec<String>,
    /// Why the exercise silences it; empty: it does not.
    pub(super) reason: String,
}

impl Found {
    /// As the templates say it.
    pub(super) fn worded(self, phrases: &Phrases) -> Self {
        let (code, level) = (self.code.as_str(), self.level.word());
        let (title, help) = (self.title.as_str(), self.help.as_str());
        Self {
            title: phrases.say("finding", &context! { code, level, title }),
            help: phrases.say("finding-help", &context! { code, level, help }),
            ..self
        }
    }

    /// Whether it is about an alternative; what is wrong with documents is about all.
    pub(super) fn concerns(&self, alternative: &str) -> bool {
        self.alternatives.is_empty() || self.alternatives.iter().any(|name| name == alternative)
    }
}

/// What is to be shown and what is silenced, each in the order of the check; entries that are no findings are left out.
pub(super) fn found(of: &CheckDocument, nameless: &Nameless) -> (Vec<Found>, Vec<Found>) {
    let read = |all: &[serde_json::Value]| {
        let each = all.iter().filter_map(|one| CheckFinding::deserialize(one).ok());
        each.map(|finding| one(finding, nameless)).collect()
    };
    (read(&of.findings), read(&of.silenced))
}

fn one(of: CheckFinding, nameless: &Nameless) -> Found {
    let words = |text: &str| tidy(&nameless.of(text));
    let fix = of.fixes.first().and_then(|fix| fix.get("words"));
    let fix = fix.and_then(serde_json::Value::as_str).map(str::to_owned);
    Found {
        level: level(&of.level),
        title: words(&of.title),
        case: words(&of.message),
        help: words(&fix.or(of.help).unwrap_or_default()),
        about: of.about.unwrap_or_default(),
        alternatives: of.alternatives,
        reason: words(&of.reason.unwrap_or_default()),
        code: tidy(&of.code),
    }
}

fn level(word: &str) -> Level {
    let known = Level::WORST_FIRST.into_iter().find(|level| level.word() == word);
    known.unwrap_or(Level::Warning)
}
