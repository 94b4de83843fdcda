//! The payload of `outrun exercise run-due`: `outrun/run-due/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{Interval, Movement, RunDocument, Verdict};

use super::due_document::DueSchedule;
use super::message::{markdown, plain};

/// What was due, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/run-due/1")]
pub struct RunDueDocument {
    /// `outrun/run-due/1`.
    pub schema: String,
    /// The version of Outrun.
    pub version: String,
    /// The instant, RFC 3339 in UTC.
    pub at: String,
    /// `well`, `fell short` or `failed`.
    pub status: String,
    /// The summary as plain text, under 500 characters; its first line stands for itself.
    pub text: String,
    /// The same in the Markdown that chat programs have in common.
    pub markdown: String,
    /// What was played.
    pub played: Vec<PlayedDue>,
    /// What is due, and needs people.
    pub with_people: Vec<DueSchedule>,
    /// Exercises of the library that could not be read, each with why.
    pub unread: Vec<String>,
}

/// An exercise that was due and was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlayedDue {
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// Its file, as seen from the library.
    pub path: String,
    /// The schedules that it was due for.
    pub schedules: Vec<String>,
    /// `well`, `fell short` or `failed`.
    pub status: String,
    /// The folder of its results; nothing: it failed.
    pub results: Option<String>,
    /// Against which earlier results it was held; nothing: there were none.
    pub against: Option<String>,
    /// How many objectives there are, over all alternatives.
    pub objectives: u64,
    /// Those that were missed.
    pub missed: Vec<MissedObjective>,
    /// Measures that slipped since the earlier results.
    pub slipped: Vec<SlippedMeasure>,
    /// Why it failed.
    pub error: Option<String>,
}

/// An objective that was missed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissedObjective {
    /// The alternative.
    pub alternative: String,
    /// The objective as written.
    pub objective: String,
    /// What was measured, in the units of `outrun/run/1`.
    pub measured: Interval,
}

/// A measure that slipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SlippedMeasure {
    /// The alternative.
    pub alternative: String,
    /// The measure.
    pub measure: String,
    /// What it was.
    pub then: Interval,
    /// What it is.
    pub now: Interval,
}

impl PlayedDue {
    /// Takes over what a run says.
    pub fn take(&mut self, document: &RunDocument) {
        for alternative in &document.alternatives {
            self.objectives += alternative.objectives.len() as u64;
            let missed = alternative
                .objectives
                .iter()
                .filter(|one| one.verdict == Verdict::Missed);
            self.missed.extend(missed.map(|one| MissedObjective {
                alternative: alternative.name.clone(),
                objective: one.text.clone(),
                measured: one.measured.clone(),
            }));
        }
        let against = document.against.iter().flat_map(|one| &one.alternatives);
        for alternative in against {
            let slipped = alternative
                .measures
                .iter()
                .filter(|one| one.movement == Movement::Slipped);
            self.slipped.extend(slipped.map(|one| SlippedMeasure {
                alternative: alternative.name.clone(),
                measure: one.measure.clone(),
                then: one.then.clone(),
                now: one.now.clone(),
            }));
        }
    }
}

impl RunDueDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/run-due/1";

    /// Puts it together, and says it in words.
    pub fn new(
        at: String,
        played: Vec<PlayedDue>,
        with_people: Vec<DueSchedule>,
        unread: Vec<String>,
    ) -> Self {
        let any = |status: &str| played.iter().any(|one| one.status == status);
        let status = if any("failed") || !unread.is_empty() {
            "failed"
        } else if any("fell short") {
            "fell short"
        } else {
            "well"
        };
        let mut document = Self {
            schema: Self::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            at,
            status: status.to_owned(),
            text: String::new(),
            markdown: String::new(),
            played,
            with_people,
            unread,
        };
        document.text = plain(&document);
        document.markdown = markdown(&document);
        document
    }
}
