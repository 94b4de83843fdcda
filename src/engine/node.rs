//! What a replication knows of a node: in front what the attack asks for every edge, behind it what every taken node has, and apart what only
//! nodes have that somebody deals with.

use crate::model::{NodeId, Table};
use crate::time::SimTime;

use super::arena::{CaseIx, EdgeStateIx, FootholdIx, Lane, Recycle, StateIx};
use super::event::Turn;
use super::play::Play;
use super::record::RecordIx;

/// The attacker holds the node's present credential: nothing need traverse into it (E3).
const HELD: u32 = 1;
/// No edge into the node is open (E7).
const CLOSED_IN: u32 = 2;
/// No edge out of the node is open (E7).
const CLOSED_OUT: u32 = 4;
/// More happened to it than that it was taken once, or the edges into it were closed: what is offered to it is written down.
const STIRRED: u32 = 8;
/// Its back belongs to the present replication too.
const BACKED: u32 = 16;
const FLAGS: u32 = 5;

/// Counts replications, for marking what belongs to the present one: nothing has to be cleared between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Epoch(u32);

impl Epoch {
    /// The next one; nothing when they have been used up, and everything that was marked has to be cleared.
    pub(super) fn next(self) -> Option<Self> {
        self.0.checked_add(1 << FLAGS).map(Self)
    }

    /// A mark of this epoch without flags.
    #[inline]
    pub(super) fn mark(self) -> u32 {
        self.0
    }

    /// Whether a mark is of this epoch, whatever its flags.
    #[inline]
    pub(super) fn is_of(self, mark: u32) -> bool {
        (self.0 ^ mark) >> FLAGS == 0
    }
}

/// The first turn at which a traversal may take a node: it stands among the events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub(super) turn: Turn,
    /// From which foothold, over which edge.
    pub(super) via: Option<(FootholdIx, Lane)>,
}

impl Arrival {
    /// No traversal may take it.
    pub(super) const NONE: Self = Self {
        turn: Turn::NEVER,
        via: None,
    };
}

/// What the attack asks of a node for every edge: small, because these lie all over the memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front {
    /// The first arrival at the node.
    pub(super) arrival: Arrival,
    /// The foothold that is live.
    pub(super) current: Option<FootholdIx>,
    /// The epoch, and flags.
    mark: u32,
}

impl Front {
    /// Whether the attacker holds the node's present credential: then nothing need traverse into it (E3).
    #[inline]
    pub(super) fn is_held(&self) -> bool {
        self.mark & HELD != 0
    }

    #[inline]
    const fn clean(mark: u32) -> Self {
        Self {
            arrival: Arrival::NONE,
            current: None,
            mark,
        }
    }
}

impl Default for Front {
    fn default() -> Self {
        Self::clean(0)
    }
}

/// What else every node that was ever taken has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Back {
    /// The latest foothold, live or not.
    pub(super) latest: Option<FootholdIx>,
    /// What is known beyond that.
    state: Option<StateIx>,
    /// What is known of its edges, the first of them: only where it does not follow from the fall of the node.
    pub(super) edges: Option<EdgeStateIx>,
}

/// Whether a vendor's logs of a node are there (D3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Logs {
    /// Nobody has asked.
    #[default]
    Unasked,
    /// The vendor has been asked.
    Asked,
    /// They are there.
    Here,
}

/// What a replication knows of one node with which more happened than that it was taken.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a node")]
pub(super) struct NodeState {
    pub(super) generation: u32,
    pub(super) retakes: u32,
    /// Some foothold of it is known.
    pub(super) known: bool,
    /// Containment requests raised for it so far.
    pub(super) requests: u32,
    /// The containment request that is pending, the latest if several.
    pub(super) pending: Option<CaseIx>,
    /// Restorations requested so far.
    pub(super) restorations: u32,
    pub(super) restoring: Option<CaseIx>,
    /// The last effect of an action that cuts.
    pub(super) last_cut_at: Option<SimTime>,
    /// When the team believes the last foothold died: the earliest by any action since the request (E7).
    pub(super) believed_dead_at: Option<SimTime>,
    pub(super) logs: Logs,
    /// Any action was effective here (R4).
    pub(super) acted_on: bool,
    /// It is disrupted until it is restored, since then.
    pub(super) down_since: Option<SimTime>,
    pub(super) down_wrongly: bool,
    /// Timed disruption lasts up to here.
    pub(super) down_until: SimTime,
    /// Disruption is counted up to here.
    pub(super) down_counted: SimTime,
    /// Some action since the last request ended its sessions (E11).
    pub(super) sessions_ended: bool,
    /// It was restored and has been retaken since (L3).
    pub(super) retaken_after_restoration: bool,
    pub(super) restored_once: bool,
    /// A restoration was dropped, and waits for the next declared containment (L3).
    pub(super) restoration_dropped: bool,
    /// The last effect that a minted foothold outlived (E10, M4).
    pub(super) spared_by: Option<RecordIx>,
}

