//! OUT030: the tenant's duty is left to the provider.

use crate::check::context::{Context, Duty};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Subject;
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Clock, Decision, RightId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT030",
    name: "tenant-duty",
    level: Level::Warning,
    meaning: "a notification that the law asks of you is decided or sent by a provider alone",
    why: "A provider has a duty of its own: to tell you. Yours towards the authority stays with you, and its clock runs \
          whoever operates the workload.",
    example: "Right(id: \"notify\", decision: Notify, decider: Person(\"provider-support\"))",
    fix: "Let your own people decide, and treat the provider's notice as what tells you.",
    controls: &[
        cite("CSF 2.0 GV.SC-02"),
        cite("CSF 2.0 RS.CO-02"),
        cite("SP 800-53 SR-8"),
        cite("CIS 17.3"),
        cite("ISO 27001 A.5.5"),
        cite("ISO 27001 A.5.19"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for clock in &context.exercise.scenario.clocks {
        for stage in &clock.stages {
            let governing = context.governing.iter();
            let rights = governing
                .filter(|one| one.subject == Subject::Request(stage.submission))
                .filter_map(|one| one.right);
            for finding in rights.filter_map(|right| of_right(context, clock, right)) {
                if !found.iter().any(|one| one.is_same(&finding)) {
                    found.push(finding);
                }
            }
        }
    }
    found
}

fn of_right(context: &Context<'_>, clock: &Clock, right: RightId) -> Option<Finding> {
    let stages = context.stages(right).into_iter();
    let outside = stages
        .filter(|stage| matches!(stage.duty, Duty::Decide | Duty::Execute))
        .find(|stage| {
            let people = context.people_of_chain(stage.chain);
            !people.is_empty() && people.iter().all(|person| context.is_external(*person))
        })?;
    let rule = context.right(right);
    // A provider that discloses to you does its own duty.
    if rule.decision != Decision::Notify {
        return None;
    }
    let targets: Vec<Target> = context.whole(outside.chain).targets();
    let who = words::targets(context.exercise, &targets);
    let title = format!(
        "under `{}` only a provider may {} what `{}` asks of you",
        rule.id,
        outside.duty.word(),
        clock.regime
    );
    let case = format!(
        "the clock of `{}` runs for you, and {who} of another organisation are the only ones asked",
        clock.regime
    );
    let finding = context
        .about_right(&RULE, right, outside.duty.field(), title)
        .who(context, &targets)
        .case(case)
        .help("let your own people decide and send it; the provider's duty is to tell you");
    Some(finding)
}
