//! Traversals that nothing but their two ends can hinder: most of an attack without limits (E5).
//!
//! Each keeps its turn in the order of events (T1) with its edge, and only the first turn into a node stands in the list of all events:
//! the others come too late, unless that one fails or the node is lost again.

use crate::model::{EdgeId, NodeId};

use super::arena::{FootholdIx, TraversalIx};
use super::event::{Happening, Phase, Turn};
use super::play::Play;
use super::record::RecordIx;
use super::spread::PLAIN;

/// What a replication knows of one edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct EdgeState {
    /// When the traversal that runs here ends; the present or a past turn if it has ended.
    turn: Turn,
    /// The foothold from which it started.
    foothold: Option<FootholdIx>,
    /// The other traversals that wait or run, as a list.
    pub(super) active: Option<TraversalIx>,
    /// The epoch; whether events for the edge's next window are scheduled (E12).
    mark: u32,
    /// How often a traversal was offered (T4).
    offers: u32,
}

const WINDOWS: u32 = 1;

impl EdgeState {
    const fn clean(mark: u32) -> Self {
        Self {
            turn: Turn::NEVER,
            foothold: None,
            active: None,
            mark,
            offers: 0,
        }
    }

    /// The ordinal of another offer (T4).
    #[inline]
    pub(super) fn next_offer(&mut self) -> u32 {
        let ordinal = self.offers;
        self.offers += 1;
        ordinal
    }

    /// Says whether events for the next window are scheduled, and gives whether they were.
    pub(super) fn expect_windows(&mut self, scheduled: bool) -> bool {
        let were = self.mark & WINDOWS != 0;
        self.mark = if scheduled {
            self.mark | WINDOWS
        } else {
            self.mark & !WINDOWS
        };
        were
    }
}

impl Default for EdgeState {
    fn default() -> Self {
        Self::clean(0)
    }
}

impl Play<'_> {
    /// The state of an edge, to be changed.
    #[inline]
    pub(super) fn edge(&mut self, edge: EdgeId) -> &mut EdgeState {
        let epoch = self.epoch;
        let state = &mut self.edges[edge];
        if !epoch.is_of(state.mark) {
            *state = EdgeState::clean(epoch.mark());
        }
        state
    }

    /// Offers every edge that leaves a node which has just become live.
    pub(super) fn offer_all_from(&mut self, node: NodeId) {
        let plan = self.plan;
        let Some(foothold) = self.current(node) else {
            return;
        };
        let offers = !self.footholds[foothold].shut && !self.is_closed_out(node);
        for &edge in plan.graph.out.of(node) {
            let way = &plan.graph.ways[edge];
            if !way.is(PLAIN) {
                self.offer(edge);
            } else if offers && !self.keeps_out(way.to) {
                self.set_out(edge, foothold);
            }
        }
    }

    /// Whether a traversal of this kind runs over the edge.
    #[inline]
    pub(super) fn runs(&self, edge: EdgeId) -> bool {
        let state = &self.edges[edge];
        state.turn > self.future.present() && state.turn != Turn::NEVER && self.epoch.is_of(state.mark)
    }

    /// Starts a traversal; it stands among the events if nothing else takes its head before.
    #[inline]
    pub(super) fn run_over(&mut self, edge: EdgeId, foothold: FootholdIx, ordinal: u32) {
        let way = &self.plan.graph.ways[edge];
        let lasts = self.traversal_lasts(way, ordinal);
        if self.detail {
            self.note_started(edge, foothold);
        }
        // Beyond the horizon it runs on, and comes to nothing (T2).
        let turn = self.future.turn(self.now + lasts, Phase::Attack);
        let state = self.edge(edge);
        (state.turn, state.foothold) = (turn.unwrap_or(Turn::BEYOND), Some(foothold));
        let Some(turn) = turn else { return };
        let front = self.front(way.to);
        if turn < front.armed {
            front.armed = turn;
            self.future.put(turn, Happening::Arrives(edge));
        }
    }

    /// The turn of a traversal has come; it may have failed, or another may have been quicker.
    pub(super) fn arrives(&mut self, edge: EdgeId) {
        let present = self.future.present();
        let head = self.plan.graph.ways[edge].to;
        let state = self.edge(edge);
        if state.turn != present {
            return;
        }
        state.turn = Turn::NEVER;
        let foothold = state.foothold;
        self.disarm_node(head);
        if let Some(foothold) = foothold.filter(|_| !self.is_held(head)) {
            self.become_live(head, Some((foothold, edge)), RecordIx::NONE);
        }
    }

    /// No turn into a node stands among the events any more.
    pub(super) fn disarm_node(&mut self, node: NodeId) {
        self.front(node).armed = Turn::NEVER;
    }

    /// Puts the first turn into a node among the events, because it is not held any more or what stood there has failed.
    pub(super) fn arm_node(&mut self, node: NodeId) {
        let plan = self.plan;
        let mut first = (Turn::BEYOND, None);
        for &edge in plan.graph.into.of(node) {
            if self.runs(edge) && self.edges[edge].turn < first.0 {
                first = (self.edges[edge].turn, Some(edge));
            }
        }
        self.disarm_node(node);
        if let (turn, Some(edge)) = first {
            self.front(node).armed = turn;
            self.future.put(turn, Happening::Arrives(edge));
        }
    }

    /// A traversal fails or is cancelled: without limits there is no slot that it could keep (E5).
    pub(super) fn stop_running(&mut self, edge: EdgeId, cause: RecordIx) {
        if !self.runs(edge) {
            return;
        }
        self.note_failed(edge, cause);
        let turn = std::mem::replace(&mut self.edge(edge).turn, Turn::NEVER);
        let head = self.plan.graph.ways[edge].to;
        if self.front(head).armed == turn && !self.is_held(head) {
            self.arm_node(head);
        }
    }
}
