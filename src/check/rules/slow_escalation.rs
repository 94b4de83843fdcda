//! OUT004: an escalation without a time limit, or with one that is none.

use crate::check::context::{Context, Stage};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, NodeId, RightId};
use crate::time::SimDuration;

pub(crate) static RULE: Rule = Rule {
    code: "OUT004",
    name: "escalation-without-limit",
    level: Level::Warning,
    meaning: "an escalation has no time limit, or one that comes too late to be one",
    why: "Whoever waits for an answer without knowing how long, waits until somebody else calls. A limit of a day is \
          longer than most incidents take to be lost.",
    example: "decider: [Step(who: Role(\"lead\"), within: \"3d\"), Step(who: Role(\"deputy\"), within: \"10m\")]",
    fix: "decider: [Step(who: Role(\"lead\"), within: \"15m\"), Step(who: Role(\"deputy\"), within: \"15m\")]",
    controls: &[
        cite("CSF 2.0 RS.MA-04"),
        cite("CSF 2.0 ID.IM-04"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.4"),
        cite("ISO 27001 A.5.24"),
        cite("DORA Art. 17(3)(c)-(e)"),
    ],
    find,
};

/// A step that waits so long is no step of an escalation.
const LONGEST: SimDuration = SimDuration::from_hours(24);

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force();
    let mut found: Vec<Finding> = rights
        .iter()
        .flat_map(|(right, governing)| {
            let mut stages = context.stages(*right);
            // Whoever decides may be asked to execute by the same chain.
            stages.dedup_by_key(|stage| stage.chain);
            stages
                .into_iter()
                .filter_map(|stage| of_stage(context, *right, governing, stage))
        })
        .collect();
    found.extend(dispute(context));
    found.dedup_by(|one, other| one.is_same(other));
    found
}

fn of_stage(context: &Context<'_>, right: RightId, governing: &Governing, stage: Stage) -> Option<Finding> {
    let asked = &context.whole(stage.chain).asked;
    let longest = LONGEST.min(context.exercise.horizon);
    let pairs = asked.iter().zip(asked.iter().skip(1));
    let (slow, next, waits) = pairs
        .map(|(one, next)| (one, next, next.after - one.after))
        .find(|(.., waits)| *waits >= longest)?;
    let (slow, next) = (
        words::target(context.exercise, slow.target),
        words::target(context.exercise, next.target),
    );
    let id = &context.right(right).id;
    let title = format!(
        "under `{id}` {next} is asked to {} only after {}",
        stage.duty.word(),
        words::lasting(waits)
    );
    let case = format!(
        "{slow} does not answer: {next} hears of it {} later",
        words::lasting(waits)
    );
    let finding = context
        .about_right(&RULE, right, stage.duty.field(), title)
        .of(governing.decision, governing.severity)
        .at_level(context.gravity(governing.decision))
        .case(case)
        .help("give the step a limit in minutes");
    Some(finding)
}

/// R5: where several own an asset and there is no limit, the arbiter is never asked.
fn dispute(context: &Context<'_>) -> Option<Finding> {
    let contested = &context.exercise.playbook.contested;
    if contested.arbiter.is_none() || contested.dispute_limit.is_some() {
        return None;
    }
    let assets: Vec<NodeId> = contested_assets(context);
    let first = *assets.first()?;
    let owners = context.deciding_owners(first);
    let title = "owners who cannot agree have no time limit, and the arbiter is never asked".to_owned();
    let case = format!(
        "{} cannot agree about {}: nothing ever brings the arbiter in",
        words::targets(context.exercise, &owners),
        words::assets(context.exercise, &assets, 2)
    );
    let finding = context.finding(&RULE, (What::Contested, ""), "arbiter", title);
    let finding = finding.assets(context, &assets).who(context, &owners).case(case);
    Some(
        finding
            .help("write a limit")
            .fix("limit the dispute to an hour", "Contested(limit: \"1h\")"),
    )
}

fn contested_assets(context: &Context<'_>) -> Vec<NodeId> {
    let contain = context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Contain);
    let owned = contain.filter(|one| {
        one.right
            .is_none_or(|right| context.right(right).decider == Decider::Owner)
    });
    let mut assets: Vec<NodeId> = owned
        .flat_map(|one| context.nodes_of(one.subject).iter().copied())
        .filter(|asset| context.deciding_owners(*asset).len() > 1)
        .collect();
    assets.sort_unstable();
    assets.dedup();
    assets
}
