//! Legal clocks: what became of each stage in one replication (L2).

use crate::engine::{Play, Stopped};
use crate::model::{Clock, ClockStart, RequestNameId, Stage};
use crate::time::{SimTime, WallTime};

use super::estimate::Value;

/// What became of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageOutcome {
    /// Executed by its deadline.
    Met,
    /// Not executed by its deadline.
    Missed,
    /// Open at the horizon, before its deadline: never counted as met.
    NotSimulated,
    /// It never started.
    NotApplicable,
}

impl StageOutcome {
    /// How it is kept in a row: 1 met, 0 missed.
    pub(super) const fn value(self) -> Value {
        match self {
            Self::Met => Value::Observed(1),
            Self::Missed => Value::Observed(0),
            Self::NotSimulated => Value::Censored,
            Self::NotApplicable => Value::NotApplicable,
        }
    }
}

/// What a replication says to the clocks: when things were executed.
pub(super) struct Submissions<'a> {
    play: &'a Play<'a>,
    /// When each named request was executed.
    executed: &'a [Option<SimTime>],
}

impl<'a> Submissions<'a> {
    /// `executed` holds the instant of execution of each named request, by its place.
    pub(super) const fn new(play: &'a Play<'a>, executed: &'a [Option<SimTime>]) -> Self {
        Self { play, executed }
    }

    /// What became of a stage of a clock.
    pub(super) fn outcome(&self, clock: &Clock, stage: &Stage) -> StageOutcome {
        let Some(deadline) = self.deadline(clock, stage) else {
            return StageOutcome::NotApplicable;
        };
        match self.executed(stage.submission) {
            Some(at) if self.on_wall(at) <= deadline => StageOutcome::Met,
            Some(_) => StageOutcome::Missed,
            None if deadline <= self.on_wall(self.followed_until()) => StageOutcome::Missed,
            None => StageOutcome::NotSimulated,
        }
    }

    /// The earliest of the terms; one already past when the stage starts is disregarded unless all are. That deadline may roll to noon
    /// of the next working day. Absent where the stage, or every term of it, never started.
    fn deadline(&self, clock: &Clock, stage: &Stage) -> Option<WallTime> {
        let starts = self.on_wall(self.instant(clock, stage.starts)?);
        let terms = || {
            stage.terms.iter().filter_map(|term| {
                let from = self.on_wall(self.instant(clock, term.from)?);
                Some(clock.jurisdiction.deadline(from, term.term))
            })
        };
        let earliest = terms().filter(|ends| *ends >= starts).min();
        let deadline = earliest.or_else(|| terms().min())?;
        Some(if stage.rolls_to_noon {
            clock.jurisdiction.roll_to_noon(deadline)
        } else {
            deadline
        })
    }

    fn instant(&self, clock: &Clock, start: ClockStart) -> Option<SimTime> {
        match start {
            ClockStart::Awareness => self.awareness(clock),
            ClockStart::Executed(request) => self.executed(request),
            ClockStart::Submission(stage) => self.executed(clock.stages.get(stage)?.submission),
        }
    }

    /// The declaration or, if later, the first known node with the regime's tag.
    fn awareness(&self, clock: &Clock) -> Option<SimTime> {
        let declared = self.play.times().declare?;
        match clock.tag {
            None => Some(declared),
            Some(tag) => Some(declared.max(self.play.tag_known_at(tag)?)),
        }
    }

    fn executed(&self, request: RequestNameId) -> Option<SimTime> {
        use crate::model::Index;
        self.executed.get(request.position()).copied().flatten()
    }

    /// The horizon, or the last record of a replication that passed a limit (T2).
    fn followed_until(&self) -> SimTime {
        let horizon = SimTime::ZERO + self.play.exercise().horizon;
        match self.play.stopped() {
            Stopped::Finished => horizon,
            _ => self.play.records().last().map_or(horizon, |record| record.at),
        }
    }

    fn on_wall(&self, at: SimTime) -> WallTime {
        at.on_wall(self.play.started_at())
    }
}
