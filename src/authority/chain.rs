//! A chain with everything that it escalates to, as one sequence of pages (C1, C5).

use crate::model::{ChainId, Exhausted, Playbook, Target};
use crate::time::SimDuration;

/// One page of a chain, where nobody answers before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whom.
    pub target: Target,
    /// How long after the chain began, in the first round.
    pub after: SimDuration,
    /// The chain in which the step stands: the first one, or one that it escalates to.
    pub chain: ChainId,
    /// The place of the step in its chain, from 0.
    pub step: usize,
}

/// A chain and what it escalates to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeChain {
    /// The chains in order of escalation, the first one first.
    pub chains: Vec<ChainId>,
    /// Who is asked when, in the first round of each chain, if every step resolves to somebody.
    pub asked: Vec<Asked>,
    /// When it is exhausted, repeats included, if nobody answers and every step resolves to somebody.
    pub exhausted_after: SimDuration,
    /// Whether it then acts as if answered; otherwise it holds.
    pub acts: bool,
}

impl WholeChain {
    /// Follows a chain's escalations; a circle, which the loader refuses, is followed once.
    pub fn of(playbook: &Playbook, first: ChainId) -> Self {
        let mut whole = Self {
            chains: Vec::new(),
            asked: Vec::new(),
            exhausted_after: SimDuration::ZERO,
            acts: false,
        };
        let mut next = Some(first);
        while let Some(id) = next.filter(|id| !whole.chains.contains(id)) {
            next = whole.add(playbook, id);
        }
        whole
    }

    fn add(&mut self, playbook: &Playbook, id: ChainId) -> Option<ChainId> {
        let chain = &playbook.chains[id];
        let begins = self.exhausted_after;
        let mut length = SimDuration::ZERO;
        for (place, step) in chain.steps.iter().enumerate() {
            let asked = step.targets.iter().map(|&target| Asked {
                target,
                after: begins + length,
                chain: id,
                step: place,
            });
            self.asked.extend(asked);
            length += step.within;
        }
        let rounds = i64::from(chain.repeats) + 1;
        self.exhausted_after = begins + SimDuration::from_millis(length.as_millis().saturating_mul(rounds));
        self.chains.push(id);
        match chain.exhausted {
            Exhausted::Escalate(to) => return Some(to),
            Exhausted::Act => self.acts = true,
            Exhausted::Hold => {}
        }
        None
    }

    /// The targets, each once, in the order in which they are first asked.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = Vec::new();
        for asked in &self.asked {
            if !targets.contains(&asked.target) {
                targets.push(asked.target);
            }
        }
        targets
    }
}
