//! When an exercise is due.

use crate::time::{Date, LocalDateTime, RecurrenceRule, SimDuration, Zone};

use super::{Name, RoleId};

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The machine alone.
    Simulated,
    /// People, with what the machine plays around them.
    WithPeople,
}

/// When an exercise is due, again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// Its id.
    pub id: Name,
    /// Who plays.
    pub how: How,
    /// How it recurs.
    pub rule: RecurrenceRule,
    /// From when on; the time of the day is that of all occurrences.
    pub from: LocalDateTime,
    /// Where that is the time of the day.
    pub zone: Zone,
    /// How long it lasts.
    pub lasts: SimDuration,
    /// The roles that answer for it, in written order.
    pub owners: Vec<RoleId>,
    /// How long before it participants are told, in written order.
    pub notice: Vec<SimDuration>,
    /// How long after an occurrence it is overdue.
    pub grace: SimDuration,
    /// Days on which it does not take place.
    pub except: Vec<Date>,
}
