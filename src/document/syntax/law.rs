//! Legal clocks as they are written, and files that hold them.

use schemars::JsonSchema;
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

use super::organisation::Jurisdiction;
use super::scenario::Request;
use super::value::{Entries, Text};

/// What a file of law holds: clocks, and the requests they measure.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LawFile {
    /// Calendars of holidays.
    pub(crate) holidays: Entries<Vec<Text>>,
    /// Where the clocks run.
    pub(crate) jurisdictions: Entries<Jurisdiction>,
    /// Notifications, communications, disclosures.
    #[serde(deserialize_with = "super::items")]
    pub(crate) requests: Vec<Request>,
    /// Clocks.
    #[serde(deserialize_with = "super::items")]
    pub(crate) clocks: Vec<Clock>,
}

/// The clock of one regime.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Clock {
    /// The id.
    pub(crate) id: Text,
    /// Where the text stands.
    #[serde(default)]
    pub(crate) source: Spanned<Option<String>>,
    /// Business days and midnights; nothing: the scenario's zone, Saturday and Sunday off.
    #[serde(default)]
    pub(crate) jurisdiction: Spanned<Option<String>>,
    /// Awareness needs a known node with this tag.
    #[serde(default)]
    pub(crate) tag: Spanned<Option<String>>,
    /// The stages, in order.
    #[serde(default)]
    pub(crate) stages: Spanned<Vec<Stage>>,
}

/// One submission.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stage {
    /// The id.
    pub(crate) id: Text,
    /// What starts it.
    #[serde(default)]
    pub(crate) starts: Spanned<ClockStart>,
    /// The term from there, where there is one.
    #[serde(default)]
    pub(crate) within: Spanned<Option<Term>>,
    /// The earliest of several terms.
    #[serde(default)]
    pub(crate) terms: Spanned<Vec<ClockTerm>>,
    /// A deadline on a day off moves to noon of the next working day.
    #[serde(default)]
    pub(crate) rolls_to_noon: Spanned<bool>,
    /// The request that submits it.
    pub(crate) submission: Text,
}

/// A term from an instant.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockTerm {
    /// From when.
    #[serde(default)]
    pub(crate) from: Spanned<ClockStart>,
    /// For how long.
    pub(crate) within: Spanned<Term>,
}

/// What starts a term.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum ClockStart {
    /// The declaration or the first known node with the tag.
    #[default]
    Awareness,
    /// The execution of a request.
    Executed(Text),
    /// The submission of an earlier stage.
    Submission(Text),
}

/// How long the law gives: `"72h"`, `Days(30)`, `BusinessDays(4)`, `Months(1)`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Term {
    /// Elapsed hours.
    Elapsed(String),
    /// Days or months.
    Form(TermForm),
}

/// How long the law gives.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum TermForm {
    /// Elapsed hours.
    Hours(u32),
    /// Days of the calendar.
    Days(u32),
    /// Business days.
    BusinessDays(u32),
    /// Months.
    Months(u32),
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.is_string() {
            raw.read().map(Self::Elapsed)
        } else {
            raw.read().map(Self::Form)
        }
    }
}
