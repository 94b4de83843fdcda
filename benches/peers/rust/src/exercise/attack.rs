//! The attack: offers, slots, traversals, footholds (E3 to E6, E9, E12).

use std::cmp::Reverse;

use rand::RngExt;

use super::play::{Event, Play};
use super::tables::{Moment, Order};

/// The state of a node.
#[derive(Default)]
pub struct NodeState {
    pub generation: u32,
    /// The live foothold.
    pub current: Option<usize>,
    pub footholds: Vec<usize>,
    pub closed_out: bool,
    pub closed_in: bool,
    pub known: bool,
    /// The containment request that is not settled.
    pub pending: Option<usize>,
    pub last_cut_at: Option<i64>,
    pub believed_dead_at: Option<i64>,
    pub sessions_ended: bool,
    pub logs: bool,
    pub vendor_asked: bool,
    pub down: bool,
    pub restoring: Option<usize>,
}

/// The attacker's hold on a node by one credential.
pub struct Foothold {
    pub node: usize,
    pub source: Option<usize>,
    pub minted: bool,
    pub taken_at: i64,
    pub generation: u32,
    pub successors: Vec<usize>,
    pub shut: bool,
    pub ended: bool,
    pub alerted: bool,
    pub ends_at: i64,
    pub known_at: Option<i64>,
    pub scoping: bool,
    pub tracing: bool,
    pub reviewed: Option<f64>,
}

/// How far an offered edge has come (E5).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Running,
    Failed,
    Over,
}

/// An offered edge.
pub struct Traversal {
    pub edge: usize,
    pub foothold: usize,
    pub stage: Stage,
}

impl Play {
    /// Whether the attacker has the present credential.
    fn is_held(&self, node: usize) -> bool {
        let state = &self.nodes[node];
        state
            .current
            .is_some_and(|foothold| self.footholds[foothold].generation == state.generation)
    }

    /// Where in the period of its window an edge stands.
    fn within(&self, edge: usize, every: i64) -> i64 {
        (self.now + self.phases[edge]) % every
    }

    fn is_open(&self, edge: usize) -> bool {
        let of = &self.x.edges[edge];
        let closed = self.nodes[of.tail].closed_out || self.nodes[of.head].closed_in;
        !closed
            && of
                .window
                .is_none_or(|(every, lasts)| self.within(edge, every) < lasts)
    }

    /// The foothold at the tail that may use an edge.
    fn usable_tail(&self, edge: usize) -> Option<usize> {
        self.nodes[self.x.edges[edge].tail]
            .current
            .filter(|foothold| !self.footholds[*foothold].shut)
    }

    fn may_run(&self, edge: usize) -> bool {
        let of = &self.x.edges[edge];
        self.usable_tail(edge).is_some()
            && self.is_open(edge)
            && !self.is_held(of.head)
            && of.requires.iter().all(|node| self.nodes[*node].current.is_some())
    }

    fn offer(&mut self, edge: usize) {
        let Some(foothold) = self.usable_tail(edge).filter(|_| self.may_run(edge)) else {
            return;
        };
        let chance = self.x.edges[edge].chance;
        let exists = self.ways[edge].unwrap_or_else(|| self.luck.happens(chance));
        self.ways[edge] = Some(exists);
        if !exists {
            return;
        }
        let traversal = self.traversals.len();
        self.traversals.push(Traversal {
            edge,
            foothold,
            stage: Stage::Waiting,
        });
        self.active[edge].push(traversal);
        let head = &self.x.nodes[self.x.edges[edge].head];
        let rank = match self.x.order {
            Order::MostValuable => -head.weight,
            Order::Nearest => head.hops,
            Order::Random => self.luck.0.random(),
        };
        self.ready
            .push(Reverse((rank, self.now, edge, traversal, traversal)));
        self.free_slots();
    }

    pub fn offer_idle(&mut self, edges: &[usize]) {
        for edge in edges {
            let busy = |it: &usize| matches!(self.traversals[*it].stage, Stage::Waiting | Stage::Running);
            if !self.active[*edge].iter().any(busy) {
                self.offer(*edge);
            }
        }
    }

