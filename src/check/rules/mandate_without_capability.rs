//! OUT012: it may be decided, and nobody can do it.

use std::collections::BTreeMap;

use crate::check::context::{Context, Duty};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{ActionId, Decider, Decision, Executor, NodeId, PersonId, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT012",
    name: "mandate-without-capability",
    level: Level::Error,
    meaning: "nobody who is asked to carry out a decision can",
    why: "A decision that nobody with the tools is asked to carry out stays on paper. An error where no action of the \
          runbook can be done, a warning where one of several cannot.",
    example: "Right(id: \"contain\", decision: Contain, decider: Role(\"ciso\")) // who can revoke nothing",
    fix: "Right(id: \"contain\", executor: Rota(\"oncall\"))",
    controls: &[
        cite("CSF 2.0 RS.MI-01"),
        cite("CSF 2.0 PR.AA-05"),
        cite("SP 800-53 AC-2(3)"),
        cite("OWASP NHI1:2025"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.18"),
        cite("ISO 27001 A.5.26"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (right, governing) in context.rights_in_force() {
        let rule = context.right(right);
        // C5: a chain that acts lets automation do it.
        let acts = context
            .stages(right)
            .iter()
            .any(|stage| stage.duty == Duty::Execute && context.whole(stage.chain).acts);
        if rule.executor == Executor::Automatic || acts {
            continue;
        }
        if rule.decision == Decision::Contain {
            found.extend(of_actions(context, right));
        } else if !somebody_can(context, right, rule.decision) {
            let word = rule.decision.word();
            let title = format!("nobody who is asked to carry out `{}` can {word}", rule.id);
            let case =
                format!("it is decided to {word}, and none of those asked has the means: it is never done");
            let finding = context.about_right(&RULE, right, "executor", title);
            let finding = finding.of(rule.decision, governing.severity).case(case);
            found.push(
                finding.help("name an executor who can, or write the capability down where they have it"),
            );
        }
    }
    found
}

/// Whether for some asset, or for the request, somebody asked can carry out the decision.
fn somebody_can(context: &Context<'_>, right: RightId, decision: Decision) -> bool {
    context.governed_by(right).any(|governing| {
        let asset = context.nodes_of(governing.subject).first().copied();
        let people = able_people(context, right, asset);
        people.iter().any(|person| can_decide(context, *person, decision))
    })
}

fn can_decide(context: &Context<'_>, person: PersonId, decision: Decision) -> bool {
    let can = &context.exercise.organisation.people[person].capabilities;
    can.all || can.decisions.contains(&decision)
}

/// Everybody who may be asked to execute: the executor chain, and whoever decided (P4).
fn able_people(context: &Context<'_>, right: RightId, asset: Option<NodeId>) -> Vec<PersonId> {
    let rule = context.right(right);
    let mut people = Vec::new();
    if let Executor::Chain(chain) = rule.executor {
        people.extend(context.people_of_chain(chain));
    }
    // P2, R5: an arbiter may come to decide, and then executes what they can.
    let arbitrated = rule.decider == Decider::Owner || !rule.approvals.is_empty();
    if let Some(arbiter) = context.exercise.playbook.contested.arbiter.filter(|_| arbitrated) {
        people.extend(context.people_of_chain(arbiter));
    }
    match (rule.decider, asset) {
        (Decider::Chain(chain), _) => people.extend(context.people_of_chain(chain)),
        (Decider::Owner, Some(asset)) => people.extend(context.people_of(&context.deciding_owners(asset))),
        _ => {}
    }
    people
}

/// Actions that nobody can do, with the assets that need them; the worst first.
fn of_actions(context: &Context<'_>, right: RightId) -> Option<Finding> {
    let rule = context.right(right);
    let mut missing: BTreeMap<ActionId, Vec<NodeId>> = BTreeMap::new();
    let mut dead: Vec<NodeId> = Vec::new();
    for governing in context.governed_by(right) {
        let Some(&first) = context.nodes_of(governing.subject).first() else {
            continue;
        };
        let people = able_people(context, right, Some(first));
        let actions = context.actions_for(first);
        let lacking: Vec<ActionId> = actions
            .iter()
            .copied()
            .filter(|action| !people.iter().any(|person| context.can(*person, *action)))
            .collect();
        let nodes = context.nodes_of(governing.subject);
        if !lacking.is_empty() && lacking.len() == actions.len() {
            dead.extend(nodes);
        }
        for action in lacking {
            missing.entry(action).or_default().extend(nodes);
        }
    }
    let (action, assets) = missing
        .into_iter()
        .max_by_key(|(action, assets)| (assets.len(), std::cmp::Reverse(*action)))?;
    let mut assets = if dead.is_empty() { assets } else { dead.clone() };
    assets.sort_unstable();
    assets.dedup();
    let action = &context.exercise.playbook.actions[action].id;
    let some = words::assets(context.exercise, &assets, 2);
    let title = if dead.is_empty() {
        format!("nobody who is asked under `{}` can `{action}` ({some})", rule.id)
    } else {
        format!(
            "nobody who is asked under `{}` can contain anything ({some})",
            rule.id
        )
    };
    let case = if dead.is_empty() {
        format!("{some}: `{action}` is on the runbook, and none of those who decide or execute can do it")
    } else {
        format!(
            "{some}: it is decided to contain, and none of those who decide or execute can do any of the runbook's actions"
        )
    };
    let finding = context
        .about_right(&RULE, right, "executor", title)
        .of(rule.decision, context.governed_by(right).next()?.severity)
        .assets(context, &assets)
        .case(case)
        .help("name an executor who can, or give those asked the means");
    Some(if dead.is_empty() {
        finding.at_level(Level::Warning)
    } else {
        finding
    })
}
