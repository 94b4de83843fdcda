//! Words of the user that must name something, and findings as clues for the search.

use std::collections::BTreeSet;

use crate::check::{Finding, check};
use crate::cli::failure::Failure;
use crate::cli::loading::unknown_name;
use crate::document::{Diagnostic, Loaded};
use crate::experiment::improve::{Clue, Kind, catalogue};
use crate::model::Exercise;

use super::arguments::ImproveArguments;

/// Refuses words that name nothing: a bound that binds nothing would be believed.
///
/// # Errors
/// If one of `--keep`, `--only` or `--let-sleep` names nothing.
pub(super) fn refuse_unknown(
    arguments: &ImproveArguments,
    exercise: &Exercise,
    clues: &[Clue],
) -> Result<(), Failure> {
    let mut known: BTreeSet<String> = Kind::ALL.map(|kind| kind.word().to_owned()).into();
    for idea in catalogue(exercise, clues) {
        known.insert(idea.entry.to_owned());
        known.extend(idea.about);
    }
    let playbook = &exercise.playbook;
    known.extend(playbook.rights.iter().map(|right| right.id.to_string()));
    known.extend(playbook.chains.iter().map(|chain| chain.id.to_string()));
    known.extend(exercise.estate.nodes.iter().map(|node| node.id.to_string()));
    let known: Vec<String> = known.into_iter().collect();
    for word in arguments.keep.iter().chain(&arguments.only) {
        if !known.contains(word) {
            return Err(unknown_name("kind, change or id", word, &known));
        }
    }
    let organisation = &exercise.organisation;
    let roles = organisation.roles.iter().map(|role| role.id.to_string());
    let rotas = organisation.rotas.iter().map(|rota| rota.id.to_string());
    let teams = organisation.teams.iter().map(|team| team.id.to_string());
    let people = organisation.people.iter().map(|person| person.id.to_string());
    let known: Vec<String> = roles.chain(rotas).chain(teams).chain(people).collect();
    for word in &arguments.let_sleep {
        if !known.contains(word) {
            return Err(unknown_name("role, rota, team or person", word, &known));
        }
    }
    Ok(())
}

/// What a check finds of this alternative, for the search.
///
/// # Errors
/// As [`check`].
pub(super) fn clues(loaded: &Loaded, alternative: &str) -> Result<Vec<Clue>, Vec<Diagnostic>> {
    let checked = check(loaded, &[alternative.to_owned()])?;
    Ok(checked.findings.iter().map(clue).collect())
}

fn clue(finding: &Finding) -> Clue {
    let mut about = vec![finding.about.1.clone()];
    about.extend(finding.counterexample.assets.iter().map(ToString::to_string));
    let offers = finding.fixes.iter().filter(|fix| !fix.change.is_empty());
    Clue {
        code: finding.code.to_owned(),
        title: finding.title.clone(),
        about,
        changes: offers
            .map(|fix| (fix.words.clone(), fix.change.clone()))
            .collect(),
    }
}
