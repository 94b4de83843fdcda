//! OUT019: two absent people are enough.

use crate::check::absence::{Bottleneck, bottlenecks};
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decision, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT019",
    name: "few-people",
    level: Level::Note,
    meaning: "the absence of two people leaves a decision without anyone",
    why: "One on holiday and one ill is an ordinary week. The least number of people whose absence stops a decision is the \
          least vertex cut of its path; this names those of two, one for each kind of decision.",
    example: "Right(id: \"contain\", decision: Contain, decider: [Role(\"lead\"), Role(\"deputy\")])",
    fix: "Add a step that asks a team or a rota of other people.",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    Decision::ALL
        .into_iter()
        .filter_map(|decision| of_decision(context, decision))
        .collect()
}

fn of_decision(context: &Context<'_>, decision: Decision) -> Option<Finding> {
    let mut weakest: Option<(RightId, &Governing, Bottleneck)> = None;
    for one in context.governing.iter().filter(|one| one.decision == decision) {
        let Some(right) = one.right else { continue };
        let asset = context.nodes_of(one.subject).first().copied();
        let found = bottlenecks(context, right, asset).into_iter();
        // Nobody at all, and one alone, have findings of their own.
        if let Some(two) = found
            .min_by_key(|stage| (stage.people.len(), stage.duty))
            .filter(|stage| stage.people.len() == 2)
        {
            weakest.get_or_insert((right, one, two));
        }
    }
    let (right, governing, stage) = weakest?;
    let who = words::targets(context.exercise, &stage.targets);
    let id = &context.right(right).id;
    let title = format!(
        "two absent people leave `{id}` without anyone to {}",
        stage.duty.word()
    );
    let case = format!(
        "both people behind {who} are away at the same time: nobody else is asked to {}",
        stage.duty.word()
    );
    let finding = context
        .about_right(&RULE, right, stage.duty.field(), title)
        .of(decision, governing.severity)
        .who(context, &stage.targets)
        .case(case)
        .help("add somebody who is not one of the two");
    Some(finding)
}
