//! OUT017: a rota that points at somebody who is away.

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{RotaId, Target};
use crate::time::Span;

pub(crate) static RULE: Rule = Rule {
    code: "OUT017",
    name: "rota-stale",
    level: Level::Warning,
    meaning: "a rota points at somebody who is away",
    why: "A rota does not know of holidays. Its pages go to a phone in a drawer, and the chain waits its full time. A note \
          where others in the chain are there, a warning where a chain has nobody else.",
    example: "Rota(id: \"oncall\", people: [\"ana\", \"ben\"]) // and ana is away in her week",
    fix: "overrides: [Override(from: \"2026-08-03\", until: \"2026-08-09\", who: \"ben\")]",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.2"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rotas = context.exercise.organisation.rotas.ids();
    rotas.filter_map(|rota| of_rota(context, rota)).collect()
}

fn of_rota(context: &Context<'_>, rota: RotaId) -> Option<Finding> {
    let mut stale: Vec<Span> = Vec::new();
    for (span, holder) in context.presence.turns(rota) {
        if let Some(person) = holder {
            stale.extend(intersect_spans(&[span], &context.presence.person(person).absent));
        }
    }
    let longest = *stale
        .iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    let id = &context.exercise.organisation.rotas[rota].id;
    let title = format!("the rota `{id}` points at somebody who is away");
    let text = format!(
        "{}: whoever `{id}` points at is away for {}",
        context.say(longest.start),
        words::lasting(longest.duration())
    );
    let finding = context
        .finding(&RULE, (What::Rota, id), "people", title)
        .at(context, longest)
        .who(context, &[Target::Rota(rota)])
        .help("write an override for these days");
    let mut chains = context.exercise.playbook.chains.enumerate();
    let relying = chains.find(|(chain, _)| {
        context.whole(*chain).targets().contains(&Target::Rota(rota))
            && context.holds_up_containment(*chain)
            && !intersect_spans(&stale, &context.chain_silent(*chain)).is_empty()
    });
    Some(match relying {
        Some((_, chain)) => finding.case(format!(
            "{text}; the chain `{}` has hours then in which nobody else is there",
            chain.id
        )),
        None => finding.case(text).at_level(Level::Note),
    })
}
