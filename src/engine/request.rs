//! Requests: raised, matched to a rule, and sent on their way (D4, D5, R1, L1).

use crate::authority::Matter;
use crate::chance::Key;
use crate::model::{Decider, Decision, Index, NodeId, RightId, Selector, TagId, Target, Trigger};
use crate::time::SimTime;

use super::arena::{CaseIx, FootholdIx, PathIx};
use super::cases::{Case, Stage, Status};
use super::event::{Happening, Phase};
use super::play::Play;
use super::record::{Kind, Record, RecordIx};

/// The key of containments.
const CONTAIN: Key = Key::of("contain");

impl Play<'_> {
    /// D5: a foothold that becomes known raises a containment request.
    pub(super) fn raise_containment(&mut self, foothold: FootholdIx) {
        let (it, known) = (self.footholds[foothold], self.fate(foothold).known);
        let state = *self.node(it.node);
        let pending = state.pending.map(|case| self.cases[case].status);
        let needless = if it.minted && !it.shut {
            // E10: a request still undecided will cut it too; one decided will not. Swept already, it is like any other.
            it.ended || pending == Some(Status::Undecided)
        } else {
            pending.is_some() || state.last_cut_at.is_some_and(|cut_at| cut_at >= it.taken_at)
        };
        if needless {
            return;
        }
        let key = CONTAIN.join(self.plan.exercise.estate.nodes[it.node].key);
        let case = self.raise(Decision::Contain, key.nth(u64::from(state.requests)), known);
        let of = &mut self.cases[case];
        (of.asset, of.foothold, of.false_alarm) = (Some(it.node), Some(foothold), it.phantom);
        self.drop_restoration(it.node);
        let state = self.node_mut(it.node);
        state.requests += 1;
        state.pending = Some(case);
        (state.believed_dead_at, state.sessions_ended) = (None, false);
        self.watch.pending += 1;
        self.note_raised(case, known);
    }

    /// L1: raises the named requests whose trigger has come, by id.
    pub(super) fn raise_named(&mut self, comes: impl Fn(Trigger) -> bool, because: RecordIx) {
        let plan = self.plan;
        for &id in &plan.requests_by_id {
            let request = &plan.exercise.scenario.requests[id];
            if comes(request.on) && !std::mem::replace(&mut self.requested[id], true) {
                let case = self.raise(request.decision, request.key, because);
                self.cases[case].name = Some(id);
                self.note_raised(case, because);
            }
        }
    }

    /// P3: a gate requests a decision that nobody has requested: the first written one of its kind.
    pub(super) fn raise_for_gate(&mut self, decision: Decision, because: RecordIx) {
        let plan = self.plan;
        let mut written = plan.exercise.scenario.requests.enumerate();
        let first = written.find(|(id, request)| request.decision == decision && !self.requested[*id]);
        let key = first.map_or(Key::of(decision.word()), |(_, request)| request.key);
        let case = self.raise(decision, key, because);
        if let Some((id, _)) = first {
            self.requested[id] = true;
            self.cases[case].name = Some(id);
        }
        self.note_raised(case, because);
    }

    /// Puts a request on the list of this millisecond (T1).
    pub(super) fn raise(&mut self, decision: Decision, key: Key, because: RecordIx) -> CaseIx {
        let case = self.cases.take();
        let now = self.now;
        let it = &mut self.cases[case];
        (it.decision, it.key, it.raised_at, it.raised) = (decision, key, now, because);
        self.raised.push(case);
        self.count(decision, |tally| tally.raised += 1);
        if !std::mem::replace(&mut self.batch_due, true) {
            self.future.schedule(now, Phase::Batch, Happening::Batch);
        }
        case
    }

    pub(super) fn note_raised(&mut self, case: CaseIx, because: RecordIx) {
        let asset = self.cases[case].asset;
        let record = Record::new(Kind::Raised, because)
            .asset(asset)
            .extra(case.position());
        self.cases[case].raised = self.note(record);
    }

    /// T1: requests raised in this millisecond are matched and begin their paths, those under one rule as one.
    pub(super) fn batch(&mut self) {
        self.batch_due = false;
        let mut raised = std::mem::take(&mut self.raised);
        raised.retain(|&case| self.cases[case].status == Status::Undecided);
        self.sort_cases(&mut raised);
        self.begin_paths(&raised, None);
        raised.clear();
        // What the paths raised is a further batch, already in the fresh list.
        if self.raised.is_empty() {
            self.raised = raised;
        }
    }

    fn sort_cases(&self, cases: &mut [CaseIx]) {
        cases.sort_by_key(|&case| {
            let Case {
                decision,
                asset,
                name,
                ..
            } = &self.cases[case];
            // T1: whatever is scheduled at once goes by written id; names stand in the order of the document.
            let name = name.map(|name| &self.plan.exercise.scenario.requests[name].id);
            (*decision, *asset, name, case)
        });
    }

    /// D4: requests not yet decided are matched again; those that another rule matches start its path beside.
    pub(super) fn match_again(&mut self, because: RecordIx) {
        let mut undecided: Vec<CaseIx> = self
            .cases
            .ids()
            .filter(|&case| self.cases[case].status == Status::Undecided && self.cases[case].paths > 0)
            .filter(|&case| self.other_rule(case).is_some())
            .collect();
        self.sort_cases(&mut undecided);
        self.begin_paths(&undecided, Some(because));
        for path in self.paths.ids() {
            let severity = self.incident.severity;
            if self.paths[path].decided_at.is_none() && self.still_matches(path) {
                self.paths[path].severity = severity;
            }
        }
    }

    fn still_matches(&self, path: PathIx) -> bool {
        let Some(&first) = self.paths[path].members.first() else {
            return false;
        };
        self.rule_for(first) == self.paths[path].rule
    }

    /// The rule that matches a request now, if none of its paths is under it yet.
    fn other_rule(&self, case: CaseIx) -> Option<RightId> {
        let rule = self.rule_for(case)?;
        let mut paths = self
            .paths
            .ids()
            .filter(|&path| self.paths[path].members.contains(&case));
        paths
            .all(|path| self.paths[path].rule != Some(rule))
            .then_some(rule)
    }

    /// R1: the first rule that matches a request at this instant.
    fn rule_for(&self, case: CaseIx) -> Option<RightId> {
        let it = &self.cases[case];
        self.rule_of(it.decision, it.asset)
    }

    pub(super) fn rule_of(&self, decision: Decision, asset: Option<NodeId>) -> Option<RightId> {
        let matter = Matter {
            decision,
            asset,
            severity: self.incident.severity,
            at: self.wall(),
            known_blast: self.incident.known_weight,
            declared: self.incident.declared_at.is_some(),
        };
        self.plan.rules.first(self.plan.exercise, &matter)
    }

    /// D2: whether a rule lets somebody act on an alerted node before the declaration.
    pub(super) fn may_act_before_declaration(&self, foothold: FootholdIx) -> bool {
        self.rule_of(Decision::Contain, Some(self.footholds[foothold].node))
            .is_some()
    }

    /// Begins a path for each group of requests that go together (D5).
    fn begin_paths(&mut self, cases: &[CaseIx], because: Option<RecordIx>) {
        let mut rest = std::mem::take(&mut self.matched);
        let mut members = std::mem::take(&mut self.together);
        rest.clear();
        rest.extend(cases.iter().map(|&case| (case, self.rule_for(case))));
        while let Some(&(first, rule)) = rest.first() {
            members.clear();
            rest.retain(|&(case, other)| {
                let joins = case == first || (other == rule && self.go_together(first, case, rule));
                if joins {
                    members.push(case);
                }
                !joins
            });
            self.begin_path(rule, &members, because);
        }
        (self.matched, self.together) = (rest, members);
    }

    /// D5: asset requests of one decision under one rule and, where owners decide, with the same owners.
    fn go_together(&self, first: CaseIx, other: CaseIx, rule: Option<RightId>) -> bool {
        let (a, b) = (&self.cases[first], &self.cases[other]);
        let (Some(one), Some(two)) = (a.asset, b.asset) else {
            return false;
        };
        if a.decision != b.decision {
            return false;
        }
        let owners_matter =
            rule.is_none_or(|rule| self.plan.exercise.playbook.rights[rule].decider == Decider::Owner);
        let owners = |node| {
            let mut owners = self.deciding_owners(node);
            owners.sort_unstable();
            owners
        };
        !owners_matter || owners(one) == owners(two)
    }

    /// R5: the distinct owners by facet, or the lead alone; and whether they must agree.
    pub(super) fn deciding_owners(&self, node: NodeId) -> Vec<Target> {
        let of = &self.plan.exercise.estate.nodes[node];
        if let Some(lead) = of.lead.filter(|_| !self.is_disputed(node)) {
            return vec![lead];
        }
        let mut owners: Vec<Target> = Vec::new();
        for facet in &of.owners {
            if !owners.contains(&facet.owner) {
                owners.push(facet.owner);
            }
        }
        owners
    }

    fn is_disputed(&self, node: NodeId) -> bool {
        self.weather
            .disputed
            .iter()
            .any(|selector| self.selects(selector, node))
    }

    pub(super) fn selects(&self, selector: &Selector, node: NodeId) -> bool {
        crate::authority::selects(selector, &self.plan.exercise.estate, node)
    }

    pub(super) fn begin_path(
        &mut self,
        rule: Option<RightId>,
        members: &[CaseIx],
        because: Option<RecordIx>,
    ) {
        let Some(&first) = members.first() else { return };
        let path = self.paths.take();
        let Case {
            key,
            paths,
            raised,
            decision,
            ..
        } = self.cases[first];
        let severity = self.incident.severity;
        let it = &mut self.paths[path];
        it.members.extend_from_slice(members);
        (it.rule, it.decision, it.severity) = (rule, decision, severity);
        // D4: a further path has draws of its own; the first has those of the request.
        it.key = if paths == 0 {
            key
        } else {
            key.nth(u64::from(paths))
        };
        for &case in members {
            self.cases[case].paths += 1;
            self.cases[case].path.get_or_insert(path);
        }
        let record = Record::new(Kind::PathBegan, because.unwrap_or(raised))
            .rule(rule)
            .asset(self.cases[first].asset)
            .extra(path.position());
        let record = self.note(record);
        self.paths[path].last = record;
        self.first_stage(path, rule, record);
    }

    fn first_stage(&mut self, path: PathIx, rule: Option<RightId>, began: RecordIx) {
        let Some(rule) = rule else {
            return self.search(path);
        };
        let plan = self.plan;
        let right = &plan.exercise.playbook.rights[rule];
        match right.decider {
            // R2, R3: pre-approved, or granted for the incident.
            _ if self.granted[rule] => self.decided(path, began),
            Decider::Standing => self.decided(path, began),
            Decider::Owner => self.ask_owners(path),
            Decider::Chain(chain) => self.ask_decider(path, chain),
        }
    }

    /// A path is not needed any more: pages are withdrawn, waiting work is dropped, begun work is finished.
    pub(super) fn withdraw(&mut self, path: PathIx) {
        let it = &mut self.paths[path];
        if it.stage != Stage::Over {
            (it.stood_at, it.stage) = (it.stage, Stage::Over);
        }
        for place in 0..self.paths[path].tasks.len() {
            if let Some(&task) = self.paths[path].tasks.get(place) {
                self.withdraw_task(task);
            }
        }
    }

    /// A request leaves a path that another has overtaken.
    pub(super) fn leave_path(&mut self, path: PathIx, case: CaseIx) {
        self.paths[path].members.retain(|&member| member != case);
        if self.paths[path].members.is_empty() {
            self.withdraw(path);
        }
    }

    /// A request is refused for good, or recognised as a false alarm.
    pub(super) fn dies(&mut self, case: CaseIx, because: RecordIx) {
        if self.cases[case].status == Status::Dead {
            return;
        }
        self.cases[case].status = Status::Dead;
        let asset = self.cases[case].asset;
        self.note(
            Record::new(Kind::Died, because)
                .asset(asset)
                .extra(case.position()),
        );
        self.no_longer_pending(case);
        for path in self.paths.ids() {
            if self.paths[path].members.contains(&case) {
                // The path in which it died keeps it: a censored replication is charged there (M4).
                if self.paths[path].members.len() == 1 {
                    self.withdraw(path);
                } else {
                    self.leave_path(path, case);
                }
            }
        }
        if self.cases[case].false_alarm {
            self.forget_false_alarm(case);
        }
        self.watch_again();
    }

    /// A recognised false alarm leaves nothing known at its node, so that it keeps nobody from the all-clear.
    fn forget_false_alarm(&mut self, case: CaseIx) {
        if let Some(phantom) = self.cases[case].foothold {
            // D2: triage need not look at it any more.
            self.fate_mut(phantom).alert = None;
        }
        let Some(node) = self.cases[case].asset else {
            return;
        };
        let real = self.footholds.ids().any(|foothold| {
            let it = &self.footholds[foothold];
            it.node == node && !it.phantom && self.fate(foothold).known_at.is_some()
        });
        if !real && self.node(node).known {
            self.node_mut(node).known = false;
            self.watch.known.retain(|&known| known != node);
            self.incident.known_weight -= u64::from(self.plan.exercise.estate.nodes[node].weight);
            for &tag in &self.plan.exercise.estate.nodes[node].tags {
                self.tag_known[tag] = self.first_known_with(tag);
            }
        }
    }

    /// Since when a node with a tag has been known, of those that are.
    fn first_known_with(&self, tag: TagId) -> Option<SimTime> {
        let nodes = &self.plan.exercise.estate.nodes;
        let known = self.footholds.ids().filter(|&foothold| {
            let node = self.footholds[foothold].node;
            self.node(node).known && nodes[node].tags.contains(&tag)
        });
        known.filter_map(|foothold| self.fate(foothold).known_at).min()
    }
}
