//! OUT002: nobody decides if the first one asked does not answer.

use crate::check::context::{Context, Duty, Stage};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT002",
    name: "no-backup",
    level: Level::Warning,
    meaning: "a decision or an approval has nobody who backs up the first one asked",
    why: "People sleep, fly and fall ill without telling a calendar. A chain of one waits for the one, however long it \
          takes.",
    example: "Right(id: \"contain\", decision: Contain, decider: Role(\"platform-lead\"))",
    fix: "Right(id: \"contain\", decider: [Step(who: Role(\"platform-lead\"), within: \"10m\"), Step(who: Rota(\"oncall\"), within: \"10m\")])",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
        cite("DORA Art. 17(3)(c)-(e)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (right, governing) in context.rights_in_force() {
        let stages = context.stages(right);
        let alone = stages
            .into_iter()
            .filter(|stage| matches!(stage.duty, Duty::Decide | Duty::Approve));
        found.extend(alone.filter_map(|stage| of_stage(context, right, governing, stage)));
    }
    found
}

fn of_stage(context: &Context<'_>, right: RightId, governing: &Governing, stage: Stage) -> Option<Finding> {
    let whole = context.whole(stage.chain);
    let targets = whole.targets();
    let [only] = targets.as_slice() else { return None };
    // A team or a body is several people at once; a default needs nobody (C5).
    let is_one = matches!(only, Target::Person(_) | Target::Role(_) | Target::Rota(_));
    if !is_one || whole.acts {
        return None;
    }
    let rule = context.right(right);
    let who = words::target(context.exercise, *only);
    let (verb, title) = match stage.duty {
        Duty::Approve => (
            "approve",
            format!("only {who} may approve what is decided under `{}`", rule.id),
        ),
        _ => ("decide", format!("only {who} decides under `{}`", rule.id)),
    };
    let silent = context.chain_silent(stage.chain);
    let silent = silent
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)));
    let finding = context
        .about_right(&RULE, right, stage.duty.field(), title)
        .of(governing.decision, governing.severity)
        .who(context, &targets)
        .at_level(context.gravity(rule.decision))
        .help("add a step with somebody else after it");
    Some(match silent {
        Some(span) => finding.at(context, span).case(format!(
            "{}: {who} is neither on shift nor on call for {}, and nobody else may {verb}",
            context.say(span.start),
            words::lasting(span.duration())
        )),
        None => finding.case(format!(
            "{who} does not answer: nobody else is ever asked to {verb}"
        )),
    })
}
