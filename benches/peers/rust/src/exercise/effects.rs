//! Carrying out, what it does, declared containment, restoration (P4, E7 to E11, L3).

use super::chains::{Goal, May};
use super::deciding::Status;
use super::people::{For, Job};
use super::play::{Event, Play};
use super::tables::{Action, Moment, Trigger};

/// The actions of one asset, one after another; or the one of a request without.
pub struct Execution {
    path: usize,
    case: usize,
    /// The place of the asset in its path.
    item: usize,
    person: Option<usize>,
    number: usize,
}

const RESTORE: usize = 1;

impl Play {
    pub fn access_given(&mut self, path: usize) {
        if self.paths[path].over {
            return;
        }
        for (item, case) in self.paths[path].cases.clone().into_iter().enumerate() {
            self.executions.push(Execution {
                path,
                case,
                item: item + 1,
                person: None,
                number: 0,
            });
            self.begin_action(self.executions.len() - 1);
        }
    }

    fn action_of<'a>(
        &self,
        x: &'a super::tables::Tables,
        execution: usize,
        number: usize,
    ) -> Option<(usize, &'a Action)> {
        let case = &self.cases[self.executions[execution].case];
        let node = case.node.filter(|_| case.decision == 0)?;
        let action = x.nodes[node].runbook[number];
        Some((action, &x.actions[action]))
    }

    fn begin_action(&mut self, execution: usize) {
        let of = &self.executions[execution];
        let (path, x) = (&self.paths[of.path], self.x.clone());
        if path.automatic {
            return self.works_on(execution, None);
        }
        let person = path.executor;
        self.executions[execution].person = person;
        if person.is_some_and(|person| x.people[person].can[self.ability(execution)]) {
            self.works_on(execution, person);
        } else {
            self.find_other(execution);
        }
    }

    fn ability(&self, execution: usize) -> usize {
        let of = &self.executions[execution];
        let action = self
            .action_of(&self.x, execution, of.number)
            .map(|(action, _)| action);
        action.unwrap_or_else(|| self.x.able_to(self.cases[of.case].decision))
    }

    /// Whoever cannot do it, or must rest, is replaced through the chain.
    pub fn find_other(&mut self, execution: usize) {
        let path = self.executions[execution].path;
        let Some(by) = self.executors(path) else { return };
        let ability = self.ability(execution);
        let task = self.begin_task(by, Some(path), Goal::Replacement(execution), None);
        self.tasks[task].may = May::Able(ability);
        self.calls_on(task);
    }

    pub fn replaced(&mut self, execution: usize, task: usize) {
        let person = self.tasks[task].people.first().copied();
        self.executions[execution].person = person;
        self.works_on(execution, person);
    }

    fn works_on(&mut self, execution: usize, person: Option<usize>) {
        let x = self.x.clone();
        let of = &self.executions[execution];
        let (path, item, number) = (of.path, of.item, of.number);
        let own = self
            .action_of(&x, execution, number)
            .and_then(|(_, action)| action.work.as_ref());
        let lasts = own
            .unwrap_or(&x.rights[self.paths[path].rule].execution_work)
            .draw(&mut self.luck);
        let counts = person.is_some();
        self.give(Job {
            person,
            lasts,
            item,
            path: Some(path),
            purpose: For::Execution(execution),
            counts,
        });
    }

    /// A try is over: a tool that fails is tried again.
    pub fn tried(&mut self, execution: usize, _: usize) {
        let x = self.x.clone();
        let of = &self.executions[execution];
        let (case, person) = (of.case, of.person);
        if self.cases[case].status == Status::Dropped {
            return;
        }
        let Some((_, action)) = self.action_of(&x, execution, of.number) else {
            return self.executed(case);
        };
        if self.luck.happens(action.fails) {
            return self.works_on(execution, person);
        }
        match self.cases[case]
            .node
            .and_then(|node| x.nodes[node].platform)
            .map(|platform| self.calls_at(platform))
        {
            Some(at) if at > self.now => self.after(at - self.now, Event::CallLeaves(execution)),
            _ => self.call_leaves(execution),
        }
    }

    /// E8: n calls an hour, first come first served.
    fn calls_at(&mut self, platform: usize) -> i64 {
        const HOUR: i64 = 3_600_000;
        let (limit, calls) = (self.x.platforms[platform], &mut self.calls[platform]);
        let full = limit
            .and_then(|limit| calls.len().checked_sub(limit))
            .map(|place| calls[place] + HOUR);
        let at = full.map_or(self.now, |earliest| earliest.max(self.now));
        calls.push(at);
        at
    }

    pub fn call_leaves(&mut self, execution: usize) {
        let x = self.x.clone();
        let number = self.executions[execution].number;
        let Some((_, action)) = self.action_of(&x, execution, number) else {
            return;
        };
        let lasts = action.propagation.draw(&mut self.luck);
        self.after(lasts, Event::Effective(execution, number));
        self.executions[execution].number += 1;
        if number + 1 < self.actions_of(execution).len() {
            self.begin_action(execution);
        }
    }

    fn actions_of(&self, execution: usize) -> &[usize] {
        let node = self.cases[self.executions[execution].case].node;
        node.map_or(&[], |node| self.x.nodes[node].runbook.as_slice())
    }

    /// A request without an asset, or a restoration, is carried out.
    fn executed(&mut self, case: usize) {
        let decision = self.cases[case].decision;
        match self.cases[case].node.filter(|_| decision == RESTORE) {
            Some(node) => self.restored(node),
            None => self.gate_opens(decision),
        }
    }

    // Effects (E7, E9, E10)

    pub fn effective(&mut self, execution: usize, number: usize) {
        let x = self.x.clone();
        let of = &self.executions[execution];
        let (path, case) = (of.path, of.case);
        let Some(node) = self.cases[case].node else { return };
        let actions = self.actions_of(execution);
        let last = number + 1 == actions.len();
        // D5, E11: of a list those that cut count; where none does, all of it.
        let settling = actions
            .iter()
            .rposition(|action| x.actions[*action].cuts)
            .unwrap_or(actions.len() - 1);
        let action = &x.actions[actions[number]];
        self.counts.first_effect.get_or_insert(self.now);
        if action.lasting && !std::mem::replace(&mut self.nodes[node].down, true) {
            self.downed += 1;
        }
        self.cut(node, action, self.paths[path].decided_at.unwrap_or(0));
        if let Some((hops, chance)) = action.reveals {
            self.reveal(node, hops, chance);
        }
        if number == settling {
            self.pending -= 1;
            self.settled_at = self.now;
            if self.nodes[node].pending == Some(case) {
                self.nodes[node].pending = None;
            }
        }
        if last && self.nodes[node].down && self.all_clear {
            self.request_restoration(node);
        }
        self.watch_again();
    }

    fn cut(&mut self, node: usize, action: &Action, decided_at: i64) {
        let x = self.x.clone();
        let foothold = self.nodes[node].current;
        let spared = foothold.is_some_and(|it| {
            let of = &self.footholds[it];
            of.minted && !action.sweeps && of.known_at.is_none_or(|at| at > decided_at)
        });
        if action.cuts {
            self.believe_cut(node, action);
        }
        let foothold = foothold.filter(|_| !spared);
        if !spared && action.closes_out {
            self.nodes[node].closed_out = true;
            self.fail_from(node);
        }
        if !spared && action.cancels {
            let running: Vec<usize> = x.nodes[node]
                .out
                .iter()
                .flat_map(|edge| self.active[*edge].clone())
                .collect();
            running.into_iter().for_each(|traversal| self.cancel(traversal));
        }
        if let (Some(foothold), true, false) = (foothold, action.cuts, action.ends_sessions) {
            let lasts = x.nodes[node].residual.draw(&mut self.luck);
            self.ends_no_later(foothold, self.now + lasts);
        }
        if action.closes_in {
            self.nodes[node].closed_in = true;
            x.nodes[node].into.iter().for_each(|edge| self.fail_all(*edge));
        }
        if action.reissues {
            self.nodes[node].generation += 1;
            if !spared {
                foothold
                    .into_iter()
                    .for_each(|foothold| self.footholds[foothold].shut = true);
                self.fail_from(node);
            }
            self.restart_into(node);
        }
        if let (Some(foothold), true) = (foothold, action.ends_sessions) {
            self.ends(foothold);
        }
        if action.cuts {
            self.moment(|on| matches!(on, Moment::Contained(of) if *of == node));
        }
    }

    /// E11: what the team believes.
    fn believe_cut(&mut self, node: usize, action: &Action) {
        let x = self.x.clone();
        self.nodes[node].sessions_ended |= action.ends_sessions;
        let mut dead_at = self.now;
        if !self.nodes[node].sessions_ended {
            let of = &x.nodes[node];
            dead_at += of.believed.as_ref().unwrap_or(&of.residual).draw(&mut self.luck);
        }
        (self.nodes[node].last_cut_at, self.nodes[node].believed_dead_at) = (Some(self.now), Some(dead_at));
    }

    fn reveal(&mut self, node: usize, hops: Option<usize>, chance: f64) {
        let mut found: Vec<usize> = Vec::new();
        match hops {
            None => {
                let tenant = self.x.nodes[node].tenant;
                let inside = (0..self.nodes.len()).filter(|it| self.x.nodes[*it].tenant == tenant);
                found.extend(inside.flat_map(|it| self.nodes[it].footholds.clone()));
            }
            Some(hops) => {
                let mut layer = self.nodes[node].footholds.clone();
                for _ in 0..hops {
                    layer = layer
                        .iter()
                        .flat_map(|it| self.footholds[*it].successors.clone())
                        .collect();
                    layer.retain(|it| !found.contains(it));
                    found.extend(&layer);
                }
            }
        }
        found.sort_by_key(|it| self.footholds[*it].node);
        for foothold in found {
            if self.footholds[foothold].known_at.is_none() {
                // One draw for a foothold.
                let drawn = self.footholds[foothold]
                    .reviewed
                    .unwrap_or_else(|| self.luck.uniform());
                self.footholds[foothold].reviewed = Some(drawn);
                if drawn < chance {
                    self.becomes_known(foothold);
                }
            }
        }
    }

    pub fn reissued(&mut self, node: usize) {
        let state = &mut self.nodes[node];
        if !(state.closed_in || state.closed_out) {
            return;
        }
        (state.closed_in, state.closed_out) = (false, false);
        state.generation += 1;
        if let Some(foothold) = state.current {
            let x = self.x.clone();
            self.footholds[foothold].shut = true;
            let lasts = x.nodes[node].residual.draw(&mut self.luck);
            self.ends_no_later(foothold, self.now + lasts);
            self.fail_from(node);
        }
        self.restart_into(node);
    }

    // Declared containment and restoration (E11, L3)

    pub fn watch_again(&mut self) {
        self.watch += 1;
        if let Some(since) = self.quiet_since() {
            self.after(since + self.x.watch - self.now, Event::WatchOver(self.watch));
        }
    }

    fn quiet_since(&self) -> Option<i64> {
        let declared_at = self
            .declared_at
            .filter(|_| !self.known.is_empty() && self.pending == 0 && !self.all_clear)?;
        let mut since = declared_at.max(self.last_known_at).max(self.settled_at);
        for node in &self.known {
            let state = &self.nodes[*node];
            since = since.max(state.last_cut_at?).max(state.believed_dead_at?);
        }
        Some(since)
    }

    pub fn watch_over(&mut self, turn: u32) {
        if self.watch != turn {
            return;
        }
        self.all_clear = true;
        self.counts.first_clear.get_or_insert(self.now);
        self.raise_named(|on| on == Trigger::AllClear);
        let downed: Vec<usize> = (0..self.nodes.len())
            .filter(|node| self.nodes[*node].down)
            .collect();
        downed.into_iter().for_each(|node| self.request_restoration(node));
    }

    fn request_restoration(&mut self, node: usize) {
        if self.nodes[node].pending.is_none() && self.nodes[node].restoring.is_none() {
            self.nodes[node].restoring = Some(self.request(RESTORE, Some(node), None));
        }
    }

    fn restored(&mut self, node: usize) {
        let x = self.x.clone();
        self.counts.restored = Some(self.now);
        let state = &mut self.nodes[node];
        (state.closed_out, state.closed_in, state.restoring) = (false, false, None);
        if std::mem::replace(&mut state.down, false) {
            self.downed -= 1;
        }
        self.offer_idle(&x.nodes[node].into);
        self.offer_idle(&x.nodes[node].out);
    }
}
