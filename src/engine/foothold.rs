//! Footholds: how a node is taken, held, retaken and lost (E4, E6, E9, E11, E12).

use std::num::NonZeroU32;

use crate::chance::Purpose;
use crate::model::{Index, Moment, NodeId};
use crate::time::SimTime;

use super::arena::{FateIx, FootholdIx, Lane};
use super::attack::{Ended, SHORTEST};
use super::event::{Happening, Phase};
use super::outcome::Stopped;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};
use super::spread::{MINTS, Place};

/// A node is retaken at most so often (T2).
const MOST_RETAKES: u32 = 1_000;
/// No end is scheduled.
const NEVER: SimTime = SimTime::MAX;

/// A foothold: the attacker holds one generation of a node's credential (E4). There may be millions, so that here stands only what
/// every one has.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a foothold")]
pub(super) struct Foothold {
    pub(super) taken_at: SimTime,
    pub(super) taken: RecordIx,
    pub(super) node: NodeId,
    /// The how-manieth foothold at its node, from 0: the ordinal of its draws (T4).
    pub(super) nth: u32,
    pub(super) from: Option<FootholdIx>,
    pub(super) first_taken_from: Option<FootholdIx>,
    pub(super) next_taken_beside: Option<FootholdIx>,
    /// The foothold at the same node before this one.
    pub(super) before: Option<FootholdIx>,
    /// What came over it since.
    fate: Option<FateIx>,
    /// The first sequence number of its offers, where these are not written down but follow from it.
    pub(super) offers_from: Option<NonZeroU32>,
    /// Held by a credential that the attacker made (E10).
    pub(super) minted: bool,
    /// A false alarm: nobody is there (I2).
    pub(super) phantom: bool,
    /// Its generation is closed: nothing new starts from it (E9).
    pub(super) shut: bool,
    pub(super) ended: bool,
}

impl Foothold {
    /// One that was taken at this instant.
    #[inline]
    pub(super) fn new(node: NodeId, taken_at: SimTime) -> Self {
        Self {
            taken_at,
            taken: RecordIx::NONE,
            node,
            nth: 0,
            from: None,
            first_taken_from: None,
            next_taken_beside: None,
            before: None,
            fate: None,
            offers_from: None,
            minted: false,
            phantom: false,
            shut: false,
            ended: false,
        }
    }

    /// What a false alarm names (I2).
    pub(super) fn phantom(node: NodeId, named_at: SimTime, named: RecordIx) -> Self {
        Self {
            phantom: true,
            ended: true,
            taken: named,
            ..Self::new(node, named_at)
        }
    }
}

/// What came over a foothold after it was taken: what is known of it, and how it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    pub(super) ends_at: SimTime,
    pub(super) ends_because: RecordIx,
    /// The first effect that cut it.
    pub(super) closed: Option<RecordIx>,
    pub(super) known_at: Option<SimTime>,
    pub(super) known: RecordIx,
    /// Its alert, if it has come.
    pub(super) alert: Option<RecordIx>,
    /// The condition of D3 that came last before scoping began.
    pub(super) scoping: Option<RecordIx>,
    /// The condition of D3 that came last before tracing back began.
    pub(super) tracing: Option<RecordIx>,
    /// How often its credential was renewed (E12).
    pub(super) renewals: u32,
}

impl Fate {
    const NONE: Self = Self {
        ends_at: NEVER,
        ends_because: RecordIx::NONE,
        closed: None,
        known_at: None,
        known: RecordIx::NONE,
        alert: None,
        scoping: None,
        tracing: None,
        renewals: 0,
    };
}

