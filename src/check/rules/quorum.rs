//! OUT024: a committee that cannot meet.

use std::collections::BTreeSet;

use crate::authority::holders;
use crate::check::context::{Context, Duty};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{BodyId, Decision, PersonId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT024",
    name: "quorum",
    level: Level::Warning,
    meaning: "a committee has hours, or only hours, in which it cannot meet its quorum",
    why: "Every further member who must be there multiplies the hours in which one is not. A committee whose seats are \
          held by too few people never meets at all.",
    example: "Body(id: \"board\", members: [Role(\"ciso\"), Role(\"cto\"), Role(\"coo\")], quorum: 3) // who must approve containment",
    fix: "Let one of them act in those hours, or lower the quorum.",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    context
        .exercise
        .organisation
        .bodies
        .ids()
        .filter_map(|body| of_body(context, body))
        .collect()
}

fn of_body(context: &Context<'_>, body: BodyId) -> Option<Finding> {
    let organisation = &context.exercise.organisation;
    let it = &organisation.bodies[body];
    let target = Target::Body(body);
    let people: BTreeSet<PersonId> = it
        .members
        .iter()
        .flat_map(|seat| holders(organisation, *seat))
        .collect();
    let quorum = usize::try_from(it.quorum).unwrap_or(usize::MAX);
    let finding = |field, title| {
        context
            .finding(&RULE, (What::Body, &it.id), field, title)
            .who(context, &[target])
    };
    if people.len() < quorum {
        let held = words::count(people.len(), "person", "people");
        let title = format!("the body `{}` needs {quorum} and is held by {held}", it.id);
        let case = format!(
            "{quorum} different people must answer, and all seats together are held by {held}: it never meets"
        );
        // A body that nobody asks is a mistake, and stops nothing.
        let used = asked(context, target).is_some();
        return Some(
            finding("quorum", title)
                .at_level(if used { Level::Error } else { Level::Warning })
                .case(case)
                .help("lower the quorum, or seat other people"),
        );
    }
    let (right, decision) = asked(context, target)?;
    let silent = crate::time::subtract_spans(
        vec![context.window],
        context.presence.answers(organisation, target),
    );
    let span = silent
        .into_iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    let title = format!("the body `{}` has hours without its quorum of {quorum}", it.id);
    let case = format!(
        "{}: fewer than {quorum} of {} are on shift or on call for {}, and `{right}` waits for them",
        context.say(span.start),
        it.members.len(),
        words::lasting(span.duration())
    );
    let finding = finding("members", title)
        .at(context, span)
        .at_level(context.gravity(decision))
        .case(case);
    Some(finding.help("let one of them act in those hours, and the others confirm afterwards"))
}

/// The first right, and its decision, that needs the body to decide or to approve.
fn asked(context: &Context<'_>, body: Target) -> Option<(String, Decision)> {
    let rights = context.rights_in_force();
    let needs = rights.iter().filter(|(right, _)| {
        let stages = context.stages(*right).into_iter();
        let mut stages = stages.filter(|stage| matches!(stage.duty, Duty::Decide | Duty::Approve));
        stages.any(|stage| context.whole(stage.chain).targets() == [body])
    });
    let (right, _) = needs.min_by_key(|(right, _)| (context.right(*right).decision, *right))?;
    let rule = context.right(*right);
    Some((rule.id.to_string(), rule.decision))
}