    /// Whatever one event offers is compared before a slot is given out.
    fn free_slots(&mut self) {
        if self.slots > 0 && !self.slots_due {
            self.slots_due = true;
            self.after(0, Event::SlotsFree);
        }
    }

    pub fn fill_slots(&mut self) {
        self.slots_due = false;
        while self.slots > 0 {
            let Some(Reverse((.., traversal))) = self.ready.pop() else {
                return;
            };
            let Traversal {
                edge,
                foothold,
                stage,
            } = self.traversals[traversal];
            if stage != Stage::Waiting {
                continue;
            }
            if self.nodes[self.x.edges[edge].tail].current == Some(foothold) && self.may_run(edge) {
                self.traverse(traversal);
            } else {
                self.leave(traversal);
            }
        }
    }

    fn traverse(&mut self, traversal: usize) {
        let x = self.x.clone();
        let edge = &x.edges[self.traversals[traversal].edge];
        self.traversals[traversal].stage = Stage::Running;
        self.slots -= 1;
        self.loose += i64::from(edge.detached);
        let lasts = edge.time.draw(&mut self.luck).max(1);
        self.after(lasts, Event::TraversalEnds(traversal));
    }

    pub fn traversal_ends(&mut self, traversal: usize) {
        let Traversal {
            edge,
            foothold,
            stage,
        } = self.traversals[traversal];
        if stage == Stage::Over {
            return;
        }
        self.leave(traversal);
        self.slots += 1;
        if stage == Stage::Running {
            let x = self.x.clone();
            let of = &x.edges[edge];
            self.loose -= i64::from(of.detached);
            if self.is_held(of.head) {
                self.check_contained();
            } else {
                self.becomes_live(of.head, Some(foothold), of.mints);
            }
        }
        self.free_slots();
    }

    fn leave(&mut self, traversal: usize) {
        let edge = self.traversals[traversal].edge;
        self.traversals[traversal].stage = Stage::Over;
        self.active[edge].retain(|it| *it != traversal);
    }

    /// It keeps its slot to its drawn end, because the attacker does not notice.
    fn fail(&mut self, traversal: usize) {
        match self.traversals[traversal].stage {
            Stage::Waiting => self.leave(traversal),
            Stage::Running => {
                self.traversals[traversal].stage = Stage::Failed;
                self.loosen(traversal);
            }
            Stage::Failed | Stage::Over => {}
        }
    }

    pub fn cancel(&mut self, traversal: usize) {
        let stage = self.traversals[traversal].stage;
        self.leave(traversal);
        if matches!(stage, Stage::Running | Stage::Failed) {
            self.slots += 1;
            self.free_slots();
        }
        if stage == Stage::Running {
            self.loosen(traversal);
        }
    }

    fn loosen(&mut self, traversal: usize) {
        if self.x.edges[self.traversals[traversal].edge].detached {
            self.loose -= 1;
            self.check_contained();
        }
    }

    pub fn fail_all(&mut self, edge: usize) {
        self.active[edge]
            .clone()
            .into_iter()
            .for_each(|traversal| self.fail(traversal));
    }

    pub fn fail_from(&mut self, node: usize) {
        let x = self.x.clone();
        x.nodes[node]
            .out
            .iter()
            .filter(|edge| !x.edges[**edge].detached)
            .for_each(|edge| self.fail_all(*edge));
    }

    /// What was on its way to the old credential starts again (E5, E9).
    pub fn restart_into(&mut self, node: usize) {
        let x = self.x.clone();
        for edge in &x.nodes[node].into {
            if !x.edges[*edge].detached || (self.usable_tail(*edge).is_some() && self.is_open(*edge)) {
                self.fail_all(*edge);
            }
            self.offer_idle(&[*edge]);
        }
    }

    /// E12: the next opening or closing of a window.
    pub fn await_turn(&mut self, edge: usize) {
        let (every, lasts) = self.x.edges[edge].window.expect("only edges with windows");
        let within = self.within(edge, every);
        self.after(
            if within < lasts {
                lasts - within
            } else {
                every - within
            },
            Event::WindowTurns(edge),
        );
    }

