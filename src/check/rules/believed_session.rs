//! OUT040: sessions live longer than the team believes.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decision, Node, NodeId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT040",
    name: "believed-session",
    level: Level::Note,
    meaning: "sessions outlive their credential for longer than the team believes",
    why: "Containment is declared when the team believes that the last session has ended. Until it has, the attacker works \
          on behind an all-clear.",
    example: "Node(id: \"crm\", residual: \"3d\", believed_residual: \"2h\")",
    fix: "Find out how long sessions live and write it down, or end them: add `revoke-sessions` to the runbook.",
    controls: &[
        cite("CSF 2.0 RS.MI-02"),
        cite("CSF 2.0 PR.AA-01"),
        cite("SP 800-53 IA-5(13)"),
        cite("ISO 27001 A.8.5"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let nodes = context.exercise.estate.nodes.enumerate();
    let short: Vec<NodeId> = nodes
        .filter(|(id, node)| is_believed_shorter(node) && !ends_sessions(context, *id))
        .map(|(id, _)| id)
        .collect();
    of_all(context, &short).into_iter().collect()
}

fn is_believed_shorter(node: &Node) -> bool {
    node.believed_residual
        .as_ref()
        .is_some_and(|believed| believed.median() < node.residual.median())
}

/// An action that ends sessions makes the belief harmless.
fn ends_sessions(context: &Context<'_>, asset: NodeId) -> bool {
    let actions = context.actions_for(asset);
    actions
        .iter()
        .any(|action| context.exercise.playbook.actions[*action].effects.ends_sessions)
}

fn of_all(context: &Context<'_>, short: &[NodeId]) -> Option<Finding> {
    let gap = |id: &NodeId| {
        let node = &context.exercise.estate.nodes[*id];
        let believed = node
            .believed_residual
            .as_ref()
            .map_or(node.residual.median(), crate::chance::Distribution::median);
        node.residual.median() - believed
    };
    let worst = *short.iter().max_by_key(|id| (gap(id), std::cmp::Reverse(**id)))?;
    let node = &context.exercise.estate.nodes[worst];
    let believed = node.believed_residual.as_ref()?.median();
    let number = words::count(short.len(), "asset", "assets");
    let title = format!(
        "sessions of {number} outlive what the team believes ({})",
        words::assets(context.exercise, short, 3)
    );
    let case = format!(
        "`{}` is cut: the all-clear counts {} for its sessions, and they live {}, {} longer",
        node.id,
        words::lasting(believed),
        words::lasting(node.residual.median()),
        words::lasting(gap(&worst))
    );
    let finding = context
        .finding(&RULE, (What::Node, &node.id), "believed_residual", title)
        .of(Decision::Contain, context.exercise.scenario.severity)
        .assets(context, short)
        .case(case)
        .help("write down how long sessions live, or end them with the credential");
    Some(finding)
}
