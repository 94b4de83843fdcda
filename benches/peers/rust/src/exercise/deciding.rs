//! Requests and their ways: matching, merging, deciding, disputes, approvals, gates, executors (D4, D5, R1 to R5, P1 to P4).

use super::chains::{Goal, May};
use super::people::Presence;
use super::play::{Event, Play};
use super::tables::{Approval, Moment, Tables, Target, Trigger};

/// Who is asked: a chain, or an owner without further steps (R5).
#[derive(Clone, Copy)]
pub enum By {
    Chain(usize),
    Owner(Target),
}

impl From<usize> for By {
    fn from(chain: usize) -> Self {
        Self::Chain(chain)
    }
}

/// How far a request has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Undecided,
    Decided,
    Dropped,
}

/// A request.
pub struct Case {
    pub decision: usize,
    pub node: Option<usize>,
    pub request: Option<usize>,
    pub number: usize,
    pub status: Status,
    pub paths: Vec<usize>,
}

/// The way of one request, or of several merged ones, under one rule.
pub struct Path {
    pub rule: usize,
    pub cases: Vec<usize>,
    pub severity: u32,
    pub decided_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub deciders: Vec<usize>,
    pub decider_chain: Option<By>,
    pub executor: Option<usize>,
    pub tasks: Vec<usize>,
    pub jobs: Vec<usize>,
    pub over: bool,
    /// Injects whose approvals it needs.
    pub demanded: Vec<usize>,
    pub automatic: bool,
    granted: bool,
    hearing: usize,
    heard: bool,
    decide_task: usize,
    owners: Vec<usize>,
    owners_missing: usize,
    turn: u32,
    approvals_missing: usize,
    refused: bool,
    held_off: Option<usize>,
    at_gates: bool,
}

impl Play {
    fn no_rule(&self) -> usize {
        self.x.rights.len() - 1
    }

    /// R1: the first rule that matches.
    pub fn rule_for(&self, decision: usize, node: Option<usize>) -> Option<usize> {
        let matches = |rule: &usize| {
            let of = &self.x.rights[*rule];
            let new = node
                .filter(|node| !self.nodes[*node].known)
                .map_or(0, |node| self.x.nodes[node].weight);
            of.decision == decision
                && self.severity >= of.from_severity
                && (decision != 0 || self.declared_at.is_some() || of.before_declaration)
                && node.map_or(of.anything, |node| of.nodes[node])
                && of.known_blast.is_none_or(|most| self.known_weight + new <= most)
        };
        (0..self.no_rule()).find(matches).or(node.map(|_| self.no_rule()))
    }

    fn owners_of(&self, node: usize) -> &[Target] {
        if self.disputed[node] {
            &self.x.nodes[node].disputed
        } else {
            &self.x.nodes[node].owners
        }
    }

    // Raising and merging (D5, L1)

    pub fn request(&mut self, decision: usize, node: Option<usize>, request: Option<usize>) -> usize {
        let number = self.cases.len();
        self.cases.push(Case {
            decision,
            node,
            request,
            number,
            status: Status::Undecided,
            paths: Vec::new(),
        });
        self.raised.push(number);
        if !std::mem::replace(&mut self.batch_due, true) {
            self.after(0, Event::Batch);
        }
        number
    }

    pub fn raise_containment(&mut self, foothold: usize) {
        let of = &self.footholds[foothold];
        let node = of.node;
        let state = &self.nodes[node];
        let needless = if of.minted {
            of.ended
                || state
                    .pending
                    .is_some_and(|case| self.cases[case].status == Status::Undecided)
        } else {
            state.pending.is_some() || state.last_cut_at.is_some_and(|at| at >= of.taken_at)
        };
        if needless {
            return;
        }
        if let Some(restoring) = self.nodes[node].restoring.take() {
            // L3: pending containment comes first.
            self.cases[restoring].status = Status::Dropped;
            self.cases[restoring]
                .paths
                .clone()
                .into_iter()
                .for_each(|path| self.leave_path(path, restoring));
        }
        self.nodes[node].pending = Some(self.request(0, Some(node), None));
        (self.nodes[node].believed_dead_at, self.nodes[node].sessions_ended) = (None, false);
        self.pending += 1;
    }

