//! OUT013: who decides can be reached, and who executes cannot.

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decider, Decision, Executor, PersonId, RightId};
use crate::time::{SimDuration, Span, merge_spans, subtract_spans};

pub(crate) static RULE: Rule = Rule {
    code: "OUT013",
    name: "executor-unreachable",
    level: Level::Warning,
    meaning: "there are hours in which those who decide can be reached, and nobody who can carry it out",
    why: "A decision at three in the morning is worth what the one with the console does with it at three in the morning.",
    example: "Right(id: \"contain\", decision: Contain, decider: Rota(\"oncall\"), executor: Team(\"platform\")) // who work by day",
    fix: "Right(id: \"contain\", executor: [Step(who: Rota(\"oncall\"), within: \"10m\"), Step(who: Team(\"platform\"), within: \"30m\")])",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MI-01"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.26"),
    ],
    find,
};

/// Shorter than this is a change of shifts.
const LONG: SimDuration = SimDuration::from_hours(1);

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force().into_iter();
    let contain = rights.filter(|(right, _)| context.right(*right).decision == Decision::Contain);
    contain
        .filter_map(|(right, governing)| of_right(context, right, governing))
        .collect()
}

fn of_right(context: &Context<'_>, right: RightId, governing: &Governing) -> Option<Finding> {
    let rule = context.right(right);
    let (Decider::Chain(decider), Executor::Chain(executor)) = (rule.decider, rule.executor) else {
        return None;
    };
    let asset = *context.nodes_of(governing.subject).first()?;
    let actions = context.actions_for(asset);
    let able = |person: PersonId| actions.iter().any(|action| context.can(person, *action));
    let hands = |chain| {
        let targets = context.whole(chain).targets();
        let spans = targets.iter().flat_map(|target| {
            context
                .presence
                .answers_if(&context.exercise.organisation, *target, &able)
        });
        merge_spans(spans.collect())
    };
    let mut there = hands(executor);
    there.extend(hands(decider));
    let missing = subtract_spans(vec![context.window], there);
    let missing = intersect_spans(&missing, context.chain_answers(decider));
    let span: Span = missing
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    if span.duration() < LONG {
        return None;
    }
    let targets = context.whole(executor).targets();
    let title = format!(
        "nobody can carry out what is decided under `{}` at some hours",
        rule.id
    );
    let case = format!(
        "{}: it is decided to contain `{}`, and nobody who can do it is on shift or on call for {}",
        context.say(span.start),
        context.exercise.estate.nodes[asset].id,
        words::lasting(span.duration())
    );
    let finding = context
        .about_right(&RULE, right, "executor", title)
        .at(context, span)
        .of(rule.decision, governing.severity)
        .assets(context, &[asset])
        .who(context, &targets)
        .case(case)
        .help("ask somebody to execute who is there at the same hours as the decider");
    Some(finding)
}
