//! Granted windows: when an edge is open only at times (E12).

use crate::chance::Purpose;
use crate::time::SimDuration;

use super::arena::Lane;
use super::event::{Happening, Phase};
use super::play::Play;
use super::record::RecordIx;
use super::spread::DETACHED;

impl Play<'_> {
    /// Where the present instant stands in the edge's period: its phase is drawn once a replication (E12).
    fn within_period(&self, lane: Lane) -> Option<(SimDuration, SimDuration, SimDuration)> {
        let window = self.plan.graph.window(self.plan.exercise, lane)?;
        let every = window.every.as_millis().max(1);
        let word = self.luck.word(self.plan.graph.ways[lane].key, Purpose::Window, 0);
        let phase = i64::try_from((u128::from(word) * u128::from(every.unsigned_abs())) >> 64).unwrap_or(0);
        let within = (self.now.as_millis() + phase) % every;
        Some((SimDuration::from_millis(within), window.lasts, window.every))
    }

    pub(super) fn is_granted(&self, lane: Lane) -> bool {
        self.within_period(lane)
            .is_none_or(|(within, lasts, _)| within < lasts)
    }

    pub(super) fn schedule_windows(&mut self, lane: Lane) {
        if self.edge(lane).expect_windows(true) {
            return;
        }
        let Some((within, lasts, every)) = self.within_period(lane) else {
            return;
        };
        if within < lasts {
            self.schedule(lasts - within, Phase::Effect, Happening::WindowCloses(lane));
        } else {
            self.schedule(every - within, Phase::Attack, Happening::WindowOpens(lane));
        }
    }

    /// The next window offers the edge anew (E12).
    pub(super) fn window_opens(&mut self, lane: Lane) {
        self.edge(lane).expect_windows(false);
        if self.is_traversed(lane) {
            self.schedule_windows(lane);
        } else {
            self.offer(lane);
        }
    }

    /// The end of a window closes the edge; detached traversals survive it (E12).
    pub(super) fn window_closes(&mut self, lane: Lane) {
        self.edge(lane).expect_windows(false);
        let graph = &self.plan.graph;
        if !graph.ways[lane].is(DETACHED) {
            self.fail_over(lane, RecordIx::START);
        }
        if self.current(graph.tail(lane)).is_some() {
            self.schedule_windows(lane);
        }
    }
}
