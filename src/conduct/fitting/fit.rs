//! From observations by role to fits by profile and right.

use std::collections::{BTreeMap, BTreeSet};

use crate::chance::Probability;
use crate::document::preset::{Parameter, Quantity};
use crate::document::{Assumptions, Diagnostic, Loaded};
use crate::model::{Decider, Exercise, Name, PersonId, ProfileId, Reach, Right, Target};

use super::group::{Fitted, Of};
use super::observation::{Observation, Outcome, Presence, What};
use super::posterior::Evidence;
use super::prior::{SharePrior, TimePrior};

/// What came of all observations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// The fits: acknowledgements by profile, then decisions by right.
    pub fitted: Vec<Fitted>,
    /// Observations that say nothing here.
    pub left_out: Vec<LeftOut>,
}

/// An observation that was not reckoned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place among the observations, from 0.
    pub place: usize,
    /// Why.
    pub because: String,
}

/// Whether observations of single people may be reckoned with: only if they have consented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// They have consented; they are counted with their profile, and named nowhere.
    Consented,
    /// An observation that names a person is left out.
    LeftOut,
}

/// Weighs observations against what an alternative plays.
///
/// # Errors
/// If there is no such alternative.
pub fn fit(
    loaded: &Loaded,
    alternative: &str,
    observations: &[Observation],
    people: People,
) -> Result<Fit, Vec<Diagnostic>> {
    let exercise = loaded.exercise(alternative, &Assumptions::default())?;
    let used = loaded.unknowns(alternative)?;
    let presets: Vec<&'static Parameter> = used.iter().map(|used| used.parameter).collect();
    let mut groups: BTreeMap<Of, (BTreeSet<String>, Evidence)> = BTreeMap::new();
    let mut all = Fit::default();
    for (place, one) in observations.iter().enumerate() {
        match groups_of(&exercise, one, people) {
            Ok(of) => {
                for of in of {
                    let (roles, evidence) = groups.entry(of).or_default();
                    roles.extend((!one.role.is_empty()).then(|| told(&exercise, &one.role)));
                    add(evidence, one.outcome);
                }
            }
            Err(because) => all.left_out.push(LeftOut { place, because }),
        }
    }
    for (of, (roles, evidence)) in groups {
        let roles = roles.into_iter().collect();
        all.fitted
            .extend(fitted((&exercise, &presets), of, roles, &evidence));
    }
    Ok(all)
}

fn add(evidence: &mut Evidence, outcome: Outcome) {
    match outcome {
        Outcome::After(seconds) => evidence.answered.push(seconds),
        Outcome::Unanswered(seconds) => evidence.open.push(seconds),
    }
}

/// A person is told by nothing but that one of them was observed.
fn told(exercise: &Exercise, role: &str) -> String {
    let is_person = person(exercise, role).is_some() && held(exercise, role).is_empty();
    if is_person {
        "people who consented".to_owned()
    } else {
        role.to_owned()
    }
}

/// To what an observation belongs.
fn groups_of(exercise: &Exercise, one: &Observation, people: People) -> Result<Vec<Of>, String> {
    match one.what {
        What::Acknowledgement => Ok(vec![Of::Acknowledgement {
            profile: profile_of(exercise, &one.role, people)?,
            presence: one.presence,
        }]),
        What::Decision => rights_of(exercise, one),
    }
}

/// The one profile of those who hold a role.
fn profile_of(exercise: &Exercise, role: &str, people: People) -> Result<String, String> {
    let organisation = &exercise.organisation;
    let name = |id: ProfileId| {
        organisation
            .profiles
            .item(id)
            .map(|profile| profile.id.to_string())
    };
    let mut of: Vec<PersonId> = held(exercise, role);
    if of.is_empty() {
        if organisation.profiles.iter().any(|profile| *profile.id == *role) {
            return Ok(role.to_owned());
        }
        match (person(exercise, role), people) {
            (Some(person), People::Consented) => of.push(person),
            (Some(_), People::LeftOut) => {
                return Err(
                    "it names a person: timings are kept by role unless people have consented".to_owned(),
                );
            }
            (None, _) => {
                return Err(format!(
                    "`{role}` is no role, team, rota or profile of this exercise"
                ));
            }
        }
    }
    let profiles: BTreeSet<ProfileId> = of
        .iter()
        .filter_map(|person| organisation.people.item(*person).map(|person| person.profile))
        .collect();
    let names: Vec<String> = profiles.into_iter().filter_map(name).collect();
    match names.as_slice() {
        [only] => Ok(only.clone()),
        several => Err(format!(
            "those of `{role}` have several profiles ({}): name the one that was observed instead",
            several.join(", ")
        )),
    }
}

fn person(exercise: &Exercise, name: &str) -> Option<PersonId> {
    let mut people = exercise.organisation.people.enumerate();
    people.find(|(_, person)| *person.id == *name).map(|(id, _)| id)
}

