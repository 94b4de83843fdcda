//! OUT011: who knows the asset has no part in the decision.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decider, Decision, NodeId, PersonId, RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT011",
    name: "context-without-mandate",
    level: Level::Note,
    meaning: "those who know an asset have no part in containing it",
    why: "The people who could say at once what breaks, and what does not, are not asked, not even to carry it out.",
    example: "Right(id: \"contain\", decision: Contain, decider: Role(\"manager\"), executor: Automatic) // assets of team `data`",
    fix: "Right(id: \"contain\", consult: Team(\"data\"))",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 DE.AE-06"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let contain = context.rights_in_force().into_iter();
    let contain = contain.filter(|(right, _)| context.right(*right).decision == Decision::Contain);
    contain
        .filter_map(|(right, _)| of_right(context, right))
        .collect()
}

/// Everybody who has any part in what is decided under a right.
fn part(context: &Context<'_>, right: RightId) -> Vec<PersonId> {
    let rule = context.right(right);
    let mut people: Vec<PersonId> = context
        .stages(right)
        .iter()
        .flat_map(|stage| context.people_of_chain(stage.chain))
        .collect();
    people.extend(
        rule.consult
            .iter()
            .flat_map(|chain| context.people_of_chain(*chain)),
    );
    people.sort_unstable();
    people.dedup();
    people
}

fn of_right(context: &Context<'_>, right: RightId) -> Option<Finding> {
    let rule = context.right(right);
    if rule.decider == Decider::Owner {
        return None;
    }
    let part = part(context, right);
    let mut strangers: BTreeMap<Vec<Target>, Vec<NodeId>> = BTreeMap::new();
    let mut assets = context.assets_of(right);
    assets.dedup();
    for asset in assets {
        let owners = context.deciding_owners(asset);
        let knowing = context.people_of(&owners);
        let knowing: Vec<_> = knowing
            .iter()
            .filter(|person| {
                context.exercise.organisation.people[**person]
                    .context
                    .covers(asset)
            })
            .collect();
        if !knowing.is_empty() && knowing.iter().all(|person| part.binary_search(person).is_err()) {
            strangers.entry(owners).or_default().push(asset);
        }
    }
    let (owners, assets) = strangers.into_iter().max_by_key(|(_, assets)| assets.len())?;
    let who = words::targets(context.exercise, &owners);
    let title = format!(
        "people of {who} know {} and have no part in containing it under `{}`",
        words::assets(context.exercise, &assets, 2),
        rule.id
    );
    let case = format!(
        "`{}` is compromised: people of {who} are asked neither to decide nor for advice, nor to carry it out",
        context.exercise.estate.nodes[*assets.first()?].id
    );
    let finding = context
        .about_right(&RULE, right, "decider", title)
        .assets(context, &assets)
        .who(context, &owners)
        .case(case)
        .help("consult them, or let them carry it out");
    Some(finding)
}
