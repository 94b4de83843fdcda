//! What containment does when it becomes effective (E7 to E10).

use crate::chance::{Key, Purpose};

use crate::model::{Disruption, Effects, Index, Moment, NodeId, Reveal, RevealReach};
use crate::time::SimTime;

use super::arena::{CaseIx, FootholdIx, ItemIx, PathIx};
use super::cases::{Progress, Status};
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};

/// Draws of believed residuals stand beside those of the true ones.
const BELIEVED: u64 = 1 << 32;

impl Play<'_> {
    /// An executed action becomes effective (E8).
    pub(super) fn effective(&mut self, item: ItemIx, place: u16) {
        let plan = self.plan;
        let place = usize::from(place);
        let it = &self.items[item];
        let (Some(node), Some(&action)) = (it.node, it.actions.get(place)) else {
            return;
        };
        let (path, case) = (it.path, it.case);
        let executed = it.executed.get(place).copied().unwrap_or(RecordIx::START);
        let record = Record::new(Kind::Effective, executed)
            .charge(Cause::Propagation)
            .rule(self.paths[path].rule)
            .asset(Some(node))
            .extra(action.position());
        let record = self.note(record);
        self.times.first_effect.get_or_insert(self.now);
        // The chain of causes of a later action does not pass through this effect (M4).
        if self.items[item].progress == Progress::Executed {
            self.items[item].last = record;
        }
        let wrongful = self.is_wrongful(path, case);

        self.count_clean(node);
        let effects = &plan.exercise.playbook.actions[action].effects;
        let decided_at = self.paths[path].decided_at.unwrap_or(self.now);
        let draws = self.paths[path].key.join(plan.exercise.estate.nodes[node].key);
        self.disrupt(
            node,
            &effects.disrupts,
            draws.join(plan.exercise.playbook.actions[action].key),
            wrongful,
        );

        self.cut(node, effects, decided_at, record);
        if let Some(reveal) = effects.reveals {
            self.reveal(node, reveal, record);
        }
        self.items[item].effective += 1;
        let cut = effects.cuts();
        self.items[item].cuts += usize::from(cut);
        self.item_took_effect(item, cut);
    }

    /// I2: what is done on a false alarm, also to nodes in scope, is wrongful.
    fn is_wrongful(&self, path: PathIx, case: Option<CaseIx>) -> bool {
        let members = &self.paths[path].members;
        case.map_or_else(
            || members.iter().all(|&case| self.cases[case].false_alarm),
            |case| self.cases[case].false_alarm,
        )
    }

    fn count_clean(&mut self, node: NodeId) {
        let state = self.node_mut(node);
        let first = !std::mem::replace(&mut state.acted_on, true);
        if first && !self.was_taken(node) {
            self.burden.clean_acted_on += 1;
        }
    }

    fn cut(&mut self, node: NodeId, effects: &Effects, decided_at: SimTime, record: RecordIx) {
        let foothold = self.current(node);
        let spared = foothold.is_some_and(|foothold| self.is_spared(foothold, effects, decided_at));
        if effects.cuts() {
            self.believe_cut(node, effects);
        }
        if spared {
            self.node_mut(node).spared_by = Some(record);
        } else {
            if effects.closes_out {
                self.close_out(node);
                self.fail_from(node, record);
            }
            if effects.cancels {
                self.cancel_from(node, record);
            }
            self.cut_foothold(foothold, effects, record);
        }
        if effects.closes_in {
            self.close_in(node);
            self.fail_into(node, record);
        }
        if effects.reissues {
            self.reissue(node, spared, record);
        }
        if let Some(foothold) = foothold.filter(|_| effects.ends_sessions && !spared) {
            self.end_foothold(foothold, record, Cause::Residual);
        }
        if effects.cuts() {
            self.moment_comes(|moment| matches!(moment, Moment::Contained(of) if *of == node));
        }
    }

    /// E10: an action that does not sweep, decided before a minted credential was known, leaves it alone.
    fn is_spared(&self, foothold: FootholdIx, effects: &Effects, decided_at: SimTime) -> bool {
        let it = &self.footholds[foothold];
        let known_at = self.fate(foothold).known_at;
        it.minted && !effects.sweeps && known_at.is_none_or(|known_at| known_at > decided_at)
    }

    fn cut_foothold(&mut self, foothold: Option<FootholdIx>, effects: &Effects, record: RecordIx) {
        let Some(foothold) = foothold.filter(|_| effects.cuts()) else {
            return;
        };
        self.fate_mut(foothold).closed.get_or_insert(record);
        if !effects.ends_sessions {
            let residual = self.residual(foothold);
            self.end_no_later(foothold, self.now + residual, record);
        }
    }

    pub(super) fn residual(&self, foothold: FootholdIx) -> crate::time::SimDuration {
        let it = &self.footholds[foothold];
        let node = &self.plan.exercise.estate.nodes[it.node];
        self.luck
            .duration(&node.residual, node.key, Purpose::Residual, u64::from(it.nth))
    }

    /// E11: what the team believes, from the effect of the last action and the believed residual.
    fn believe_cut(&mut self, node: NodeId, effects: &Effects) {
        let of = &self.plan.exercise.estate.nodes[node];
        let nth = self.footholds_of(node).saturating_sub(1);
        let residual = match &of.believed_residual {
            _ if effects.ends_sessions => crate::time::SimDuration::ZERO,
            Some(believed) => {
                self.luck
                    .duration(believed, of.key, Purpose::Residual, BELIEVED + u64::from(nth))
            }
            None => self
                .luck
                .duration(&of.residual, of.key, Purpose::Residual, u64::from(nth)),
        };
        let now = self.now;
        let state = self.node_mut(node);
        state.sessions_ended |= effects.ends_sessions;
        state.last_cut_at = Some(now);
        state.believed_dead_at = Some(if state.sessions_ended { now } else { now + residual });
    }

    /// E9: the old generation is closed, and whatever came for it starts again for the new one.
    fn reissue(&mut self, node: NodeId, spared: bool, record: RecordIx) {
        self.renew_credential(node);
        if !spared {
            if let Some(foothold) = self.current(node) {
                self.footholds[foothold].shut = true;
            }
            self.fail_from(node, record);
        }
        self.restart_into(node, record);
    }

    /// E7: footholds further on become known with a written probability.
    fn reveal(&mut self, node: NodeId, reveal: Reveal, record: RecordIx) {
        let mut found = std::mem::take(&mut self.revealed);
        found.clear();
        match reveal.reach {
            RevealReach::Hops(hops) => self.taken_from(node, hops, &mut found),
            RevealReach::Tenant => self.in_tenant(node, &mut found),
        }
        found.sort_unstable_by_key(|&foothold| (self.footholds[foothold].node, foothold));
        for &foothold in &found {
            let it = &self.footholds[foothold];
            let key = self.plan.exercise.estate.nodes[it.node].key;
            if self.fate(foothold).known_at.is_none()
                && !it.phantom
                && self
                    .luck
                    .happens(reveal.chance, key, Purpose::Reveal, u64::from(it.nth))
            {
                self.becomes_known(foothold, record, Cause::Discovery);
            }
        }
        self.revealed = found;
    }

    /// The footholds taken from those at a node, and on, up to so many hops, each once.
    fn taken_from(&self, node: NodeId, hops: u32, found: &mut Vec<FootholdIx>) {
        if hops == 0 {
            return;
        }
        for here in self.footholds_at(node) {
            found.extend(self.successors(here));
        }
        let mut layer = 0;
        for _ in 1..hops {
            let end = found.len();
            for place in layer..end {
                let Some(&foothold) = found.get(place) else { return };
                for next in self.successors(foothold) {
                    // One at the node itself has been followed already.
                    if !found.contains(&next) {
                        found.push(next);
                    }
                }
            }
            layer = end;
        }
    }

    fn in_tenant(&self, node: NodeId, found: &mut Vec<FootholdIx>) {
        let estate = &self.plan.exercise.estate;
        let Some(tenant) = estate.nodes[node].tenant else {
            return;
        };
        let inside =
            |foothold: &FootholdIx| estate.nodes[self.footholds[*foothold].node].tenant == Some(tenant);
        found.extend(self.footholds.ids().filter(inside));
    }

    /// The footholds taken from one.
    pub(super) fn successors(&self, foothold: FootholdIx) -> impl Iterator<Item = FootholdIx> + '_ {
        std::iter::successors(self.footholds[foothold].first_taken_from, |&next| {
            self.footholds[next].next_taken_beside
        })
    }

    /// M5: disrupted weight × time, each node counted once at every instant.
    fn disrupt(&mut self, node: NodeId, disruption: &Disruption, draws: Key, wrongful: bool) {
        let now = self.now;
        match disruption {
            Disruption::No => {}
            Disruption::UntilRestored => {
                let state = self.node_mut(node);
                if state.down_since.is_none() {
                    (state.down_since, state.down_wrongly) = (Some(now), wrongful);
                }
                if !self.downed.contains(&node) {
                    self.downed.push(node);
                }
            }
            Disruption::For(lasts) => {
                let until = now + self.luck.duration(lasts, draws, Purpose::Disruption, 0);
                let state = self.node_mut(node);
                state.down_until = state.down_until.max(until);
                if state.down_since.is_none() {
                    self.count_disruption(node, now, until, wrongful);
                }
            }
        }
    }

    /// Counts a stretch of disruption, up to the horizon, without what is counted already.
    pub(super) fn count_disruption(&mut self, node: NodeId, from: SimTime, until: SimTime, wrongful: bool) {
        let until = until.min(SimTime::ZERO + self.plan.exercise.horizon);
        let state = self.node_mut(node);
        let from = from.max(state.down_counted);
        if until <= from {
            return;
        }
        state.down_counted = until;
        let weight = i128::from(self.plan.exercise.estate.nodes[node].weight);
        let cost = weight * i128::from((until - from).as_millis());
        self.burden.disruption += cost;
        if wrongful {
            self.burden.wrongful_disruption += cost;
        }
    }

    /// D5, E11: of a list of actions those that cut count. A request whose cuts are all effective is not pending, though a review may
    /// still run: what is found there afterwards needs a request of its own.
    fn has_settled(&self, item: ItemIx, cut: bool) -> bool {
        let it = &self.items[item];
        let actions = &self.plan.exercise.playbook.actions;
        let cuts = it
            .actions
            .iter()
            .filter(|action| actions[**action].effects.cuts());
        match cuts.count() {
            0 => it.effective == it.actions.len(),
            cuts => cut && it.cuts == cuts,
        }
    }

    /// An item has had another effect: its request may be done (E11).
    fn item_took_effect(&mut self, item: ItemIx, cut: bool) {
        let it = &self.items[item];
        let (case, node, all) = (it.case, it.node, it.effective == it.actions.len());
        if let (Some(case), true) = (case, self.has_settled(item, cut)) {
            self.no_longer_pending(case);
        }
        if let (Some(case), true) = (case, all) {
            self.cases[case].status = Status::Done;
        }
        if let Some(node) = node.filter(|_| all) {
            self.restore_in_time(node, self.items[item].last);
        }

        self.watch_again();
    }
}
