//! OUT035: a secret may be rotated before what leads to it can be cut.

use std::collections::BTreeMap;

use crate::authority::ClassId;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::{Governing, Subject};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, EdgeId, NodeId, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT035",
    name: "rotation-before-upstream",
    level: Level::Warning,
    meaning: "a secret may be rotated at once, and what leads to it only with approvals or gates",
    why: "Rotated while the attacker still holds what reads it, the new secret is theirs too. The rule that rotates must \
          not be faster than the rule that cuts what lies before.",
    example: "Right(id: \"contain/secrets\", assets: Kind(\"secret\"), standing: true, ..), Right(id: \"contain/rest\", approvals: [..], ..)",
    fix: "Let those who may rotate cut what leads there first, with the same authority.",
    controls: &[
        cite("CSF 2.0 RS.MI-01"),
        cite("CSF 2.0 RS.MI-02"),
        cite("SP 800-53 IA-5"),
        cite("OWASP NHI2:2025"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.17"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let speed = speeds(context);
    let mut found: BTreeMap<RightId, Vec<(EdgeId, RightId)>> = BTreeMap::new();
    for (id, edge) in context.exercise.estate.edges.enumerate() {
        if edge.chance.value() <= 0.0 || !only_rotates(context, edge.to) {
            continue;
        }
        let (to, from) = (
            context.classes.class_of(edge.to),
            context.classes.class_of(edge.from),
        );
        if let (Some((right, true)), Some((slow, false))) = (speed.get(&to), speed.get(&from)) {
            found.entry(*right).or_default().push((id, *slow));
        }
    }
    found
        .into_iter()
        .filter_map(|(right, edges)| of_right(context, right, &edges))
        .collect()
}

/// For each class the rule that governs its containment, and whether it lets act at once.
fn speeds(context: &Context<'_>) -> BTreeMap<ClassId, (RightId, bool)> {
    let contain = context
        .governing
        .iter()
        .filter(|one: &&Governing| one.decision == Decision::Contain);
    let of = contain.filter_map(|one| match one.subject {
        Subject::Assets(class) => Some((class, one.right?)),
        Subject::Request(_) => None,
    });
    of.map(|(class, right)| (class, (right, is_quick(context, right))))
        .collect()
}

fn is_quick(context: &Context<'_>, right: RightId) -> bool {
    let rule = context.right(right);
    rule.gates.is_empty() && (rule.decider == Decider::Standing || rule.approvals.is_empty())
}

/// Whether the first action that cuts gives the asset a new secret, and leaves the ways in open.
fn only_rotates(context: &Context<'_>, asset: NodeId) -> bool {
    let actions = context.actions_for(asset).into_iter();
    let mut effects = actions.map(|action| &context.exercise.playbook.actions[action].effects);
    effects
        .find(|effects| effects.cuts())
        .is_some_and(|first| first.reissues && !first.closes_in)
}

fn of_right(context: &Context<'_>, right: RightId, edges: &[(EdgeId, RightId)]) -> Option<Finding> {
    let (edge, slow) = edges.first()?;
    let estate = &context.exercise.estate;
    let (from, to) = (
        &estate.nodes[estate.edges[*edge].from].id,
        &estate.nodes[estate.edges[*edge].to].id,
    );
    let (id, slow) = (&context.right(right).id, &context.right(*slow).id);
    let title =
        format!("`{id}` rotates at once, and `{slow}` cuts what leads there only with approvals or gates");
    let case = format!(
        "`{to}` is rotated while `{from}`, which leads to it, is still held: the attacker takes the new one too"
    );
    let assets: Vec<NodeId> = edges.iter().map(|(edge, _)| estate.edges[*edge].to).collect();
    let number = words::count(edges.len(), "way", "ways");
    let finding = context
        .finding(&RULE, (What::Right, id), "", title)
        .of(Decision::Contain, context.exercise.scenario.severity)
        .assets(context, &assets)
        .case(case)
        .help(format!(
            "let the same authority cut upstream first ({number} of this kind)"
        ));
    Some(finding)
}