    pub fn raise_named(&mut self, fits: impl Fn(Trigger) -> bool) {
        let x = self.x.clone();
        for (place, request) in x.requests.iter().enumerate() {
            if !self.requested[place] && fits(request.on) {
                self.requested[place] = true;
                self.request(request.decision, None, Some(place));
            }
        }
    }

    /// What was raised in one millisecond is matched together, and merged.
    pub fn batch(&mut self) {
        self.batch_due = false;
        let raised = std::mem::take(&mut self.raised);
        self.begin_paths(raised);
    }

    fn begin_paths(&mut self, mut cases: Vec<usize>) {
        cases.retain(|case| self.cases[*case].status == Status::Undecided);
        cases.sort_by_key(|case| {
            (
                self.cases[*case].decision,
                self.cases[*case].node,
                self.cases[*case].request,
            )
        });
        let mut groups: Vec<((usize, Vec<Target>, Option<usize>), Vec<usize>)> = Vec::new();
        for case in cases {
            let of = &self.cases[case];
            let Some(rule) = self.rule_for(of.decision, of.node) else {
                continue;
            };
            let mut owners = Vec::new();
            if let (true, Some(node)) = (self.x.rights[rule].by_owner, of.node) {
                owners = self.owners_of(node).to_vec();
                owners.sort_unstable();
            }
            let key = (rule, owners, of.request);
            match groups.iter_mut().find(|(of, _)| *of == key) {
                Some((_, group)) => group.push(case),
                None => groups.push((key, vec![case])),
            }
        }
        for ((rule, ..), cases) in groups {
            self.begin_path(rule, cases);
        }
    }

    fn begin_path(&mut self, rule: usize, cases: Vec<usize>) {
        let path = self.paths.len();
        cases.iter().for_each(|case| self.cases[*case].paths.push(path));
        self.paths.push(Path {
            rule,
            cases,
            severity: self.severity,
            decided_at: None,
            answered_at: None,
            deciders: Vec::new(),
            decider_chain: None,
            executor: None,
            tasks: Vec::new(),
            jobs: Vec::new(),
            over: false,
            demanded: Vec::new(),
            automatic: false,
            granted: false,
            hearing: 0,
            heard: false,
            decide_task: 0,
            owners: Vec::new(),
            owners_missing: 0,
            turn: 0,
            approvals_missing: 0,
            refused: false,
            held_off: None,
            at_gates: false,
        });
        let x = self.x.clone();
        let of = &x.rights[rule];
        if of.standing || self.granted[rule] {
            self.paths[path].granted = self.granted[rule];
            self.paths[path].decider_chain = of.decider.map(By::Chain);
            self.decided(path);
        } else if rule == self.no_rule() {
            let lasts = x.search.draw(&mut self.luck);
            self.after(lasts, Event::Searched(path));
        } else if of.by_owner {
            self.ask_owners(path);
        } else if let Some(chain) = of.decider {
            self.decide_by(path, By::Chain(chain));
        }
    }

    /// D4: an undecided request that a different rule matches now gets a further path; they race.
    pub fn match_again(&mut self) {
        let undecided = (0..self.cases.len()).filter(|case| {
            let of = &self.cases[*case];
            let differs = |rule: usize| of.paths.iter().all(|path| self.paths[*path].rule != rule);
            of.status == Status::Undecided
                && !of.paths.is_empty()
                && self.rule_for(of.decision, of.node).is_some_and(differs)
        });
        let undecided = undecided.collect();
        self.begin_paths(undecided);
        for path in 0..self.paths.len() {
            let of = &self.paths[path];
            if let (None, Some(case)) = (of.decided_at, of.cases.first().map(|case| &self.cases[*case])) {
                if self.rule_for(case.decision, case.node) == Some(of.rule) {
                    self.paths[path].severity = self.severity;
                }
            }
        }
    }

