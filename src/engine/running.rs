//! Traversals that nothing but their two ends can hinder: most of an attack without limits (E5).
//!
//! Each keeps its turn in the order of events (T1), and only the first turn into a node stands in the list of all events: the others
//! come too late, unless that one fails or the node is lost again. Where a node falls for the first time and nothing was done to those
//! that its edges lead to, not even the turns are kept: each follows from the fall, because a draw is a function of its address (T4).
//! They are written out as soon as somebody asks for one of them.

use std::num::NonZeroU32;

use crate::chance::{Luck, Purpose, uniform_of};
use crate::model::{Index, NodeId};
use crate::time::SimDuration;

use super::arena::{EdgeStateIx, FootholdIx, Lane, TraversalIx};
use super::attack::SHORTEST;
use super::event::{Happening, Phase, Turn};
use super::node::Arrival;
use super::plan::Plan;
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
    /// How often a traversal was offered (T4).
    offers: u32,
    /// Events for the edge's next window are scheduled (E12).
    expects_windows: bool,
}

impl EdgeState {
    const UNTOUCHED: Self = Self {
        turn: Turn::NEVER,
        foothold: None,
        active: None,
        offers: 0,
        expects_windows: false,
    };

    /// The ordinal of another offer (T4).
    #[inline]
    pub(super) fn next_offer(&mut self) -> u32 {
        let ordinal = self.offers;
        self.offers += 1;
        ordinal
    }

    /// Says whether events for the next window are scheduled, and gives whether they were.
    pub(super) fn expect_windows(&mut self, scheduled: bool) -> bool {
        std::mem::replace(&mut self.expects_windows, scheduled)
    }
}

