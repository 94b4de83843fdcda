//! People: the tools to carry out what they are asked for.

use std::collections::BTreeSet;

use crate::model::{ActionId, ChainId, Decider, Executor, NodeId, PersonId, Right, Target};

use super::super::idea::{Idea, Kind, Recipe};
use super::super::text;
use super::view::View;

pub(super) fn people(view: &View<'_>) -> Vec<Idea> {
    let mut ideas: Vec<Idea> = Vec::new();
    let mut seen: BTreeSet<(Target, Vec<ActionId>)> = BTreeSet::new();
    for (right, assets) in view.containing() {
        for target in targets(view, right) {
            let missing = missing(view, target, assets);
            if !missing.is_empty() && seen.insert((target, missing.clone())) {
                ideas.push(capability(view, right, target, &missing));
            }
        }
    }
    ideas
}

/// Everybody who may be asked to carry it out: the executor's chain, the decider's, the owners.
fn targets(view: &View<'_>, right: &Right) -> BTreeSet<Target> {
    let chains = &view.exercise.playbook.chains;
    let of = |chain: ChainId| {
        let steps = chains.item(chain).into_iter().flat_map(|chain| &chain.steps);
        steps.flat_map(|step| step.targets.clone())
    };
    let mut targets = BTreeSet::new();
    if let Executor::Chain(chain) = right.executor {
        targets.extend(of(chain));
    }
    if let Decider::Chain(chain) = right.decider {
        targets.extend(of(chain));
    }
    targets.retain(|target| !matches!(target, Target::Body(_)));
    targets
}

/// The actions of the runbook that somebody of them cannot carry out.
fn missing(view: &View<'_>, target: Target, assets: &[NodeId]) -> Vec<ActionId> {
    let people = view.people(target);
    let lacks = |person: &PersonId, action: ActionId| !view.can(*person, &BTreeSet::from([action]));
    let actions = view.actions(assets).into_iter();
    actions
        .filter(|action| people.iter().any(|person| lacks(person, *action)))
        .collect()
}

fn capability(view: &View<'_>, right: &Right, target: Target, missing: &[ActionId]) -> Idea {
    let action = |id: &ActionId| {
        view.exercise
            .playbook
            .actions
            .item(*id)
            .map(|action| action.id.to_string())
    };
    let actions: Vec<String> = missing.iter().filter_map(action).collect();
    let who = text::words(view.exercise, target);
    let listed: Vec<String> = actions.iter().map(|action| format!("`{action}`")).collect();
    let people = view.people_ids(&[target]);
    let mut about = vec![
        right.id.to_string(),
        text::named(view.exercise, target).1.to_string(),
    ];
    about.extend(people.iter().cloned());
    Idea {
        title: format!("Give {who} the tools to {}", listed.join(", ")),
        entry: "give-capability",
        kind: Kind::DecisionRight,
        asks: 2,
        about,
        delegated_by: "whoever grants access to the tools".to_owned(),
        pages: people.clone(),
        clues: Vec::new(),
        recipe: Recipe::Capability(people, actions),
    }
}
