//! What rules look at: one alternative, its graph, its hours, and where everything is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::authority::{
    AssetClass, AuthorityGraph, ClassId, Classes, Conditions, Presence, WholeChain, people_of,
};
use crate::document::Places;
use crate::model::{
    ActionId, ChainId, Decider, Decision, Executor, Exercise, NodeId, PersonId, Right, RightId, Severity,
    Target,
};
use crate::time::{Span, WallTime, Zone, subtract_spans};

use super::cover::Cover;
use super::finding::Level;
use super::governing::{Governing, Subject, all_severities, governing, severities};
use super::window::check_window;
use super::words;

/// One alternative, prepared for the rules.
pub struct Context<'a> {
    /// The alternative.
    pub exercise: &'a Exercise,
    /// Where everything is written.
    pub places: &'a Places<'a>,
    /// Assets that no rule can tell apart.
    pub classes: Classes,
    /// Who may do what.
    pub graph: AuthorityGraph,
    /// Who is there when.
    pub presence: Presence,
    /// The conditions of rules.
    pub conditions: Conditions,
    /// The weeks that the exercise names.
    pub window: Span,
    /// Which rule governs what.
    pub governing: Vec<Governing>,
    /// The levels that the incident can have, from the first.
    pub severities: Vec<Severity>,
    cover: Cover,
    /// Where in `governing` a right governs something, for each right.
    by_right: BTreeMap<RightId, Vec<usize>>,
    /// Chains that must answer before something can be contained.
    holding_up: BTreeSet<ChainId>,
}

/// What somebody is asked to do under a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// To decide.
    Decide,
    /// To advise before the decision.
    Advise,
    /// To approve it.
    Approve,
    /// To carry it out.
    Execute,
}

impl Duty {
    /// The word, after "who must": `decide`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Advise => "advise",
            Self::Approve => "approve",
            Self::Execute => "execute",
        }
    }

    /// The field of a right that says who.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Decide => "decider",
            Self::Advise => "advice",
            Self::Approve => "approvals",
            Self::Execute => "executor",
        }
    }
}

/// A chain without which nothing comes of a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What its people are asked to do.
    pub duty: Duty,
    /// The chain.
    pub chain: ChainId,
}

impl<'a> Context<'a> {
    /// Prepares an alternative.
    pub fn new(exercise: &'a Exercise, places: &'a Places<'a>) -> Self {
        let window = check_window(exercise);
        let classes = Classes::of(exercise);
        let conditions = Conditions::new(exercise, window);
        let presence = Presence::new(exercise, window);
        let severities = severities(exercise);
        let governing = governing(exercise, &classes, &conditions, window, &severities);
        let mut by_right: BTreeMap<RightId, Vec<usize>> = BTreeMap::new();
        for (place, one) in governing.iter().enumerate() {
            if let Some(right) = one.right {
                by_right.entry(right).or_default().push(place);
            }
        }
        let mut context = Self {
            exercise,
            places,
            graph: AuthorityGraph::of(exercise, &classes),
            governing,
            severities,
            cover: Cover::new(exercise, &presence),
            classes,
            presence,
            conditions,
            window,
            by_right,
            holding_up: BTreeSet::new(),
        };
        context.holding_up = context.chains_of_containment();
        context
    }

    /// Chains that must answer before something can be contained, and do not act of themselves.
    fn chains_of_containment(&self) -> BTreeSet<ChainId> {
        let rights = self.rights_in_force().into_iter().map(|(right, _)| right);
        let contain = rights.filter(|right| self.right(*right).decision == Decision::Contain);
        let chains = contain
            .flat_map(|right| self.stages(right))
            .map(|stage| stage.chain);
        chains.filter(|chain| !self.whole(*chain).acts).collect()
    }