    pub fn leave_path(&mut self, path: usize, case: usize) {
        self.paths[path].cases.retain(|it| *it != case);
        if self.paths[path].cases.is_empty() {
            self.paths[path].over = true;
            self.withdraw(path);
        }
    }

    fn withdraw(&mut self, path: usize) {
        std::mem::take(&mut self.paths[path].tasks)
            .into_iter()
            .for_each(|task| self.withdraw_task(task));
        std::mem::take(&mut self.paths[path].jobs)
            .into_iter()
            .for_each(|job| self.drop_job(job));
    }

    fn is_undecided(&self, path: usize) -> bool {
        !self.paths[path].over && self.paths[path].decided_at.is_none()
    }

    // Deciding (P1)

    fn decide_by(&mut self, path: usize, by: By) {
        let x = self.x.clone();
        self.paths[path].decider_chain = Some(by);
        let lasts = x.rights[self.paths[path].rule].decide_work.draw(&mut self.luck);
        let task = self.begin_task(by, Some(path), Goal::Decide(path), Some(lasts));
        self.paths[path].decide_task = task;
        self.calls_on(task);
    }

    pub fn decider_answered(&mut self, path: usize, task: usize) {
        let people = self.tasks[task].people.clone();
        let of = &mut self.paths[path];
        (of.deciders, of.answered_at) = (people, Some(self.now));
        if std::mem::replace(&mut of.heard, true) {
            return self.task_works(task);
        }
        of.hearing = 1;
        self.consult(path);
        let x = self.x.clone();
        for (chain, work) in &x.rights[self.paths[path].rule].advice {
            let lasts = work.draw(&mut self.luck);
            self.paths[path].hearing += 1;
            self.ask(*chain, path, Goal::Hear(path), Some(lasts));
        }
        self.heard(path);
    }

    /// P1: somebody whose knowledge adds something, where the deciders lack some.
    fn consult(&mut self, path: usize) {
        let x = self.x.clone();
        let of = &self.paths[path];
        let rule = &x.rights[of.rule];
        let Some(chain) = rule.consult else { return };
        let assets: Vec<usize> = of
            .cases
            .iter()
            .filter_map(|case| self.cases[*case].node)
            .collect();
        let unknown_to = |person: &usize| -> Vec<usize> {
            assets
                .iter()
                .copied()
                .filter(|node| !x.people[*person].knows[*node])
                .collect()
        };
        let Some(missing) = of
            .deciders
            .iter()
            .map(unknown_to)
            .min_by_key(Vec::len)
            .filter(|missing| !missing.is_empty())
        else {
            return;
        };
        let lasts = rule.consult_work.draw(&mut self.luck);
        self.paths[path].hearing += 1;
        let task = self.begin_task(chain, Some(path), Goal::Hear(path), Some(lasts));
        self.tasks[task].may = May::Knows(missing);
        self.calls_on(task);
    }

    pub fn heard(&mut self, path: usize) {
        self.paths[path].hearing -= 1;
        if self.paths[path].hearing == 0 {
            self.task_works(self.paths[path].decide_task);
        }
    }

    pub fn decider_worked(&mut self, path: usize, task: usize) {
        let x = self.x.clone();
        if let (Some((chance, delay)), false) = (
            &x.rights[self.paths[path].rule].hold_off,
            self.tasks[task].by_default,
        ) {
            if self.luck.happens(*chance) {
                let lasts = delay.draw(&mut self.luck);
                self.paths[path].held_off = Some(task);
                self.after(lasts, Event::HeldOff(task));
                return;
            }
        }
        self.decided(path);
    }

