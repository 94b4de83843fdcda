//! Reach profiles (O3).

use std::collections::BTreeSet;

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::overlay::Patch;
use crate::document::place::Place;
use crate::document::preset::{ReachPreset, StateReach, reach, reach_names};
use crate::document::presets_used::Presets;
use crate::document::report::Report;
use crate::document::syntax::{Answer, Profile};
use crate::document::whole::Whole;

use super::preset;

/// The preset that gives a reach profile of one's own what it does not say.
const PLAIN_PROFILE: &str = "engineer";

/// Reach profiles that a person names.
pub(super) fn profiles(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
    let own: BTreeSet<String> = whole
        .organisation
        .profiles
        .iter()
        .map(|own| own.id.value.clone())
        .collect();
    for profile in &mut whole.organisation.profiles {
        let base = reach(&profile.id.value).or_else(|| reach(PLAIN_PROFILE));
        if let Some(base) = base.filter(|_| !is_complete(profile)) {
            let over = std::mem::replace(profile, profile_of(base, profile.id.place, presets));
            profile.id = over.id.clone();
            profile.patch(over);
        }
    }
    let mut added: BTreeSet<&str> = BTreeSet::new();
    for person in &whole.organisation.people {
        report.enter(person.id.place);
        let name = person.reach.value.as_str();
        if own.contains(name) || added.contains(name) {
            continue;
        }
        if let Some(found) = reach(name) {
            added.insert(name);
            whole.organisation.profiles.push(profile_of(
                found,
                person.reach.place.or(person.id.place),
                presets,
            ));
        } else {
            let draft = report.draft(
                Code::UnknownProfile,
                person.reach.place,
                format!("no reach profile `{name}`"),
            );
            let names: Vec<&str> = own.iter().map(String::as_str).chain(reach_names()).collect();
            report.push(with_names(draft, name, names.into_iter()));
        }
    }
}

fn is_complete(profile: &Profile) -> bool {
    let answers = [&profile.on_shift, &profile.on_call, &profile.off];
    answers.iter().all(|answer| answer.value.is_some())
        && profile.relook.is_written()
        && profile.unreachable.is_written()
}

fn profile_of(found: &'static ReachPreset, at: Place, presets: &mut Presets<'_>) -> Profile {
    let name = &*found.name;
    let mut answer = |state: &'static StateReach| {
        let answers = presets.chance(&state.answers, at);
        preset(
            Some(Answer {
                answers,
                after: presets.law(&state.delay, at),
            }),
            name,
        )
    };
    Profile {
        id: preset(name.to_owned(), name),
        on_shift: answer(&found.on_shift),
        on_call: answer(&found.on_call),
        off: answer(&found.off),
        relook: presets.law(&found.relook, at).map(Some),
        unreachable: presets.chance(&found.unreachable, at).map(Some),
    }
}