    /// The zone in which times are told.
    pub fn zone(&self) -> &'a Zone {
        &self.exercise.scenario.zone
    }

    /// A right.
    pub fn right(&self, right: RightId) -> &'a Right {
        &self.exercise.playbook.rights[right]
    }

    /// A class of assets.
    pub fn class(&self, class: ClassId) -> &AssetClass {
        &self.classes.table[class]
    }

    /// A chain with what it escalates to.
    pub fn whole(&self, chain: ChainId) -> &WholeChain {
        self.cover.whole(chain)
    }

    /// When a page to the target finds somebody on shift or on call (O2). Sorted spans within the window.
    pub fn target_answers(&self, target: Target) -> &[Span] {
        self.cover.target(target)
    }

    /// When a page to some target of the chain does.
    pub fn chain_answers(&self, chain: ChainId) -> &[Span] {
        self.cover.chain(chain)
    }

    /// When nobody of the chain is on shift or on call.
    pub fn chain_silent(&self, chain: ChainId) -> Vec<Span> {
        subtract_spans(vec![self.window], self.chain_answers(chain).to_vec())
    }

    /// Everybody whom a chain may ever page, sorted.
    pub fn people_of_chain(&self, chain: ChainId) -> Vec<PersonId> {
        self.people_of(&self.whole(chain).targets())
    }

    /// The chains without which nothing comes of a right. Owners, who differ from asset to asset, are left out,
    /// and so is consulting, which the decider may do without.
    pub fn stages(&self, right: RightId) -> Vec<Stage> {
        let rule = self.right(right);
        let stage = |duty, chain| Stage { duty, chain };
        let mut stages = Vec::new();
        // R2: under standing authority nobody is asked but the executor.
        let standing = matches!(rule.decider, Decider::Standing);
        if let Decider::Chain(chain) = rule.decider {
            stages.push(stage(Duty::Decide, chain));
        }
        if !standing {
            stages.extend(rule.advice.iter().map(|advice| stage(Duty::Advise, advice.chain)));
            stages.extend(
                rule.approvals
                    .iter()
                    .map(|approval| stage(Duty::Approve, approval.chain)),
            );
        }
        match (rule.executor, rule.decider) {
            (Executor::Chain(chain), _) | (Executor::Decider, Decider::Chain(chain)) => {
                stages.push(stage(Duty::Execute, chain));
            }
            _ => {}
        }
        stages
    }

    /// The arbiter's chain, where several owners who do not agree, or do not answer, come before it in time (R5).
    pub fn arbiter_of(&self, owners: &[Target]) -> Option<ChainId> {
        let contested = &self.exercise.playbook.contested;
        contested
            .arbiter
            .filter(|_| owners.len() > 1 && contested.dispute_limit.is_some())
    }

    /// The owners who decide where the rule says so or no rule matches (R5): the lead alone where there is one.
    pub fn deciding_owners(&self, asset: NodeId) -> Vec<Target> {
        let node = &self.exercise.estate.nodes[asset];
        if let Some(lead) = node.lead {
            return vec![lead];
        }
        let mut owners: Vec<Target> = node.owners.iter().map(|facet| facet.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The subjects that a right governs, with the least severity for each.
    pub fn governed_by(&self, right: RightId) -> impl Iterator<Item = &Governing> {
        let places = self.by_right.get(&right).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.governing.get(*place))
    }

    /// The assets that a right governs at some instant, by id.
    pub fn assets_of(&self, right: RightId) -> Vec<NodeId> {
        let subjects = self.governed_by(right).map(|one| one.subject);
        let mut assets: Vec<NodeId> = subjects
            .flat_map(|subject| self.nodes_of(subject).iter().copied())
            .collect();
        assets.sort_unstable();
        assets
    }

    /// The assets of a subject; none where it is a request.
    pub fn nodes_of(&self, subject: Subject) -> &[NodeId] {
        match subject {
            Subject::Assets(class) => &self.class(class).nodes,
            Subject::Request(_) => &[],
        }
    }

    /// Rights that govern something, each with the least severity and the first span of its first subject.
    pub fn rights_in_force(&self) -> Vec<(RightId, &Governing)> {
        let first =
            |(right, places): (&RightId, &Vec<usize>)| Some((*right, self.governing.get(*places.first()?)?));
        self.by_right.iter().filter_map(first).collect()
    }

    /// Rights that would govern something in some incident, however severe.
    pub fn ever_in_force(&self) -> BTreeSet<RightId> {
        let all = all_severities(self.exercise);
        let governing = governing(self.exercise, &self.classes, &self.conditions, self.window, &all);
        governing.into_iter().filter_map(|one| one.right).collect()
    }

    /// Whether a chain must answer before something can be contained, and does not act of itself.
    pub fn holds_up_containment(&self, chain: ChainId) -> bool {
        self.holding_up.contains(&chain)
    }

    /// Whether a person can carry out an action.
    pub fn can(&self, person: PersonId, action: ActionId) -> bool {
        let can = &self.exercise.organisation.people[person].capabilities;
        can.all || can.actions.binary_search(&action).is_ok()
    }

    /// The actions of the runbook for an asset, at every level that the incident can have; each once, in order.
    pub fn actions_for(&self, asset: NodeId) -> Vec<ActionId> {
        let kind = self.exercise.estate.nodes[asset].kind;
        let mut actions = Vec::new();
        for &severity in &self.severities {
            for &action in self.conditions.runbook().actions(kind, severity) {
                if !actions.contains(&action) {
                    actions.push(action);
                }
            }
        }
        actions
    }

    /// How bad it is where a decision has it: containment is what the race is about, the rest is to be known.
    pub fn gravity(&self, decision: Decision) -> Level {
        if decision == Decision::Contain {
            Level::Warning
        } else {
            Level::Note
        }
    }

    /// Everybody whom these targets may ever resolve to, sorted.
    pub fn people_of(&self, targets: &[Target]) -> Vec<PersonId> {
        let people = targets
            .iter()
            .flat_map(|target| people_of(&self.exercise.organisation, *target));
        let mut people: Vec<PersonId> = people.collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Whether a person belongs to another organisation.
    pub fn is_external(&self, person: PersonId) -> bool {
        self.exercise.organisation.people[person].external.is_some()
    }

    /// The instant on the clock on the wall, in the zone of the scenario.
    pub fn say(&self, at: WallTime) -> String {
        words::instant(self.zone(), at)
    }
}
