//! OUT006: a chain that is exhausted and holds, with nobody there to see its pages.

use crate::check::context::{Context, Stage};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::RightId;
use crate::time::Span;

pub(crate) static RULE: Rule = Rule {
    code: "OUT006",
    name: "holds-for-ever",
    level: Level::Warning,
    meaning: "a chain can be exhausted while nobody of it is there, and then holds for ever",
    why: "After its last repeat a chain that holds pages nobody any more. It depends on somebody seeing an old page by \
          chance.",
    example: "Right(id: \"contain\", decision: Contain, decider: [Step(who: Role(\"lead\"), within: \"30m\")], exhausted: Hold)",
    fix: "Right(id: \"contain\", exhausted: Act) // or escalate to a rota that is never empty",
    controls: &[
        cite("CSF 2.0 RS.MA-04"),
        cite("CSF 2.0 GV.RR-03"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("DORA Art. 17(3)(c)-(e)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (right, governing) in context.rights_in_force() {
        for stage in context.stages(right) {
            let Some(finding) = of_stage(context, right, governing, stage) else {
                continue;
            };
            // A chain that several rights share is said once, as bad as it is for the worst of them.
            match found.iter_mut().find(|one| one.about == finding.about) {
                Some(one) => one.level = one.level.max(finding.level),
                None => found.push(finding),
            }
        }
    }
    found
}

fn of_stage(context: &Context<'_>, right: RightId, governing: &Governing, stage: Stage) -> Option<Finding> {
    let whole = context.whole(stage.chain);
    if whole.acts {
        return None;
    }
    let silent = context.chain_silent(stage.chain);
    let longest = silent
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    if longest.duration() <= whole.exhausted_after {
        return None;
    }
    let last = *whole.chains.last()?;
    let id = &context.exercise.playbook.chains[last].id;
    let title = format!(
        "the chain `{id}` gives up after {} and then holds",
        words::lasting(whole.exhausted_after)
    );
    let gives_up = longest.start + whole.exhausted_after;
    let case = format!(
        "{}: asked to {} under `{}`, nobody is on shift or on call; nobody is asked again after {}, and the first of \
         them comes {}",
        context.say(longest.start),
        stage.duty.word(),
        context.right(right).id,
        context.say(gives_up),
        words::lasting(Span::new(gives_up, longest.end).duration()) + " later"
    );
    let finding = context
        .finding(&RULE, (What::Chain, id), "exhausted", title)
        .at(context, longest)
        .of(governing.decision, governing.severity)
        .at_level(context.gravity(governing.decision))
        .who(context, &whole.targets())
        .case(case)
        .help("let it act, escalate to somebody who is there at that hour, or repeat until somebody comes");
    Some(finding)
}
