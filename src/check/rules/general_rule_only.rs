//! OUT038: an asset of its own kind, under a rule for everything.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decision, LogVisibility, NodeId, RightId, Selector};

pub(crate) static RULE: Rule = Rule {
    code: "OUT038",
    name: "general-rule-only",
    level: Level::Note,
    meaning: "an asset that a provider operates, a law watches or a vendor logs is matched by a general rule only",
    why: "Who must be called, told and asked there is not what the general rule says. The exception is written either \
          before the incident or during it.",
    example: "Right(id: \"contain/rest\", decision: Contain, decider: Owner) // and a node with `operator: Team(\"provider\")`",
    fix: "Right(id: \"contain/provider\", place: First, decision: Contain, assets: Team(\"provider\"), ..)",
    controls: &[
        cite("CSF 2.0 GV.SC-02"),
        cite("CSF 2.0 GV.OC-03"),
        cite("CSF 2.0 ID.IM-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.19"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut special: BTreeMap<(RightId, &'static str), Vec<NodeId>> = BTreeMap::new();
    for one in context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Contain)
    {
        let Some(right) = one
            .right
            .filter(|right| context.right(*right).assets == Selector::All)
        else {
            continue;
        };
        for &node in context.nodes_of(one.subject) {
            if let Some(why) = why(context, node) {
                special.entry((right, why)).or_default().push(node);
            }
        }
    }
    special
        .into_iter()
        .filter_map(|((right, why), assets)| of_right(context, right, why, assets))
        .collect()
}

/// What makes an asset one of its own kind.
fn why(context: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let node = &context.exercise.estate.nodes[id];
    let operators = node
        .operator
        .map(|operator| context.people_of(&[operator]))
        .unwrap_or_default();
    if !operators.is_empty() && operators.iter().all(|person| context.is_external(*person)) {
        return Some("a provider operates");
    }
    if matches!(node.logs, LogVisibility::Vendor(_)) {
        return Some("a vendor logs");
    }
    let watched =
        |clock: &crate::model::Clock| clock.tag.is_some_and(|tag| node.tags.binary_search(&tag).is_ok());
    context
        .exercise
        .scenario
        .clocks
        .iter()
        .any(watched)
        .then_some("a law watches")
}

fn of_right(context: &Context<'_>, right: RightId, why: &str, mut assets: Vec<NodeId>) -> Option<Finding> {
    assets.sort_unstable();
    assets.dedup();
    let id = &context.right(right).id;
    let first = &context.exercise.estate.nodes[*assets.first()?].id;
    let number = words::count(assets.len(), "asset", "assets");
    let title = format!(
        "only the general rule `{id}` matches {number} that {why} ({})",
        words::assets(context.exercise, &assets, 2)
    );
    let finding = context
        .about_right(&RULE, right, "assets", title)
        .assets(context, &assets)
        .case(format!("`{first}`, which {why}, is compromised: what is special about it is found out during the incident"))
        .help("write the exception before the incident: a rule for these assets before the general one");
    Some(finding)
}
