//! Who decides what at an instant, and how long that takes: no sooner than, no later than, on average.

use std::collections::BTreeSet;

use crate::authority::{
    AnswerTime, Answering, Conditions, Contact, Matter, Presence, WholeChain, greatest, people_of,
};
use crate::model::{
    ActionId, ChainId, Decider, Decision, Executor, Exercise, NodeId, PersonId, Right, RightId, Severity,
    Target,
};
use crate::time::{SimDuration, WallTime};

/// Who is to decide about something at some instant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The rule that governs; nothing: none does (R5).
    pub right: Option<RightId>,
    /// The owners, where they are the ones to decide.
    pub owners: Vec<Target>,
    /// What whoever acts under standing authority begins with, for an asset (R2, P4).
    pub begins_with: Option<ActionId>,
}

/// How long it takes until something is decided or, under standing authority, taken up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecisionTime {
    /// Whether somebody who is asked is on shift or on call.
    pub reachable: bool,
    /// Not before; nothing: never at all. Proved for the first decision of an incident.
    pub earliest: Option<SimDuration>,
    /// Somebody has answered by then, or the chain acts; nothing: there is no such bound. Work comes on top.
    pub latest: Option<SimDuration>,
    /// On average, with the work, nobody being busy; what is longer than the horizon counts as the horizon.
    pub mean: SimDuration,
    /// The probability that nobody has answered by the horizon.
    pub silent: f64,
}

impl DecisionTime {
    const AT_ONCE: Self = Self {
        reachable: true,
        earliest: Some(SimDuration::ZERO),
        latest: Some(SimDuration::ZERO),
        mean: SimDuration::ZERO,
        silent: 0.0,
    };
}

/// An alternative, prepared for questions about instants of a window.
pub struct Deciding<'e> {
    /// The alternative.
    pub exercise: &'e Exercise,
    /// Who is there when.
    pub presence: &'e Presence,
    conditions: &'e Conditions,
    answering: Answering<'e>,
    engaged: BTreeSet<PersonId>,
}

impl<'e> Deciding<'e> {
    /// Prepares an alternative. Presence must reach beyond the instants that are asked about.
    pub fn new(exercise: &'e Exercise, presence: &'e Presence, conditions: &'e Conditions) -> Self {
        let triage = exercise.playbook.triage.as_ref().and_then(|triage| triage.chain);
        let targets = triage.map(|chain| WholeChain::of(&exercise.playbook, chain).targets());
        let targets = targets.unwrap_or_default();
        let engaged = targets
            .iter()
            .flat_map(|target| people_of(&exercise.organisation, *target));
        Self {
            exercise,
            presence,
            conditions,
            answering: Answering::new(exercise, presence),
            engaged: engaged.collect(),
        }
    }

    /// The first of these rules that holds for a matter in a declared incident (R1).
    pub fn path(
        &self,
        candidates: &[RightId],
        of: (Decision, Option<NodeId>),
        severity: Severity,
        at: WallTime,
    ) -> Path {
        let (decision, asset) = of;
        let matter = Matter {
            decision,
            asset,
            severity,
            at,
            known_blast: 0,
            declared: true,
        };
        let mut candidates = candidates.iter().copied();
        let right = candidates.find(|right| self.conditions.hold(self.exercise, *right, &matter));
        let owned = right.is_none_or(|right| self.right(right).decider == Decider::Owner);
        let owners = asset
            .filter(|_| owned)
            .map(|asset| deciding_owners(self.exercise, asset));
        let standing = right.is_some_and(|right| self.right(right).decider == Decider::Standing);
        let contained = asset.filter(|_| standing && decision == Decision::Contain);
        Path {
            right,
            owners: owners.unwrap_or_default(),
            begins_with: contained.and_then(|asset| self.first_action(asset, severity)),
        }
    }

    fn first_action(&self, asset: NodeId, severity: Severity) -> Option<ActionId> {
        let kind = self.exercise.estate.nodes[asset].kind;
        self.conditions.runbook().actions(kind, severity).first().copied()
    }

