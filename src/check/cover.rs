//! Who answers when: chains held against calendars.

use std::collections::BTreeMap;

use crate::authority::{Presence, WholeChain};
use crate::model::{ChainId, Exercise, Table, Target};
use crate::time::{Span, merge_spans};

/// For every target and every chain, when somebody on shift or on call can be paged by it.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    targets: BTreeMap<Target, Vec<Span>>,
    chains: Table<ChainId, Vec<Span>>,
    whole: Table<ChainId, WholeChain>,
}

impl Cover {
    pub(super) fn new(exercise: &Exercise, presence: &Presence) -> Self {
        let whole: Table<ChainId, WholeChain> = exercise
            .playbook
            .chains
            .ids()
            .map(|chain| WholeChain::of(&exercise.playbook, chain))
            .collect();
        let mut targets: BTreeMap<Target, Vec<Span>> = BTreeMap::new();
        let owners = exercise.estate.nodes.iter().flat_map(|node| &node.owners);
        let leads = exercise.estate.nodes.iter().filter_map(|node| node.lead);
        let asked = whole
            .iter()
            .flat_map(|chain| &chain.asked)
            .map(|asked| asked.target);
        for target in owners.map(|facet| facet.owner).chain(leads).chain(asked) {
            targets
                .entry(target)
                // C3: members of a body answer one after the other, so one who is there is not nobody.
                .or_insert_with(|| presence.answers_if(&exercise.organisation, target, &|_| true));
        }
        let answers = |chain: &WholeChain| {
            let spans = chain
                .targets()
                .into_iter()
                .filter_map(|target| targets.get(&target));
            merge_spans(spans.flatten().copied().collect())
        };
        let chains = whole.iter().map(answers).collect();
        Self {
            targets,
            chains,
            whole,
        }
    }

    /// When a page to the target finds somebody on shift or on call.
    pub(super) fn target(&self, target: Target) -> &[Span] {
        self.targets.get(&target).map_or(&[], Vec::as_slice)
    }

    /// When a page to some target of the chain does.
    pub(super) fn chain(&self, chain: ChainId) -> &[Span] {
        &self.chains[chain]
    }

    /// The chain with what it escalates to.
    pub(super) fn whole(&self, chain: ChainId) -> &WholeChain {
        &self.whole[chain]
    }
}
