//! OUT037: a right whose review is overdue.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;

pub(crate) static RULE: Rule = Rule {
    code: "OUT037",
    name: "review-overdue",
    level: Level::Warning,
    meaning: "the review of a decision right is overdue when the exercise begins, or falls due in its weeks",
    why: "People, rotas and assets change faster than rights. A review that was promised and not held says that nobody \
          knows whether the right still fits. A note where it falls due in these weeks.",
    example: "Right(id: \"contain\", approved: (by: \"ciso\", on: \"2024-02-11\", review: \"2025-02-11\"), ..)",
    fix: "Review it, and write the new dates down.",
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
    let date = |at| context.zone().to_local(at).date();
    let (first, last) = (date(context.window.start), date(context.window.end));
    let mut found = Vec::new();
    for (right, governing) in context.rights_in_force() {
        let rule = context.right(right);
        let Some(review) = rule.approved.as_ref().and_then(|approved| approved.review) else {
            continue;
        };
        if review >= last {
            continue;
        }
        let overdue = review < first;
        let title = if overdue {
            format!("the review of `{}` was due on {review}", rule.id)
        } else {
            format!(
                "the review of `{}` falls due in these weeks, on {review}",
                rule.id
            )
        };
        let case = format!(
            "{}: `{}` is used, last looked at on {}",
            context.say(context.window.start),
            rule.id,
            approved_on(context, right)
        );
        let finding = context
            .about_right(&RULE, right, "approved", title)
            .of(rule.decision, governing.severity)
            .case(case)
            .help("review it, and write the new dates down");
        found.push(if overdue {
            finding
        } else {
            finding.at_level(Level::Note)
        });
    }
    found
}

fn approved_on(context: &Context<'_>, right: crate::model::RightId) -> String {
    let approved = context.right(right).approved.as_ref();
    approved.map_or(String::new(), |approved| {
        format!("{} by {}", approved.on, approved.by)
    })
}
