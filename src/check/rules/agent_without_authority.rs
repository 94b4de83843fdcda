//! OUT031: nobody is named who may stop an agent.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{ActionId, Decider, Decision, NodeId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT031",
    name: "agent-without-authority",
    level: Level::Warning,
    meaning: "nobody is named who may stop an AI agent, or stopping it leaves its sessions alive",
    why: "An agent acts faster than its owner is found. It needs somebody who may stop it at any hour, and an action that \
          ends what it has begun.",
    example: "Node(id: \"support-agent\", kind: \"agent\", ..) // and no rule but the owner's",
    fix: "Right(id: \"contain/agents\", place: First, decision: Contain, assets: Kind(\"agent\"), standing: true, executor: Rota(\"oncall\"))",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 RS.MI-01"),
        cite("SP 800-53 IR-4"),
        cite("OWASP NHI1:2025"),
        cite("OWASP NHI5:2025"),
        cite("ISO 27001 A.5.2"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let estate = &context.exercise.estate;
    let agents = context.governing.iter().filter(|one| {
        let first = context.nodes_of(one.subject).first();
        one.decision == Decision::Contain
            && first.is_some_and(|node| &*estate.node_kinds[estate.nodes[*node].kind].id == "agent")
    });
    let mut found: Vec<Finding> = Vec::new();
    for finding in agents.filter_map(|one| of_case(context, one)) {
        if !found.iter().any(|other| other.about == finding.about) {
            found.push(finding);
        }
    }
    found
}

fn of_case(context: &Context<'_>, one: &Governing) -> Option<Finding> {
    let assets: &[NodeId] = context.nodes_of(one.subject);
    let first = *assets.first()?;
    let span = *one.spans.first()?;
    let some = words::assets(context.exercise, assets, 2);
    let unnamed = one
        .right
        .is_none_or(|right| context.right(right).decider == Decider::Owner);
    let actions = context.actions_for(first);
    let ends = |action: &ActionId| context.exercise.playbook.actions[*action].effects.ends_sessions;
    let (title, case) = if unnamed {
        let how = if one.right.is_some() {
            "its owner is to be found first"
        } else {
            "no rule matches"
        };
        (
            format!("nobody is named who may stop {some}"),
            format!("the agent acts on its own, and {how}"),
        )
    } else if actions.iter().any(ends) {
        return None;
    } else {
        let case = "it is contained, and what it has begun goes on until its sessions run out".to_owned();
        (
            format!("no action of the runbook ends the sessions of {some}"),
            case,
        )
    };
    let id = &context.exercise.estate.nodes[first].id;
    let finding = context
        .finding(&RULE, (What::Node, id), "", title)
        .at(context, span)
        .of(one.decision, one.severity)
        .assets(context, assets)
        .case(format!("{}: {case}", context.say(span.start)))
        .help("name somebody on call who may stop agents, with an action that ends their sessions");
    Some(finding)
}
