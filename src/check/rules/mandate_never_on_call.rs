//! OUT015: may act, and is never on call.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decider, Decision, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT015",
    name: "mandate-never-on-call",
    level: Level::Warning,
    meaning: "those who may contain are never on call",
    why: "An authority that goes home in the evening is an authority for office hours, whatever the plan says.",
    example: "Right(id: \"contain\", decision: Contain, decider: [Role(\"lead\"), Role(\"deputy\")])",
    fix: "Right(id: \"contain\", decider: [Step(who: Rota(\"oncall\"), within: \"10m\"), Step(who: Role(\"lead\"), within: \"10m\")])",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force().into_iter();
    let contain = rights.filter(|(right, _)| context.right(*right).decision == Decision::Contain);
    contain
        .filter_map(|(right, governing)| of_right(context, right, governing))
        .collect()
}

fn of_right(context: &Context<'_>, right: RightId, governing: &Governing) -> Option<Finding> {
    let rule = context.right(right);
    let Decider::Chain(chain) = rule.decider else {
        return None;
    };
    if context.whole(chain).acts {
        return None;
    }
    let people = context.people_of_chain(chain);
    let on_call = people
        .iter()
        .any(|person| !context.presence.person(*person).on_call.is_empty());
    let silent = context.chain_silent(chain);
    let span = silent
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    if on_call || people.is_empty() {
        return None;
    }
    let targets = context.whole(chain).targets();
    let who = words::targets(context.exercise, &targets);
    let title = format!("nobody who decides under `{}` is ever on call", rule.id);
    let finding = context
        .about_right(&RULE, right, "decider", title)
        .at(context, span)
        .of(rule.decision, governing.severity)
        .who(context, &targets)
        .case(format!(
            "{}: {who} have gone home and are on no rota for {}",
            context.say(span.start),
            words::lasting(span.duration())
        ))
        .help("put a rota into the chain, or put those who decide on one");
    Some(finding)
}