    /// Severity has risen: who held off is asked anew (P1).
    pub fn wake_held_off(&mut self) {
        for path in 0..self.paths.len() {
            if let Some(task) = self.paths[path].held_off {
                self.ask_again(task);
            }
        }
    }

    /// After holding off, or after the revision of what was declined; the work is drawn anew.
    pub fn ask_again(&mut self, task: usize) {
        let x = self.x.clone();
        if self.tasks[task].is_over() {
            return;
        }
        let lasts = match self.tasks[task].goal {
            Goal::Decide(path) if self.paths[path].held_off.take() == Some(task) => {
                x.rights[self.paths[path].rule].decide_work.draw(&mut self.luck)
            }
            Goal::Approve(path, place) if !self.paths[path].refused => {
                self.approval_of(&x, path, place).work.draw(&mut self.luck)
            }
            _ => return,
        };
        self.tasks[task].lasts = Some(lasts);
        self.call_again(task);
    }

    // Contested decisions (R5)

    pub fn ask_owners(&mut self, path: usize) {
        if !self.is_undecided(path) {
            return;
        }
        let Some(node) = self.paths[path]
            .cases
            .first()
            .and_then(|case| self.cases[*case].node)
        else {
            return;
        };
        let (owners, limit) = (self.owners_of(node).to_vec(), self.x.dispute_limit);
        self.paths[path].turn += 1;
        let turn = self.paths[path].turn;
        if let [owner] = owners[..] {
            if self.paths[path].rule == self.no_rule() {
                self.after(limit, Event::DisputeOver(path, turn));
            }
            return self.decide_by(path, By::Owner(owner));
        }
        self.after(
            if owners.is_empty() { 0 } else { limit },
            Event::DisputeOver(path, turn),
        );
        let of = &mut self.paths[path];
        (of.decider_chain, of.owners_missing) = (owners.first().map(|owner| By::Owner(*owner)), owners.len());
        of.owners.clear();
        for owner in owners {
            self.ask(By::Owner(owner), path, Goal::Owner(path), None);
        }
    }

    pub fn owner_came(&mut self, path: usize, task: usize) {
        let people = self.tasks[task].people.clone();
        let of = &mut self.paths[path];
        of.owners.extend(people);
        of.owners_missing -= 1;
        if of.owners_missing == 0 {
            of.answered_at = Some(self.now);
            let (turn, x) = (of.turn, self.x.clone());
            let lasts = x.negotiation.draw(&mut self.luck);
            self.after(lasts, Event::Negotiated(path, turn));
        }
    }

    pub fn negotiated(&mut self, path: usize, turn: u32) {
        if self.is_undecided(path) && self.paths[path].turn == turn {
            self.paths[path].deciders = self.paths[path].owners.clone();
            self.decided(path);
        }
    }

    pub fn dispute_over(&mut self, path: usize, turn: u32) {
        if self.is_undecided(path) && self.paths[path].turn == turn {
            let x = self.x.clone();
            let lasts = x.arbiter.1.draw(&mut self.luck);
            self.ask(x.arbiter.0, path, Goal::Arbiter(path), Some(lasts));
        }
    }

    pub fn arbiter_decides(&mut self, path: usize, task: usize) {
        let people = self.tasks[task].people.clone();
        let of = &mut self.paths[path];
        of.answered_at.get_or_insert(self.now);
        (of.deciders, of.decider_chain) = (people, Some(By::Chain(self.x.arbiter.0)));
        self.decided(path);
    }

    /// An inject has put the ownership in dispute: all owners are contacted.
    pub fn dispute_anew(&mut self, nodes: &[bool]) {
        for path in 0..self.paths.len() {
            let of = &self.paths[path];
            let contested = of
                .cases
                .iter()
                .filter_map(|case| self.cases[*case].node)
                .any(|node| nodes[node]);
            if contested && self.is_undecided(path) && self.x.rights[of.rule].by_owner && of.turn > 0 {
                self.withdraw(path);
                self.ask_owners(path);
            }
        }
    }

