//! OUT014: on call, and may do nothing.

use std::collections::BTreeSet;

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::document::What;
use crate::model::{ChainId, PersonId, RotaId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT014",
    name: "on-call-without-mandate",
    level: Level::Warning,
    meaning: "a rota is asked for nothing",
    why: "People give up their nights to be reachable, and no chain of the plan ever pages them. A note where the same \
          people are asked in another way.",
    example: "rotas: [Rota(id: \"checkout-oncall\", ..)] // and no chain with Rota(\"checkout-oncall\")",
    fix: "Ask the rota in the chains that need its hours.",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.2"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let asked: BTreeSet<Target> = context
        .exercise
        .playbook
        .chains
        .ids()
        .flat_map(|chain| context.whole(chain).targets())
        .collect();
    let people = busy(context);
    let owners = context.exercise.estate.nodes.iter().flat_map(|node| &node.owners);
    let owners: BTreeSet<Target> = owners.map(|facet| facet.owner).collect();
    let rotas = context.exercise.organisation.rotas.ids();
    rotas
        .filter(|rota| !asked.contains(&Target::Rota(*rota)) && !owners.contains(&Target::Rota(*rota)))
        .filter_map(|rota| of_rota(context, rota, &people))
        .collect()
}

/// Everybody whom some chain may page.
fn busy(context: &Context<'_>) -> BTreeSet<PersonId> {
    let chains: Vec<ChainId> = context.exercise.playbook.chains.ids().collect();
    chains
        .into_iter()
        .flat_map(|chain| context.people_of_chain(chain))
        .collect()
}

fn of_rota(context: &Context<'_>, rota: RotaId, busy: &BTreeSet<PersonId>) -> Option<Finding> {
    let id = &context.exercise.organisation.rotas[rota].id;
    let (span, _) = context
        .presence
        .turns(rota)
        .find(|(_, holder)| holder.is_some())?;
    let idle = context
        .people_of(&[Target::Rota(rota)])
        .iter()
        .all(|person| !busy.contains(person));
    let title = format!("whoever is on call by `{id}` may do nothing");
    let others = if idle {
        "neither the rota nor its people stand in any chain"
    } else {
        "no chain asks the rota, only its people by other names, whatever the hour"
    };
    let finding = context
        .finding(&RULE, (What::Rota, id), "", title)
        .at(context, span)
        .who(context, &[Target::Rota(rota)])
        .case(format!(
            "{}: somebody is on call by `{id}`; {others}",
            context.say(span.start)
        ))
        .help("put the rota into the chains that need its hours");
    Some(if idle {
        finding
    } else {
        finding.at_level(Level::Note)
    })
}
