//! OUT005: an escalation that goes round among the same people.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{ChainId, Exhausted, PersonId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT005",
    name: "escalation-circle",
    level: Level::Warning,
    meaning: "an escalation goes round among the same people through different chains",
    why: "A chain that escalates to those who have just not answered only looks like an escalation.",
    example: "chains: { \"desk\": Chain(steps: [Role(\"lead\")], exhausted: Escalate(\"leads\")), \"leads\": Chain(steps: [Team(\"leads\")]) }",
    fix: "Escalate to somebody who has not been asked.",
    controls: &[
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
        cite("DORA Art. 17(3)(c)-(e)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let chains = context.exercise.playbook.chains.enumerate();
    let escalating = chains.filter_map(|(id, chain)| match chain.exhausted {
        Exhausted::Escalate(to) => Some((id, to)),
        _ => None,
    });
    escalating
        .filter_map(|(from, to)| of_chain(context, from, to))
        .collect()
}

fn of_chain(context: &Context<'_>, from: ChainId, to: ChainId) -> Option<Finding> {
    let playbook = &context.exercise.playbook;
    let own: Vec<_> = context
        .whole(from)
        .asked
        .iter()
        .filter(|asked| asked.chain == from)
        .map(|asked| asked.target)
        .collect();
    let asked = context.people_of(&own);
    let again = context.whole(to);
    let is_new = |person: &PersonId| asked.binary_search(person).is_err();
    if context.people_of_chain(to).iter().any(is_new) {
        return None;
    }
    let (from_id, to_id) = (&playbook.chains[from].id, &playbook.chains[to].id);
    let later = again.targets();
    let title = format!("`{from_id}` escalates to `{to_id}`, which asks nobody new");
    let case = format!(
        "the circle: {} do not answer, and then {} are asked, who are the same people",
        words::targets(context.exercise, &own),
        words::targets(context.exercise, &later)
    );
    let finding = context
        .finding(&RULE, (What::Chain, from_id), "exhausted", title)
        .who(context, &later)
        .case(case)
        .help("escalate to somebody who has not been asked, or repeat the chain instead");
    Some(finding)
}
