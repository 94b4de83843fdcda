//! OUT009: a rule that is not in force when the exercise plays.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::model::RightId;
use crate::time::Span;

pub(crate) static RULE: Rule = Rule {
    code: "OUT009",
    name: "outside-dates",
    level: Level::Warning,
    meaning: "a rule is not in force in the weeks that the exercise names, or ceases to be in them",
    why: "An authority with a date lapses silently. The next incident finds whatever rule comes after it, or none.",
    example: "Right(id: \"contain/freeze\", limits: Limits(dates: \"2025-11-01/2025-12-31\"), ..)",
    fix: "Extend its dates, or take it away.",
    controls: &[
        cite("CSF 2.0 GV.PO-02"),
        cite("CSF 2.0 ID.IM-04"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.exercise.playbook.rights.enumerate();
    rights
        .filter_map(|(id, right)| of_right(context, id, right.limits.dates?))
        .collect()
}

fn of_right(context: &Context<'_>, id: RightId, dates: Span) -> Option<Finding> {
    let right = context.right(id);
    let date = |at| context.zone().to_local(at).date();
    if dates.intersect(&context.window).is_empty() {
        let title = format!("`{}` is not in force in these weeks", right.id);
        let case = format!(
            "{}: it is in force from {} until {} only",
            context.say(context.window.start),
            date(dates.start),
            date(dates.end)
        );
        let finding = context
            .about_right(&RULE, id, "dates", title)
            .at(context, context.window);
        return Some(finding.case(case).help("extend its dates, or take it away"));
    }
    if dates.end >= context.window.end {
        return None;
    }
    let title = format!("`{}` ceases to be in force in these weeks", right.id);
    let case = format!(
        "{}: from here on whatever rule comes after it holds, or none",
        context.say(dates.end)
    );
    let finding = context
        .about_right(&RULE, id, "dates", title)
        .at(context, Span::new(dates.end, context.window.end))
        .at_level(Level::Note)
        .case(case)
        .help("extend its dates, or make sure that what follows is meant");
    Some(finding)
}
