//! OUT023: whoever decides approves their own decision.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Approval, Decider, PersonId, RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT023",
    name: "approver-is-requester",
    level: Level::Warning,
    meaning: "those who approve are those who decide",
    why: "An approval by the one who asks for it costs time and controls nothing. With separation of duties it is worse: \
          nobody is left to approve.",
    example: "Right(id: \"contain\", decider: Role(\"lead\"), approvals: [Approval(by: Role(\"lead\"))])",
    fix: "Take the approval away, or ask somebody else.",
    controls: &[
        cite("CSF 2.0 PR.AA-05"),
        cite("SP 800-53 AC-5"),
        cite("SP 800-53 AC-3(2)"),
        cite("ISO 27001 A.5.3"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (right, governing) in context.rights_in_force() {
        let rule = context.right(right);
        let Decider::Chain(chain) = rule.decider else {
            continue;
        };
        let deciders = context.people_of_chain(chain);
        let mut approvals = rule.approvals.iter();
        found.extend(
            approvals.find_map(|approval| of_approval(context, (right, governing), approval, &deciders)),
        );
    }
    found
}

fn of_approval(
    context: &Context<'_>,
    (right, governing): (RightId, &Governing),
    approval: &Approval,
    deciders: &[PersonId],
) -> Option<Finding> {
    let rule = context.right(right);
    let approvers = context.people_of_chain(approval.chain);
    let same = approvers
        .iter()
        .filter(|person| deciders.contains(person))
        .count();
    // P5: with separation of duties another of the chain approves, if there is one.
    if same == 0 || (rule.separation_of_duties && same < approvers.len()) {
        return None;
    }
    let targets: Vec<Target> = context.whole(approval.chain).targets();
    let who = words::targets(context.exercise, &targets);
    let all = same == approvers.len();
    let title = if all {
        format!("those who approve under `{}` are those who decide", rule.id)
    } else {
        format!("some who approve under `{}` may have decided themselves", rule.id)
    };
    let case = if rule.separation_of_duties {
        format!("somebody of {who} decides: nobody else may approve, and the decision is dead")
    } else {
        format!("somebody of {who} decides, and is then asked to approve their own decision")
    };
    let finding = context
        .about_right(&RULE, right, "approvals", title)
        .of(rule.decision, governing.severity)
        .who(context, &targets)
        .case(case)
        .help("ask somebody else to approve, or take the approval away");
    Some(if all {
        finding
    } else {
        finding.at_level(Level::Note)
    })
}
