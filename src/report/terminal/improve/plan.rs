//! The plan in a few lines: what to do, what it buys, what it costs, who delegates it, what remains.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::compare::words::{label, signed, without_unit};
use crate::report::terminal::summary::figure::{Kind, estimate};
use crate::report::terminal::text::{count, list};
use crate::report::{Comparison, ImproveDocument, PairedVerdict, PlanOutcome, PlanStep, Verdict};

use super::whole::rate;

/// Where text begins below a number.
const INDENT: usize = 4;
/// Where what is said of a step begins.
const SAID: usize = 12;
/// So many gains are told besides the outrun rate.
const MOST_GAINS: usize = 3;

pub(super) fn plan(document: &ImproveDocument, canvas: &mut Canvas) {
    canvas.heading("the plan", &remark(document));
    let words = match document.outcome {
        PlanOutcome::AlreadyMet => "Every objective is met as it is: nothing needs to change.",
        PlanOutcome::NothingFound => "No change within the bounds buys enough to be told from luck.",
        PlanOutcome::Meets | PlanOutcome::Closer => "",
    };
    if !words.is_empty() {
        canvas.hang("  ", 2, words, Tone::Plain);
    }
    for step in &document.plan {
        one(step, canvas);
    }
    remains(document, canvas);
}

fn remark(document: &ImproveDocument) -> String {
    let state = &document.after;
    let met = state
        .objectives
        .iter()
        .filter(|one| one.verdict == Verdict::Met)
        .count();
    let objectives = match state.objectives.len() {
        0 => "no objective is written: the outrun rate is raised".to_owned(),
        all => format!("{met} of {all} objectives met with it"),
    };
    let partial = if document.partial { "; stopped early" } else { "" };
    format!(
        "of {}; {objectives}; {} fresh incidents{partial}",
        document.alternative,
        count(state.replications)
    )
}

fn one(step: &PlanStep, canvas: &mut Canvas) {
    let rates = step.buys.iter().find(|one| one.measure == "outrun_rate");
    let outruns = rates.map_or_else(String::new, |one| {
        let from = rate(one.baseline.estimate);
        let to = rate(one.alternative.estimate);
        format!(": outruns {} → {to}", without_unit(&from, &to))
    });
    let number = format!("  {} ", step.number);
    canvas.hang(&number, INDENT, &format!("{}{outruns}", step.title), Tone::Strong);
    said("buys", &gains(step), canvas);
    let (costs, spares) = costs(step);
    said("costs", &costs, canvas);
    if !spares.is_empty() {
        said("spares", &spares, canvas);
    }
    said("asks", &asks(step), canvas);
    if !step.remains.is_empty() {
        said("remains", &list(&step.remains, 4), canvas);
    }
}

fn said(word: &str, words: &str, canvas: &mut Canvas) {
    let beginning = format!("{}{word:<width$}", " ".repeat(INDENT), width = SAID - INDENT);
    let beginning = canvas.paint(&beginning, Tone::Quiet);
    canvas.hang(&beginning, SAID, words, Tone::Plain);
}

fn gains(step: &PlanStep) -> String {
    let rates = step.buys.iter().filter(|one| one.measure == "outrun_rate");
    let others = step
        .buys
        .iter()
        .filter(|one| one.measure != "outrun_rate" && told(one));
    let points = rates.map(|one| {
        let kind = Kind::Share;
        let (low, high) = (
            one.difference.low.unwrap_or(-1.0),
            one.difference.high.unwrap_or(1.0),
        );
        format!(
            "outruns by {} to {} points",
            signed(low, kind, high - low),
            signed(high, kind, high - low)
        )
    });
    let is_told = step.buys.iter().any(|one| one.verdict == PairedVerdict::Better);
    let untold = (!is_told).then(|| "nothing that can be told from luck".to_owned());
    let gains = points.chain(others.take(MOST_GAINS).map(from_to));
    let all: Vec<String> = untold.into_iter().chain(gains).collect();
    all.join(" · ")
}

/// What gets worse, with wrongful disruption in any case, and what gets better.
fn costs(step: &PlanStep) -> (String, String) {
    let wrongful = |one: &Comparison| one.measure == "mean(wrongful_disruption)";
    let better = |one: &Comparison| one.verdict == PairedVerdict::Better;
    let worse = |one: &&Comparison| one.verdict == PairedVerdict::Worse || (wrongful(one) && !better(one));
    let all: Vec<String> = step.costs.iter().filter(worse).map(from_to).collect();
    let spared: Vec<String> = step.costs.iter().filter(|one| better(one)).map(from_to).collect();
    let costs = if all.is_empty() {
        "nothing that can be told apart".to_owned()
    } else {
        all.join(" · ")
    };
    (costs, spared.join(" · "))
}

const fn told(one: &Comparison) -> bool {
    matches!(one.verdict, PairedVerdict::Better | PairedVerdict::Worse)
}

fn from_to(one: &Comparison) -> String {
    let kind = Kind::of_objective(&one.measure);
    let (from, to) = (estimate(&one.baseline, kind), estimate(&one.alternative, kind));
    let of = match one.measure.as_str() {
        "mean(wrongful_disruption)" => "wrongful disruption of a false alarm".to_owned(),
        measure => label(measure),
    };
    if from == to {
        return format!("{of} stays {to}");
    }
    format!("{of} {} → {to}", without_unit(&from, &to))
}

fn asks(step: &PlanStep) -> String {
    let mut codes: Vec<String> = step.findings.iter().map(|one| one.code.clone()).collect();
    codes.dedup();
    if codes.is_empty() {
        return step.delegated_by.clone();
    }
    format!(
        "{}; the check says so too: {}",
        step.delegated_by,
        list(&codes, 4)
    )
}

fn remains(document: &ImproveDocument, canvas: &mut Canvas) {
    if document.outcome != PlanOutcome::Closer {
        return;
    }
    let open = document
        .after
        .objectives
        .iter()
        .filter(|one| one.verdict != Verdict::Met);
    let open: Vec<String> = open
        .map(|one| {
            let kind = Kind::of_objective(&one.text);
            format!("{} (is {})", one.text, estimate(&one.measured, kind))
        })
        .collect();
    if !open.is_empty() {
        canvas.gap();
        canvas.hang(
            "  ",
            INDENT,
            &format!("Not met with all of it: {}.", list(&open, 5)),
            Tone::Doubtful,
        );
    }
}
