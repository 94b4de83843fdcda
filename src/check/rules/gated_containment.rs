//! OUT021: containment waits for words.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decision, GateOpens, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT021",
    name: "gated-containment",
    level: Level::Warning,
    meaning: "containment waits for a communication, a notification or a disclosure",
    why: "A gate holds a decision that is already taken. While words are found and approved, the attacker goes on.",
    example: "Right(id: \"contain/tokens\", decision: Contain, decider: Role(\"lead\"), gates: [Communicate])",
    fix: "Right(id: \"contain/tokens\", gates: [])",
    controls: &[
        cite("CSF 2.0 RS.MI-01"),
        cite("CSF 2.0 RS.CO-02"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.26"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.exercise.playbook.rights.enumerate();
    let gated = rights.filter(|(_, right)| right.decision == Decision::Contain && !right.gates.is_empty());
    gated.filter_map(|(id, _)| of_right(context, id)).collect()
}

fn of_right(context: &Context<'_>, id: RightId) -> Option<Finding> {
    let right = context.right(id);
    let gate = right
        .gates
        .iter()
        .find(|gate| !gate.decision.is_about_an_asset())?;
    let (word, done) = (
        gate.decision.word(),
        match gate.opens {
            GateOpens::Executed => "carried out",
            GateOpens::Approved => "approved",
        },
    );
    let assets = context.assets_of(id);
    let first = context.governed_by(id).next()?;
    let span = *first.spans.first()?;
    let title = format!("`{}` waits for a decision to {word}", right.id);
    let text = format!(
        "{}: to contain {} may be decided at once, and is not carried out until the decision to {word} is {done}",
        context.say(span.start),
        words::assets(context.exercise, &assets, 2)
    );
    let finding = context
        .about_right(&RULE, id, "gates", title)
        .at(context, span)
        .of(right.decision, first.severity)
        .assets(context, &assets)
        .case(text)
        .help("contain first, and tell in parallel: take the gate away")
        .fix(
            "take the gate away",
            format!("Right(id: \"{}\", gates: [])", right.id),
        );
    Some(finding)
}