static CLEAN: NodeState = NodeState::clean();

impl NodeState {
    const fn clean() -> Self {
        Self {
            generation: 0,
            retakes: 0,
            known: false,
            requests: 0,
            pending: None,
            restorations: 0,
            restoring: None,
            last_cut_at: None,
            believed_dead_at: None,
            logs: Logs::Unasked,
            acted_on: false,
            down_since: None,
            down_wrongly: false,
            down_until: SimTime::ZERO,
            down_counted: SimTime::ZERO,
            sessions_ended: false,
            retaken_after_restoration: false,
            restored_once: false,
            restoration_dropped: false,
            spared_by: None,
        }
    }
}

impl Recycle for NodeState {
    fn recycle(&mut self) {
        *self = Self::clean();
    }
}

/// What a replication knows of all nodes.
#[derive(Debug)]
pub(super) struct Nodes {
    /// Marks what belongs to the present replication.
    epoch: Epoch,
    fronts: Table<NodeId, Front>,
    backs: Table<NodeId, Back>,
    /// Some node was stirred in this replication.
    pub(super) any_stirred: bool,
}

impl Nodes {
    /// So many untouched nodes.
    pub(super) fn new(count: usize) -> Self {
        Self {
            epoch: Epoch::default(),
            fronts: Table::new(vec![Front::default(); count]),
            backs: Table::new(vec![Back::default(); count]),
            any_stirred: false,
        }
    }

    /// Marks of all replications before are of no account from now on.
    pub(super) fn begin_epoch(&mut self) {
        self.any_stirred = false;
        self.epoch = self.epoch.next().unwrap_or_else(|| {
            self.fronts.iter_mut().for_each(|front| *front = Front::default());
            Epoch::default().next().unwrap_or_default()
        });
    }

    /// How much memory they take, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.fronts.len() * (size_of::<Front>() + size_of::<Back>())
    }

    /// The front of a node, if this replication has touched it.
    #[inline]
    fn touched(&self, node: NodeId) -> Option<&Front> {
        let front = &self.fronts[node];
        self.epoch.is_of(front.mark).then_some(front)
    }

    /// The back of a node, if this replication has touched it.
    #[inline]
    pub(super) fn back_of(&self, node: NodeId) -> Option<&Back> {
        let backed = self.touched(node)?.mark & BACKED != 0;
        backed.then(|| &self.backs[node])
    }

    /// The front of a node, to be changed.
    #[inline]
    pub(super) fn front(&mut self, node: NodeId) -> &mut Front {
        let front = &mut self.fronts[node];
        if !self.epoch.is_of(front.mark) {
            *front = Front::clean(self.epoch.mark());
        }
        front
    }

    /// The back of a node, to be changed.
    #[inline]
    pub(super) fn back(&mut self, node: NodeId) -> &mut Back {
        let front = self.front(node);
        let fresh = front.mark & BACKED == 0;
        front.mark |= BACKED;
        let back = &mut self.backs[node];
        if fresh {
            *back = Back::default();
        }
        back
    }
}

