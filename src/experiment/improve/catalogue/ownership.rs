//! Ownership: a lead where several own, a rule where there is none, a right for the provider out of hours.

use std::collections::BTreeMap;

use crate::model::{Decider, Decision, Name, NodeId, Right, Target};

use super::super::idea::{Idea, Kind, Recipe};
use super::super::text::{self, quoted, quoted_list};
use super::view::View;

/// The hours in which a customer is not at work.
const OFF_HOURS: &str = "Mon-Fri 00:00-09:00, 17:00-24:00; Sat-Sun 00:00-24:00";
/// So many rotas and teams are tried for what no rule covers.
const MOST_DECIDERS: usize = 2;

pub(super) fn ownership(view: &View<'_>) -> Vec<Idea> {
    let mut ideas = leads(view);
    ideas.extend(deciders(view));
    ideas.extend(providers(view));
    ideas.extend(dispute_limit(view));
    ideas
}

fn idea(entry: &'static str, asks: u8, title: String, changes: Vec<String>) -> Idea {
    Idea {
        title,
        entry,
        kind: Kind::DecisionRight,
        asks,
        about: Vec::new(),
        delegated_by: String::new(),
        pages: Vec::new(),
        clues: Vec::new(),
        recipe: Recipe::Fixed(changes),
    }
}

