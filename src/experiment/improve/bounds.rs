//! What the user does not let a search do.

use crate::authority::people_of;
use crate::model::{Exercise, RoleId, RotaId, Target, TeamId};

use super::idea::Idea;

/// The bounds of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The most steps.
    pub steps: usize,
    /// What must stay as it is: kinds, entries of the catalogue, ids.
    pub keep: Vec<String>,
    /// The only kinds, entries of the catalogue or ids that are tried; empty: all.
    pub only: Vec<String>,
    /// Roles, rotas, teams and people whom no change may page.
    pub let_sleep: Vec<String>,
}

impl Bounds {
    /// Whether a change is within the bounds.
    pub fn allow(&self, exercise: &Exercise, idea: &Idea) -> bool {
        let asleep = self.asleep(exercise);
        !self.keep.iter().any(|word| idea.is_called(word))
            && (self.only.is_empty() || self.only.iter().any(|word| idea.is_called(word)))
            && !idea.pages.iter().any(|person| asleep.contains(person))
    }

    /// The ids of everybody who is let sleep.
    fn asleep(&self, exercise: &Exercise) -> Vec<String> {
        let organisation = &exercise.organisation;
        let wanted = |id: &str| self.let_sleep.iter().any(|name| name == id);
        let roles = organisation
            .roles
            .enumerate()
            .filter(|(_, role)| wanted(&role.id));
        let rotas = organisation
            .rotas
            .enumerate()
            .filter(|(_, rota)| wanted(&rota.id));
        let teams = organisation
            .teams
            .enumerate()
            .filter(|(_, team)| wanted(&team.id));
        let targets = roles
            .map(|(id, _): (RoleId, _)| Target::Role(id))
            .chain(rotas.map(|(id, _): (RotaId, _)| Target::Rota(id)))
            .chain(teams.map(|(id, _): (TeamId, _)| Target::Team(id)));
        let people = targets.flat_map(|target| people_of(organisation, target));
        let ids = people.filter_map(|person| organisation.people.item(person));
        let named = self.let_sleep.iter().cloned();
        ids.map(|person| person.id.to_string()).chain(named).collect()
    }
}
