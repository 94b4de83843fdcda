//! Deciding: consult, advice, holding off, and the decision itself (R2, R3, P1).

use crate::chance::Purpose as Luck;
use crate::model::{ChainId, Decider, Moment, NodeId, PersonId, RightId};
use crate::time::SimDuration;

use super::arena::{CaseIx, PathIx, TaskIx};
use super::cases::{Duty, Stage, Status};
use super::event::{Happening, Phase};
use super::live::Verdict;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};
use super::task::Wanted;

impl Play<'_> {
    /// Contacts the decider of a rule.
    pub(super) fn ask_decider(&mut self, path: PathIx, chain: ChainId) {
        self.paths[path].stage = Stage::Contact;
        let from = self.paths[path].last;
        self.ask(path, Duty::Decide, chain, from);
    }

    pub(super) fn ask(&mut self, path: PathIx, duty: Duty, chain: ChainId, from: RecordIx) {
        let key = self.paths[path].key;
        if matches!(duty, Duty::Decide | Duty::Owner) {
            self.paths[path].decider_chain.get_or_insert(chain);
        }
        self.contact(
            Wanted {
                duty,
                path: Some(path),
                chain,
                key,
            },
            from,
        );
    }

    /// The decider answers (P1): first whoever must be heard, then the decision.
    pub(super) fn decider_answers(&mut self, path: PathIx, task: TaskIx) {
        let answered = self.tasks[task].last;
        let now = self.now;
        let it = &mut self.paths[path];
        it.deciders.clear();
        it.deciders.extend_from_slice(&self.tasks[task].people);
        it.answered_at = Some(now);
        it.last = answered;
        if self.tasks[task].by_default {
            // C5: taken with nobody as decider.
            self.paths[path].answered_at = None;
            return self.decided_because(path, answered, Cause::Contact, None);
        }
        self.hear(path, task);
    }

    fn hear(&mut self, path: PathIx, decide: TaskIx) {
        let plan = self.plan;
        let Some(rule) = self.paths[path].rule else {
            return self.decide_work(path, decide);
        };
        // P1: after a hold-off or a rest nobody is heard twice; a further decider may lack what the first one knew.
        let right = &plan.exercise.playbook.rights[rule];
        let consult = right
            .consult
            .filter(|_| !self.paths[path].consulted && self.lacks_context(path));
        let advice = if self.paths[path].advised {
            &[][..]
        } else {
            &right.advice
        };
        self.paths[path].advised = true;
        self.paths[path].consulted |= consult.is_some();
        self.paths[path].hearings_left = advice.len() + usize::from(consult.is_some());
        if self.paths[path].hearings_left == 0 {
            return self.decide_work(path, decide);
        }
        self.paths[path].stage = Stage::Consult;
        let (key, from) = (self.paths[path].key, self.paths[path].last);
        if let Some(chain) = consult {
            self.contact(
                Wanted {
                    duty: Duty::Consult,
                    path: Some(path),
                    chain,
                    key,
                },
                from,
            );
        }
        for (place, advice) in advice.iter().enumerate() {
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            self.contact(
                Wanted {
                    duty: Duty::Advice(place),
                    path: Some(path),
                    chain: advice.chain,
                    key,
                },
                from,
            );
        }
    }

    /// P1: no decider knows every asset of the request.
    fn lacks_context(&self, path: PathIx) -> bool {
        let it = &self.paths[path];
        let knows_all = |person: &PersonId| self.assets_of(path).all(|asset| self.knows(*person, asset));
        !it.deciders.iter().any(knows_all)
    }

    pub(super) fn knows(&self, person: PersonId, asset: NodeId) -> bool {
        self.plan.exercise.organisation.people[person]
            .context
            .covers(asset)
    }

    pub(super) fn assets_of(&self, path: PathIx) -> impl Iterator<Item = NodeId> + '_ {
        self.paths[path]
            .members
            .iter()
            .filter_map(|&case| self.cases[case].asset)
    }

    /// Consulted or adviser: their work, then the path goes on.
    pub(super) fn heard_answers(&mut self, path: PathIx, task: TaskIx) {
        if self.tasks[task].by_default {
            return self.heard(path);
        }
        let plan = self.plan;
        let Some(rule) = self.paths[path].rule else {
            return self.heard(path);
        };
        let right = &plan.exercise.playbook.rights[rule];
        let key = self.paths[path].key;
        let lasts = match self.tasks[task].duty {
            Duty::Advice(place) => match right.advice.get(usize::from(place)) {
                Some(advice) => {
                    // T4: by the chain that is asked, not by its place in the list.
                    let key = key.join(plan.chains[advice.chain].key);
                    let earlier = right.advice.iter().take(usize::from(place));
                    let copies = earlier.filter(|other| other.chain == advice.chain).count() as u64;
                    self.luck.duration(&advice.work, key, Luck::Advice, copies)
                }
                None => return self.heard(path),
            },
            _ => self.luck.duration(&right.consult_work, key, Luck::Consult, 0),
        };
        self.task_work(task, lasts);
    }

    /// One of those to be heard has been.
    pub(super) fn heard(&mut self, path: PathIx) {
        let it = &mut self.paths[path];
        it.hearings_left -= 1;
        if it.hearings_left > 0 || it.decided_at.is_some() {
            return;
        }
        let last = it.last;
        // M4: consult is one piece, from the decider's answer on.
        self.paths[path].last = self.note(Record::new(Kind::Consulted, last).charge(Cause::Consult));
        if let Some(decide) = self.deciding_task(path) {
            self.decide_work(path, decide);
        }
    }

    /// The contact with the decider of a path.
    fn deciding_task(&self, path: PathIx) -> Option<TaskIx> {
        let tasks = self.paths[path].tasks.iter().rev().copied();
        let mut deciding = tasks.filter(|&task| self.tasks[task].duty == Duty::Decide);
        deciding.next()
    }

    fn decide_work(&mut self, path: PathIx, decide: TaskIx) {
        self.paths[path].stage = Stage::Decide;
        let asking = u64::from(self.paths[path].asking);
        let lasts = match self.paths[path].rule {
            Some(rule) => {
                let law = &self.plan.exercise.playbook.rights[rule].decide_work;
                self.luck
                    .duration(law, self.paths[path].key, Luck::Decide, asking)
            }
            // R5: a sole owner or a lead without a rule decides at once.
            None => SimDuration::ZERO,
        };
        self.tasks[decide].last = self.paths[path].last;
        self.task_work(decide, lasts);
    }

    /// The decider has done the work: a decision, or holding off (P1).
    pub(super) fn decider_decides(&mut self, path: PathIx, task: TaskIx, began: RecordIx) {
        if self.paths[path].decided_at.is_some() || self.recognised(path, Recogniser::Decider) {
            return;
        }
        let contested = self.paths[path].contested;
        if !contested && self.holds_off(path, began) {
            return;
        }
        let by = self.tasks[task].people.first().copied();
        if contested {
            return self.decided_because(path, self.paths[path].dispute_from, Cause::Dispute, by);
        }
        self.decided_because(path, began, Cause::Decide, by);
    }

    fn holds_off(&mut self, path: PathIx, began: RecordIx) -> bool {
        let Some(delay) = self.hold_off(path) else {
            return false;
        };
        let rule = self.paths[path].rule;
        let record = self.note(Record::new(Kind::HeldOff, began).charge(Cause::Decide).rule(rule));
        let it = &mut self.paths[path];
        it.last = record;
        it.stage = Stage::HoldOff;
        it.stamp = it.stamp.wrapping_add(1);
        let stamp = it.stamp;
        self.schedule(delay, Phase::TimeOut, Happening::HoldOffEnds(path, stamp));
        true
    }

    /// For how long a decider holds off, if they do: with the written probability, or as a player says.
    fn hold_off(&self, path: PathIx) -> Option<SimDuration> {
        let rule = self.paths[path].rule;
        let written = rule.and_then(|rule| self.right(rule).hold_off.as_ref());
        let (key, asking) = (self.paths[path].key, u64::from(self.paths[path].asking));
        match (self.verdict(None), written) {
            (Some(Verdict::HoldsOff), None) => return Some(HOLD_OFF),
            (Some(Verdict::HoldsOff), Some(_)) => {}
            (Some(_), _) => return None,
            (None, written) => {
                let chance = written?.chance;
                if !self.luck.happens(chance, key, Luck::HoldOff, asking) {
                    return None;
                }
            }
        }
        Some(
            self.luck
                .duration(&written?.delay, key, Luck::HoldOffDelay, asking),
        )
    }

    pub(super) fn hold_off_ends(&mut self, path: PathIx, stamp: u16) {
        let it = &mut self.paths[path];
        if it.stage != Stage::HoldOff || it.stamp != stamp {
            return;
        }
        it.asking += 1;
        it.stage = Stage::Contact;
        let (last, asking) = (it.last, it.asking);
        // M4: the delay of a hold-off is `decide`.
        let record = self.note(Record::new(Kind::HeldOff, last).charge(Cause::Decide));
        self.paths[path].last = record;
        if let Some(decide) = self.deciding_task(path) {
            self.tasks[decide].asking = asking;
            self.contact_anew(decide, record);
        }
    }

    /// P1: when severity rises, a decider who held off is asked again at once.
    pub(super) fn held_off_are_asked_again(&mut self) {
        for path in self.paths.ids() {
            if self.paths[path].stage == Stage::HoldOff {
                self.hold_off_ends(path, self.paths[path].stamp);
            }
        }
    }

    /// I2: whether somebody recognises the false alarms of a path; those requests die. True if none is left.
    pub(super) fn recognised(&mut self, path: PathIx, by: Recogniser) -> bool {
        if let Some(verdict) = self.verdict(None) {
            return self.refused_by_player(path, by, verdict);
        }
        let mut members = self.paths[path].members.iter();
        if !members.any(|&case| self.cases[case].false_alarm) {
            return false;
        }
        let recognition = self.plan.exercise.playbook.recognition;
        let (chance, whose, ordinal) = match by {
            Recogniser::Decider => (recognition.decider, None, BY_DECIDER),
            Recogniser::Approver(chain) => (
                recognition.approver,
                Some(self.plan.chains[chain].key),
                BY_APPROVER,
            ),
        };
        let members: Vec<CaseIx> = self.paths[path].members.clone();
        let last = self.paths[path].last;
        let mut dead = 0;
        for &case in &members {
            let Some(node) = self.cases[case].asset.filter(|_| self.cases[case].false_alarm) else {
                continue;
            };
            let asset = self.plan.exercise.estate.nodes[node].key;
            let key = whose.map_or(asset, |chain| asset.join(chain));
            if self.luck.happens(chance, key, Luck::Recognised, ordinal) {
                self.dies(case, last);
                dead += 1;
            }
        }
        dead > 0 && dead == members.len()
    }

    /// A player who says that the alert is false, or decides against it, ends the requests, right or wrong.
    fn refused_by_player(&mut self, path: PathIx, by: Recogniser, verdict: Verdict) -> bool {
        let decides = matches!(by, Recogniser::Decider);
        let ends = verdict == Verdict::FalseAlarm || (decides && verdict == Verdict::Declines);
        if ends {
            let last = self.paths[path].last;
            for case in self.paths[path].members.clone() {
                self.dies(case, last);
            }
        }
        ends
    }

    /// A decision that nobody has to take: standing authority, or a grant (R2, R3).
    pub(super) fn decided(&mut self, path: PathIx, because: RecordIx) {
        self.paths[path].deciders.clear();
        self.decided_because(path, because, Cause::Decide, None);
    }

    /// The decision is taken for all members that no other path has decided (D4).
    pub(super) fn decided_because(
        &mut self,
        path: PathIx,
        because: RecordIx,
        charge: Cause,
        by: Option<PersonId>,
    ) {
        let mut members = std::mem::take(&mut self.paths[path].members);
        members.retain(|&case| self.cases[case].status == Status::Undecided);
        for &case in &members {
            self.overtake(case, path);
            let now = self.now;
            let it = &mut self.cases[case];
            (it.status, it.decided_at, it.path) = (Status::Decided, Some(now), Some(path));
        }
        let first = members.first().and_then(|&case| self.cases[case].asset);
        self.paths[path].members = members;
        self.paths[path].decided_at = Some(self.now);
        self.withdraw_deciding(path);
        self.times.first_decision.get_or_insert(self.now);
        let rule = self.paths[path].rule;
        let record = Record::new(Kind::Decided, because)
            .charge(charge)
            .rule(rule)
            .asset(first)
            .person(by);
        let record = self.note(record);
        self.paths[path].last = record;
        self.moment_comes(|moment| matches!(moment, Moment::FirstDecision));
        self.seek_approval(path, record);
    }

    /// D4: the other paths of a request are overtaken.
    fn overtake(&mut self, case: CaseIx, by: PathIx) {
        if self.cases[case].paths < 2 {
            return;
        }
        for path in self.paths.ids() {
            if path != by && self.paths[path].members.contains(&case) {
                self.leave_path(path, case);
            }
        }
    }

    /// Whoever else was asked to decide is not needed any more.
    fn withdraw_deciding(&mut self, path: PathIx) {
        for place in 0..self.paths[path].tasks.len() {
            if let Some(&task) = self.paths[path].tasks.get(place) {
                self.withdraw_task(task);
            }
        }
    }

    pub(super) fn right(&self, rule: RightId) -> &crate::model::Right {
        &self.plan.exercise.playbook.rights[rule]
    }

    /// Whether a decision needs neither consult nor approval: standing authority, or a grant.
    pub(super) fn is_pre_approved(&self, path: PathIx) -> bool {
        self.paths[path]
            .rule
            .is_some_and(|rule| self.granted[rule] || self.right(rule).decider == Decider::Standing)
    }
}

/// Who looks at a false alarm after triage, which has the first draw at the asset (I2).
#[derive(Clone, Copy, Debug)]
pub(super) enum Recogniser {
    /// Whoever decides.
    Decider,
    /// An approver, by the chain that was asked.
    Approver(ChainId),
}

/// How long a player who decides holds off where the rule does not say.
const HOLD_OFF: SimDuration = SimDuration::from_millis(15 * 60 * 1000);
const BY_DECIDER: u64 = 1;
const BY_APPROVER: u64 = 2;
