//! OUT036: a right that nobody approved.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;

pub(crate) static RULE: Rule = Rule {
    code: "OUT036",
    name: "never-approved",
    level: Level::Warning,
    meaning: "a decision right was never approved by anybody",
    why: "At night, whoever uses a right that nobody above them has signed thinks twice. A warning for containment, a note \
          for the rest.",
    example: "Right(id: \"contain\", decision: Contain, decider: Rota(\"oncall\"))",
    fix: "Right(id: \"contain\", approved: (by: \"ciso\", on: \"2026-02-11\", review: \"2027-02-11\"))",
    controls: &[
        cite("CSF 2.0 GV.PO-01"),
        cite("CSF 2.0 GV.RR-01"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 5.3"),
        cite("ISO 27001 A.5.4"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
        cite("APRA CPS 234 ¶14"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force().into_iter();
    let unsigned = rights.filter(|(right, _)| context.right(*right).approved.is_none());
    unsigned
        .map(|(right, governing)| {
            let rule = context.right(right);
            let title = format!("nobody has approved `{}`", rule.id);
            let case = format!(
                "somebody is about to {} under `{}`, and cannot say who gave them that right",
                rule.decision.word(),
                rule.id
            );
            context
                .about_right(&RULE, right, "approved", title)
                .of(rule.decision, governing.severity)
                .at_level(context.gravity(rule.decision))
                .case(case)
                .help("have it approved, and write down by whom, when, and when it is to be reviewed")
        })
        .collect()
}
