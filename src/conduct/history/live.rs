//! Exercises with people: what is recorded of one.

use crate::document::Input;
use crate::time::WallTime;

use super::entry::{Entry, FoundFinding, Kind, Rated};
use super::record::Recorded;
use super::store::{History, HistoryError};

/// A gap between what the plan says and what people did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveGap {
    /// What it is about, the same in every exercise, so that it is known again: `right contain/cloud`, `objective <text>`.
    pub about: String,
    /// What went wrong, in a line.
    pub title: String,
    /// How bad it was: `error`, `warning` or `note`.
    pub level: String,
}

/// An exercise with people.
#[derive(Clone, Debug)]
pub struct Live {
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// The alternative that was played.
    pub alternative: String,
    /// When it began.
    pub began: WallTime,
    /// When it ended.
    pub ended: WallTime,
    /// The schedule that it answered, if any; without, it answers all schedules with people.
    pub schedule: Option<String>,
    /// The version of Outrun.
    pub version: String,
    /// The seed of what was simulated.
    pub seed: u64,
    /// Only for practice: it stays out of the history.
    pub practice: bool,
    /// What was read, with its texts.
    pub inputs: Vec<Input>,
    /// Objectives as rated: P, S, M, U, or a verdict where one was measured.
    pub objectives: Vec<Rated>,
    /// Gaps that showed.
    pub gaps: Vec<LiveGap>,
    /// Known gaps that were exercised again and held, by what they are about.
    pub held: Vec<String>,
}

/// Records an exercise with people, unless it was only practice.
///
/// # Errors
/// If the database cannot be written.
pub fn record_live(history: &mut History, live: &Live) -> Result<Recorded, HistoryError> {
    if live.practice {
        return Ok(Recorded::Practice);
    }
    let gap = |about: &str, title: &str, level: &str| FoundFinding {
        code: "gap".to_owned(),
        about: about.to_owned(),
        alternative: live.alternative.clone(),
        title: title.to_owned(),
        level: level.to_owned(),
    };
    history.record(&Entry {
        exercise: live.exercise.clone(),
        file: live.file.clone(),
        kind: Kind::Live,
        at: live.began,
        ended: Some(live.ended),
        schedule: live.schedule.clone(),
        version: live.version.clone(),
        seed: Some(live.seed),
        replications: None,
        partial: false,
        results: None,
        inputs: live.inputs.clone(),
        objectives: live.objectives.clone(),
        findings: live
            .gaps
            .iter()
            .map(|one| gap(&one.about, &one.title, &one.level))
            .collect(),
        looked_at: vec![live.alternative.clone()],
        left_out: Vec::new(),
        held: live.held.iter().map(|about| gap(about, "", "")).collect(),
    })
}
