//! OUT039: an authority that no known entitlement supports.

use crate::check::context::{Context, Duty};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{ActionId, Decision, PersonId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT039",
    name: "not-entitled",
    level: Level::Warning,
    meaning: "the plan counts on an action of somebody whose accounts are known not to allow it",
    why: "Written authority is not entitlement. Where it is known what accounts may do, the plan must not count on more. \
          People whose `entitled` is not written are not judged.",
    example: "Person(id: \"ana\", can: [\"revoke\", \"disable\"], entitled: [\"revoke\"])",
    fix: "Grant the permission, or take the action out of `can`.",
    controls: &[
        cite("CSF 2.0 PR.AA-05"),
        cite("SP 800-53 AC-2"),
        cite("SP 800-53 AC-6(7)"),
        cite("OWASP NHI1:2025"),
        cite("ISO 27001 A.5.18"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let people = context.exercise.organisation.people.ids();
    people.filter_map(|person| of_person(context, person)).collect()
}

fn of_person(context: &Context<'_>, id: PersonId) -> Option<Finding> {
    let person = &context.exercise.organisation.people[id];
    let known = person.entitled.as_ref().filter(|known| !known.all)?;
    let actions = context.exercise.playbook.actions.ids();
    let beyond: Vec<ActionId> = actions
        .filter(|action| context.can(id, *action) && known.actions.binary_search(action).is_err())
        .collect();
    let (right, target) = counted_on(context, id, &beyond)?;
    let names = words::names(
        beyond
            .iter()
            .map(|action| &*context.exercise.playbook.actions[*action].id),
        3,
    );
    let who = words::target(context.exercise, target);
    let title =
        format!("somebody behind {who} is written down for {names}, which their accounts do not allow");
    let case = format!("{who} is asked to carry out `{right}`, and the platform refuses {names}");
    let finding = context
        .finding(&RULE, (What::Person, &person.id), "can", title)
        .who(context, &[target])
        .case(case)
        .help("grant the permission, or take the action out of `can`");
    Some(finding)
}

/// A right that counts on one of these actions of this person, and the target by which it asks them.
fn counted_on(context: &Context<'_>, person: PersonId, beyond: &[ActionId]) -> Option<(String, Target)> {
    for (right, governing) in context.rights_in_force() {
        let rule = context.right(right);
        let first = context.nodes_of(governing.subject).first();
        let needed = first.map(|asset| context.actions_for(*asset)).unwrap_or_default();
        if rule.decision != Decision::Contain || !needed.iter().any(|action| beyond.contains(action)) {
            continue;
        }
        let executes = context
            .stages(right)
            .into_iter()
            .filter(|stage| stage.duty == Duty::Execute);
        let mut targets = executes.flat_map(|stage| context.whole(stage.chain).targets());
        if let Some(target) = targets.find(|target| context.people_of(&[*target]).contains(&person)) {
            return Some((rule.id.to_string(), target));
        }
    }
    None
}
