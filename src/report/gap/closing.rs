//! What closing a gap buys: played, never subtracted.

use crate::experiment::PERFECT;
use crate::report::terminal::{Kind, count, difference, duration, estimate, list, millis};
use crate::report::{Alternative, CompareDocument, ImproveDocument, PairedVerdict, PlanStep};

use super::build::Matter;
use super::sections::step_told;
use super::wording::quoted;

/// What is known of closing it: by the plan of improvement, by the comparison, by the other alternatives of the run; else that nothing is.
pub(super) fn closing(of: &Matter<'_>, cause: &str, falls_on: &[String]) -> String {
    let part = &of.case.part;
    let others = of.document.alternatives.get(1..).unwrap_or_default();
    let known = [
        part.improved().and_then(|plan| by_plan(of, plan, falls_on)),
        part.compared()
            .and_then(|document| by_comparison(document, cause)),
        by_run(cause, others),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if known.is_empty() {
        "Not known: no alternative that closes it was played. `outrun improve` looks for one, `outrun compare` says what it buys."
            .to_owned()
    } else {
        known.join(" ")
    }
}

/// The steps that change a rule or a role on which the time falls, each with the steps before it.
fn by_plan(of: &Matter<'_>, plan: &ImproveDocument, falls_on: &[String]) -> Option<String> {
    let touches = |step: &&PlanStep| step.about.iter().any(|id| falls_on.contains(id));
    let steps: Vec<String> = plan
        .plan
        .iter()
        .filter(touches)
        .map(|step| {
            format!(
                "step {}, “{}”, buys {}",
                step.number,
                step_told(of.case, &step.title, step.kind),
                buys(step)
            )
        })
        .collect();
    let words = match steps.as_slice() {
        [] if plan.plan.is_empty() => return None,
        [] => "No step of the improvement plan is about the rules and roles it falls on.".to_owned(),
        _ => format!("Of the improvement plan {}.", list(&steps, 3)),
    };
    Some(words)
}

/// By how much a step raises the outrun rate, on top of the steps before it.
pub(super) fn buys(step: &PlanStep) -> String {
    let rate = step.buys.iter().find(|one| one.measure == "outrun_rate");
    rate.map_or_else(
        || "what no outrun rate tells".to_owned(),
        |rate| format!("{} points of outrun rate", difference(rate, Kind::Share)),
    )
}

/// What each alternative takes off the cause, in the incidents that both contain, and off all.
fn by_comparison(of: &CompareDocument, cause: &str) -> Option<String> {
    let words = of.alternatives.iter().filter(|one| one.name != PERFECT).filter_map(|one| {
        let rate = one.measures.iter().find(|measure| measure.measure == "outrun_rate")?;
        let found = one.contained.causes.iter().find(|known| known.cause == cause);
        let (before, after) = found.map(|known| (known.baseline, known.alternative)).unwrap_or_default();
        let time = |seconds: Option<f64>| duration(millis(seconds.unwrap_or(0.0)));
        let sure = match rate.verdict {
            PairedVerdict::Better => "",
            PairedVerdict::Worse => " (worse)",
            _ => " (not told apart)",
        };
        Some(format!(
            "{} takes it from {} to {} where both contain, and is worth {} points of outrun rate in all{sure}",
            quoted(&one.name),
            time(before),
            time(after),
            difference(rate, Kind::Share)
        ))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("Held against {}: {}.", quoted(&of.baseline), list(&words, 3)))
}

/// What the other alternatives make of the cause, each by itself.
fn by_run(cause: &str, others: &[Alternative]) -> Option<String> {
    let tried = others.iter().filter_map(|one| {
        let causes = &one.attribution.contained.causes;
        let mean = causes.iter().find(|known| known.cause == cause)?.mean?;
        let stuck = one
            .attribution
            .censored
            .open_stage
            .iter()
            .find(|open| open.cause == cause);
        let stuck = stuck.map_or(0, |open| open.n);
        Some(format!(
            "with {} {} of the mean, {} incidents stuck, and {} outrun",
            quoted(&one.name),
            duration(millis(mean)),
            count(stuck),
            estimate(&one.outrun_rate, Kind::Share)
        ))
    });
    let tried: Vec<String> = tried.collect();
    (!tried.is_empty()).then(|| format!("Where tried: {}.", list(&tried, 3)))
}
