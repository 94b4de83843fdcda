//! OUT027: the provider is awake and may not act.

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, NodeId, Target};
use crate::time::{SimDuration, Span};

pub(crate) static RULE: Rule = Rule {
    code: "OUT027",
    name: "provider-out-of-hours",
    level: Level::Warning,
    meaning: "a provider operates an asset and has no right to contain it when the customer sleeps",
    why: "The provider sees the alert first and has the console open. Without a right that was agreed beforehand it must \
          wait for a customer who is not there.",
    example: "Node(id: \"cluster\", operator: Team(\"provider-noc\"), ..) // and rules that ask only your own people",
    fix: "Right(id: \"contain/provider\", place: First, decision: Contain, assets: Team(\"provider-noc\"), standing: true, executor: Team(\"provider-noc\"), limits: Limits(hours: \"Mon-Fri 18:00-09:00; Sat-Sun 00:00-24:00\"))",
    controls: &[
        cite("CSF 2.0 GV.SC-02"),
        cite("CSF 2.0 GV.SC-08"),
        cite("CSF 2.0 RS.MA-01"),
        cite("SP 800-53 IR-7(2)"),
        cite("OWASP NHI3:2025"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.19"),
        cite("ISO 27001 A.5.23"),
    ],
    find,
};

/// Shorter than this is a change of shifts.
const LONG: SimDuration = SimDuration::from_hours(1);

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for one in context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Contain)
    {
        let finding = of_case(context, one);
        // One finding for each provider: the assets of the first stand for the others.
        found.extend(finding.filter(|finding| !found.iter().any(|other| other.title == finding.title)));
    }
    found
}

fn of_case(context: &Context<'_>, one: &Governing) -> Option<Finding> {
    let asset = *context.nodes_of(one.subject).first()?;
    let node = &context.exercise.estate.nodes[asset];
    let operator = node.operator?;
    let provider = context.people_of(&[operator]);
    let outside = !provider.is_empty() && provider.iter().all(|person| context.is_external(*person));
    if !outside {
        return None;
    }
    let right = context.right(one.right?);
    let Decider::Chain(chain) = right.decider else {
        return None;
    };
    let may = context.people_of_chain(chain);
    if context.whole(chain).acts || provider.iter().any(|person| may.binary_search(person).is_ok()) {
        return None;
    }
    let awake = context.presence.answers(&context.exercise.organisation, operator);
    let alone = intersect_spans(&awake, &context.chain_silent(chain));
    let span = alone
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    (span.duration() >= LONG).then(|| finish(context, (asset, operator), one, span))
}

fn finish(
    context: &Context<'_>,
    (asset, operator): (NodeId, Target),
    one: &Governing,
    span: Span,
) -> Finding {
    let node = &context.exercise.estate.nodes[asset];
    let who = words::target(context.exercise, operator);
    let title = format!("{who} may not contain what it operates when nobody of the customer is there");
    let case = format!(
        "{}: {who} is at work and operates `{}`; nobody who may contain it is on shift or on call for {}",
        context.say(span.start),
        node.id,
        words::lasting(span.duration())
    );
    context
        .finding(&RULE, (What::Node, &node.id), "", title)
        .at(context, span)
        .of(one.decision, one.severity)
        .assets(context, context.nodes_of(one.subject))
        .who(context, &[operator])
        .case(case)
        .help("agree beforehand what the provider may contain out of hours, and write the rule")
}
