//! OUT018: one person on every path.

use std::collections::BTreeMap;

use crate::check::absence::{Bottleneck, bottlenecks};
use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, NodeId, PersonId, RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT018",
    name: "single-person",
    level: Level::Warning,
    meaning: "one person stands on every path of a decision",
    why: "If they are away, nothing of what hangs on them can happen. In the authority graph they are an articulation \
          point.",
    example: "roles: { \"release-manager\": [\"ana\"] } // and approvals: [Approval(by: Role(\"release-manager\"))]",
    fix: "roles: { \"release-manager\": [\"ana\", \"ben\"] }",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

/// What hangs on one person: each right with the stage, the decision, and an asset where owners decide.
type Hanging = Vec<(RightId, Bottleneck, Decision, Option<NodeId>)>;

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut hanging: BTreeMap<PersonId, Hanging> = BTreeMap::new();
    for one in &context.governing {
        let Some(right) = one.right else { continue };
        let asset = context.nodes_of(one.subject).first().copied();
        for bottleneck in bottlenecks(context, right, asset) {
            let [person] = bottleneck.people.as_slice() else {
                continue;
            };
            let falls = hanging.entry(*person).or_default();
            if !falls
                .iter()
                .any(|(other, stage, ..)| *other == right && stage.duty == bottleneck.duty)
            {
                let by_owner = context.right(right).decider == Decider::Owner;
                falls.push((right, bottleneck, one.decision, asset.filter(|_| by_owner)));
            }
        }
    }
    hanging
        .into_iter()
        .filter_map(|(person, falls)| of_person(context, person, &falls))
        .collect()
}

fn of_person(context: &Context<'_>, person: PersonId, falls: &Hanging) -> Option<Finding> {
    let (first, stage, _, asset) = falls
        .iter()
        .min_by_key(|(right, stage, decision, _)| (*decision, *right, stage.duty))?;
    let (what, who) = named(context, person, stage);
    let rights: Vec<&str> = falls
        .iter()
        .map(|(right, ..)| &*context.right(*right).id)
        .collect();
    let mut rights: Vec<&str> = rights;
    rights.sort_unstable();
    rights.dedup();
    let id = words::id_of(context.exercise, who);
    let title = format!(
        "one person behind {} stands on every path of {}",
        words::target(context.exercise, who),
        words::names(rights.iter().copied(), 3)
    );
    let about = asset.map_or(String::new(), |asset| {
        format!(" for `{}`", context.exercise.estate.nodes[asset].id)
    });
    let rest = match rights.len() {
        1 => String::new(),
        number => format!("; so it is under {number} rights"),
    };
    let case = format!(
        "they are away: nobody else is asked to {}{about} under `{}`{rest}",
        stage.duty.word(),
        context.right(*first).id
    );
    let worst = falls
        .iter()
        .map(|(_, _, decision, _)| context.gravity(*decision))
        .max()?;
    let finding = context
        .finding(
            &RULE,
            (what, id),
            if what == What::Role { "holders" } else { "" },
            title,
        )
        .who(context, &[who])
        .at_level(worst)
        .case(case)
        .help("put a second person behind it, or a further step into the chain");
    Some(finding)
}

/// Roles and not people, where the plan names a role.
fn named(context: &Context<'_>, person: PersonId, stage: &Bottleneck) -> (What, Target) {
    let of_person = |target: &&Target| context.people_of(&[**target]).contains(&person);
    let target = stage
        .targets
        .iter()
        .find(of_person)
        .copied()
        .unwrap_or(Target::Person(person));
    let what = match target {
        Target::Person(_) => What::Person,
        Target::Role(_) => What::Role,
        Target::Rota(_) => What::Rota,
        Target::Team(_) => What::Team,
        Target::Body(_) => What::Body,
    };
    (what, target)
}
