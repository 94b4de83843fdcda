//! OUT020: all decisions lie with one group.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, PersonId, RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT020",
    name: "one-group",
    level: Level::Warning,
    meaning: "containment and everything else is decided by the same people",
    why: "Whoever contains, restores, tells the authority and speaks to the press does one after the other. Their queue \
          is everybody's delay, and their absence stops everything.",
    example: "rights: [Right(id: \"contain\", decider: Body(\"crisis\"), ..), Right(id: \"notify\", decider: Body(\"crisis\"), ..), ..]",
    fix: "Let those on call contain, legal notify and communications communicate.",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("SP 800-53 AC-5"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.3"),
    ],
    find,
};

/// Fewer kinds of decisions are no pattern.
const KINDS: usize = 3;

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<Decision, (RightId, Vec<Target>, Vec<PersonId>)> = BTreeMap::new();
    for (right, _) in context.rights_in_force() {
        let rule = context.right(right);
        let Decider::Chain(chain) = rule.decider else {
            // A decision that somebody else may take breaks the pattern.
            groups.insert(rule.decision, (right, Vec::new(), Vec::new()));
            continue;
        };
        let people = context.people_of_chain(chain);
        let group = groups
            .entry(rule.decision)
            .or_insert_with(|| (right, context.whole(chain).targets(), people.clone()));
        if group.2 != people {
            group.2 = Vec::new();
        }
    }
    of_groups(context, &groups).into_iter().collect()
}

fn of_groups(
    context: &Context<'_>,
    groups: &BTreeMap<Decision, (RightId, Vec<Target>, Vec<PersonId>)>,
) -> Option<Finding> {
    let (_, targets, people) = groups.get(&Decision::Contain)?;
    let same = groups.values().all(|(.., others)| others == people);
    if !same || people.is_empty() || groups.len() < KINDS {
        return None;
    }
    let decisions: Vec<String> = groups.keys().map(|decision| decision.word().to_owned()).collect();
    let who = words::targets(context.exercise, targets);
    let (first, ..) = groups.values().next()?;
    let id = &context.right(*first).id;
    let title = format!(
        "{} are all decided by the same people",
        words::list(&decisions, 5)
    );
    let finding = context
        .finding(&RULE, (What::Right, id), "decider", title)
        .who(context, targets)
        .case(format!(
            "at the declaration {who} are asked for all of it at once, and decide one thing after the other"
        ))
        .help("give the decisions that can wait, or need other knowledge, to other people");
    Some(finding)
}
