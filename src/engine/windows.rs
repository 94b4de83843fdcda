//! Granted windows: when an edge is open only at times (E12).

use crate::chance::Purpose;
use crate::model::EdgeId;
use crate::time::SimDuration;

use super::event::{Happening, Phase};
use super::play::Play;
use super::record::RecordIx;
use super::spread::DETACHED;

impl Play<'_> {
    /// Where the present instant stands in the edge's period: its phase is drawn once a replication (E12).
    fn within_period(&self, edge: EdgeId) -> Option<(SimDuration, SimDuration, SimDuration)> {
        let window = self.plan.graph.window(self.plan.exercise, edge)?;
        let every = window.every.as_millis().max(1);
        let word = self.luck.word(self.plan.graph.ways[edge].key, Purpose::Window, 0);
        let phase = i64::try_from((u128::from(word) * u128::from(every.unsigned_abs())) >> 64).unwrap_or(0);
        let within = (self.now.as_millis() + phase) % every;
        Some((SimDuration::from_millis(within), window.lasts, window.every))
    }

    pub(super) fn is_granted(&self, edge: EdgeId) -> bool {
        self.within_period(edge)
            .is_none_or(|(within, lasts, _)| within < lasts)
    }

    pub(super) fn schedule_windows(&mut self, edge: EdgeId) {
        if self.edge(edge).expect_windows(true) {
            return;
        }
        let Some((within, lasts, every)) = self.within_period(edge) else {
            return;
        };
        if within < lasts {
            self.schedule(lasts - within, Phase::Effect, Happening::WindowCloses(edge));
        } else {
            self.schedule(every - within, Phase::Attack, Happening::WindowOpens(edge));
        }
    }

    /// The next window offers the edge anew (E12).
    pub(super) fn window_opens(&mut self, edge: EdgeId) {
        self.edge(edge).expect_windows(false);
        if self.is_traversed(edge) {
            self.schedule_windows(edge);
        } else {
            self.offer(edge);
        }
    }

    /// The end of a window closes the edge; detached traversals survive it (E12).
    pub(super) fn window_closes(&mut self, edge: EdgeId) {
        self.edge(edge).expect_windows(false);
        let graph = &self.plan.graph;
        if !graph.ways[edge].is(DETACHED) {
            self.fail_over(edge, RecordIx::START);
        }
        if self.current(graph.tails[edge]).is_some() {
            self.schedule_windows(edge);
        }
    }
}
