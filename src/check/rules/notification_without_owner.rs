//! OUT028: a notification that nobody owns, or that is never raised.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Subject;
use crate::check::rule::Rule;
use crate::document::What;
use crate::model::{Clock, RequestNameId, Trigger};

pub(crate) static RULE: Rule = Rule {
    code: "OUT028",
    name: "notification-without-owner",
    level: Level::Error,
    meaning: "a legal clock waits for a submission that nobody owns or that is never raised",
    why: "The clock runs whether or not anybody is asked. What no rule gives to somebody, and what nothing raises, is never \
          submitted.",
    example: "Clock(id: \"gdpr-33\", stages: [Stage(id: \"authority\", submission: \"tell the authority\")]) // and no Right for Notify",
    fix: "Right(id: \"notify\", decision: Notify, decider: [Role(\"privacy\"), Role(\"ciso\")])",
    controls: &[
        cite("CSF 2.0 RS.CO-02"),
        cite("CSF 2.0 GV.OC-03"),
        cite("SP 800-53 IR-6"),
        cite("CIS 17.3"),
        cite("ISO 27001 A.5.5"),
        cite("PCI DSS v4.0 12.10.1"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for clock in &context.exercise.scenario.clocks {
        for stage in &clock.stages {
            found.extend(of_stage(context, clock, &stage.id, stage.submission));
        }
    }
    found
}

fn of_stage(context: &Context<'_>, clock: &Clock, stage: &str, submission: RequestNameId) -> Option<Finding> {
    let request = &context.exercise.scenario.requests[submission];
    let orphan = context
        .governing
        .iter()
        .find(|one| one.subject == Subject::Request(submission) && one.right.is_none());
    let mut level = RULE.level;
    let (title, case) = if let Some(why) = never_raised(context, request.on) {
        let title = format!(
            "`{}` is never raised, and `{}/{stage}` waits for it",
            request.id, clock.regime
        );
        (
            title,
            format!("the clock of `{}` runs; `{}` {why}", clock.regime, request.id),
        )
    } else {
        let one = orphan?;
        // R5: where no rule matches, an arbiter decides in the end.
        if context.exercise.playbook.contested.arbiter.is_some() {
            level = Level::Warning;
        }
        let at = one
            .spans
            .first()
            .map_or(String::new(), |span| context.say(span.start) + ": ");
        let title = format!(
            "nobody owns `{}`, and `{}/{stage}` waits for it",
            request.id, clock.regime
        );
        let word = one.decision.word();
        (
            title,
            format!(
                "{at}the clock of `{}` runs, and no rule says who may {word} for `{}`",
                clock.regime, request.id
            ),
        )
    };
    let finding = context
        .finding(&RULE, (What::Request, &request.id), "", title)
        .at_level(level)
        .case(case);
    Some(finding.help("write a rule with a decider and a backup, and raise the request early enough"))
}

/// Why nothing raises a request.
fn never_raised(context: &Context<'_>, on: Trigger) -> Option<String> {
    let exercise = context.exercise;
    match on {
        Trigger::Severity(severity) => {
            let highest = context.severities.last().copied().unwrap_or(severity);
            (severity > highest).then(|| "waits for a severity that this incident never has".to_owned())
        }
        Trigger::Known(tag) => {
            let is_there = exercise
                .estate
                .nodes
                .iter()
                .any(|node| node.tags.binary_search(&tag).is_ok());
            (!is_there).then(|| "waits for a tag that no asset has".to_owned())
        }
        Trigger::Gate => {
            let rights = exercise.playbook.rights.iter();
            let gated = rights
                .flat_map(|right| &right.gates)
                .any(|gate| !gate.decision.is_about_an_asset());
            (!gated).then(|| "is only raised by a gate, and no rule has one".to_owned())
        }
        Trigger::Declared | Trigger::MediaAttention | Trigger::AllClear => None,
    }
}
