//! The first page: the answer, the race, the gaps, what is to be decided.

use crate::report::terminal::{Kind, count, estimate, list, range};
use crate::report::{Alternative, Interval, Verdict};

use super::build::Matter;
use super::causes;
use super::document::{Cell, Front, Headline, Tone};
use super::gaps::gaps;
use super::played::best;
use super::sections::race;
use super::wording::{quoted, race_is, tidy, verdict};

/// The first page of a run.
pub(super) fn front(of: &Matter<'_>) -> Front {
    let jewels = of.source.played.as_ref().map(|played| played.jewels);
    Front {
        played: played(of),
        warnings: warnings(of),
        question: "Do our decisions outrun the blast radius?".to_owned(),
        answer: answer(&of.document.alternatives),
        meaning: format!(
            "An incident is outrun if it was contained before {}.",
            race_is(of.document, jewels)
        ),
        headlines: of.document.alternatives.iter().map(headline).collect(),
        race: race(of),
        gaps: gaps(of),
        ranked: "Ranked over all simulated incidents, each counted once: one that was contained by the shares of its time, one that \
                 was not by the stage that it was stuck in. The attacker's own time is no gap."
            .to_owned(),
        ask: ask(&of.document.alternatives),
    }
}

fn played(of: &Matter<'_>) -> String {
    let names: Vec<String> = of
        .document
        .alternatives
        .iter()
        .map(|one| quoted(&one.name))
        .collect();
    let most = of.document.alternatives.iter().map(|one| one.replications).max();
    format!(
        "{} simulated incidents of each of {} · seed {}",
        count(most.unwrap_or(0)),
        list(&names, 6),
        of.document.seed
    )
}

fn warnings(of: &Matter<'_>) -> Vec<String> {
    let mut warnings = Vec::new();
    if of.document.partial {
        warnings.push("The run was interrupted: figures are of what was played.".to_owned());
    }
    let stopped: u64 = of.document.alternatives.iter().map(|one| one.stopped).sum();
    if stopped > 0 {
        let stopped = count(stopped);
        warnings.push(format!(
            "{stopped} incidents passed a limit of the simulator and count as never contained."
        ));
    }
    warnings.extend(of.source.remarks.iter().map(|remark| tidy(remark)));
    warnings
}

/// What is asked of the outrun rate, and whether it was had.
fn asked(alternative: &Alternative) -> Option<(Verdict, String)> {
    let rate = |text: &str| text.trim_start().starts_with("outrun_rate");
    let found = alternative.objectives.iter().find(|one| rate(&one.text));
    found.map(|one| (one.verdict, tidy(&one.text)))
}

/// One sentence.
fn answer(alternatives: &[Alternative]) -> String {
    let Some((lead, others)) = alternatives.split_first() else {
        return "Nothing was played.".to_owned();
    };
    let others: Vec<String> = others
        .iter()
        .map(|one| {
            format!(
                "with {} in {}",
                quoted(&one.name),
                estimate(&one.outrun_rate, Kind::Share)
            )
        })
        .collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("; {}", list(&others, 3))
    };
    format!(
        "{}: with {} containment came first in {} of simulated incidents{others}.",
        yes_or_no(lead),
        quoted(&lead.name),
        estimate(&lead.outrun_rate, Kind::Share),
    )
}

/// By the objective that was set, or else by what happens more often.
fn yes_or_no(lead: &Alternative) -> &'static str {
    let rate = &lead.outrun_rate;
    match asked(lead).map(|(verdict, _)| verdict) {
        Some(Verdict::Met) => "Yes, by the objective that was set",
        Some(Verdict::Missed) => "No, not by the objective that was set",
        Some(Verdict::Depends) => "That depends on what we do not know",
        Some(Verdict::Undecided) => "Not settled yet",
        None if rate.low.is_some_and(|low| low > 0.5) => "More often than not",
        None if rate.high.is_some_and(|high| high < 0.5) => "Mostly not",
        None => "About as often as not",
    }
}

fn headline(of: &Alternative) -> Headline {
    let rate = &of.outrun_rate;
    let asked = asked(of).map(|(judged, text)| {
        let (word, tone) = verdict(judged);
        (format!("{word}: {text}"), tone)
    });
    let (verdict, tone) = asked.unwrap_or((String::new(), Tone::Plain));
    Headline {
        alternative: tidy(&of.name),
        rate: Cell {
            text: estimate(rate, Kind::Share),
            ..Cell::figure(rate, Kind::Share)
        },
        luck: format!("{} by luck", range(rate.low, rate.high, Kind::Share)),
        assumptions: assumptions(rate),
        verdict,
        tone,
    }
}

/// The second range, or that there is none.
fn assumptions(rate: &Interval) -> String {
    match &rate.assumptions {
        None => "assumptions were not played".to_owned(),
        Some(range_of) => {
            let by = range_of.by.first();
            let by = by.map_or_else(String::new, |by| format!(", most of all by {}", quoted(by)));
            let range = range(range_of.low, range_of.high, Kind::Share);
            format!("{range} over what we do not know{by}")
        }
    }
}

/// What the reader has to decide, by what was played.
fn ask(alternatives: &[Alternative]) -> Vec<String> {
    let Some((lead, others)) = alternatives.split_first() else {
        return Vec::new();
    };
    let best = best(alternatives);
    let surely =
        |best: &&Alternative| best.outrun_rate.low > lead.outrun_rate.high && best.outrun_rate.low.is_some();
    match best.filter(surely) {
        Some(best) => instead(lead, best),
        None if others.is_empty() => nothing_tried(lead),
        None => vec![format!(
            "No alternative outruns the blast radius more often than {} beyond luck. Decide who works out one that closes the first gap below, and by when.",
            quoted(&lead.name)
        )],
    }
}

fn nothing_tried(lead: &Alternative) -> Vec<String> {
    let first = causes::ranked(lead).into_iter().next();
    let first = first.map_or_else(
        || "the first gap".to_owned(),
        |one| format!("“{}”", one.words.title),
    );
    vec![format!(
        "Decide who owns closing {first}, and by when an alternative that does so is played."
    )]
}

fn instead(lead: &Alternative, best: &Alternative) -> Vec<String> {
    let mut ask = vec![format!(
        "Decide whether {} replaces {}: outrun in {} of simulated incidents instead of {}.",
        quoted(&best.name),
        quoted(&lead.name),
        estimate(&best.outrun_rate, Kind::Share),
        estimate(&lead.outrun_rate, Kind::Share)
    )];
    let woken = |one: &Alternative| estimate(&one.burden.people_woken.mean, Kind::Number);
    let mut price = format!(
        "Its price: {} people woken in an incident instead of {} (means)",
        woken(best),
        woken(lead)
    );
    if let (Some(then), Some(now)) = (&lead.false_alarms, &best.false_alarms) {
        let wrongful =
            |of: &crate::report::FalseAlarms| estimate(&of.wrongful_disruption.mean, Kind::WeightTime);
        price.push_str(&format!(
            "; {} of wrongful disruption in a false alarm instead of {}",
            wrongful(now),
            wrongful(then)
        ));
    }
    ask.push(price + ".");
    ask.push("Simulated only: before you rely on it, exercise it with people.".to_owned());
    ask
}
