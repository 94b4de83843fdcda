//! OUT016: a rota that points at nobody for some hours.

use crate::authority::intersect_spans;
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{RotaId, Target};
use crate::time::{Span, merge_spans};

pub(crate) static RULE: Rule = Rule {
    code: "OUT016",
    name: "rota-gap",
    level: Level::Warning,
    meaning: "a rota has hours in which it points at nobody",
    why: "A page to a rota that nobody holds is no page: the chain goes on to its next step, or waits. A note where \
          others in the chain are there in those hours, a warning where a chain has nobody else.",
    example: "Rota(id: \"oncall\", people: [\"ana\", \"ben\"], hours: \"Mon-Fri 07:00-21:00\")",
    fix: "Add a layer for the missing hours, or a further step with somebody who is there.",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rotas = context.exercise.organisation.rotas.ids();
    rotas.filter_map(|rota| of_rota(context, rota)).collect()
}

fn of_rota(context: &Context<'_>, rota: RotaId) -> Option<Finding> {
    let gaps: Vec<Span> = context
        .presence
        .turns(rota)
        .filter(|(_, holder)| holder.is_none())
        .map(|(span, _)| span)
        .collect();
    let longest = *gaps
        .iter()
        .max_by_key(|gap| (gap.duration(), std::cmp::Reverse(gap.start)))?;
    let id = &context.exercise.organisation.rotas[rota].id;
    let title = format!(
        "the rota `{id}` points at nobody {} in these weeks",
        words::count(gaps.len(), "time", "times")
    );
    let text = format!(
        "{}: nobody holds `{id}` for {}",
        context.say(longest.start),
        words::lasting(longest.duration())
    );
    let finding = context
        .finding(&RULE, (What::Rota, id), "hours", title)
        .at(context, longest)
        .who(context, &[Target::Rota(rota)])
        .help("add a layer for these hours, or make sure that every chain with this rota goes on to somebody who is there");
    let gaps = merge_spans(gaps);
    match relying(context, rota, &gaps) {
        Some((chain, alone)) => {
            let more = format!(
                "; the chain `{chain}` has nobody else on shift or on call from {}",
                context.say(alone.start)
            );
            Some(finding.case(text + &more))
        }
        None => Some(finding.case(text).at_level(Level::Note)),
    }
}

/// A chain that has nobody on shift or on call in some gap of its rota.
fn relying(context: &Context<'_>, rota: RotaId, gaps: &[Span]) -> Option<(String, Span)> {
    let chains = context.exercise.playbook.chains.enumerate();
    chains
        .filter(|(id, _)| context.whole(*id).targets().contains(&Target::Rota(rota)))
        .filter(|(id, _)| context.holds_up_containment(*id))
        .find_map(|(id, chain)| {
            let alone = intersect_spans(gaps, &context.chain_silent(id));
            let longest = alone
                .into_iter()
                .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
            Some((chain.id.to_string(), longest))
        })
}
