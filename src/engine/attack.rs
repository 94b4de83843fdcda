//! The attack: offers, traversals, slots and granted windows (E3, E5, E9, E12).

use std::cmp::Ordering;

use crate::chance::Purpose;
use crate::model::{EdgeId, Index, NodeId, WaitingOrder};
use crate::time::{SimDuration, SimTime};

use super::arena::{EdgeStateIx, FootholdIx, Lane, Recycle, TraversalIx};
use super::event::{Happening, Phase};
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};
use super::spread::{AND, DETACHED, PLAIN, WINDOW, Way};

/// How far a traversal has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Going {
    /// It waits for a slot.
    #[default]
    Waiting,
    /// It runs.
    Running,
    /// It runs, cannot succeed any more, and keeps its slot (E5).
    Failed,
    /// It has ended, or was cancelled or dropped.
    Over,
}

/// One traversal of an edge (E5).
#[derive(Clone, Copy, Debug)]
pub(super) struct Traversal {
    lane: Lane,
    foothold: FootholdIx,
    ordinal: u32,
    going: Going,
    next: Option<TraversalIx>,
    pub(super) started_at: SimTime,
}

impl Default for Traversal {
    fn default() -> Self {
        Self {
            lane: Index::at(0),
            foothold: Index::at(0),
            ordinal: 0,
            going: Going::Waiting,
            next: None,
            started_at: SimTime::ZERO,
        }
    }
}

impl Recycle for Traversal {
    fn recycle(&mut self) {
        *self = Self::default();
    }
}

/// A traversal that waits for a slot, in the attacker's order; ties by time of becoming ready, then id (E3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    rank: u64,
    ready_at: SimTime,
    edge: EdgeId,
    traversal: TraversalIx,
}

impl Ord for Waiting {
    /// Reversed, because the standard heap gives the largest first.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.rank, other.ready_at, other.edge, other.traversal).cmp(&(
            self.rank,
            self.ready_at,
            self.edge,
            self.traversal,
        ))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A traversal takes at least this long (E5).
pub(super) const SHORTEST: SimDuration = SimDuration::from_millis(1);