impl Play<'_> {
    /// The attacker enters from outside (E4, I2).
    pub(super) fn enter(&mut self, node: NodeId, cause: RecordIx) {
        // E9: a session that outlived a reissue does not keep a second entry out.
        if !self.is_held(node) {
            self.become_live(node, None, cause);
        }
    }

    /// A node becomes live (E4, E5, E9).
    pub(super) fn become_live(&mut self, node: NodeId, via: Option<(FootholdIx, Lane)>, cause: RecordIx) {
        let plan = self.plan;
        let first = !self.was_taken(node);
        let record = self.taking(node, via, cause);
        let taken = self.note(record);
        let foothold = self.add_foothold(Foothold {
            taken,
            from: via.map(|(from, _)| from),
            minted: plan.graph.mints && via.is_some_and(|(_, lane)| plan.graph.ways[lane].is(MINTS)),
            ..Foothold::new(node, self.now)
        });
        if self.hold(node, foothold).is_none() {
            self.live += 1;
        }
        self.times.contained = None;
        let place = &plan.graph.places[node];
        if first {
            self.falls(node, place, taken);
        } else {
            self.retaken(node);
        }
        if place.senses {
            self.schedule_alert(foothold);
        }
        if place.lives {
            self.schedule_lifetime(foothold);
        }
        // D3: nothing is looked for before the declaration.
        if self.incident.declared_at.is_some() {
            self.consider_scoping(foothold);
        }
        self.offer_from(node, foothold);
    }

    /// What came over a foothold.
    #[inline]
    pub(super) fn fate(&self, foothold: FootholdIx) -> &Fate {
        let fate = self.footholds[foothold].fate;
        fate.map_or(&Fate::NONE, |fate| &self.fates[fate])
    }

    /// What came over a foothold, to be changed.
    pub(super) fn fate_mut(&mut self, foothold: FootholdIx) -> &mut Fate {
        let fates = &mut self.fates;
        let fate = &mut self.footholds[foothold].fate;
        let fate = *fate.get_or_insert_with(|| fates.add(Fate::NONE));
        &mut self.fates[fate]
    }

    /// Adds a foothold to those of its node, and to those taken from the same one.
    #[inline]
    pub(super) fn add_foothold(&mut self, mut it: Foothold) -> FootholdIx {
        let back = self.nodes.back(it.node);
        it.before = back.latest;
        if let Some(before) = it.before {
            it.nth = self.footholds[before].nth + 1;
        }
        if let Some(from) = it.from {
            it.next_taken_beside = self.footholds[from].first_taken_from;
        }
        let foothold = self.footholds.add(it);
        back.latest = Some(foothold);
        if let Some(from) = it.from {
            self.footholds[from].first_taken_from = Some(foothold);
        }
        foothold
    }

    /// The record of a taking. M4: a retake is caused by the effect that closed the foothold before; everything before is walked
    /// there. Where none did, because its credential just ran out, all is the attacker's.
    #[inline]
    fn taking(&self, node: NodeId, via: Option<(FootholdIx, Lane)>, cause: RecordIx) -> Record {
        let cause = via.map_or(cause, |(from, _)| self.footholds[from].taken);
        let before = self
            .latest(node)
            .filter(|&before| !self.footholds[before].phantom);
        let record = match before {
            None => Record::new(Kind::Taken, cause).charge(Cause::Attacker),
            Some(before) => match self.closed_by(before) {
                Some(closed) => Record::new(Kind::Retaken, closed).charge(Cause::Retaken),
                None => Record::new(Kind::Retaken, cause).charge(Cause::Attacker),
            },
        };
        let record = record.asset(Some(node));
        match via {
            Some((_, lane)) => record.extra(self.plan.graph.edge(lane).position()),
            None => record,
        }
    }

    /// The effect that closed a foothold. E12: one that only ran its time was closed by nobody; one whose tail was cut, by that cut.
    fn closed_by(&self, foothold: FootholdIx) -> Option<RecordIx> {
        let fate = self.fate(foothold);
        let ended = Some(fate.ends_because).filter(|_| self.footholds[foothold].ended);
        let cut = |place: &RecordIx| {
            self.record(*place)
                .is_some_and(|record| record.kind == Kind::Effective)
        };
        fate.closed.or(ended.filter(cut))
    }

    /// The first fall of a node: the blast radius grows (E6, M3).
    #[inline]
    fn falls(&mut self, node: NodeId, place: &Place, taken: RecordIx) {
        self.fallen.push((self.now, node));
        self.fallen_weight += u64::from(place.weight);
        let count = self.fallen.len() as u64;
        if self.times.limit_passed.is_none() && self.plan.passes_limit(self.fallen_weight, count) {
            self.times.limit_passed = Some(self.now);
        }
        if place.is_jewel && self.times.jewel.is_none() {
            self.times.jewel = Some(self.now);
            self.note(Record::new(Kind::JewelFell, taken).asset(Some(node)));
        }
        let weight = self.fallen_weight;
        self.moment_comes(|moment| matches!(moment, Moment::BlastPasses(level) if weight > *level));
    }

    fn retaken(&mut self, node: NodeId) {
        let state = self.node_mut(node);
        state.retakes += 1;
        state.retaken_after_restoration |= state.restored_once;
        let too_often = state.retakes > MOST_RETAKES;
        self.burden.retaken += 1;
        if too_often {
            self.stopped = Stopped::TooManyRetakes;
        }
    }

    /// The session of a foothold is to end, unless it ends sooner (E7: of several, the earliest death counts).
    pub(super) fn end_no_later(&mut self, foothold: FootholdIx, at: SimTime, because: RecordIx) {
        if self.footholds[foothold].ended {
            return;
        }
        let it = self.fate_mut(foothold);
        if at >= it.ends_at {
            return;
        }
        (it.ends_at, it.ends_because) = (at, because);
        self.future
            .schedule(at, Phase::Effect, Happening::SessionEnds(foothold));
    }

    pub(super) fn session_ends(&mut self, foothold: FootholdIx) {
        let fate = self.fate(foothold);
        if !self.footholds[foothold].ended && fate.ends_at == self.now {
            self.end_foothold(foothold, fate.ends_because, Cause::Residual);
        }
    }

    /// A foothold ends: what runs from it fails, and edges into it start afresh (E5, E9).
    pub(super) fn end_foothold(&mut self, foothold: FootholdIx, because: RecordIx, charge: Cause) {
        let node = self.footholds[foothold].node;
        let it = &mut self.footholds[foothold];
        if std::mem::replace(&mut it.ended, true) {
            return;
        }
        self.fate_mut(foothold).ends_because = because;
        // E9: a foothold that was replaced ends without effect.
        if self.current(node) != Some(foothold) {
            return;
        }
        self.let_go(node);
        self.live -= 1;
        let record = Record::new(Kind::FootholdEnded, because)
            .charge(charge)
            .asset(Some(node));
        let ended = self.note(record);
        self.fail_from(node, ended);
        self.check_contained(ended, Ended::Foothold(foothold));
        self.arm_node(node);
        self.offer_into(node);
    }

    /// E11: nothing is live, and no detached traversal can still succeed.
    pub(super) fn check_contained(&mut self, cause: RecordIx, ended: Ended) {
        if self.live == 0 && self.loose == 0 && self.times.contained.is_none() {
            let record = self.note(Record::new(Kind::Contained, cause));
            self.times.contained = Some(super::outcome::Containment {
                at: self.now,
                record,
                ended,
            });
        }
    }

    fn schedule_lifetime(&mut self, foothold: FootholdIx) {
        let Foothold { node, nth, .. } = self.footholds[foothold];
        let plan = self.plan;
        let it = &plan.exercise.estate.nodes[node];
        let Some(lifetime) = &it.lifetime else { return };
        // Each renewal of a foothold is a draw of its own.
        let ordinal = u64::from(nth) << 32 | u64::from(self.fate(foothold).renewals);
        let lasts = self
            .luck
            .duration(&lifetime.lasts, it.key, Purpose::Lifetime, ordinal);
        self.schedule(
            lasts.max(SHORTEST),
            Phase::Effect,
            Happening::LifetimeEnds(foothold),
        );
    }

    /// E12: the foothold ends, unless its live tail or its own session renews it.
    pub(super) fn lifetime_ends(&mut self, foothold: FootholdIx) {
        let it = self.footholds[foothold];
        if it.ended || self.current(it.node) != Some(foothold) {
            return;
        }
        let plan = self.plan;
        let Some(lifetime) = &plan.exercise.estate.nodes[it.node].lifetime else {
            return;
        };
        let tail_live = it
            .from
            .is_some_and(|from| self.current(self.footholds[from].node) == Some(from));
        let renewed = (lifetime.renewed_by_session || lifetime.renewed_by_tail && tail_live) && !it.shut;
        if renewed {
            self.fate_mut(foothold).renewals += 1;
            return self.schedule_lifetime(foothold);
        }
        // M4: an action that closed it, or cut its tail, left it this residual; otherwise it ran its time.
        let closed = self.fate(foothold).closed;
        let closed = closed.or_else(|| it.from.and_then(|from| self.fate(from).closed));
        match closed {
            Some(closed) => self.end_foothold(foothold, closed, Cause::Residual),
            None => self.end_foothold(foothold, it.taken, Cause::Attacker),
        }
    }
}
