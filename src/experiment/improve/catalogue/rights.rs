//! Decision rights: standing authority, approvals, gates, advice, the time before a declaration.

use crate::model::{Decider, Exercise, GateOpens, Grant, NodeId, Right, Severity, Target};

use super::super::idea::{Idea, Kind, Recipe};
use super::super::slot::Slot;
use super::super::text::{self, quoted};
use super::view::{STANDING, View, is_unlimited};

/// So many groups are tried as those who act under a standing authority.
const MOST_DESKS: usize = 3;

pub(super) fn rights(view: &View<'_>) -> Vec<Idea> {
    let mut ideas = Vec::new();
    for (id, _) in &view.rights {
        let right = view.right(*id);
        ideas.extend(approvals(view, right));
        ideas.extend(waiting(view, right));
    }
    for (right, assets) in view.containing() {
        ideas.extend(standing(view, right, assets));
        ideas.extend(declaration(view, right));
        ideas.extend(standing_access(view, right));
    }
    ideas
}

fn idea(
    view: &View<'_>,
    right: &Right,
    (entry, asks): (&'static str, u8),
    title: String,
    change: String,
) -> Idea {
    Idea {
        title,
        entry,
        kind: Kind::DecisionRight,
        asks,
        about: vec![right.id.to_string()],
        delegated_by: view.delegator(right),
        pages: Vec::new(),
        clues: Vec::new(),
        recipe: Recipe::Fixed(vec![change]),
    }
}

/// Fewer approvals, all at once, or once for the whole incident. Under standing authority none is asked for (R2).
fn approvals(view: &View<'_>, right: &Right) -> Vec<Idea> {
    if right.approvals.is_empty() || right.decider == Decider::Standing {
        return Vec::new();
    }
    let id = quoted(&right.id);
    let mut ideas = Vec::new();
    if right.approvals.len() > 1 {
        for approval in &right.approvals {
            let chain = view
                .exercise
                .playbook
                .chains
                .item(approval.chain)
                .map_or("", |chain| &chain.id);
            let first = chain.rsplit('/').next().unwrap_or(chain);
            let title = format!("Ask for no approval by `{first}` under `{}`", right.id);
            let mut one = idea(view, right, ("drop-approval", 2), title, String::new());
            one.about.push(chain.to_owned());
            one.recipe = Recipe::DropApproval(right.id.to_string(), chain.to_owned());
            ideas.push(one);
        }
        if right.in_series {
            let title = format!("Ask for all approvals under `{}` at once", right.id);
            let change = format!("Right(id: {id}, in_series: false)");
            ideas.push(idea(view, right, ("parallel-approvals", 1), title, change));
        }
    }
    if right.grant == Grant::PerAsset {
        let title = format!("Let one approval under `{}` cover the whole incident", right.id);
        let change = format!("Right(id: {id}, grant: PerIncident)");
        ideas.push(idea(view, right, ("widen-grant", 2), title, change));
    }
    let title = format!("Ask for no approval under `{}`", right.id);
    let change = format!("Right(id: {id}, approvals: [])");
    ideas.push(idea(view, right, ("drop-approvals", 2), title, change));
    if !right.gates.is_empty() {
        let title = format!("Wait for no approval and no gate under `{}`", right.id);
        let change = format!("Right(id: {id}, approvals: [], gates: [])");
        ideas.push(idea(view, right, ("free-right", 3), title, change));
    }
    ideas
}

/// Gates on words, and whom a decider without context asks first.
fn waiting(view: &View<'_>, right: &Right) -> Vec<Idea> {
    let id = quoted(&right.id);
    let mut ideas = Vec::new();
    for gate in right
        .gates
        .iter()
        .filter(|gate| !gate.decision.is_about_an_asset())
    {
        let others = right.gates.iter().filter(|other| *other != gate);
        let left: Vec<String> = others.map(text::gate).collect();
        let done = match gate.opens {
            GateOpens::Executed => "is carried out",
            GateOpens::Approved => "is approved",
        };
        let word = gate.decision.word();
        let title = format!(
            "Do not wait under `{}` until the decision to {word} {done}",
            right.id
        );
        let change = format!("Right(id: {id}, gates: [{}])", left.join(", "));
        ideas.push(idea(view, right, ("drop-gate", 1), title, change));
    }
    if right.consult.is_some() && right.decider != Decider::Standing {
        let title = format!(
            "Let those who decide under `{}` do so without consulting first",
            right.id
        );
        let change = format!("Right(id: {id}, consult: None)");
        ideas.push(idea(view, right, ("drop-consult", 2), title, change));
    }
    if !right.advice.is_empty() && right.decider != Decider::Standing {
        let title = format!("Decide under `{}` without waiting for advice", right.id);
        let change = format!("Right(id: {id}, advice: [])");
        ideas.push(idea(view, right, ("drop-advice", 2), title, change));
    }
    ideas
}

fn declaration(view: &View<'_>, right: &Right) -> Option<Idea> {
    if right.before_declaration || view.exercise.playbook.triage.is_none() {
        return None;
    }
    let title = format!(
        "Let `{}` act on an alert before an incident is declared",
        right.id
    );
    let change = format!("Right(id: {}, before_declaration: true)", quoted(&right.id));
    Some(idea(view, right, ("before-declaration", 2), title, change))
}

/// P4: just-in-time access of those who contain holds up containment.
fn standing_access(view: &View<'_>, right: &Right) -> Option<Idea> {
    right.just_in_time.as_ref()?;
    let title = format!("Give those who carry out `{}` their access beforehand", right.id);
    let change = format!("Right(id: {}, just_in_time: None)", quoted(&right.id));
    Some(idea(view, right, ("standing-access", 2), title, change))
}

/// Standing authority from a severity on: a rule before the one that is there, carried out by its executor or by a desk.
fn standing(view: &View<'_>, right: &Right, assets: &[NodeId]) -> Vec<Idea> {
    if right.decider == Decider::Standing {
        return Vec::new();
    }
    let exercise = view.exercise;
    let mut hands: Vec<(Option<Target>, String)> = Vec::new();
    hands.extend(view.executor(right).map(|executor| (None, executor)));
    for desk in desks(view, right, assets) {
        hands.push((Some(desk), desk_chain(view, right, desk)));
    }
    let mut ideas = Vec::new();
    for severity in severities(exercise, right) {
        for (desk, executor) in &hands {
            ideas.push(one_standing(view, right, severity, (*desk, executor)));
        }
    }
    ideas
}

/// The first severity of the incident, and high.
fn severities(exercise: &Exercise, right: &Right) -> Vec<Severity> {
    let first = exercise.scenario.severity.max(right.from_severity);
    let mut all = vec![first, Severity::HIGH.max(right.from_severity)];
    all.dedup();
    all
}

fn one_standing(
    view: &View<'_>,
    right: &Right,
    severity: Severity,
    (desk, executor): (Option<Target>, &str),
) -> Idea {
    let who = desk.map_or_else(
        || "those who carry it out".to_owned(),
        |desk| text::words(view.exercise, desk),
    );
    let level = text::severity(severity);
    let title = format!(
        "Give {who} standing authority over what `{}` covers, at {} severity",
        right.id,
        if severity == Severity::NONE {
            "any".to_owned()
        } else {
            level.to_lowercase()
        }
    );
    let change = if is_unlimited(right) {
        let id = format!("{}{STANDING}", right.id);
        let class = right
            .class
            .as_ref()
            .map(|class| format!(" class: {},", quoted(class)));
        format!(
            "Right(id: {}, place: Before({}), decision: Contain,{} assets: {}, from_severity: {level}, standing: true, executor: {executor})",
            quoted(&id),
            quoted(&right.id),
            class.unwrap_or_default(),
            text::selector(view.exercise, &right.assets)
        )
    } else {
        // Its own limits stay.
        format!(
            "Right(id: {}, standing: true, from_severity: {level}, executor: {executor})",
            quoted(&right.id)
        )
    };
    let mut one = idea(view, right, ("standing", 3), title, change);
    if let Some(desk) = desk {
        one.pages = view.people_ids(&[desk]);
        one.about.push(text::named(view.exercise, desk).1.to_string());
    }
    one
}

/// Rotas and teams of people who can carry it out: those who triage first, because they are the first to know.
fn desks(view: &View<'_>, right: &Right, assets: &[NodeId]) -> Vec<Target> {
    let actions = view.actions(assets);
    let own = Slot::of_executor(view.exercise, right).or_else(|| Slot::of_decider(view.exercise, right));
    let chain = own.and_then(|slot| slot.chain(view.exercise));
    // Where the one who is asked first is the only one of the chain, the desk is the chain.
    let only = chain
        .filter(|chain| chain.steps.len() == 1)
        .and_then(|chain| chain.steps.first());
    let is_only = |target: &Target| only.is_some_and(|step| step.targets.as_slice() == [*target]);
    let triage = Slot::of_triage(view.exercise);
    let triage = triage.and_then(|slot| slot.chain(view.exercise));
    let first: Vec<Target> = triage
        .into_iter()
        .flat_map(|chain| &chain.steps)
        .flat_map(|step| step.targets.clone())
        .collect();
    let mut desks: Vec<Target> = view
        .groups()
        .into_iter()
        .filter(|target| matches!(target, Target::Rota(_) | Target::Team(_)) && !is_only(target))
        .filter(|target| {
            view.people(*target)
                .iter()
                .any(|person| view.can(*person, &actions))
        })
        .collect();
    desks.sort_by_key(|desk| !first.contains(desk));
    desks.truncate(MOST_DESKS);
    desks
}

/// The desk first, then the steps that are there.
fn desk_chain(view: &View<'_>, right: &Right, desk: Target) -> String {
    let own = Slot::of_executor(view.exercise, right).or_else(|| Slot::of_decider(view.exercise, right));
    let mut chain = own.and_then(|slot| slot.chain(view.exercise)).cloned();
    let first = format!(
        "Step(who: {}, within: \"10m\")",
        text::target(view.exercise, desk)
    );
    let Some(chain) = &mut chain else {
        return format!("Inline(steps: [{first}], repeat: 3)");
    };
    for step in &mut chain.steps {
        step.targets.retain(|target| *target != desk);
    }
    chain.steps.retain(|step| !step.targets.is_empty());
    let rest = text::steps(view.exercise, &chain.steps);
    let rest = rest.trim_start_matches('[').trim_end_matches(']');
    let comma = if rest.is_empty() { "" } else { ", " };
    // What the decider's chain does when it is exhausted is not for those who carry out.
    format!("Inline(steps: [{first}{comma}{rest}], repeat: {})", chain.repeats)
}
