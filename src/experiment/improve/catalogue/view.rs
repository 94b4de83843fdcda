//! What the catalogue looks at: what the incident can reach, which rights matter for it, who could answer for what.

use std::collections::BTreeSet;

use crate::authority::{Runbook, Selection, people_of};
use crate::model::{
    ActionId, Decider, Decision, Executor, Exercise, Measure, NodeId, PersonId, Right, RightId, RoleId,
    RotaId, Severity, Subject, Table, Target, TeamId, reachable,
};

use super::super::text;

/// What the id of a standing right that is made beside another ends with.
pub(super) const STANDING: &str = "/standing";

/// One alternative, prepared for the catalogue.
pub(super) struct View<'e> {
    pub(super) exercise: &'e Exercise,
    /// What the incident can reach.
    pub(super) reached: Table<NodeId, bool>,
    /// Rights that may be asked in this incident, with the assets that each is asked about.
    pub(super) rights: Vec<(RightId, Vec<NodeId>)>,
    /// Assets within reach that no right to contain covers.
    pub(super) uncovered: Vec<NodeId>,
    runbook: Runbook,
}

impl<'e> View<'e> {
    pub(super) fn new(exercise: &'e Exercise) -> Self {
        let reached = reachable(&exercise.estate, &exercise.scenario);
        let selections: Vec<Selection> = exercise
            .playbook
            .rights
            .iter()
            .map(|right| Selection::of(&right.assets, &exercise.estate))
            .collect();
        let mut view = Self {
            exercise,
            reached,
            rights: Vec::new(),
            uncovered: Vec::new(),
            runbook: Runbook::new(exercise),
        };
        view.find_rights(&selections);
        view
    }

    fn find_rights(&mut self, selections: &[Selection]) {
        let wanted = wanted(self.exercise);
        let mut assets: Vec<BTreeSet<NodeId>> = selections.iter().map(|_| BTreeSet::new()).collect();
        let mut asked: BTreeSet<usize> = BTreeSet::new();
        for decision in Decision::ALL.into_iter().filter(|one| wanted.contains(one)) {
            if !decision.is_about_an_asset() {
                asked.extend(self.matching(selections, decision, None));
                continue;
            }
            for (node, _) in self
                .exercise
                .estate
                .nodes
                .enumerate()
                .filter(|(id, _)| self.reached.item(*id) == Some(&true))
            {
                let rights = self.matching(selections, decision, Some(node));
                if rights.is_empty() && decision == Decision::Contain {
                    self.uncovered.push(node);
                }
                for place in rights {
                    asked.insert(place);
                    if let Some(assets) = assets.get_mut(place) {
                        assets.insert(node);
                    }
                }
            }
        }
        let ids = self.exercise.playbook.rights.ids().zip(assets).enumerate();
        let asked = ids.filter(|(place, _)| asked.contains(place));
        self.rights = asked
            .map(|(_, (id, assets))| (id, assets.into_iter().collect()))
            .collect();
    }

    /// R1: the first right that matches; those before it that match at other severities or hours too.
    fn matching(&self, selections: &[Selection], decision: Decision, asset: Option<NodeId>) -> Vec<usize> {
        let scenario = &self.exercise.scenario;
        let mut found = Vec::new();
        for (place, (right, selection)) in self.exercise.playbook.rights.iter().zip(selections).enumerate() {
            let fits = right.decision == decision
                && right.class.as_ref().is_none_or(|class| *class == scenario.class)
                && selection.covers(asset);
            if !fits {
                continue;
            }
            found.push(place);
            if right.from_severity <= scenario.severity && is_unlimited(right) {
                break;
            }
        }
        found
    }

