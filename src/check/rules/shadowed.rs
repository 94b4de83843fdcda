//! OUT008: a rule that can never match.

use crate::authority::Matter;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::RightId;

pub(crate) static RULE: Rule = Rule {
    code: "OUT008",
    name: "shadowed-rule",
    level: Level::Warning,
    meaning: "a rule can never match, because others before it always do, or because its conditions never hold",
    why: "Rules are matched in the order in which they are written. Whoever wrote this one believes in an authority that \
          nobody will ever have.",
    example: "rights: [Right(id: \"contain/all\", ..), Right(id: \"contain/tokens\", assets: Kind(\"ci-token\"), ..)]",
    fix: "Write the special rule before the general one.",
    controls: &[
        cite("CSF 2.0 GV.PO-01"),
        cite("CSF 2.0 GV.RR-02"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.exercise.playbook.rights.enumerate();
    let class = &context.exercise.scenario.class;
    // A rule for another class of incident is for another exercise; dates have a finding of their own.
    let of_this = rights.filter(|(_, right)| right.class.as_ref().is_none_or(|one| one == class));
    let in_time = of_this.filter(|(_, right)| {
        right
            .limits
            .dates
            .is_none_or(|dates| !dates.intersect(&context.window).is_empty())
    });
    let ever = context.ever_in_force();
    let never = in_time.filter(|(id, _)| !ever.contains(id));
    never.filter_map(|(id, _)| of_right(context, id)).collect()
}

fn of_right(context: &Context<'_>, id: RightId) -> Option<Finding> {
    let right = context.right(id);
    let is_asked_for = right.decision.is_about_an_asset()
        || context
            .exercise
            .scenario
            .requests
            .iter()
            .any(|request| request.decision == right.decision);
    if !is_asked_for || matches_before_declaration(context, id) {
        return None;
    }
    let before = before(context, id);
    let (title, case) = if before.is_empty() {
        let title = format!("`{}` can never match", right.id);
        (
            title,
            "no asset that it selects ever meets its conditions".to_owned(),
        )
    } else {
        let names = words::names(before.iter().map(|other| &*context.right(*other).id), 3);
        let title = format!("`{}` can never match behind {names}", right.id);
        (
            title,
            format!("whatever `{}` is written for has met {names} before", right.id),
        )
    };
    let finding = context
        .about_right(&RULE, id, "", title)
        .case(case)
        .help("write it before those that match first, or take it away")
        .fix(
            "match it first",
            format!("Right(id: \"{}\", place: First)", right.id),
        );
    Some(finding)
}

/// The rules before it that govern what it selects.
fn before(context: &Context<'_>, id: RightId) -> Vec<RightId> {
    let decision = context.right(id).decision;
    let mut before: Vec<RightId> = Vec::new();
    for one in context.governing.iter().filter(|one| one.decision == decision) {
        let selects = match one.subject {
            crate::check::governing::Subject::Assets(class) => context.class(class).rights.contains(&id),
            crate::check::governing::Subject::Request(_) => true,
        };
        before.extend(one.right.filter(|right| selects && *right < id));
    }
    before.sort_unstable();
    before.dedup();
    before
}

/// A rule may be there for the time before an incident is declared (D2).
fn matches_before_declaration(context: &Context<'_>, id: RightId) -> bool {
    let right = context.right(id);
    right.before_declaration
        && context
            .classes
            .table
            .iter()
            .filter(|class| class.rights.contains(&id))
            .any(|class| {
                context.severities.iter().any(|&severity| {
                    let matter = Matter {
                        decision: right.decision,
                        asset: Some(class.first),
                        severity,
                        at: context.window.start,
                        known_blast: 0,
                        declared: false,
                    };
                    let mut candidates = class.rights_for(context.exercise, right.decision);
                    candidates.find(|other| context.conditions.hold(context.exercise, *other, &matter))
                        == Some(id)
                })
            })
}
