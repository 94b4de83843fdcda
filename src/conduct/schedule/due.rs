//! Whether an exercise is due.

use crate::model::Schedule;
use crate::time::{SimDuration, WallTime};

use super::occurrences::{Occurrence, ScheduleError, occurrences};

/// Where a schedule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// Its time has come, and the grace after it has passed, or a further time has.
    Overdue,
    /// Its time has come, and it has not been played since.
    Due,
    /// It has been played, and the next time is so near that participants are told.
    Announced,
    /// It has been played, and the next time is still to come.
    Waiting,
    /// It has been played, and there is no next time.
    Over,
}

impl DueState {
    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Announced => "announced",
            Self::Waiting => "waiting",
            Self::Over => "over",
        }
    }

    /// Whether it is to be played now.
    pub const fn is_due(self) -> bool {
        matches!(self, Self::Overdue | Self::Due)
    }
}

/// A schedule at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Where it stands.
    pub state: DueState,
    /// The latest time that has come and was not played, if any.
    pub since: Option<Occurrence>,
    /// How many times have come since it was last played.
    pub missed: usize,
    /// When it was last played.
    pub last: Option<WallTime>,
    /// The next time to come.
    pub next: Option<Occurrence>,
}

/// Holds a schedule against when it was last played.
///
/// An exercise counts as played for an occurrence if it began later, or earlier by no more than it lasts: people may begin at five
/// to nine, and who has just played by hand need not play again.
///
/// # Errors
/// If its rule cannot be laid out.
pub fn dueness(schedule: &Schedule, last: Option<WallTime>, now: WallTime) -> Result<Due, ScheduleError> {
    let is_played = |one: &Occurrence| last.is_some_and(|last| last >= one.at - schedule.lasts);
    let mut due = Due {
        state: DueState::Over,
        since: None,
        missed: 0,
        last,
        next: None,
    };
    for one in occurrences(schedule)? {
        if one.at > now {
            due.next = Some(one);
            break;
        }
        if !is_played(&one) {
            due.missed += 1;
            due.since = Some(one);
        }
    }
    let notice = schedule.notice.iter().copied().max().unwrap_or(SimDuration::ZERO);
    due.state = match (due.since, due.next) {
        (Some(since), _) if due.missed > 1 || now > since.at + schedule.grace => DueState::Overdue,
        (Some(_), _) => DueState::Due,
        (None, Some(next)) if now >= next.at - notice => DueState::Announced,
        (None, Some(_)) => DueState::Waiting,
        (None, None) => DueState::Over,
    };
    Ok(due)
}
