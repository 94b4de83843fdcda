//! The changing state of people, their pages and their work.

use std::cell::Cell;

use crate::chance::Key;
use crate::model::PersonId;
use crate::time::{SimDuration, SimTime};

use super::arena::{ItemIx, PageIx, TaskIx, WorkIx};
use super::event::Turn;
use super::record::RecordIx;

/// The state of a person at an instant (O2): the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Away.
    Absent,
    /// Working hours.
    OnShift,
    /// A rota points at them.
    OnCall,
    /// None of these.
    Off,
}

impl State {
    /// All states, in the order in which they apply.
    pub const ALL: [Self; 4] = [Self::Absent, Self::OnShift, Self::OnCall, Self::Off];

    /// The words used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::OnShift => "on_shift",
            Self::OnCall => "on_call",
            Self::Off => "off",
        }
    }
}

/// What a replication knows of one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Staff {
    /// Since when the person is engaged (O7).
    pub(super) engaged_since: Option<SimTime>,
    /// Since when no work is begun or waiting.
    pub(super) idle_since: SimTime,
    pub(super) current: Option<WorkIx>,
    /// Idle, and about to begin what waits in this millisecond.
    pub(super) looks: bool,
    /// Waiting work, in no order: the next is chosen when it begins.
    pub(super) queue: Vec<WorkIx>,
    /// The first work after the last pause of `rest` (O5).
    pub(super) stretch_began: Option<SimTime>,
    pub(super) last_work_ended: Option<SimTime>,
    /// From when until when a rest is due, unless more work comes (O5).
    pub(super) rest: (SimTime, SimTime),
    /// Absences that injects and rests made: from, until.
    pub(super) away: Vec<(SimTime, SimTime)>,
    /// Pages sent to the person; those closed are dropped now and then.
    pub(super) pages: Vec<PageIx>,
    /// The step that last addressed the person, by number.
    pub(super) asked: u32,
    pub(super) engaged_once: bool,
    pub(super) woken: bool,
    pub(super) wakes_at: Option<SimTime>,
    /// Where the person's calendar was last looked up.
    pub(super) stretch: Cell<usize>,
}

impl Staff {
    /// Makes it as new, keeping its memory. Where the calendar was last looked up is as good a guess as any.
    pub(super) fn recycle(&mut self) {
        let Self {
            engaged_since,
            idle_since,
            current,
            looks,
            queue,
            stretch_began,
            last_work_ended,
            rest,
            away,
            pages,
            asked,
            engaged_once,
            woken,
            wakes_at,
            stretch: _,
        } = self;
        (*engaged_since, *idle_since, *current) = (None, SimTime::ZERO, None);
        (*stretch_began, *last_work_ended, *wakes_at) = (None, None, None);
        *rest = (SimTime::ZERO, SimTime::ZERO);
        (*looks, *engaged_once, *woken, *asked) = (false, false, false, 0);
        queue.clear();
        away.clear();
        pages.clear();
    }

    /// O5: after the longest stretch nobody begins work before a rest, which counts from the last work.
    #[inline]
    pub(super) fn rest_end(&self, at: SimTime) -> Option<SimTime> {
        let (from, until) = self.rest;
        (from <= at && at < until && self.current.is_none()).then_some(until)
    }

    /// Whether an inject or a rest keeps the person away at an instant.
    #[inline]
    pub(super) fn is_kept_away(&self, at: SimTime) -> bool {
        let mut away = self.away.iter();
        away.any(|(from, until)| *from <= at && at < *until) || self.rest_end(at).is_some()
    }

    /// Whether work is begun or waits.
    #[inline]
    pub(super) fn is_busy(&self) -> bool {
        self.current.is_some() || !self.queue.is_empty()
    }
}

/// A page (C2).
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a page")]
pub(super) struct Page {
    pub(super) task: TaskIx,
    pub(super) person: PersonId,
    /// The key of person, request and the chain that sent it (T4).
    pub(super) key: Key,
    /// The n-th page to this person in this request (T4).
    pub(super) ordinal: u32,
    /// The bodies that it is sent for, as a range of the replication's seats.
    pub(super) seats: (u32, u32),
    /// An acknowledgement answers the chain.
    pub(super) direct: bool,
    pub(super) open: bool,
    /// The channel has delivered it.
    pub(super) delivered: bool,
    /// It was sent while the person was off, and answered by that profile: it wakes (M5).
    pub(super) wakes: bool,
    /// How often an acknowledgement fell into an absence.
    pub(super) missed: u32,
    /// When it will be acknowledged, or seen.
    pub(super) turn: Turn,
    /// The turn is when it is seen; the delay from there to the acknowledgement is not drawn yet.
    pub(super) delays: bool,
    pub(super) record: RecordIx,
}

/// What a piece of work is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The work that follows contact, with the number of the contact.
    Task(TaskIx, u16),
    /// One try of an action.
    Try(ItemIx),
    /// Securing evidence before an action (I2).
    Evidence(ItemIx),
    /// A call that the incident brought (I2): counts as work.
    Call,
    /// Other work (I2): occupies, and does not count.
    Other,
}

/// A piece of work (O5).
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) person: PersonId,
    pub(super) purpose: Purpose,
    pub(super) lasts: SimDuration,
    /// The record after which it waits.
    pub(super) origin: RecordIx,
    pub(super) began: RecordIx,
}
