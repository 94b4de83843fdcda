//! A message on its way into the timeline: not numbered yet, with links to tasks instead of their numbers.

use crate::model::{Decision, RightId};
use crate::time::SimTime;

use super::objectives::ExerciseObjective;
use super::tasks::{CriticalTask, TaskKind};
use super::timeline::{InjectSource, InjectStatus, InjectType, TimelineInject};

/// A strand of the exercise, each with a controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Track {
    Technical,
    Decisions,
    Communications,
    Control,
}

impl Track {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Technical => "Technical",
            Self::Decisions => "Decisions",
            Self::Communications => "Law and communications",
            Self::Control => "Control",
        }
    }

    pub(super) const fn controller(self) -> &'static str {
        match self {
            Self::Technical => "Controller, technical",
            Self::Decisions => "Controller, decisions",
            Self::Communications => "Controller, law and communications",
            Self::Control => "Exercise director",
        }
    }

    pub(super) const fn of(decision: Decision) -> Self {
        match decision {
            Decision::Contain | Decision::Restore => Self::Decisions,
            Decision::Notify | Decision::Disclose | Decision::Communicate => Self::Communications,
        }
    }
}

/// A row that is being made.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What it is known by.
    pub(super) key: String,
    pub(super) at: Option<SimTime>,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) means: String,
    pub(super) kind: InjectType,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) expected: String,
    pub(super) notes: String,
    pub(super) track: Track,
    pub(super) source: InjectSource,
    pub(super) tasks: Vec<TaskKind>,
    pub(super) rights: Vec<RightId>,
    /// Of two at once the lower one stands first.
    pub(super) rank: u8,
}

impl Row {
    /// A row that the replication gives.
    pub(super) fn simulated(key: String, at: SimTime, what: &str) -> Self {
        Self {
            key,
            at: Some(at),
            from: String::new(),
            to: String::new(),
            means: String::new(),
            kind: InjectType::Standard,
            title: String::new(),
            text: String::new(),
            expected: String::new(),
            notes: String::new(),
            track: Track::Technical,
            source: InjectSource::Simulated(what.to_owned()),
            tasks: Vec::new(),
            rights: Vec::new(),
            rank: 5,
        }
    }

    /// As it stands in a timeline.
    pub(super) fn inject(
        self,
        tasks: &[CriticalTask],
        objectives: &[ExerciseObjective],
        rights: Vec<String>,
    ) -> TimelineInject {
        let linked = tasks.iter().filter(|task| self.tasks.contains(&task.kind));
        let linked: Vec<String> = linked.map(|task| task.number.clone()).collect();
        let served = objectives
            .iter()
            .filter(|objective| objective.tasks.iter().any(|task| linked.contains(task)));
        TimelineInject {
            id: self.key,
            number: String::new(),
            at_ms: self.at.and_then(|at| u64::try_from(at.as_millis()).ok()),
            planned_min: None,
            from: self.from,
            to: self.to,
            means: self.means,
            kind: self.kind,
            title: shortened(&self.title, 200),
            text: shortened(&self.text, 3_900),
            expected: shortened(&self.expected, 3_900),
            controller: self.track.controller().to_owned(),
            objectives: served.map(|objective| objective.number.clone()).collect(),
            tasks: linked,
            rights,
            track: self.track.word().to_owned(),
            phase: String::new(),
            status: InjectStatus::Draft,
            notes: shortened(&self.notes, 3_900),
            source: self.source,
        }
    }
}

/// At most so many characters.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
