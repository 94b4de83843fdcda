//! OUT010: who decides does not know the asset.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{Decider, NodeId, PersonId, RightId};

pub(crate) static RULE: Rule = Rule {
    code: "OUT010",
    name: "mandate-without-context",
    level: Level::Warning,
    meaning: "nobody who decides knows the asset, and nobody who does is consulted",
    why: "Whoever may switch off what they do not know either asks around first, or breaks the wrong thing.",
    example: "Right(id: \"contain\", decision: Contain, decider: Role(\"manager\")) // who knows nothing of the asset",
    fix: "Right(id: \"contain\", consult: Chain(\"engineers\"))",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 DE.AE-06"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.25"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force().into_iter();
    rights.filter_map(|(right, _)| of_right(context, right)).collect()
}

fn of_right(context: &Context<'_>, right: RightId) -> Option<Finding> {
    let rule = context.right(right);
    let Decider::Chain(chain) = rule.decider else {
        return None;
    };
    let mut asked = context.people_of_chain(chain);
    if let Some(consult) = rule.consult {
        asked.extend(context.people_of_chain(consult));
    }
    for advice in &rule.advice {
        asked.extend(context.people_of_chain(advice.chain));
    }
    let knows = |person: &PersonId, asset: NodeId| {
        context.exercise.organisation.people[*person]
            .context
            .covers(asset)
    };
    let mut assets = context.assets_of(right);
    assets.dedup();
    assets.retain(|asset| !asked.iter().any(|person| knows(person, *asset)));
    let governing = context.governed_by(right).next()?;
    let span = *governing.spans.first()?;
    let first = context.exercise.estate.nodes[*assets.first()?].id.clone();
    // Whoever lets a chain act without an answer has accepted a decision without context.
    let acts = context.whole(chain).acts;
    let level = if acts {
        Level::Note
    } else {
        context.gravity(rule.decision)
    };
    let targets = context.whole(chain).targets();
    let title = format!(
        "nobody who decides under `{}` knows {}",
        rule.id,
        words::assets(context.exercise, &assets, 2)
    );
    let case = format!(
        "{}: {} decide about `{first}` without knowing it, and nobody who does is asked",
        context.say(span.start),
        words::targets(context.exercise, &targets)
    );
    let finding = context
        .about_right(&RULE, right, "decider", title)
        .at(context, span)
        .of(rule.decision, governing.severity)
        .assets(context, &assets)
        .who(context, &targets)
        .at_level(level)
        .case(case)
        .help("write `consult` with somebody who knows these assets, or let them decide");
    Some(finding)
}
