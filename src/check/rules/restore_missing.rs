//! OUT034: what containment takes down, nobody may bring back.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decision, NodeId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT034",
    name: "restore-missing",
    level: Level::Warning,
    meaning: "containment disrupts an asset, and no rule says who may restore it",
    why: "Whoever fears that it stays down hesitates to take it down. And it does stay down, until somebody finds out who \
          may decide.",
    example: "rights: [Right(id: \"contain\", decision: Contain, ..)] // and none for Restore",
    fix: "Right(id: \"restore\", decision: Restore, decider: [Role(\"lead\"), Rota(\"oncall\")])",
    controls: &[
        cite("CSF 2.0 RS.MA-05"),
        cite("CSF 2.0 RC.RP-01"),
        cite("CSF 2.0 GV.RR-02"),
        cite("SP 800-53 CP-10"),
        cite("ISO 27001 A.5.26"),
        cite("ISO 27001 A.5.29"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let restore = context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Restore && one.right.is_none());
    let mut assets: Vec<NodeId> = restore
        .clone()
        .flat_map(|one| context.nodes_of(one.subject))
        .copied()
        .collect();
    assets.sort_unstable();
    assets.dedup();
    let (Some(first), Some(one)) = (assets.first(), restore.clone().next()) else {
        return Vec::new();
    };
    let id = &context.exercise.estate.nodes[*first].id;
    let disrupting = context.actions_for(*first).into_iter().find(|action| {
        let effects = &context.exercise.playbook.actions[*action].effects;
        matches!(effects.disrupts, crate::model::Disruption::UntilRestored)
    });
    let action = disrupting.map_or("containment", |action| {
        &context.exercise.playbook.actions[action].id
    });
    let number = words::count(assets.len(), "asset", "assets");
    let title = format!(
        "no rule says who may restore {number} ({})",
        words::assets(context.exercise, &assets, 2)
    );
    let case = format!("`{action}` takes `{id}` down until it is restored, and no rule says who may");
    let finding = context
        .finding(&RULE, (What::Node, id), "", title)
        .of(one.decision, one.severity)
        .assets(context, &assets)
        .case(case)
        .help("write a rule for Restore that matches whatever may be taken down")
        .fix(
            "let the owner restore",
            "Right(id: \"restore/rest\", decision: Restore, decider: Owner)".to_owned(),
        );
    vec![finding]
}