impl Play<'_> {
    /// Offers every edge that leaves a node which has just become live by a foothold, and every edge that waited for it (E5).
    #[inline]
    pub(super) fn offer_from(&mut self, node: NodeId, foothold: FootholdIx) {
        let plan = self.plan;
        self.offer_all_from(node, foothold);
        for &lane in plan.graph.requiring.of(node) {
            if !self.is_traversed(lane) {
                self.offer(lane);
            }
        }
    }

    /// Offers every edge that leaves a live node and over which nothing can still succeed.
    pub(super) fn offer_idle_from(&mut self, node: NodeId) {
        let plan = self.plan;
        for lane in plan.graph.out(node) {
            if !self.is_traversed(lane) {
                self.offer(lane);
            }
        }
    }

    /// Offers every edge into a node afresh, where nothing can still succeed over it (E9).
    pub(super) fn offer_into(&mut self, node: NodeId) {
        let plan = self.plan;
        for &lane in plan.graph.entering(node) {
            if !self.is_traversed(lane) {
                self.offer(lane);
            }
        }
    }

    /// Offers one edge: a traversal starts, waits for a slot, or there is no way (E3, E5).
    pub(super) fn offer(&mut self, lane: Lane) {
        let plan = self.plan;
        let way = &plan.graph.ways[lane];
        let Some(foothold) = self.current(plan.graph.tail(lane)) else {
            return;
        };
        if self.footholds[foothold].shut {
            return;
        }
        if way.is(WINDOW) {
            self.schedule_windows(lane);
        }
        if self.is_open(lane) && self.requirements_live(lane) && !self.is_held(way.to) {
            self.set_out(lane, foothold);
        }
    }

    /// A traversal of an open edge into a node that is not held.
    pub(super) fn set_out(&mut self, lane: Lane, foothold: FootholdIx) {
        let plan = self.plan;
        let way = &plan.graph.ways[lane];
        let state = self.edge_from(plan.graph.tail(lane), lane);
        let ordinal = self.edges[state].next_offer();
        if !self.has_way(lane) {
            return;
        }
        if way.is(PLAIN) && !self.is_running(state) {
            return self.run_over(lane, foothold, ordinal);
        }
        let traversal = self.traversals.take();
        let next = self.edges[state].active.replace(traversal);
        let it = &mut self.traversals[traversal];
        (it.lane, it.foothold, it.ordinal, it.next) = (lane, foothold, ordinal, next);
        self.start_or_wait(traversal);
    }

    /// E3: with limited slots every edge waits first, at least until the end of the event.
    fn start_or_wait(&mut self, traversal: TraversalIx) {
        let attacker = &self.plan.exercise.scenario.attacker;
        if attacker.concurrency.is_none() {
            return self.start_traversal(traversal);
        }
        // E3: whatever one event offers is compared before slots are given out, when the event is over.
        let Traversal { lane, ordinal, .. } = self.traversals[traversal];
        let Way { to: head, key, .. } = self.plan.graph.ways[lane];
        let rank = match attacker.order {
            WaitingOrder::Nearest => u64::from(self.plan.graph.hops(head)),
            WaitingOrder::MostValuable => u64::MAX - u64::from(self.plan.exercise.estate.nodes[head].weight),
            WaitingOrder::Random => self.luck.word(key, Purpose::WaitingOrder, u64::from(ordinal)),
        };
        self.waiting.push(Waiting {
            rank,
            ready_at: self.now,
            edge: self.plan.graph.edge(lane),
            traversal,
        });
    }

    fn start_traversal(&mut self, traversal: TraversalIx) {
        let Traversal {
            lane,
            ordinal,
            foothold,
            ..
        } = self.traversals[traversal];
        let plan = self.plan;
        let way = &plan.graph.ways[lane];
        let lasts = self.traversal_lasts(lane, ordinal);
        if way.is(DETACHED) {
            self.loose += 1;
        }
        self.slots_used += 1;
        if self.detail || way.is(DETACHED) {
            self.note_started(lane, foothold);
        }
        let it = &mut self.traversals[traversal];
        (it.going, it.started_at) = (Going::Running, self.now);
        self.schedule(lasts, Phase::Attack, Happening::TraversalEnds(traversal));
    }

    pub(super) fn traversal_lasts(&self, lane: Lane, ordinal: u32) -> SimDuration {
        let graph = &self.plan.graph;
        let way = &graph.ways[lane];
        let law = &self.plan.exercise.estate.laws[way.law()];
        let lasts = self
            .luck
            .duration(law, way.key, Purpose::Traversal, u64::from(ordinal));
        lasts.max(SHORTEST)
    }

    pub(super) fn note_started(&mut self, lane: Lane, foothold: FootholdIx) {
        let taken = self.footholds[foothold].taken;
        let head = self.plan.graph.ways[lane].to;
        let record = Record::new(Kind::TraversalStarted, taken).charge(Cause::Attacker);
        self.note(
            record
                .asset(Some(head))
                .extra(self.plan.graph.edge(lane).position()),
        );
    }

    /// The end of a traversal: its head becomes live if it is not (E5).
    pub(super) fn traversal_ends(&mut self, traversal: TraversalIx) {
        let Traversal {
            lane,
            foothold,
            going,
            ..
        } = self.traversals[traversal];
        if going == Going::Over {
            return;
        }
        self.leave(traversal);
        let graph = &self.plan.graph;
        let head = graph.ways[lane].to;
        if going == Going::Running {
            if graph.ways[lane].is(DETACHED) {
                self.loose -= 1;
            }
            if !self.is_held(head) {
                self.become_live(head, Some((foothold, lane)), RecordIx::NONE);
            }
        }
    }

    /// Fails a running traversal: it keeps its slot to its drawn end (E5).
    pub(super) fn fail(&mut self, traversal: TraversalIx, cause: RecordIx) {
        let Traversal { lane, going, .. } = self.traversals[traversal];
        match going {
            Going::Waiting => self.leave(traversal),
            Going::Running => {
                self.traversals[traversal].going = Going::Failed;
                self.note_failed(lane, cause);
                self.loosen(lane, traversal, cause);
            }
            Going::Failed | Going::Over => {}
        }
    }

    pub(super) fn note_failed(&mut self, lane: Lane, cause: RecordIx) {
        let head = self.plan.graph.ways[lane].to;
        let record = Record::new(Kind::TraversalFailed, cause).asset(Some(head));
        self.note_detail(record.extra(self.plan.graph.edge(lane).position()));
    }

    /// A detached traversal can no longer succeed: containment may have come (E11).
    fn loosen(&mut self, lane: Lane, traversal: TraversalIx, cause: RecordIx) {
        if self.plan.graph.ways[lane].is(DETACHED) {
            self.loose -= 1;
            self.note_loose_end(traversal, cause);
        }
    }

    fn note_loose_end(&mut self, traversal: TraversalIx, cause: RecordIx) {
        let started_at = self.traversals[traversal].started_at;
        self.check_contained(cause, Ended::Traversal { started_at });
    }

    /// Cancels a traversal: its slot is free at once (E5).
    fn cancel(&mut self, traversal: TraversalIx, cause: RecordIx) {
        let Traversal { lane, going, .. } = self.traversals[traversal];
        if going == Going::Over {
            return;
        }
        self.leave(traversal);
        if going == Going::Running {
            self.note_failed(lane, cause);
            self.loosen(lane, traversal, cause);
        }
    }

    /// Takes a traversal off its edge's list and out of its slot.
    fn leave(&mut self, traversal: TraversalIx) {
        let Traversal {
            lane, going, next, ..
        } = self.traversals[traversal];
        if matches!(going, Going::Running | Going::Failed) {
            self.slots_used -= 1;
        }
        self.traversals[traversal].going = Going::Over;
        let first = &mut self.edge(lane).active;
        if *first == Some(traversal) {
            *first = next;
            return;
        }
        let mut before = *first;
        while let Some(other) = before {
            before = self.traversals[other].next;
            if before == Some(traversal) {
                self.traversals[other].next = next;
            }
        }
    }

    /// Gives free slots to waiting edges, once an event has offered all that it offers, so that the attacker's order
    /// holds among them; one whose turn comes too late is dropped (E3).
    #[inline]
    pub(super) fn fill_slots(&mut self) {
        if !self.waiting.is_empty()
            && let Some(slots) = self.plan.exercise.scenario.attacker.concurrency
            && self.slots_used < slots
        {
            self.fill_slots_to(slots);
        }
    }

    #[inline(never)]
    fn fill_slots_to(&mut self, slots: u32) {
        while self.slots_used < slots {
            let Some(Waiting { traversal, .. }) = self.waiting.pop() else {
                return;
            };
            let Traversal {
                lane,
                foothold,
                going,
                ..
            } = self.traversals[traversal];
            if going != Going::Waiting {
                continue;
            }
            let (tail, head) = (self.plan.graph.tail(lane), self.plan.graph.ways[lane].to);
            let stands = self.current(tail) == Some(foothold) && !self.footholds[foothold].shut;
            if stands && self.is_open(lane) && self.requirements_live(lane) && !self.is_held(head) {
                self.start_traversal(traversal);
            } else {
                self.leave(traversal);
            }
        }
    }

    /// Whether a traversal that can still succeed waits or runs over the edge.
    pub(super) fn is_traversed(&mut self, lane: Lane) -> bool {
        let Some(state) = self.ever_left(lane) else {
            return false;
        };
        if self.is_running(state) {
            return true;
        }
        let mut next = self.edges[state].active;
        while let Some(traversal) = next {
            let it = &self.traversals[traversal];
            if matches!(it.going, Going::Waiting | Going::Running) {
                return true;
            }
            next = it.next;
        }
        false
    }

    fn requirements_live(&self, lane: Lane) -> bool {
        !self.plan.graph.ways[lane].is(AND)
            || self.plan.exercise.estate.edges[self.plan.graph.edge(lane)]
                .requires
                .iter()
                .all(|&node| self.current(node).is_some())
    }

    /// Open while the tail is not closed out, the head not closed in, and a window granted (E7, E12).
    pub(super) fn is_open(&self, lane: Lane) -> bool {
        let graph = &self.plan.graph;
        let way = &graph.ways[lane];
        !self.is_closed_out(graph.tail(lane))
            && !self.is_closed_in(way.to)
            && (!way.is(WINDOW) || self.is_granted(lane))
    }

    /// Fails what runs out of a node, except what is detached (E5).
    pub(super) fn fail_from(&mut self, node: NodeId, cause: RecordIx) {
        let plan = self.plan;
        for lane in plan.graph.out(node) {
            if !plan.graph.ways[lane].is(DETACHED) {
                self.fail_over(lane, cause);
            }
        }
    }

    /// Cancels everything that runs out of a node (E7).
    pub(super) fn cancel_from(&mut self, node: NodeId, cause: RecordIx) {
        let plan = self.plan;
        for lane in plan.graph.out(node) {
            if let Some(state) = self.ever_left(lane) {
                self.stop_running(lane, state, cause);
                self.each_active(state, |play, traversal| play.cancel(traversal, cause));
            }
        }
    }

    /// Fails everything that runs into a node, also what is detached (E5).
    pub(super) fn fail_into(&mut self, node: NodeId, cause: RecordIx) {
        let plan = self.plan;
        self.disarm_node(node);
        for &lane in plan.graph.entering(node) {
            self.fail_over(lane, cause);
        }
    }

    /// A reissue of the head fails what runs into it; a detached traversal restarts only where its tail is live
    /// and the edge open, and goes on otherwise (E5, E9).
    pub(super) fn restart_into(&mut self, node: NodeId, cause: RecordIx) {
        let plan = self.plan;
        // Nothing that does not start anew runs on, except what is detached.
        self.disarm_node(node);
        for &lane in plan.graph.entering(node) {
            let tail = self.current(plan.graph.tail(lane));
            let offered = tail.is_some_and(|tail| !self.footholds[tail].shut) && self.is_open(lane);
            if !plan.graph.ways[lane].is(DETACHED) || offered {
                self.fail_over(lane, cause);
            }
            if !self.is_traversed(lane) {
                self.offer(lane);
            }
        }
    }

    /// Fails whatever runs over an edge.
    pub(super) fn fail_over(&mut self, lane: Lane, cause: RecordIx) {
        if let Some(state) = self.ever_left(lane) {
            self.stop_running(lane, state, cause);
            self.each_active(state, |play, traversal| play.fail(traversal, cause));
        }
    }

    fn each_active(&mut self, state: EdgeStateIx, mut act: impl FnMut(&mut Self, TraversalIx)) {
        let mut next = self.edges[state].active;
        while let Some(traversal) = next {
            next = self.traversals[traversal].next;
            act(self, traversal);
        }
    }
}

/// What ended last, when containment has come (M4).
#[derive(Clone, Copy, Debug)]
pub(super) enum Ended {
    /// A foothold.
    Foothold(FootholdIx),
    /// A detached traversal, which started then.
    Traversal {
        /// When it started.
        started_at: SimTime,
    },
}