    fn right(&self, right: RightId) -> &'e Right {
        &self.exercise.playbook.rights[right]
    }

    /// How long a decision takes that is asked for at an instant.
    pub fn time(&self, path: &Path, at: WallTime) -> DecisionTime {
        let Some(right) = path.right.map(|right| self.right(right)) else {
            return self.without_rule(path, at);
        };
        match right.decider {
            Decider::Standing => self.standing(right, path.begins_with, at),
            Decider::Owner => self.heard(right, self.of_owners(path, at)),
            Decider::Chain(chain) => {
                let time = self.contact(chain, at, &|_| true);
                self.heard(right, self.with_reach(time, self.is_reached(chain, at)))
            }
        }
    }

    fn with_reach(&self, time: AnswerTime, reachable: bool) -> DecisionTime {
        DecisionTime {
            reachable,
            earliest: time.earliest,
            latest: time.latest,
            mean: time.mean.min(self.exercise.horizon),
            silent: time.silent,
        }
    }

    fn contact(&self, chain: ChainId, at: WallTime, fits: &dyn Fn(PersonId) -> bool) -> AnswerTime {
        let contact = Contact::by_chain(self.exercise, self.presence, chain, at, fits);
        self.answering
            .time(&contact, &|person| self.engaged.contains(&person))
    }

    /// The arbiter's chain, when everybody who was asked before may be in the incident (O7).
    fn arbiter(&self, chain: ChainId, owners: &[Target], at: WallTime) -> AnswerTime {
        let asked = self.people_of(owners);
        let contact = Contact::by_chain(self.exercise, self.presence, chain, at, &|_| true);
        let engaged = |person: PersonId| self.engaged.contains(&person) || asked.contains(&person);
        self.answering.time(&contact, &engaged)
    }

    fn people_of(&self, targets: &[Target]) -> BTreeSet<PersonId> {
        let people = targets.iter();
        let people = people.flat_map(|target| people_of(&self.exercise.organisation, *target));
        people.collect()
    }

    /// R2: nobody decides; somebody who can takes it up, or automation does.
    fn standing(&self, right: &Right, first: Option<ActionId>, at: WallTime) -> DecisionTime {
        let Executor::Chain(chain) = right.executor else {
            return DecisionTime::AT_ONCE;
        };
        let able = |person: PersonId| {
            let can = &self.exercise.organisation.people[person].capabilities;
            can.all
                || match right.decision {
                    Decision::Contain => {
                        first.is_none_or(|action| can.actions.binary_search(&action).is_ok())
                    }
                    decision => can.decisions.contains(&decision),
                }
        };
        let time = self.contact(chain, at, &able);
        self.with_reach(time, self.is_reached(chain, at))
    }

    /// Whether somebody of a chain is on shift or on call; of a body, as many as its quorum.
    fn is_reached(&self, chain: ChainId, at: WallTime) -> bool {
        let targets = WholeChain::of(&self.exercise.playbook, chain).targets();
        targets.into_iter().any(|target| self.answers(target, at))
    }

    /// Whether a page to a target at an instant finds somebody on shift or on call.
    pub fn answers(&self, target: Target, at: WallTime) -> bool {
        let organisation = &self.exercise.organisation;
        let mut there: Vec<PersonId> = self
            .presence
            .resolve_at(organisation, target, at)
            .into_iter()
            .filter(|(person, _)| self.presence.state(*person, at).is_reachable())
            .map(|(person, _)| person)
            .collect();
        there.sort_unstable();
        there.dedup();
        let needed = match target {
            Target::Body(body) => organisation.bodies[body].quorum,
            _ => 1,
        };
        there.len() >= usize::try_from(needed).unwrap_or(usize::MAX)
    }

    /// P1: advice and consult come between the answer and the decision; work is on top of the bound.
    fn heard(&self, right: &Right, mut time: DecisionTime) -> DecisionTime {
        let playbook = &self.exercise.playbook;
        let advice = right
            .advice
            .iter()
            .map(|advice| (advice.chain, advice.work.mean_ms()));
        let consult = right.consult.map(|chain| (chain, right.consult_work.mean_ms()));
        let mut longest: f64 = 0.0;
        let answered = time.latest;
        for (chain, work) in advice.chain(consult) {
            let whole = WholeChain::of(playbook, chain);
            let bound = answered
                .filter(|_| whole.acts)
                .map(|answered| answered + whole.exhausted_after);
            time.latest = time.latest.zip(bound).map(|(one, other)| one.max(other));
            longest = longest.max(work);
        }
        if right.hold_off.is_some() {
            time.latest = None;
        }
        let work = rounded(right.decide_work.mean_ms() + longest);
        time.mean = (time.mean + work).min(self.exercise.horizon);
        time
    }

    /// R5: all owners answer, then they come to a decision; after the dispute limit the arbiter may be first.
    fn of_owners(&self, path: &Path, at: WallTime) -> DecisionTime {
        let contested = &self.exercise.playbook.contested;
        let Some(together) = self.all_owners(&path.owners, at) else {
            // Nobody owns it: the arbiter, or never.
            return match contested.arbiter {
                Some(chain) => {
                    self.with_reach(self.contact(chain, at, &|_| true), self.is_reached(chain, at))
                }
                None => self.never(),
            };
        };
        let alone = path.owners.len() == 1;
        if alone && path.right.is_some() {
            return together;
        }
        let mut time = together;
        if !alone {
            time.latest = together
                .latest
                .zip(greatest(&contested.negotiation))
                .map(|(answered, agreed)| answered + agreed);
            time.mean = (together.mean + rounded(contested.negotiation.mean_ms())).min(self.exercise.horizon);
        }
        if let Some((chain, limit)) = contested.arbiter.zip(contested.dispute_limit) {
            let arbiter = self.arbiter(chain, &path.owners, at + limit);
            let later = |time: Option<SimDuration>| time.map(|time| limit + time);
            time.earliest = least(time.earliest, later(arbiter.earliest));
            time.latest = least(time.latest, later(arbiter.latest));
            time.mean = time.mean.min(limit + arbiter.mean);
            time.silent *= arbiter.silent;
        }
        time
    }

    fn all_owners(&self, owners: &[Target], at: WallTime) -> Option<DecisionTime> {
        let of = |owner: &Target| {
            let contact = Contact::of_owner(self.exercise, self.presence, *owner, at);
            // O7: who answers for one owner answers for the other too.
            let others: Vec<Target> = owners.iter().copied().filter(|other| other != owner).collect();
            let others = self.people_of(&others);
            let engaged = |person: PersonId| self.engaged.contains(&person) || others.contains(&person);
            let time = self.answering.time(&contact, &engaged);
            self.with_reach(time, self.answers(*owner, at))
        };
        owners.iter().map(of).reduce(|one, other| DecisionTime {
            reachable: one.reachable && other.reachable,
            earliest: one
                .earliest
                .zip(other.earliest)
                .map(|(one, other)| one.max(other)),
            latest: one.latest.zip(other.latest).map(|(one, other)| one.max(other)),
            mean: one.mean.max(other.mean),
            silent: 1.0 - (1.0 - one.silent) * (1.0 - other.silent),
        })
    }

    /// R5: somebody first finds out who may decide.
    fn without_rule(&self, path: &Path, at: WallTime) -> DecisionTime {
        let search = &self.exercise.playbook.contested.search;
        let mean = rounded(search.mean_ms());
        let mut time = self.of_owners(path, at + mean);
        time.mean = (time.mean + mean).min(self.exercise.horizon);
        if let Some(lasts) = search.is_fixed() {
            time.earliest = time.earliest.map(|earliest| earliest + lasts);
            time.latest = time.latest.map(|latest| latest + lasts);
            return time;
        }
        // Another end of the search may meet other people: nothing is proved, unless there is nobody at all.
        let nobody = path.owners.is_empty() && self.exercise.playbook.contested.arbiter.is_none();
        time.earliest = (!nobody).then_some(SimDuration::ZERO);
        time.latest = None;
        time
    }

    fn never(&self) -> DecisionTime {
        DecisionTime {
            reachable: false,
            earliest: None,
            latest: None,
            mean: self.exercise.horizon,
            silent: 1.0,
        }
    }
}

/// The owners who decide where the rule says so or no rule matches (R5): the lead alone where there is one.
pub fn deciding_owners(exercise: &Exercise, asset: NodeId) -> Vec<Target> {
    let node = &exercise.estate.nodes[asset];
    if let Some(lead) = node.lead {
        return vec![lead];
    }
    let mut owners: Vec<Target> = node.owners.iter().map(|facet| facet.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

fn least(one: Option<SimDuration>, other: Option<SimDuration>) -> Option<SimDuration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a mean of durations, rounded to the millisecond"
)]
fn rounded(ms: f64) -> SimDuration {
    SimDuration::from_millis(ms.round() as i64)
}