impl Play<'_> {
    #[inline]
    fn has(&self, node: NodeId, flags: u32) -> bool {
        self.nodes
            .touched(node)
            .is_some_and(|front| front.mark & flags != 0)
    }

    /// The foothold of a node that is live.
    #[inline]
    pub(super) fn current(&self, node: NodeId) -> Option<FootholdIx> {
        self.nodes.touched(node)?.current
    }

    /// The latest foothold of a node, live or not.
    #[inline]
    pub(super) fn latest(&self, node: NodeId) -> Option<FootholdIx> {
        self.nodes.back_of(node)?.latest
    }

    /// How many footholds a node has had.
    pub(super) fn footholds_of(&self, node: NodeId) -> u32 {
        self.latest(node)
            .map_or(0, |latest| self.footholds[latest].nth + 1)
    }

    /// Whether a node was ever live: a foothold of a false alarm does not count.
    pub(super) fn was_taken(&self, node: NodeId) -> bool {
        self.footholds_at(node)
            .any(|foothold| !self.footholds[foothold].phantom)
    }

    /// The footholds at a node, the latest first.
    pub(super) fn footholds_at(&self, node: NodeId) -> impl Iterator<Item = FootholdIx> + '_ {
        std::iter::successors(self.latest(node), |&next| self.footholds[next].before)
    }

    /// The first foothold at a node that was live; one of a false alarm does not count.
    pub(super) fn first_taken(&self, node: NodeId) -> Option<FootholdIx> {
        self.footholds_at(node)
            .filter(|&foothold| !self.footholds[foothold].phantom)
            .last()
    }

    /// The state of a node; one that this replication has not touched is clean.
    #[inline]
    pub(super) fn node(&self, node: NodeId) -> &NodeState {
        let state = self.nodes.back_of(node).and_then(|back| back.state);
        state.map_or(&CLEAN, |state| &self.states[state])
    }

    /// The state of a node, to be changed.
    pub(super) fn node_mut(&mut self, node: NodeId) -> &mut NodeState {
        let states = &mut self.states;
        let state = *self.nodes.back(node).state.get_or_insert_with(|| states.take());
        &mut self.states[state]
    }

    /// Whether the attacker holds the node's present credential: then nothing need traverse into it (E3).
    #[inline]
    pub(super) fn is_held(&self, node: NodeId) -> bool {
        self.has(node, HELD)
    }

    /// Whether a traversal into the node is of no use, or its edge shut on this side (E3, E7).
    #[inline]
    pub(super) fn keeps_out(&self, node: NodeId) -> bool {
        self.has(node, HELD | CLOSED_IN)
    }

    #[inline]
    pub(super) fn is_closed_in(&self, node: NodeId) -> bool {
        self.has(node, CLOSED_IN)
    }

    #[inline]
    pub(super) fn is_closed_out(&self, node: NodeId) -> bool {
        self.has(node, CLOSED_OUT)
    }

    pub(super) fn close_in(&mut self, node: NodeId) {
        self.nodes.front(node).mark |= CLOSED_IN;
        self.stir(node);
    }

    /// From now on it does not follow from falls alone what is offered to the node.
    fn stir(&mut self, node: NodeId) {
        self.nodes.front(node).mark |= STIRRED;
        self.nodes.any_stirred = true;
    }

    /// Whether what is offered to the node does not follow from falls alone.
    #[inline]
    pub(super) fn is_stirred(&self, node: NodeId) -> bool {
        self.has(node, STIRRED)
    }

    pub(super) fn close_out(&mut self, node: NodeId) {
        self.nodes.front(node).mark |= CLOSED_OUT;
    }

    /// Opens both sides of a node.
    pub(super) fn open(&mut self, node: NodeId) {
        self.nodes.front(node).mark &= !(CLOSED_IN | CLOSED_OUT);
    }

    /// The attacker holds the node's present credential by this foothold.
    /// Gives the foothold that was live until then.
    pub(super) fn hold(&mut self, node: NodeId, foothold: FootholdIx) -> Option<FootholdIx> {
        let front = self.nodes.front(node);
        front.mark |= HELD;
        front.current.replace(foothold)
    }

    /// The live foothold of a node has ended.
    pub(super) fn let_go(&mut self, node: NodeId) {
        let front = self.nodes.front(node);
        front.current = None;
        front.mark &= !HELD;
        self.stir(node);
    }

    /// A node has a new credential, which nobody holds yet (E9).
    pub(super) fn renew_credential(&mut self, node: NodeId) {
        self.node_mut(node).generation += 1;
        self.nodes.front(node).mark &= !HELD;
        self.stir(node);
    }
}
