//! OUT026: a hand-off between regions that drops what it hands over.

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decider, Decision, RightId};
use crate::time::{SimDuration, Span};

pub(crate) static RULE: Rule = Rule {
    code: "OUT026",
    name: "jurisdiction-hand-off",
    level: Level::Warning,
    meaning: "a rule for one jurisdiction or for some hours hands over to nobody",
    why: "Where each region decides for itself, or hands over at the end of its day, the plan must say who decides when \
          that region sleeps.",
    example: "Right(id: \"contain/eu\", limits: Limits(jurisdictions: [\"germany\"]), decider: Team(\"berlin\"), ..) // who work by day",
    fix: "Write a rule without the limit behind it, or a further step of people elsewhere.",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 GV.OC-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
        cite("DORA Art. 17(3)(c)-(e)"),
    ],
    find,
};

/// Shorter than this is a change of shifts.
const LONG: SimDuration = SimDuration::from_mins(30);

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let rights = context.rights_in_force().into_iter();
    for (right, governing) in rights.filter(|(right, _)| context.right(*right).decision == Decision::Contain)
    {
        let limits = &context.right(right).limits;
        if !limits.jurisdictions.is_empty() {
            found.extend(region(context, right, governing));
        } else if limits.hours.is_some() {
            found.extend(hours(context, right, governing));
        }
    }
    found
}

/// People of one region decide, and nobody else when they are not there.
fn region(context: &Context<'_>, right: RightId, governing: &Governing) -> Option<Finding> {
    let rule = context.right(right);
    let Decider::Chain(chain) = rule.decider else {
        return None;
    };
    if context.whole(chain).acts {
        return None;
    }
    let silent = context.chain_silent(chain);
    let span = longest(silent)?;
    let places = words::names(rule.limits.jurisdictions.iter().map(|name| &**name), 3);
    let title = format!("`{}` decides for {places} and hands over to nobody", rule.id);
    let case = format!(
        "{}: those who decide for {places} are not there for {}, and nobody elsewhere may",
        context.say(span.start),
        words::lasting(span.duration())
    );
    Some(finish(context, (right, governing), "limits", (title, case, span)))
}

/// When the hours of a rule are over, no rule matches, or nobody of the next is there.
fn hours(context: &Context<'_>, right: RightId, governing: &Governing) -> Option<Finding> {
    let subject = governing.subject;
    let others = context.governing.iter();
    let others = others.filter(|one| {
        one.subject == subject && one.decision == governing.decision && one.right != Some(right)
    });
    let mut dropped: Vec<(Span, Option<RightId>)> = Vec::new();
    for one in others {
        let lost = match one.right.map(|next| (next, context.right(next).decider)) {
            None => one.spans.clone(),
            Some((_, Decider::Chain(chain))) if !context.whole(chain).acts => {
                intersect_spans(&one.spans, &context.chain_silent(chain))
            }
            Some(_) => Vec::new(),
        };
        dropped.extend(longest(lost).map(|span| (span, one.right)));
    }
    let (span, next) = dropped
        .into_iter()
        .max_by_key(|(span, _)| (span.duration(), std::cmp::Reverse(span.start)))?;
    let id = &context.right(right).id;
    let title = format!("`{id}` hands over to nobody at the end of its hours");
    let to = next.map_or_else(
        || "no rule matches".to_owned(),
        |next| format!("`{}` holds, and nobody of it is there", context.right(next).id),
    );
    let case = format!(
        "{}: the hours of `{id}` are over, {to} for {}",
        context.say(span.start),
        words::lasting(span.duration())
    );
    Some(finish(context, (right, governing), "hours", (title, case, span)))
}

fn longest(spans: Vec<Span>) -> Option<Span> {
    let long = spans.into_iter().filter(|span| span.duration() >= LONG);
    long.max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))
}

fn finish(
    context: &Context<'_>,
    (right, governing): (RightId, &Governing),
    field: &'static str,
    (title, case, span): (String, String, Span),
) -> Finding {
    context
        .about_right(&RULE, right, field, title)
        .at(context, span)
        .of(governing.decision, governing.severity)
        .assets(context, context.nodes_of(governing.subject))
        .case(case)
        .help("name a backup elsewhere, or write a rule without the limit behind this one")
}