    pub fn window_turns(&mut self, edge: usize) {
        let (every, lasts) = self.x.edges[edge].window.expect("only edges with windows");
        if self.within(edge, every) < lasts {
            self.offer_idle(&[edge]);
        } else if !self.x.edges[edge].detached {
            self.fail_all(edge);
        }
        self.await_turn(edge);
    }

    pub fn becomes_live(&mut self, node: usize, source: Option<usize>, minted: bool) {
        let x = self.x.clone();
        let foothold = self.footholds.len();
        self.footholds.push(Foothold {
            node,
            source,
            minted,
            taken_at: self.now,
            generation: self.nodes[node].generation,
            successors: Vec::new(),
            shut: false,
            ended: false,
            alerted: false,
            ends_at: i64::MAX,
            known_at: None,
            scoping: false,
            tracing: false,
            reviewed: None,
        });
        if let Some(source) = source {
            self.footholds[source].successors.push(foothold);
        }
        let state = &mut self.nodes[node];
        self.live += i64::from(state.current.is_none());
        (state.current, self.contained_at) = (Some(foothold), None);
        state.footholds.push(foothold);
        if state.footholds.len() == 1 {
            self.falls(node)
        } else {
            self.counts.retaken += 1
        }
        let of = &x.nodes[node];
        if let Some((chance, delay)) = &of.sensor {
            if self.luck.happens(*chance) {
                let lasts = delay.draw(&mut self.luck);
                self.after(lasts, Event::Alert(foothold));
            }
        }
        self.lives_for(foothold);
        self.consider_scoping(foothold);
        of.out.iter().for_each(|edge| self.offer(*edge));
        self.offer_idle(&of.required_by);
    }

    fn falls(&mut self, node: usize) {
        let x = self.x.clone();
        let of = &x.nodes[node];
        self.blast += of.weight;
        self.fallen.push((self.now, of.weight));
        self.limit_passed |= x.limit.is_some_and(|limit| self.blast > limit);
        if of.jewel {
            self.jewel_at.get_or_insert(self.now);
        }
        let blast = self.blast;
        self.moment(|on| matches!(on, Moment::BlastPasses(level) if blast > *level));
    }

    /// E12: a lifetime, drawn anew at each renewal.
    fn lives_for(&mut self, foothold: usize) {
        let x = self.x.clone();
        if let Some((lasts, ..)) = &x.nodes[self.footholds[foothold].node].lifetime {
            let lasts = lasts.draw(&mut self.luck).max(1);
            self.after(lasts, Event::LifetimeEnds(foothold));
        }
    }

    pub fn lifetime_ends(&mut self, foothold: usize) {
        let of = &self.footholds[foothold];
        let Some((_, by_tail, by_session)) = self.x.nodes[of.node].lifetime else {
            return;
        };
        if of.ended || self.nodes[of.node].current != Some(foothold) {
            return;
        }
        let tail_live = of
            .source
            .is_some_and(|tail| self.nodes[self.footholds[tail].node].current == Some(tail));
        if of.shut || !(by_session || (by_tail && tail_live)) {
            self.ends(foothold);
        } else {
            self.lives_for(foothold);
        }
    }

    pub fn ends_no_later(&mut self, foothold: usize, at: i64) {
        let of = &mut self.footholds[foothold];
        if !of.ended && at < of.ends_at {
            of.ends_at = at;
            self.after(at - self.now, Event::SessionEnds(foothold, at));
        }
    }

    pub fn session_ends(&mut self, foothold: usize, at: i64) {
        if self.footholds[foothold].ends_at == at {
            self.ends(foothold);
        }
    }

    pub fn ends(&mut self, foothold: usize) {
        let node = self.footholds[foothold].node;
        if std::mem::replace(&mut self.footholds[foothold].ended, true)
            || self.nodes[node].current != Some(foothold)
        {
            return;
        }
        let x = self.x.clone();
        self.nodes[node].current = None;
        self.live -= 1;
        self.fail_from(node);
        self.check_contained();
        self.offer_idle(&x.nodes[node].into);
    }

    pub fn check_contained(&mut self) {
        if self.live == 0 && self.loose == 0 {
            self.contained_at.get_or_insert(self.now);
        }
    }
}