/// Assets that several own without a lead, where the owner decides (R5).
fn contested(view: &View<'_>) -> Vec<NodeId> {
    let owned = view
        .containing()
        .filter(|(right, _)| right.decider == Decider::Owner);
    let mut nodes: Vec<NodeId> = owned.flat_map(|(_, assets)| assets.to_vec()).collect();
    nodes.extend(&view.uncovered);
    nodes.sort_unstable();
    nodes.dedup();
    nodes.retain(|id| {
        let node = &view.exercise.estate.nodes[*id];
        let mut owners: Vec<Target> = node.owners.iter().map(|facet| facet.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        node.lead.is_none() && owners.len() > 1
    });
    nodes
}

/// One idea for each facet: its owner leads wherever the facet is contested.
fn leads(view: &View<'_>) -> Vec<Idea> {
    let mut by_facet: BTreeMap<&Name, Vec<NodeId>> = BTreeMap::new();
    for id in contested(view) {
        for facet in &view.exercise.estate.nodes[id].owners {
            by_facet.entry(&facet.name).or_default().push(id);
        }
    }
    let of = |(facet, nodes): (&Name, Vec<NodeId>)| {
        let ids: Vec<&Name> = nodes
            .iter()
            .map(|id| &view.exercise.estate.nodes[*id].id)
            .collect();
        let changes = ids
            .iter()
            .map(|id| format!("Node(id: {}, lead: {})", quoted(id), quoted(facet)));
        let title = match ids.as_slice() {
            [only] => format!("Let the owner of facet `{facet}` lead for `{only}`"),
            _ => format!(
                "Let the owner of facet `{facet}` lead for {} contested assets",
                ids.len()
            ),
        };
        let mut one = idea("name-lead", 1, title, changes.collect());
        one.about = ids.iter().map(ToString::to_string).collect();
        "the other owners of these assets".clone_into(&mut one.delegated_by);
        one
    };
    by_facet.into_iter().map(of).collect()
}

/// A rule for what none covers.
fn deciders(view: &View<'_>) -> Vec<Idea> {
    if view.uncovered.is_empty() {
        return Vec::new();
    }
    let estate = &view.exercise.estate;
    let ids: Vec<&Name> = view.uncovered.iter().map(|id| &estate.nodes[*id].id).collect();
    let knows = |target: &Target| {
        let people = view.people(*target);
        people.iter().any(|person| {
            let context = &view.exercise.organisation.people[*person].context;
            view.uncovered.iter().any(|asset| context.covers(*asset))
        })
    };
    let groups = view.groups().into_iter();
    let groups = groups.filter(|target| matches!(target, Target::Rota(_) | Target::Team(_)));
    let targets = groups.filter(knows).take(MOST_DECIDERS);
    let assets = format!("Assets({})", quoted_list(ids.iter().map(|id| &***id)));
    let of = |(who, decider, pages): (String, String, Vec<String>)| {
        let title = format!(
            "Write a right to contain what none covers ({} assets): {who} decides",
            ids.len()
        );
        let change = format!(
            "Right(id: \"contain/uncovered\", decision: Contain, assets: {assets}, decider: {decider})"
        );
        let mut one = idea("new-right", 2, title, vec![change]);
        one.about = ids.iter().map(ToString::to_string).collect();
        "whoever answers for these assets".clone_into(&mut one.delegated_by);
        one.pages = pages;
        one
    };
    let owner = ("their owner".to_owned(), "Owner".to_owned(), Vec::new());
    let group = |target: Target| {
        let who = text::words(view.exercise, target);
        let steps = format!(
            "[Step(who: {}, within: \"10m\")], repeat: 3",
            text::target(view.exercise, target)
        );
        (who, steps, view.people_ids(&[target]))
    };
    std::iter::once(owner).chain(targets.map(group)).map(of).collect()
}

/// Those who operate assets for others, and may not contain them.
fn providers(view: &View<'_>) -> Vec<Idea> {
    let mut operated: BTreeMap<Target, Vec<NodeId>> = BTreeMap::new();
    let mut first: BTreeMap<Target, &Right> = BTreeMap::new();
    for (right, assets) in view.containing() {
        for id in assets {
            let Some(operator) = view.exercise.estate.nodes[*id].operator else {
                continue;
            };
            if is_outside(view, operator) && !decides(view, right, operator) {
                first.entry(operator).or_insert(right);
                let of = operated.entry(operator).or_default();
                if !of.contains(id) {
                    of.push(*id);
                }
            }
        }
    }
    operated
        .into_iter()
        .map(|(operator, assets)| provider(view, operator, &assets, first.get(&operator).copied()))
        .collect()
}

fn provider(view: &View<'_>, operator: Target, assets: &[NodeId], right: Option<&Right>) -> Idea {
    let exercise = view.exercise;
    let (_, id) = text::named(exercise, operator);
    let ids: Vec<&Name> = assets
        .iter()
        .map(|asset| &exercise.estate.nodes[*asset].id)
        .collect();
    let who = text::target(exercise, operator);
    let steps = format!("[Step(who: {who}, within: \"15m\")]");
    let change = format!(
        "Right(id: {}, place: First, decision: {:?}, assets: Assets({}), limits: Limits(hours: {}, zone: {}), decider: {steps}, repeat: 3, executor: {steps})",
        quoted(&format!("contain/{id}/out-of-hours")),
        Decision::Contain,
        quoted_list(ids.iter().map(|id| &***id)),
        quoted(OFF_HOURS),
        quoted(exercise.scenario.zone.name()),
    );
    let title = format!(
        "Let {}, who operates them, contain {} assets out of hours",
        text::words(exercise, operator),
        ids.len()
    );
    let mut one = idea("provider-right", 2, title, vec![change]);
    one.about = ids
        .iter()
        .map(ToString::to_string)
        .chain([id.to_string()])
        .collect();
    one.delegated_by = right.map_or_else(|| "the customer".to_owned(), |right| view.delegator(right));
    one.pages = view.people_ids(&[operator]);
    one
}

fn is_outside(view: &View<'_>, target: Target) -> bool {
    let people = view.people(target);
    let outside =
        |person: &crate::model::PersonId| view.exercise.organisation.people[*person].external.is_some();
    !people.is_empty() && people.iter().all(outside)
}

fn decides(view: &View<'_>, right: &Right, operator: Target) -> bool {
    let Decider::Chain(chain) = right.decider else {
        return right.decider == Decider::Standing;
    };
    let chain = view.exercise.playbook.chains.item(chain);
    let mut targets = chain
        .into_iter()
        .flat_map(|chain| &chain.steps)
        .flat_map(|step| &step.targets);
    targets.any(|target| *target == operator)
}

/// R5: without a limit a dispute may last for ever.
fn dispute_limit(view: &View<'_>) -> Option<Idea> {
    let contested_rules = &view.exercise.playbook.contested;
    let short = crate::time::SimDuration::from_mins(30);
    let long = contested_rules.dispute_limit.is_none_or(|limit| limit > short);
    if !long || contested_rules.arbiter.is_none() || contested(view).is_empty() {
        return None;
    }
    let title = "Call the arbiter once owners have disputed for 30m".to_owned();
    let mut one = idea(
        "dispute-limit",
        1,
        title,
        vec!["Contested(limit: \"30m\")".to_owned()],
    );
    one.kind = Kind::Limits;
    one.about = vec!["contested".to_owned()];
    "whoever leads the response".clone_into(&mut one.delegated_by);
    Some(one)
}
