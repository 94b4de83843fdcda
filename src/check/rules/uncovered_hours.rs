//! OUT025: hours of the week that nobody covers.

use crate::authority::intersect_spans;
use crate::check::context::{Context, Duty};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::rule::Rule;
use crate::check::words;
use crate::model::{ChainId, Decider, Executor, RightId, Target};
use crate::time::{SimDuration, Span, merge_spans, subtract_spans};

pub(crate) static RULE: Rule = Rule {
    code: "OUT025",
    name: "uncovered-hours",
    level: Level::Warning,
    meaning: "there are hours in which nobody who decides is on shift or on call",
    why: "Attackers choose weekends. Whether somebody looks at their phone then is luck, and not a plan.",
    example: "Right(id: \"contain\", decision: Contain, decider: [Role(\"lead\"), Role(\"deputy\")]) // both from nine to five",
    fix: "Right(id: \"contain\", exhausted: Act) // or a rota that is never empty as a further step",
    controls: &[
        cite("CSF 2.0 GV.RR-03"),
        cite("CSF 2.0 RS.MI-01"),
        cite("CSF 2.0 RS.MA-04"),
        cite("SP 800-53 IR-4"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.24"),
    ],
    find,
};

/// Shorter than this is a change of shifts.
const LONG: SimDuration = SimDuration::from_mins(30);
const WEEK_MS: i64 = 7 * 24 * 3_600_000;

fn find(context: &Context<'_>) -> Vec<Finding> {
    let rights = context.rights_in_force().into_iter();
    rights.filter_map(|(right, _)| of_right(context, right)).collect()
}

/// Who must be there first, and when nobody of them is.
fn silent(context: &Context<'_>, right: RightId) -> Option<(Vec<Target>, Vec<Span>, &'static str)> {
    let rule = context.right(right);
    let of_chain = |chain: ChainId| (context.whole(chain).targets(), context.chain_silent(chain));
    let (targets, spans, field) = match (rule.decider, rule.executor) {
        (Decider::Chain(chain), _) => {
            let (targets, spans) = of_chain(chain);
            // C5: a chain that acts bounds the wait by the sum of its limits, whoever is there.
            let uncovered = if context.whole(chain).acts {
                Vec::new()
            } else {
                spans
            };
            (targets, uncovered, Duty::Decide.field())
        }
        // R2: under standing authority the executor must be there.
        (Decider::Standing, Executor::Chain(chain)) => {
            let (targets, spans) = of_chain(chain);
            (targets, spans, Duty::Execute.field())
        }
        (Decider::Owner, _) => owners(context, right)?,
        (Decider::Standing, _) => return None,
    };
    Some((targets, spans, field))
}

/// The owners of the asset whose owners are away longest.
fn owners(context: &Context<'_>, right: RightId) -> Option<(Vec<Target>, Vec<Span>, &'static str)> {
    let mut seen: Vec<Vec<Target>> = Vec::new();
    for governing in context.governed_by(right) {
        let Some(&asset) = context.nodes_of(governing.subject).first() else {
            continue;
        };
        let owners = context.deciding_owners(asset);
        if !owners.is_empty() && !seen.contains(&owners) {
            seen.push(owners);
        }
    }
    let of = |owners: Vec<Target>| {
        // R5: all owners must answer.
        let away = owners
            .iter()
            .flat_map(|owner| subtract_spans(vec![context.window], context.target_answers(*owner).to_vec()));
        let mut spans = merge_spans(away.collect());
        if let Some(arbiter) = context.arbiter_of(&owners) {
            spans = intersect_spans(&spans, &context.chain_silent(arbiter));
        }
        let longest = spans
            .iter()
            .map(Span::duration)
            .max()
            .unwrap_or(SimDuration::ZERO);
        (longest, owners, spans)
    };
    let (_, owners, spans) = seen
        .into_iter()
        .map(of)
        .max_by_key(|(longest, owners, _)| (*longest, std::cmp::Reverse(owners.clone())))?;
    Some((owners, spans, "decider"))
}

fn of_right(context: &Context<'_>, right: RightId) -> Option<Finding> {
    let rule = context.right(right);
    let governing = context.governed_by(right).next()?;
    let (targets, spans, field) = silent(context, right)?;
    let spans: Vec<Span> = spans.into_iter().filter(|span| span.duration() >= LONG).collect();
    let longest = *spans
        .iter()
        .max_by_key(|span| (span.duration(), std::cmp::Reverse(span.start)))?;
    let total: i64 = spans.iter().map(|span| span.duration().as_millis()).sum();
    let window = context.window.duration().as_millis().max(1);
    let hours = i128::from(total) * i128::from(WEEK_MS) / i128::from(window) / 3_600_000;
    let word = rule.decision.word();
    let mut assets = context.assets_of(right);
    assets.dedup();
    let what = match assets.first() {
        Some(first) => format!("`{}`", context.exercise.estate.nodes[*first].id),
        None => format!("under `{}`", rule.id),
    };
    let title = format!(
        "nobody who may {word} under `{}` is there for {hours} of the 168 hours of the week",
        rule.id
    );
    let case = format!(
        "{}: nobody who may {word} {what} is on shift or on call for {}",
        context.say(longest.start),
        words::lasting(longest.duration())
    );
    let mut finding = context
        .about_right(&RULE, right, field, title)
        .at(context, longest)
        .of(rule.decision, governing.severity)
        .assets(context, &assets)
        .who(context, &targets)
        .at_level(context.gravity(rule.decision))
        .case(case)
        .help("add a step with a rota that is never empty, or let the chain act when nobody answers");
    if matches!(rule.decider, Decider::Chain(_)) {
        finding = finding.fix(
            "act when nobody answers",
            format!("Right(id: \"{}\", exhausted: Act)", rule.id),
        );
    }
    Some(finding)
}