    // After the decision (P2 to P4, R3)

    fn decided(&mut self, path: usize) {
        if !self.is_undecided(path) {
            return;
        }
        if self.counts.first_decision.is_none() {
            self.counts.first_decision = Some(self.now);
            self.moment(|on| matches!(on, Moment::FirstDecision));
        }
        self.paths[path].decided_at = Some(self.now);
        for case in self.paths[path].cases.clone() {
            self.cases[case].status = Status::Decided;
            let others: Vec<usize> = self.cases[case]
                .paths
                .iter()
                .copied()
                .filter(|it| *it != path)
                .collect();
            others.into_iter().for_each(|other| self.leave_path(other, case));
        }
        self.withdraw(path);
        self.seek_approvals(path);
    }

    fn seek_approvals(&mut self, path: usize) {
        let x = self.x.clone();
        let rule = &x.rights[self.paths[path].rule];
        if rule.standing || self.paths[path].granted {
            return self.approved(path);
        }
        if rule.decision == 0 {
            let nodes: Vec<usize> = self.paths[path]
                .cases
                .iter()
                .filter_map(|case| self.cases[*case].node)
                .collect();
            self.paths[path].demanded = self.demands_for(&nodes);
        }
        let wanted = rule.approvals.len() + self.paths[path].demanded.len();
        self.paths[path].approvals_missing = wanted;
        match (wanted, rule.in_series) {
            (0, _) => self.approved(path),
            (_, true) => self.seek_approval(path, 0),
            (_, false) => (0..wanted).for_each(|place| self.seek_approval(path, place)),
        }
    }