impl Play<'_> {
    /// The state of an edge, to be changed.
    #[inline]
    pub(super) fn edge(&mut self, lane: Lane) -> &mut EdgeState {
        let state = self.edge_from(self.plan.graph.tail(lane), lane);
        &mut self.edges[state]
    }

    /// Which is the state of an edge, if anything can ever have set out over it: before its tail is taken nothing is written out either.
    #[inline]
    pub(super) fn ever_left(&mut self, lane: Lane) -> Option<EdgeStateIx> {
        let tail = self.plan.graph.tail(lane);
        let back = self.nodes.back_of(tail).filter(|back| back.latest.is_some())?;
        let first = back.edges.unwrap_or_else(|| self.write_out(tail));
        Some(self.place_in(first, tail, lane))
    }

    /// Which is the state of an edge that leaves this node.
    #[inline]
    pub(super) fn edge_from(&mut self, tail: NodeId, lane: Lane) -> EdgeStateIx {
        let first = self.written_out(tail);
        self.place_in(first, tail, lane)
    }

    #[inline]
    fn place_in(&self, first: EdgeStateIx, tail: NodeId, lane: Lane) -> EdgeStateIx {
        Index::at(first.position() + self.plan.graph.place_from(tail, lane))
    }

    /// The first of the states of the edges that leave a node.
    #[inline]
    fn written_out(&mut self, tail: NodeId) -> EdgeStateIx {
        match self.nodes.back(tail).edges {
            Some(first) => first,
            None => self.write_out(tail),
        }
    }

    fn write_out(&mut self, tail: NodeId) -> EdgeStateIx {
        let first = self
            .edges
            .add_row(EdgeState::UNTOUCHED, self.plan.graph.degree(tail));
        self.nodes.back(tail).edges = Some(first);
        let offers = |foothold: &FootholdIx| self.footholds[*foothold].offers_from.is_some();
        let fell = self.footholds_at(tail).find(offers);
        if let Some(foothold) = fell {
            self.write_offers(tail, foothold, first);
        }
        first
    }

    /// Writes down what `offer_unwritten` offered.
    fn write_offers(&mut self, tail: NodeId, foothold: FootholdIx, first: EdgeStateIx) {
        let plan = self.plan;
        let it = self.footholds[foothold];
        let mut sequences = it.offers_from.map_or(0, NonZeroU32::get)..;
        for (place, lane) in plan.graph.out(tail).enumerate() {
            let head = plan.graph.ways[lane].to;
            if self.first_taken(head).is_some_and(|taken| taken <= foothold) {
                continue;
            }
            let sequence = sequences.next().unwrap_or_default();
            let state = Index::at(first.position() + place);
            self.edges[state].offers = 1;
            if !self.has_way(lane) {
                continue;
            }
            let ends_at = it.taken_at + self.traversal_lasts(lane, 0);
            let turn = self.future.turn_numbered(ends_at, Phase::Attack, sequence);
            let state = &mut self.edges[state];
            (state.turn, state.foothold) = (turn.unwrap_or(Turn::BEYOND), Some(foothold));
        }
    }

    /// Offers every edge that leaves a node which has just become live.
    #[inline]
    pub(super) fn offer_all_from(&mut self, node: NodeId, foothold: FootholdIx) {
        let plan = self.plan;
        let offers = !self.is_closed_out(node);
        if offers && self.follows_from_fall(node, foothold) {
            return self.offer_unwritten(node, foothold);
        }
        for (lane, way) in plan.graph.leaving(node) {
            if !way.is(PLAIN) {
                self.offer(lane);
            } else if offers && !self.keeps_out(way.to) {
                self.set_out(lane, foothold);
            }
        }
    }

    /// Whether what is offered from a node need not be written down: it will follow from which nodes had fallen before.
    #[inline]
    fn follows_from_fall(&mut self, node: NodeId, foothold: FootholdIx) -> bool {
        let graph = &self.plan.graph;
        graph.places[node].plain
            && self.footholds[foothold].nth == 0
            && self.nodes.back(node).edges.is_none()
            && self.future.has_room(graph.degree(node))
            && !self.detail
            && !(self.nodes.any_stirred && graph.leaving(node).any(|(_, way)| self.is_stirred(way.to)))
    }

    /// Starts the traversals of plain edges, of which nothing is kept but the first turn into a node.
    fn offer_unwritten(&mut self, node: NodeId, foothold: FootholdIx) {
        let (plan, luck, now) = (self.plan, self.luck, self.now);
        let first = self.future.next_number();
        self.footholds[foothold].offers_from = Some(first);
        let (mut next, end) = (first.get(), self.future.end());
        for (lane, way) in plan.graph.leaving(node) {
            let front = self.nodes.front(way.to);
            if front.is_held() {
                continue;
            }
            let number = next;
            next += 1;
            // In the same millisecond what was offered before comes first (T1); beyond the horizon nothing comes (T2).
            let limit = end.min(front.arrival.turn.at()) - now;
            if let Some(lasts) = traverses_within(plan, &luck, lane, limit) {
                let (turn, via) = (
                    Turn::of(now + lasts, Phase::Attack, number),
                    Some((foothold, lane)),
                );
                front.arrival = Arrival { turn, via };
                self.future.put(turn, Happening::Arrives(way.to));
            }
        }
        self.future.skip_to(next);
    }

    /// Success says whether the way exists: drawn once for an edge and replication (E5).
    #[inline]
    pub(super) fn has_way(&self, lane: Lane) -> bool {
        self.plan.graph.has_way(&self.luck, lane)
    }

    /// A traversal may take a node at this turn: it stands among the events if it is the first.
    #[inline]
    fn arrive_no_later(&mut self, turn: Turn, foothold: Option<FootholdIx>, lane: Lane) {
        let head = self.plan.graph.ways[lane].to;
        let front = self.nodes.front(head);
        if turn < front.arrival.turn {
            let via = foothold.map(|foothold| (foothold, lane));
            front.arrival = Arrival { turn, via };
            self.future.put(turn, Happening::Arrives(head));
        }
    }

    /// Whether a traversal of this kind runs over an edge.
    #[inline]
    pub(super) fn is_running(&self, state: EdgeStateIx) -> bool {
        let turn = self.edges[state].turn;
        turn > self.future.present() && turn != Turn::NEVER
    }

    /// Starts a traversal; it stands among the events if nothing else takes its head before.
    #[inline]
    pub(super) fn run_over(&mut self, lane: Lane, foothold: FootholdIx, ordinal: u32) {
        let lasts = self.traversal_lasts(lane, ordinal);
        if self.detail {
            self.note_started(lane, foothold);
        }
        // Beyond the horizon it runs on, and comes to nothing (T2).
        let turn = self.future.turn(self.now + lasts, Phase::Attack);
        let state = self.edge(lane);
        (state.turn, state.foothold) = (turn.unwrap_or(Turn::BEYOND), Some(foothold));
        if let Some(turn) = turn {
            self.arrive_no_later(turn, Some(foothold), lane);
        }
    }

    /// The turn of an arrival has come; it may have failed, or another may have been quicker.
    pub(super) fn arrives(&mut self, node: NodeId) {
        let front = self.nodes.front(node);
        let Arrival { turn, via } = front.arrival;
        if turn != self.future.present() {
            return;
        }
        front.arrival = Arrival::NONE;
        if !front.is_held() {
            self.become_live(node, via, RecordIx::NONE);
        }
    }

    /// No turn into a node stands among the events any more.
    pub(super) fn disarm_node(&mut self, node: NodeId) {
        self.nodes.front(node).arrival = Arrival::NONE;
    }

    /// Puts the first turn into a node among the events, because it is not held any more or what stood there has failed.
    pub(super) fn arm_node(&mut self, node: NodeId) {
        let plan = self.plan;
        let mut first = (Turn::BEYOND, None);
        for &lane in plan.graph.entering(node) {
            let state = self.ever_left(lane).filter(|&state| self.is_running(state));
            if let Some(state) = state
                && self.edges[state].turn < first.0
            {
                first = (self.edges[state].turn, Some((lane, state)));
            }
        }
        self.disarm_node(node);
        if let (turn, Some((lane, state))) = first {
            let foothold = self.edges[state].foothold;
            self.arrive_no_later(turn, foothold, lane);
        }
    }

    /// A traversal fails or is cancelled: without limits there is no slot that it could keep (E5).
    pub(super) fn stop_running(&mut self, lane: Lane, state: EdgeStateIx, cause: RecordIx) {
        if !self.is_running(state) {
            return;
        }
        self.note_failed(lane, cause);
        let turn = std::mem::replace(&mut self.edges[state].turn, Turn::NEVER);
        let head = self.plan.graph.ways[lane].to;
        if self.nodes.front(head).arrival.turn == turn && !self.is_held(head) {
            self.arm_node(head);
        }
    }
}

/// How long the first traversal of an edge takes, if there is a way and it takes less than a limit (E5).
#[inline]
fn traverses_within(plan: &Plan<'_>, luck: &Luck, lane: Lane, limit: SimDuration) -> Option<SimDuration> {
    let way = &plan.graph.ways[lane];
    if !plan.graph.has_way(luck, lane) {
        return None;
    }
    let law = &plan.exercise.estate.laws[way.law()];
    let lasts = if let Some(fixed) = law.is_fixed() {
        fixed
    } else {
        let word = luck.word(way.key, Purpose::Traversal, 0);
        // Most come too late, and a look into a table tells so.
        let floors = plan.graph.floors(way.law());
        if floors.is_some_and(|floors| floors.at_word(word) >= limit) {
            return None;
        }
        law.quantile(uniform_of(word))
    };
    let lasts = lasts.max(SHORTEST);
    (lasts < limit).then_some(lasts)
}
