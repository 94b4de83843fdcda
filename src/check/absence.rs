//! How few absent people leave a decision without anyone: the least vertex cut of its path (k-absence).
//!
//! A decision passes through stages one after the other, and any one person of a stage will do. So a set of absent
//! people stops it exactly if it holds everybody of some stage, and the least such set is the smallest stage.

use std::collections::BTreeSet;

use crate::authority::holders;
use crate::model::{ChainId, Decider, Decision, Executor, NodeId, PersonId, RightId, Target};

use super::context::{Context, Duty};

/// A stage of a decision, and the fewest people without whom it cannot be passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bottleneck {
    /// What its people are asked to do.
    pub(super) duty: Duty,
    /// Whom it asks.
    pub(super) targets: Vec<Target>,
    /// The fewest people whose absence stops it, sorted.
    pub(super) people: Vec<PersonId>,
}

/// The stages of a right for an asset. A chain that acts where nobody answers stops nothing (C5).
pub(super) fn bottlenecks(context: &Context<'_>, right: RightId, asset: Option<NodeId>) -> Vec<Bottleneck> {
    let rule = context.right(right);
    let mut found = Vec::new();
    if let (Decider::Owner, Some(asset)) = (rule.decider, asset) {
        // R5: all owners must answer, so each is a stage; an arbiter stands in for several.
        let owners = context.deciding_owners(asset);
        let alone = context.arbiter_of(&owners).is_none();
        for owner in owners.into_iter().filter(|_| alone) {
            found.push(stage(context, Duty::Decide, vec![owner], |_| true));
        }
    }
    for one in context.stages(right) {
        let whole = context.whole(one.chain);
        if one.duty != Duty::Execute && !whole.acts {
            found.push(stage(context, one.duty, whole.targets(), |_| true));
        }
    }
    if let Some(executors) = executors(context, right, asset) {
        found.push(executors);
    }
    found
}

/// P4: whoever decided executes, where they can and are there; else the executor chain, of which only the capable.
fn executors(context: &Context<'_>, right: RightId, asset: Option<NodeId>) -> Option<Bottleneck> {
    let rule = context.right(right);
    let mut targets: Vec<Target> = Vec::new();
    let mut add = |chain: ChainId| targets.extend(context.whole(chain).targets());
    match rule.executor {
        Executor::Automatic => return None,
        Executor::Chain(chain) => add(chain),
        Executor::Decider => {}
    }
    match (rule.decider, asset) {
        (Decider::Chain(chain), _) => add(chain),
        (Decider::Owner, Some(asset)) => {
            let owners = context.deciding_owners(asset);
            // R5: where an arbiter may decide, so may they execute.
            if let Some(arbiter) = context.arbiter_of(&owners) {
                targets.extend(context.whole(arbiter).targets());
            }
            targets.extend(owners);
        }
        _ => {}
    }
    let actions = asset.map(|asset| context.actions_for(asset)).unwrap_or_default();
    let able = |person: PersonId| match rule.decision {
        Decision::Contain => actions.iter().any(|&action| context.can(person, action)),
        decision => {
            let can = &context.exercise.organisation.people[person].capabilities;
            can.all || can.decisions.contains(&decision)
        }
    };
    Some(stage(context, Duty::Execute, targets, able))
}

fn stage(
    context: &Context<'_>,
    duty: Duty,
    targets: Vec<Target>,
    fits: impl Fn(PersonId) -> bool,
) -> Bottleneck {
    let organisation = &context.exercise.organisation;
    let (bodies, others): (Vec<Target>, Vec<Target>) = targets
        .iter()
        .partition(|target| matches!(target, Target::Body(_)));
    let mut gone: BTreeSet<PersonId> = context
        .people_of(&others)
        .into_iter()
        .filter(|who| fits(*who))
        .collect();
    for target in bodies {
        let Target::Body(body) = target else { continue };
        let body = &organisation.bodies[body];
        // Of a body as many must go that fewer than its quorum of seats are left; those already gone first.
        let mut seats: Vec<Vec<PersonId>> = body
            .members
            .iter()
            .map(|seat| holders(organisation, *seat))
            .collect();
        let left = |seat: &Vec<PersonId>, gone: &BTreeSet<PersonId>| {
            seat.iter().filter(|who| !gone.contains(who)).count()
        };
        seats.sort_by_key(|seat| left(seat, &gone));
        let spare = seats
            .len()
            .saturating_sub(usize::try_from(body.quorum).unwrap_or(usize::MAX))
            + 1;
        for seat in seats.iter().take(spare) {
            gone.extend(seat);
        }
    }
    Bottleneck {
        duty,
        targets,
        people: gone.into_iter().collect(),
    }
}
