//! Playing many changes for a while, within a budget.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::experiment::run::{Failure, Played, Settings, run};
use crate::model::Exercise;

/// The first replication of the selection: the estimates are made on replications from 1 on, which chose nothing.
pub const SELECTED_FROM: u64 = 1_000_000_001;

/// How a search is played.
pub struct SearchSettings<'a> {
    /// How many threads play; nothing: as many as the machine has.
    pub threads: Option<NonZeroUsize>,
    /// Set by somebody else to end the search; what is known is kept.
    pub stop: &'a AtomicBool,
    /// Called with the plays so far and the budget.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
    /// The most plays of selection: incidents and false alarms of all changes.
    pub budget: u64,
    /// On how many replications the estimates are made; objectives get the room that so many need.
    pub confirmed_on: u64,
}

/// Plays the selection, and counts.
pub(super) struct Player<'a> {
    pub(super) settings: &'a SearchSettings<'a>,
    pub(super) plays: u64,
}

impl Player<'_> {
    /// What is left of the budget.
    pub(super) const fn left(&self) -> u64 {
        self.settings.budget.saturating_sub(self.plays)
    }

    /// Whether somebody has asked for the end.
    pub(super) fn is_stopped(&self) -> bool {
        self.settings.stop.load(Ordering::Relaxed)
    }

    /// Plays the replications of the selection from the `from`-th to before the `to`-th.
    pub(super) fn play(
        &mut self,
        exercises: &[Exercise],
        from: u64,
        to: u64,
    ) -> Result<Vec<Played>, Failure> {
        let (before, budget) = (self.plays, self.settings.budget);
        let progress = |done: u64, _: u64| (self.settings.progress)((before + done).min(budget), budget);
        let settings = Settings {
            replications: SELECTED_FROM + from..SELECTED_FROM + to,
            threads: self.settings.threads,
            stop: self.settings.stop,
            progress: &progress,
        };
        let played = run(exercises, &settings)?;
        // Every exercise is played with false alarms.
        self.plays += 2 * (to - from) * exercises.len() as u64;
        Ok(played)
    }
}