    /// The approvals that a path needs: those of its rule, then those that injects demand.
    fn approval_of<'a>(&self, x: &'a Tables, path: usize, place: usize) -> &'a Approval {
        let own = &x.rights[self.paths[path].rule].approvals;
        own.get(place)
            .unwrap_or_else(|| x.demanded(self.paths[path].demanded[place - own.len()]))
    }

    fn seek_approval(&mut self, path: usize, place: usize) {
        let x = self.x.clone();
        let of = self.approval_of(&x, path, place);
        let lasts = of.work.draw(&mut self.luck);
        self.ask(of.chain, path, Goal::Approve(path, place), Some(lasts));
    }

    pub fn approver_worked(&mut self, path: usize, place: usize, task: usize) {
        let x = self.x.clone();
        let of = self.approval_of(&x, path, place);
        if self.paths[path].refused {
            return;
        }
        if !self.tasks[task].by_default {
            if self.luck.happens(of.declines) {
                return self.declined(path, place, task);
            }
            self.counts.approvals += 1;
        }
        self.paths[path].approvals_missing -= 1;
        if self.paths[path].approvals_missing == 0 {
            self.approved(path);
        } else if x.rights[self.paths[path].rule].in_series {
            self.seek_approval(path, place + 1);
        }
    }

    fn declined(&mut self, path: usize, place: usize, task: usize) {
        let x = self.x.clone();
        let of = self.approval_of(&x, path, place);
        self.tasks[task].declined += 1;
        if self.tasks[task].declined <= of.reasks {
            let lasts = of.revision.draw(&mut self.luck);
            self.after(lasts, Event::Revised(task));
            return;
        }
        // After the last refusal the arbiter decides on all that is missing.
        self.paths[path].refused = true;
        self.withdraw(path);
        let lasts = x.arbiter.1.draw(&mut self.luck);
        self.ask(x.arbiter.0, path, Goal::ArbiterApproves(path), Some(lasts));
    }

    pub fn approved(&mut self, path: usize) {
        let rule = self.paths[path].rule;
        if self.x.rights[rule].grants && !std::mem::replace(&mut self.granted[rule], true) {
            for other in 0..self.paths.len() {
                if other != path && self.paths[other].rule == rule && self.is_undecided(other) {
                    self.paths[other].granted = true;
                    self.decided(other);
                }
            }
        }
        self.try_gates(path);
    }

    /// P3: what must be executed first is asked for; communications may be on hold.
    pub fn try_gates(&mut self, path: usize) {
        if self.paths[path].over {
            return;
        }
        let x = self.x.clone();
        let rule = &x.rights[self.paths[path].rule];
        self.paths[path].at_gates = true;
        let closed: Vec<usize> = rule
            .gates
            .iter()
            .copied()
            .filter(|gate| !self.executed[*gate])
            .collect();
        for gate in &closed {
            let of_it = || (0..x.requests.len()).filter(|place| x.requests[*place].decision == *gate);
            if let (Some(first), false) = (of_it().next(), of_it().any(|place| self.requested[place])) {
                self.requested[first] = true;
                self.request(*gate, None, Some(first));
            }
        }
        if !closed.is_empty() {
            return;
        }
        if rule.decision == 4 && self.now < self.hold_until {
            self.after(self.hold_until - self.now, Event::HoldOver(path));
            return;
        }
        self.paths[path].at_gates = false;
        self.find_executor(path);
    }

    pub fn gate_opens(&mut self, decision: usize) {
        if std::mem::replace(&mut self.executed[decision], true) {
            return;
        }
        let waiting: Vec<usize> = (0..self.paths.len())
            .filter(|path| self.paths[*path].at_gates)
            .collect();
        waiting.into_iter().for_each(|path| self.try_gates(path));
    }

    /// What whoever begins the execution must be able to do.
    fn first_ability(&self, path: usize) -> usize {
        let of = &self.paths[path];
        let decision = self.x.rights[of.rule].decision;
        let asset = of
            .cases
            .first()
            .and_then(|case| self.cases[*case].node)
            .filter(|_| decision == 0);
        asset.map_or_else(|| self.x.able_to(decision), |node| self.x.nodes[node].runbook[0])
    }

    fn find_executor(&mut self, path: usize) {
        let x = self.x.clone();
        let rule = &x.rights[self.paths[path].rule];
        if rule.automatic {
            self.paths[path].automatic = true;
            return self.give_access(path);
        }
        let (ability, of) = (self.first_ability(path), &self.paths[path]);
        let at_once = of.decided_at == Some(self.now);
        let there = |person: &usize| {
            let present = matches!(self.presence(*person), Presence::OnShift | Presence::OnCall);
            x.people[*person].can[ability] && (at_once || present || self.is_engaged(*person))
        };
        if let Some(person) = of.deciders.iter().copied().find(there) {
            self.paths[path].executor = Some(person);
            return self.give_access(path);
        }
        if let Some(by) = self.executors(path) {
            let task = self.begin_task(by, Some(path), Goal::Executor(path), None);
            self.tasks[task].may = May::Able(ability);
            self.calls_on(task);
        }
    }

    /// The chain of executors: the rule's, else the decider's or the owner's.
    pub fn executors(&self, path: usize) -> Option<By> {
        let of = &self.paths[path];
        let owner = of
            .cases
            .first()
            .and_then(|case| self.cases[*case].node)
            .and_then(|node| self.owners_of(node).first());
        self.x.rights[of.rule]
            .executor
            .map(By::Chain)
            .or(of.decider_chain)
            .or(owner.map(|owner| By::Owner(*owner)))
    }

    pub fn executor_found(&mut self, path: usize, task: usize) {
        let executor = self.tasks[task].people.first().copied();
        let of = &mut self.paths[path];
        of.answered_at.get_or_insert(self.now);
        (of.executor, of.automatic) = (executor, executor.is_none());
        self.give_access(path);
    }

    fn give_access(&mut self, path: usize) {
        let x = self.x.clone();
        match &x.rights[self.paths[path].rule].just_in_time {
            Some(law) => {
                let lasts = law.draw(&mut self.luck);
                self.after(lasts, Event::AccessGiven(path));
            }
            None => self.access_given(path),
        }
    }
}
