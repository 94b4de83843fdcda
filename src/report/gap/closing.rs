//! What closing a gap buys: played, never subtracted.

use minijinja::{Value, context};

use crate::experiment::PERFECT;
use crate::report::terminal::{Kind, count, difference, duration, estimate, millis};
use crate::report::{Alternative, CompareDocument, ImproveDocument, PairedVerdict, PlanStep};

use super::build::Matter;
use super::sections::step_told;
use super::wording::quoted;

/// What is known of closing it: by the plan of improvement, by the comparison, by the other alternatives of the run; else that nothing is.
pub(super) fn closing(of: &Matter<'_>, cause: &str, falls_on: &[String]) -> String {
    let part = &of.case.part;
    let others = of.document.alternatives.get(1..).unwrap_or_default();
    let told = context! {
        cause,
        planned => part.improved().is_some_and(|plan| !plan.plan.is_empty()),
        steps => part.improved().map_or_else(Vec::new, |plan| by_plan(of, plan, falls_on)),
        baseline => part.compared().map_or_else(String::new, |document| quoted(&document.baseline)),
        compared => part.compared().map_or_else(Vec::new, |document| by_comparison(document, cause)),
        tried => by_run(cause, others),
    };
    of.say("gap-closing", &told)
}

/// The steps that change a rule or a role on which the time falls, each with the steps before it.
fn by_plan(of: &Matter<'_>, plan: &ImproveDocument, falls_on: &[String]) -> Vec<Value> {
    let touches = |step: &&PlanStep| step.about.iter().any(|id| falls_on.contains(id));
    let told = |step: &PlanStep| {
        let title = step_told(of.case, &step.title, step.kind);
        context! { number => step.number, title, buys => buys(step) }
    };
    plan.plan.iter().filter(touches).map(told).collect()
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
fn by_comparison(of: &CompareDocument, cause: &str) -> Vec<Value> {
    let chosen = of.alternatives.iter().filter(|one| one.name != PERFECT);
    let told = chosen.filter_map(|one| {
        let mut measures = one.measures.iter();
        let rate = measures.find(|measure| measure.measure == "outrun_rate")?;
        let found = one.contained.causes.iter().find(|known| known.cause == cause);
        let (before, after) = found
            .map(|known| (known.baseline, known.alternative))
            .unwrap_or_default();
        let time = |seconds: Option<f64>| duration(millis(seconds.unwrap_or(0.0)));
        let verdict = match rate.verdict {
            PairedVerdict::Better => "better",
            PairedVerdict::Worse => "worse",
            _ => "not told apart",
        };
        Some(context! {
            name => quoted(&one.name),
            before => time(before),
            after => time(after),
            points => difference(rate, Kind::Share),
            verdict,
        })
    });
    told.collect()
}

/// What the other alternatives make of the cause, each by itself.
fn by_run(cause: &str, others: &[Alternative]) -> Vec<Value> {
    let tried = others.iter().filter_map(|one| {
        let causes = &one.attribution.contained.causes;
        let mean = causes.iter().find(|known| known.cause == cause)?.mean?;
        let mut open = one.attribution.censored.open_stage.iter();
        let stuck = open.find(|open| open.cause == cause).map_or(0, |open| open.n);
        Some(context! {
            name => quoted(&one.name),
            mean => duration(millis(mean)),
            stuck => count(stuck),
            rate => estimate(&one.outrun_rate, Kind::Share),
        })
    });
    tried.collect()
}
