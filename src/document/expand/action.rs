//! Actions with their effects, work and propagation (E7, E8).

use std::collections::BTreeSet;

use crate::document::overlay::Patch;
use crate::document::place::Place;
use crate::document::preset::{ActionPreset, action};
use crate::document::presets_used::{Presets, written};
use crate::document::syntax::{Action, AllOr, Disrupts, Does, RevealReach, Reveals};
use crate::document::whole::Whole;
use crate::model::{Disruption, RevealReach as Reach};

use super::preset;

/// Actions that a rule, a person or an inject names.
pub(super) fn actions(whole: &mut Whole, presets: &mut Presets<'_>) {
    let mut named: BTreeSet<String> = BTreeSet::new();
    let rules = whole
        .playbook
        .runbook
        .0
        .iter()
        .flat_map(|rule| rule.actions.value.iter());
    named.extend(rules.map(|name| name.value.clone()));
    for person in &whole.organisation.people {
        let entitled = person.entitled.value.as_ref();
        for actions in [Some(&person.can.value), entitled].into_iter().flatten() {
            if let AllOr::These(can) = actions {
                named.extend(can.iter().map(|name| name.value.clone()));
            }
        }
    }
    for inject in &whole.scenario.injects {
        if let Some(Does::ToolOut { action, .. }) = &inject.does.value {
            named.insert(action.value.clone());
        }
    }
    let own = &mut whole.playbook.actions;
    for written in own.iter_mut() {
        named.remove(&written.id.value);
        if let Some(found) = action(&written.id.value) {
            let over = std::mem::replace(written, action_of(found, written.id.place, presets));
            written.id = over.id.clone();
            written.patch(over);
        }
    }
    let found = named.iter().filter_map(|name| action(name));
    let added: Vec<Action> = found
        .map(|found| action_of(found, Place::Default, presets))
        .collect();
    own.extend(added);
}

fn action_of(found: &'static ActionPreset, at: Place, presets: &mut Presets<'_>) -> Action {
    let effects = &found.effects;
    let name = &*found.name;
    let disrupts = match (&effects.disrupts, &found.disruption) {
        (Disruption::No, _) => Disrupts::No,
        (Disruption::UntilRestored, _) => Disrupts::UntilRestored,
        (Disruption::For(_), Some(length)) => Disrupts::For(presets.law(length, at).value),
        (Disruption::For(length), None) => Disrupts::For(written(length)),
    };
    let reveals = effects
        .reveals
        .as_ref()
        .zip(found.reveal.as_ref())
        .map(|(reveals, chance)| Reveals {
            reach: preset(
                match reveals.reach {
                    Reach::Hops(hops) => RevealReach::Hops(hops),
                    Reach::Tenant => RevealReach::Tenant,
                },
                name,
            ),
            chance: presets.chance(chance, at),
        });
    Action {
        id: preset(name.to_owned(), name),
        closes_out: preset(effects.closes_out, name),
        closes_in: preset(effects.closes_in, name),
        ends_sessions: preset(effects.ends_sessions, name),
        reissues: preset(effects.reissues, name),
        sweeps: preset(effects.sweeps, name),
        cancels: preset(effects.cancels, name),
        reveals: preset(reveals, name),
        disrupts: preset(
            disrupts,
            found.disruption.as_ref().map_or(name, |length| &length.id),
        ),
        reversible: preset(effects.reversible, name),
        destroys_evidence: preset(effects.destroys_evidence, name),
        work: presets.law(&found.work, at).map(Some),
        propagation: presets.law(&found.propagation, at),
        fails: presets.chance(&found.fails, at),
        automatic: preset(found.automatic, name),
    }
}