/// Who holds a role, belongs to a team or takes part in a rota of this name.
fn held(exercise: &Exercise, name: &str) -> Vec<PersonId> {
    let organisation = &exercise.organisation;
    let is = |id: &Name| **id == *name;
    let roles = organisation.roles.iter().filter(|role| is(&role.id));
    let mut all: Vec<PersonId> = roles.flat_map(|role| role.holders.iter().copied()).collect();
    let teams = organisation.teams.iter().filter(|team| is(&team.id));
    all.extend(teams.flat_map(|team| team.members.iter().copied()));
    let rotas = organisation.rotas.iter().filter(|rota| is(&rota.id));
    let layers = rotas.flat_map(|rota| &rota.rota.layers);
    all.extend(layers.flat_map(|layer| layer.participants.iter().flatten().copied()));
    all
}

/// The rights of a decision: the one that is named, else all whose chain asks the role.
fn rights_of(exercise: &Exercise, one: &Observation) -> Result<Vec<Of>, String> {
    let rights = || exercise.playbook.rights.iter();
    let of = |right: &Right| Of::Decision {
        right: right.id.to_string(),
    };
    if let Some(name) = &one.right {
        let found = rights().find(|right| *right.id == **name);
        return found
            .map(|right| vec![of(right)])
            .ok_or_else(|| format!("there is no decision right `{name}`"));
    }
    let found: Vec<Of> = rights()
        .filter(|right| asks(exercise, right, &one.role))
        .map(of)
        .collect();
    if found.is_empty() {
        return Err(format!(
            "no decision right asks `{}`: name the right that was decided upon",
            one.role
        ));
    }
    Ok(found)
}

fn asks(exercise: &Exercise, right: &Right, role: &str) -> bool {
    let Decider::Chain(chain) = right.decider else {
        return false;
    };
    let organisation = &exercise.organisation;
    let name = |target: &Target| match *target {
        Target::Role(id) => organisation.roles.item(id).map(|one| &one.id),
        Target::Rota(id) => organisation.rotas.item(id).map(|one| &one.id),
        Target::Team(id) => organisation.teams.item(id).map(|one| &one.id),
        Target::Body(id) => organisation.bodies.item(id).map(|one| &one.id),
        // Never by the name of a person.
        Target::Person(_) => None,
    };
    let steps = exercise
        .playbook
        .chains
        .item(chain)
        .into_iter()
        .flat_map(|chain| &chain.steps);
    steps
        .flat_map(|step| &step.targets)
        .filter_map(name)
        .any(|id| **id == *role)
}

/// What is played now, and what the observations make of it; nothing where it takes no time at all.
fn fitted(
    (exercise, presets): (&Exercise, &[&'static Parameter]),
    of: Of,
    roles: Vec<String>,
    evidence: &Evidence,
) -> Option<Fitted> {
    let (law, share, places) = match &of {
        Of::Acknowledgement { profile, presence } => {
            let reach = reach_of(exercise, profile, *presence)?;
            let state = presence.word();
            let of = |profile: &str| format!("reach.{profile}.{state}.");
            (
                &reach.delay,
                Some(reach.answers),
                vec![of(profile), of("engineer"), "word.".to_owned()],
            )
        }
        Of::Decision { right } => {
            let mut rights = exercise.playbook.rights.iter();
            let right = rights.find(|one| *one.id == **right)?;
            (&right.decide_work, None, vec!["word.decide-work.".to_owned()])
        }
    };
    let time = preset(presets, &places, &Quantity::Duration(law.clone()));
    let prior = time.map_or_else(|| TimePrior::written(law), TimePrior::of_preset)?;
    let share = share.map(|share| share_prior(presets, &places, share));
    let preset = time.map(|parameter| parameter.id.to_string());
    Some(Fitted::new((of, roles), (prior, share), preset, evidence))
}

fn share_prior(presets: &[&'static Parameter], places: &[String], share: Probability) -> SharePrior {
    let parameter = preset(presets, places, &Quantity::Chance(share));
    let known = parameter.and_then(SharePrior::of_preset);
    known.unwrap_or_else(|| SharePrior::written(share))
}

/// The preset in use at the first of these places that has this value.
fn preset(presets: &[&'static Parameter], places: &[String], value: &Quantity) -> Option<&'static Parameter> {
    let at = |place: &String| {
        let mut there = presets.iter().filter(|one| one.id.starts_with(&**place));
        there
            .find(|one| one.nominal == *value && one.has_range())
            .copied()
    };
    places.iter().find_map(at)
}

fn reach_of<'e>(exercise: &'e Exercise, profile: &str, presence: Presence) -> Option<&'e Reach> {
    let mut profiles = exercise.organisation.profiles.iter();
    let profile = profiles.find(|one| *one.id == *profile)?;
    Some(match presence {
        Presence::OnShift => &profile.on_shift,
        Presence::OnCall => &profile.on_call,
        Presence::Off => &profile.off,
    })
}
