//! The first page where no run was given: what a comparison or a check says by itself.

use minijinja::context;

use crate::check::Level;
use crate::experiment::PERFECT;
use crate::report::terminal::{Kind, count, estimate, list, range, short};
use crate::report::{CompareDocument, Interval};

use super::build::{Case, Proved};
use super::document::{Cell, Front, Headline, Tone};
use super::wording::{quoted, tidy};

/// The first page of a comparison, else of what is left.
pub(super) fn front_without_a_run(of: &Case<'_>) -> Front {
    let front = of.part.compared().map_or_else(|| of_check(of), of_comparison);
    Front {
        question: of.phrases.say("question", &context! {}),
        ..front
    }
}

fn of_comparison(of: &CompareDocument) -> Front {
    let chosen = || of.alternatives.iter().filter(|one| one.name != PERFECT);
    let names: Vec<String> = std::iter::once(&of.baseline)
        .chain(chosen().map(|one| &one.name))
        .map(|name| quoted(name))
        .collect();
    let played = of.alternatives.iter().map(|one| one.replications).max();
    let mut warnings = Vec::new();
    if of.partial {
        warnings.push("The comparison was interrupted: figures are of what was played.".to_owned());
    }
    warnings.push(
        "No run of this exercise was given: where the time goes, legal clocks and the race are not in this report."
            .to_owned(),
    );
    let answer = chosen().next().map(|one| tidy(first_sentence(&short(of, one))));
    Front {
        played: format!(
            "{} simulated incidents of each of {} · seed {}",
            count(played.unwrap_or(0)),
            list(&names, 6),
            of.seed
        ),
        warnings,
        answer: answer.unwrap_or_default(),
        meaning: "An incident is outrun if it was contained before the limit of the exercise was passed and before a crown jewel fell."
            .to_owned(),
        headlines: headlines(of),
        ask: ask(of),
        ..Front::default()
    }
}

/// The answer stands alone on the first page; the chapter tells what it costs.
fn first_sentence(of: &str) -> &str {
    let end = of.find(". ").map_or(of.len(), |end| end + 1);
    of.get(..end).unwrap_or(of)
}

/// The outrun rates over the pairs, the baseline first.
fn headlines(of: &CompareDocument) -> Vec<Headline> {
    let rate = |name: &str, rate: &Interval| Headline {
        alternative: tidy(name),
        rate: Cell {
            text: estimate(rate, Kind::Share),
            ..Cell::figure(rate, Kind::Share)
        },
        luck: format!("{} by luck", range(rate.low, rate.high, Kind::Share)),
        assumptions: "assumptions were not played".to_owned(),
        verdict: String::new(),
        tone: Tone::Plain,
        chapter: "compared".to_owned(),
    };
    let found = |one: &crate::report::AlternativeCompared| {
        let mut measures = one.measures.iter();
        measures.find(|measure| measure.measure == "outrun_rate").cloned()
    };
    let baseline = of.alternatives.iter().find_map(found);
    let mut made: Vec<Headline> = Vec::new();
    made.extend(baseline.map(|measure| rate(&of.baseline, &measure.baseline)));
    for one in of.alternatives.iter().filter(|one| one.name != PERFECT) {
        made.extend(found(one).map(|measure| rate(&one.name, &measure.alternative)));
    }
    made
}

fn ask(of: &CompareDocument) -> Vec<String> {
    let front: Vec<String> = of
        .trade
        .iter()
        .filter(|one| one.dominated_by.is_empty())
        .map(|one| quoted(&one.name))
        .collect();
    vec![
        format!(
            "Decide which of {} is to hold: the others are nowhere better and somewhere worse, by the estimates.",
            list(&front, 6)
        ),
        "Simulated only: before you rely on it, exercise it with people.".to_owned(),
    ]
}

fn of_check(of: &Case<'_>) -> Front {
    let answer = of.checked.as_ref().map_or_else(
        || "Not known: nothing was played.".to_owned(),
        |proved| format!("Not known: nothing was played. {}", counted(proved)),
    );
    let worst = of.checked.as_ref().and_then(|proved| proved.findings.first());
    let worst = worst.filter(|one| of.tells_assets() && one.level != Level::Note);
    let ask = worst.map_or_else(
        || "Decide who plays the exercise, and by when.".to_owned(),
        |one| format!("Decide who mends this first, and by when: {}.", one.title),
    );
    Front {
        played: "checked as written, not played".to_owned(),
        warnings: vec![
            "No run of this exercise was given: how often and how soon incidents are contained is not in this report."
                .to_owned(),
        ],
        answer,
        meaning: "What is proved of the plan as it is written holds whenever it is followed; how often it matters only a run tells."
            .to_owned(),
        ask: vec![ask],
        ..Front::default()
    }
}

/// How many findings of each level there are.
fn counted(of: &Proved) -> String {
    let many = |level: Level, one: &str, several: &str| {
        let n = of.findings.iter().filter(|found| found.level == level).count() as u64;
        let word = if n == 1 { one } else { several };
        (n > 0).then(|| format!("{} {word}", count(n)))
    };
    let parts = [
        many(Level::Error, "error", "errors"),
        many(Level::Warning, "warning", "warnings"),
        many(Level::Note, "note", "notes"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "The check of the plan found nothing.".to_owned()
    } else {
        format!("The plan as it is written has {}.", list(&parts, 3))
    }
}
