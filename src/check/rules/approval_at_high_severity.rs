//! OUT022: consensus or an executive is asked for when there is least time.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Approval, Decision, RightId, Severity, Target};
use crate::time::Span;

pub(crate) static RULE: Rule = Rule {
    code: "OUT022",
    name: "approval-at-high-severity",
    level: Level::Warning,
    meaning: "containment at high severity needs a consensus or an executive",
    why: "The worse the incident, the less time there is, and the more people the plan asks. Approval afterwards costs the \
          same meeting, and not the estate.",
    example: "Right(id: \"contain\", decision: Contain, decider: Rota(\"oncall\"), approvals: [Approval(by: Body(\"board\"))])",
    fix: "Right(id: \"contain/at-once\", place: First, decision: Contain, from_severity: High, standing: true, executor: Rota(\"oncall\"))",
    controls: &[
        cite("CSF 2.0 RS.MI-01"),
        cite("CSF 2.0 GV.RR-02"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.26"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (right, _) in context.rights_in_force() {
        let rule = context.right(right);
        if rule.decision != Decision::Contain || rule.decider == crate::model::Decider::Standing {
            continue;
        }
        let severe = context
            .governed_by(right)
            .find(|one| highest(context, one.right) >= Severity::HIGH);
        let Some(span) = severe.and_then(|one| one.spans.first()) else {
            continue;
        };
        let several = rule.approvals.len() > 1;
        let reason = rule
            .approvals
            .iter()
            .find_map(|approval| demanding(context, approval));
        if let Some(reason) =
            reason.or_else(|| several.then(|| format!("{} approvals", rule.approvals.len())))
        {
            found.push(of_right(context, right, *span, &reason));
        }
    }
    found
}

/// The highest severity at which a right may govern something.
fn highest(context: &Context<'_>, right: Option<RightId>) -> Severity {
    let least = right.map_or(Severity::NONE, |right| context.right(right).from_severity);
    context
        .severities
        .last()
        .copied()
        .unwrap_or(Severity::NONE)
        .max(least)
}

/// A body of several, or people whom executives' hours describe.
fn demanding(context: &Context<'_>, approval: &Approval) -> Option<String> {
    let targets = context.whole(approval.chain).targets();
    let organisation = &context.exercise.organisation;
    let first = *targets.first()?;
    if let Target::Body(body) = first {
        let body = &organisation.bodies[body];
        return (body.quorum > 1).then(|| {
            format!(
                "{} of {} of the body `{}`",
                body.quorum,
                body.members.len(),
                body.id
            )
        });
    }
    let people = context.people_of(&[first]);
    let executive = |person: &crate::model::PersonId| {
        let profile = organisation.people[*person].profile;
        &*organisation.profiles[profile].id == "executive"
    };
    (!people.is_empty() && people.iter().all(executive)).then(|| words::target(context.exercise, first))
}

fn of_right(context: &Context<'_>, right: RightId, span: Span, reason: &str) -> Finding {
    let rule = context.right(right);
    let mut assets = context.assets_of(right);
    assets.dedup();
    let targets = rule
        .approvals
        .iter()
        .flat_map(|approval| context.whole(approval.chain).targets());
    let targets: Vec<Target> = targets.collect();
    let title = format!("`{}` asks for {reason} even at high severity", rule.id);
    let case = format!(
        "{}: {} at high severity: it is decided to contain, and nothing happens before {reason} agree",
        context.say(span.start),
        words::assets(context.exercise, &assets, 2)
    );
    context
        .about_right(&RULE, right, "approvals", title)
        .at(context, span)
        .of(rule.decision, highest(context, Some(right)))
        .assets(context, &assets)
        .who(context, &targets)
        .case(case)
        .help("let somebody on call act first at high severity, and tell those who approve afterwards")
        .fix(
            "ask for no approval",
            format!("Right(id: \"{}\", approvals: [])", rule.id),
        )
}
