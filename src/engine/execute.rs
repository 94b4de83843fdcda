//! Execution: who carries it out, and on what (P4, R4, R6).

use crate::chance::Purpose as Luck;
use crate::model::{
    ActionId, ChainId, Decider, Decision, Executor, Limits, NodeId, PersonId, Scope, Severity,
};

use super::arena::{CaseIx, ItemIx, PathIx, TaskIx};
use super::cases::{Doer, Duty, Progress, Stage};
use super::event::{Happening, Phase};
use super::people::State;
use super::play::Play;
use super::record::{Cause, Kind, Record};
use super::task::Wanted;

impl Play<'_> {
    /// P4: the decider where they can and are there, else the executor chain; nobody where it is automatic.
    pub(super) fn find_executor(&mut self, path: PathIx) {
        let executor = match self.paths[path].rule {
            Some(rule) => self.right(rule).executor,
            None => self.plan.exercise.playbook.contested.executor,
        };
        if executor == Executor::Automatic {
            return self.executor_found(path, Doer::Automation);
        }
        if let Some(person) = self.decider_who_executes(path) {
            return self.executor_found(path, Doer::Person(person));
        }
        self.paths[path].stage = Stage::Executor;
        let chain = match executor {
            Executor::Chain(chain) => Some(chain),
            Executor::Decider | Executor::Automatic => self.chain_of_decider(path),
        };
        let (key, last) = (self.paths[path].key, self.paths[path].last);
        if let Some(chain) = chain {
            self.contact(
                Wanted {
                    duty: Duty::Executor,
                    path: Some(path),
                    chain,
                    key,
                },
                last,
            );
        }
    }

    /// P4: without an executor chain, the decider's or the owner's; under a grant nobody was asked (R3), and the
    /// rule says whose it is.
    fn chain_of_decider(&self, path: PathIx) -> Option<ChainId> {
        let written = self.paths[path]
            .rule
            .and_then(|rule| match self.right(rule).decider {
                Decider::Chain(chain) => Some(chain),
                Decider::Owner | Decider::Standing => self
                    .owners_of(path)
                    .first()
                    .and_then(|owner| self.plan.owner_chain(*owner)),
            });
        self.paths[path].decider_chain.or(written)
    }

    /// Without a new page: no time has passed since the decision, or they are on shift, on call or engaged.
    fn decider_who_executes(&self, path: PathIx) -> Option<PersonId> {
        let it = &self.paths[path];
        let at_once = it.decided_at == Some(self.now);
        let there = |person: PersonId| {
            at_once || matches!(self.state(person), State::OnShift | State::OnCall) || self.is_engaged(person)
        };
        let mut deciders = it.deciders.iter().copied();
        deciders.find(|&person| {
            self.can_begin(path, person) && !self.is_kept_apart(path, person, false) && there(person)
        })
    }

    /// Whether a person can execute the first action of a path.
    pub(super) fn can_begin(&self, path: PathIx, person: PersonId) -> bool {
        let decision = self.paths[path].decision;
        let first = self.assets_of(path).next();
        match first.filter(|_| decision == Decision::Contain) {
            Some(node) => self
                .actions_for(path, node)
                .first()
                .is_none_or(|&action| self.plan.able[action][person]),
            None => self.can_decide(person, decision),
        }
    }

    /// Whether a person can execute the action at hand.
    pub(super) fn can_do_item(&self, item: ItemIx, person: PersonId) -> bool {
        let it = &self.items[item];
        match it.actions.get(it.at) {
            Some(&action) => self.plan.able[action][person],
            None => self.can_decide(person, self.paths[it.path].decision),
        }
    }

    /// Whether a person can execute a decision that takes no action on the estate.
    fn can_decide(&self, person: PersonId, decision: Decision) -> bool {
        let can = &self.plan.exercise.organisation.people[person].capabilities;
        can.all || can.decisions.contains(&decision)
    }

    /// The actions that carrying out would take on an asset; none where the decision is not about containing.
    pub(super) fn actions_of(&self, path: PathIx, node: NodeId) -> &[ActionId] {
        match self.paths[path].decision {
            Decision::Contain => self.actions_for(path, node),
            _ => &[],
        }
    }

    /// R6: read when execution begins; where the rule limits actions, with the severity at which it last matched.
    fn actions_for(&self, path: PathIx, node: NodeId) -> &[ActionId] {
        let kind = self.plan.exercise.estate.nodes[node].kind;
        self.plan
            .rules
            .runbook()
            .actions(kind, self.runbook_severity(path))
    }

    fn runbook_severity(&self, path: PathIx) -> Severity {
        let limited = |limits: &Limits| limits.reversible_only || limits.disruption.is_some();
        match self.paths[path].rule {
            Some(rule) if limited(&self.right(rule).limits) => self.paths[path].severity,
            _ => self.incident.severity,
        }
    }

    pub(super) fn executor_answers(&mut self, path: PathIx, task: TaskIx) {
        let answered = self.tasks[task].last;
        self.paths[path].last = answered;
        self.paths[path].answered_at.get_or_insert(self.now);
        let people = &self.tasks[task].people;
        let able = people.iter().find(|&&person| self.can_begin(path, person));
        // C5: where the chain acts, every action of the runbook can be automatic. Whoever answered and can do it no
        // longer finds somebody else for it (P4).
        let doer = able
            .or(people.first())
            .map_or(Doer::Automation, |&person| Doer::Person(person));
        self.executor_found(path, doer);
    }

    /// P4: just-in-time access once for a request, before the first execution.
    fn executor_found(&mut self, path: PathIx, doer: Doer) {
        let plan = self.plan;
        self.paths[path].executor = Some(doer);
        let law = self.paths[path]
            .rule
            .and_then(|rule| plan.exercise.playbook.rights[rule].just_in_time.as_ref());
        let Some(law) = law else {
            return self.begin_items(path);
        };
        self.paths[path].stage = Stage::Access;
        let lasts = self.luck.duration(law, self.paths[path].key, Luck::JustInTime, 0);
        self.schedule(lasts, Phase::TimeOut, Happening::AccessGranted(path));
    }

    pub(super) fn access_granted(&mut self, path: PathIx) {
        if self.paths[path].stage == Stage::Access {
            let last = self.paths[path].last;
            self.paths[path].last =
                self.note(Record::new(Kind::AccessGranted, last).charge(Cause::Execution));
            self.begin_items(path);
        }
    }

    /// The executions of all assets begin together, in order of id, scope after the known ones (P4, R4).
    fn begin_items(&mut self, path: PathIx) {
        self.paths[path].stage = Stage::Items;
        for place in 0..self.paths[path].members.len() {
            if let Some(&case) = self.paths[path].members.get(place) {
                self.make_item(path, Some(case), self.cases[case].asset);
            }
        }
        if self.paths[path].decision == Decision::Contain {
            for node in self.scope_of(path) {
                self.make_item(path, None, Some(node));
            }
        }
        for place in 0..self.paths[path].items.len() {
            if let Some(&item) = self.paths[path].items.get(place) {
                self.begin_action(item);
            }
        }
    }

    fn make_item(&mut self, path: PathIx, case: Option<CaseIx>, node: Option<NodeId>) {
        let item = self.items.take();
        let mut actions = std::mem::take(&mut self.items[item].actions);
        if let (Some(node), Decision::Contain) = (node, self.paths[path].decision) {
            actions.extend_from_slice(self.actions_for(path, node));
        }
        let (last, doer) = (
            self.paths[path].last,
            self.paths[path].executor.unwrap_or(Doer::Automation),
        );
        let it = &mut self.items[item];
        (it.path, it.case, it.node, it.actions) = (path, case, node, actions);
        (it.last, it.doer) = (last, doer);
        self.paths[path].items.push(item);
    }

    /// R4: successors over open edges that are neither known nor acted on, or the whole tenant.
    fn scope_of(&self, path: PathIx) -> Vec<NodeId> {
        let Some(rule) = self.paths[path].rule else {
            return Vec::new();
        };
        let fresh = |node: &NodeId| !self.node(*node).known && !self.node(*node).acted_on;
        match self.right(rule).scope {
            Scope::Known => Vec::new(),
            Scope::Tenant => {
                let nodes = &self.plan.exercise.estate.nodes;
                let tenants: Vec<_> = self
                    .assets_of(path)
                    .filter_map(|node| nodes[node].tenant)
                    .collect();
                let inside = |node: &NodeId| {
                    nodes[*node]
                        .tenant
                        .is_some_and(|tenant| tenants.contains(&tenant))
                };
                nodes.ids().filter(inside).filter(fresh).collect()
            }
            Scope::Hops(hops) => self.within_hops(path, hops).into_iter().filter(fresh).collect(),
        }
    }

    /// By hops, then id.
    fn within_hops(&self, path: PathIx, hops: u32) -> Vec<NodeId> {
        let mut layer: Vec<NodeId> = self.assets_of(path).collect();
        let mut seen = layer.clone();
        let mut found = Vec::new();
        for _ in 0..hops {
            let mut next: Vec<NodeId> = Vec::new();
            for &node in &layer {
                for lane in self.plan.graph.out(node) {
                    let head = self.plan.graph.ways[lane].to;
                    if self.is_open(lane) && !seen.contains(&head) {
                        seen.push(head);
                        next.push(head);
                    }
                }
            }
            next.sort_unstable();
            found.extend_from_slice(&next);
            layer = next;
        }
        found
    }

    /// The action at hand begins: a hold, a missing capability, a tool that is out, evidence, then a try.
    pub(super) fn begin_action(&mut self, item: ItemIx) {
        let path = self.items[item].path;
        self.items[item].doer = self.paths[path].executor.unwrap_or(Doer::Automation);
        self.items[item].key = self.work_key(item);
        if self.is_held_back(item) {
            return self.hold_back(item);
        }
        match self.items[item].doer {
            Doer::Person(person) if !self.can_do_item(item, person) => self.seek_someone_who_can(item),
            Doer::Person(_) | Doer::Automation => self.prepare_try(item),
        }
    }

    /// P4: an action that the executor cannot do has a contact of its own.
    fn seek_someone_who_can(&mut self, item: ItemIx) {
        let path = self.items[item].path;
        let chain = match self.paths[path].rule.map(|rule| self.right(rule).executor) {
            Some(Executor::Chain(chain)) => Some(chain),
            Some(_) => self.chain_of_decider(path),
            None => match self.plan.exercise.playbook.contested.executor {
                Executor::Chain(chain) => Some(chain),
                Executor::Decider | Executor::Automatic => self.chain_of_decider(path),
            },
        };
        self.items[item].progress = Progress::Contact;
        let (key, last) = (self.paths[path].key, self.items[item].last);
        if let Some(chain) = chain {
            self.contact(
                Wanted {
                    duty: Duty::ActionExecutor(item),
                    path: Some(path),
                    chain,
                    key,
                },
                last,
            );
        }
    }

    pub(super) fn action_executor_answers(&mut self, item: ItemIx, task: TaskIx) {
        self.items[item].last = self.tasks[task].last;
        let people = &self.tasks[task].people;
        let able = people.iter().find(|&&person| self.can_do_item(item, person));
        let doer = able
            .or(people.first())
            .map_or(Doer::Automation, |&person| Doer::Person(person));
        self.items[item].doer = doer;
        self.prepare_try(item);
    }

    /// O5: whoever was to do it must rest first.
    pub(super) fn item_contacted_anew(&mut self, item: ItemIx) {
        self.seek_someone_who_can(item);
    }
}