    /// The right.
    pub(super) fn right(&self, id: RightId) -> &'e Right {
        &self.exercise.playbook.rights[id]
    }

    /// Rights to contain, with their assets.
    pub(super) fn containing(&self) -> impl Iterator<Item = (&'e Right, &[NodeId])> {
        let all = self
            .rights
            .iter()
            .map(|(id, assets)| (self.right(*id), assets.as_slice()));
        all.filter(|(right, _)| right.decision == Decision::Contain)
    }

    /// The actions that the runbook wants for these assets, at the first severity and the highest.
    pub(super) fn actions(&self, assets: &[NodeId]) -> BTreeSet<ActionId> {
        let severities = [self.exercise.scenario.severity, Severity::CRITICAL];
        let kinds = assets
            .iter()
            .filter_map(|id| self.exercise.estate.nodes.item(*id));
        let kinds: BTreeSet<_> = kinds.map(|node| node.kind).collect();
        let of = |kind| severities.map(|severity| self.runbook.actions(kind, severity).iter().copied());
        kinds.into_iter().flat_map(of).flatten().collect()
    }

    /// Whether a person can carry out one of these actions.
    pub(super) fn can(&self, person: PersonId, actions: &BTreeSet<ActionId>) -> bool {
        let can = &self.exercise.organisation.people[person].capabilities;
        can.all
            || actions
                .iter()
                .any(|action| can.actions.binary_search(action).is_ok())
    }

    /// Everybody whom a target may resolve to.
    pub(super) fn people(&self, target: Target) -> Vec<PersonId> {
        people_of(&self.exercise.organisation, target)
    }

    /// Their ids.
    pub(super) fn people_ids(&self, targets: &[Target]) -> Vec<String> {
        let people = targets.iter().flat_map(|target| self.people(*target));
        let people: BTreeSet<PersonId> = people.collect();
        let id = |person: PersonId| self.exercise.organisation.people[person].id.to_string();
        people.into_iter().map(id).collect()
    }

    /// Rotas, teams and roles, in this order: whom a plan can name without naming people.
    pub(super) fn groups(&self) -> Vec<Target> {
        let organisation = &self.exercise.organisation;
        let rotas = organisation.rotas.ids().map(|id: RotaId| Target::Rota(id));
        let teams = organisation.teams.ids().map(|id: TeamId| Target::Team(id));
        let roles = organisation.roles.ids().map(|id: RoleId| Target::Role(id));
        rotas.chain(teams).chain(roles).collect()
    }

    /// Who would have to delegate what a right gives: who approved it, else who decides under it.
    pub(super) fn delegator(&self, right: &Right) -> String {
        if let Some(approved) = &right.approved {
            return format!("`{}`, who approved `{}`", approved.by, right.id);
        }
        match right.decider {
            Decider::Owner => format!("the owners of what `{}` is about", right.id),
            Decider::Standing => self.delegator_of_standing(right),
            Decider::Chain(chain) => {
                let chain = self.exercise.playbook.chains.item(chain);
                let first = chain.and_then(|chain| chain.steps.first()?.targets.first());
                first.map_or_else(
                    || format!("whoever answers for `{}`", right.id),
                    |target| {
                        format!(
                            "{}, who decides under `{}`",
                            text::words(self.exercise, *target),
                            right.id
                        )
                    },
                )
            }
        }
    }

    /// A standing right that a step of the plan has made is delegated as the right beside which it was made.
    fn delegator_of_standing(&self, right: &Right) -> String {
        let beside = right.id.strip_suffix(STANDING);
        let rights = &self.exercise.playbook.rights;
        let beside = beside.and_then(|id| rights.iter().find(|one| *one.id == *id));
        beside.map_or_else(
            || format!("whoever answers for `{}`", right.id),
            |beside| self.delegator(beside),
        )
    }

    /// Who owns assets, in words; of several the first.
    pub(super) fn owner(&self, node: NodeId) -> String {
        let node = self.exercise.estate.nodes.item(node);
        let owner = node.and_then(|node| node.lead.or_else(|| node.owners.first().map(|facet| facet.owner)));
        owner.map_or_else(
            || "whoever answers for the estate".to_owned(),
            |owner| format!("{}, who owns it", text::words(self.exercise, owner)),
        )
    }

    /// The executor of a right as a contact in RON, to be used by another right.
    pub(super) fn executor(&self, right: &Right) -> Option<String> {
        let chains = &self.exercise.playbook.chains;
        let chain = match (right.executor, right.decider) {
            (Executor::Automatic, _) => return Some("Automatic".to_owned()),
            (Executor::Chain(chain), _) | (Executor::Decider, Decider::Chain(chain)) => chains.item(chain)?,
            (Executor::Decider, _) => return None,
        };
        let own = chain.id.starts_with(&*right.id);
        Some(if own {
            format!("Inline({})", text::chain(self.exercise, chain))
        } else {
            format!("Chain({})", text::quoted(&chain.id))
        })
    }
}

/// Whether a right holds at all hours, for whatever it selects.
pub(super) fn is_unlimited(right: &Right) -> bool {
    let limits = &right.limits;
    limits.dates.is_none()
        && limits.hours.is_none()
        && limits.known_blast.is_none()
        && limits.disruption.is_none()
        && !limits.reversible_only
        && limits.tenants.is_empty()
        && limits.jurisdictions.is_empty()
}

/// The decisions that matter for what is wanted: containment always, others where an objective asks or a gate waits.
fn wanted(exercise: &Exercise) -> BTreeSet<Decision> {
    let mut wanted = BTreeSet::from([Decision::Contain]);
    for objective in &exercise.objectives {
        match objective.subject {
            Subject::Met { .. } => {
                wanted.extend([Decision::Notify, Decision::Disclose, Decision::Communicate]);
            }
            Subject::Statistic(_, Measure::TimeTo(request)) => {
                wanted.extend(
                    exercise
                        .scenario
                        .requests
                        .item(request)
                        .map(|request| request.decision),
                );
            }
            Subject::Statistic(_, Measure::TimeToRestore | Measure::Disruption) => {
                wanted.insert(Decision::Restore);
            }
            _ => {}
        }
    }
    wanted
}
