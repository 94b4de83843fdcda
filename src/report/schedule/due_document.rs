//! The document of `outrun exercise due`: `outrun/due/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::conduct::schedule::{Due, Occurrence};
use crate::model::{Exercise, How, Schedule};

/// What is due in a library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/due/1")]
pub struct DueDocument {
    /// `outrun/due/1`.
    pub schema: String,
    /// The version of Outrun.
    pub version: String,
    /// The instant that was asked about, RFC 3339 in UTC.
    pub at: String,
    /// All schedules, what is most overdue first.
    pub schedules: Vec<DueSchedule>,
}

/// A schedule at that instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DueSchedule {
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// Its file, as seen from the library.
    pub path: String,
    /// The id of the schedule.
    pub schedule: String,
    /// `simulated` or `with people`.
    pub how: String,
    /// How it recurs (RFC 5545).
    pub rule: String,
    /// The zone of its times.
    pub zone: String,
    /// The roles that answer for it.
    pub owners: Vec<String>,
    /// `overdue`, `due`, `announced`, `waiting` or `over`.
    pub state: String,
    /// The latest time that has come and was not played, RFC 3339.
    pub due_since: Option<String>,
    /// How many times have come since it was last played.
    pub missed: u64,
    /// When it was last played, RFC 3339.
    pub last: Option<String>,
    /// The next time to come, RFC 3339.
    pub next: Option<String>,
}

impl DueDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/due/1";
}

impl DueSchedule {
    /// A schedule of an exercise at an instant.
    pub fn new(exercise: &Exercise, path: &str, schedule: &Schedule, due: &Due) -> Self {
        let at = |one: Option<Occurrence>| one.map(|one| schedule.zone.rfc3339(one.at));
        Self {
            exercise: exercise.id.to_string(),
            title: exercise.title.to_string(),
            path: path.to_owned(),
            schedule: schedule.id.to_string(),
            how: how(schedule.how).to_owned(),
            rule: schedule.rule.to_string(),
            zone: schedule.zone.name().to_owned(),
            owners: owners(exercise, schedule),
            state: due.state.word().to_owned(),
            due_since: at(due.since),
            missed: due.missed as u64,
            last: due.last.map(|last| schedule.zone.rfc3339(last)),
            next: at(due.next),
        }
    }
}

/// Who plays, in words.
pub(super) const fn how(how: How) -> &'static str {
    match how {
        How::Simulated => "simulated",
        How::WithPeople => "with people",
    }
}

/// The roles that answer for a schedule.
pub(super) fn owners(exercise: &Exercise, schedule: &Schedule) -> Vec<String> {
    let roles = schedule
        .owners
        .iter()
        .filter_map(|role| exercise.organisation.roles.item(*role));
    roles.map(|role| role.id.to_string()).collect()
}
