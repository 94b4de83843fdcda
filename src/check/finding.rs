//! Findings as plain data.

use crate::document::{Location, What};
use crate::model::{Decision, Name, Severity};
use crate::time::SimDuration;

use super::controls::Control;

/// How bad a finding is. Ordered from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// To be known.
    Note,
    /// To be looked at.
    Warning,
    /// Not to be accepted: something that the plan is for can never happen.
    Error,
}

impl Level {
    /// All levels, the worst first.
    pub const WORST_FIRST: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A concrete case in which it goes wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counterexample {
    /// The case as a sentence.
    pub text: String,
    /// The instant, RFC 3339, where the case has one.
    pub at: Option<String>,
    /// The same on the clock on the wall, with the place: `Sunday 2026-03-29 03:10 in Berlin`.
    pub local: Option<String>,
    /// For how long it stays so.
    pub lasts: Option<SimDuration>,
    /// The decision.
    pub decision: Option<Decision>,
    /// The severity.
    pub severity: Option<Severity>,
    /// The first few of the assets.
    pub assets: Vec<Name>,
    /// How many assets there are.
    pub asset_count: usize,
    /// Who takes part: roles, rotas, teams and bodies; people only where the plan names nobody else.
    pub who: Vec<String>,
}

/// A change that would mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, in words.
    pub words: String,
    /// The change of text, where it is safe and mechanical.
    pub edit: Option<Edit>,
    /// The same as a change of an alternative, in RON, ready to be played; empty where it needs a decision.
    pub change: String,
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced.
    pub at: Location,
    /// By what.
    pub replacement: String,
}

/// Something wrong with a plan. It cannot be built without a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code: `OUT001`.
    pub code: &'static str,
    /// How bad it is here.
    pub level: Level,
    /// What is wrong, in a line: lower case, no full stop, names in backticks.
    pub title: String,
    /// Where it is written.
    pub place: Location,
    /// What it is about: the kind of thing, and its id.
    pub about: (What, String),
    /// A concrete case.
    pub counterexample: Counterexample,
    /// What to do.
    pub help: String,
    /// Changes that would mend it.
    pub fixes: Vec<Fix>,
    /// The controls that it touches.
    pub controls: &'static [&'static Control],
    /// The alternatives in which it occurs, in written order.
    pub alternatives: Vec<String>,
    /// What the exercise says about it: the level it had before, and why it was changed.
    pub changed: Option<(Level, String)>,
}

impl Finding {
    /// What is the same in two alternatives is one finding.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.code, &self.title, &self.about, &self.place)
            == (other.code, &other.title, &other.about, &other.place)
    }
}
