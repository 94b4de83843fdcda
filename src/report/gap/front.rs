//! The first page: the answer, the race, the gaps, what is to be decided.

use minijinja::{Value, context};

use crate::report::terminal::{Kind, count, estimate, list, range};
use crate::report::{Alternative, Interval, Verdict};

use super::build::Matter;
use super::causes;
use super::document::{Cell, Front, Headline, Tone};
use super::gaps::gaps;
use super::played::best;
use super::sections::{race, split};
use super::wording::{quoted, race_is, tidy, verdict};

/// The first page of a run.
pub(super) fn front(of: &Matter<'_>) -> Front {
    let jewels = of.source.played.as_ref().map(|played| played.jewels);
    Front {
        played: played(of),
        warnings: warnings(of),
        question: of.say("question", &context! {}),
        answer: answer(of),
        meaning: meaning(of, jewels),
        headlines: of
            .document
            .alternatives
            .iter()
            .map(|one| headline(of, one))
            .collect(),
        race: race(of),
        gaps: gaps(of),
        ranked: of.say("ranked", &context! {}),
        ask: ask(of),
    }
}

/// What outrunning means, and which losses decisions could prevent where that was played.
fn meaning(of: &Matter<'_>, jewels: Option<usize>) -> String {
    let said = of.say("meaning", &context! { race => race_is(of.document, jewels) });
    match split(of.case) {
        Some(split) => format!("{said} {split}"),
        None => said,
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
    let told = context! {
        count => count(most.unwrap_or(0)),
        alternatives => list(&names, 6),
        seed => of.document.seed.to_string(),
    };
    of.say("played", &told)
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
fn answer(of: &Matter<'_>) -> String {
    let Some((lead, others)) = of.document.alternatives.split_first() else {
        return "Nothing was played.".to_owned();
    };
    let named = |one: &Alternative| {
        let rate = estimate(&one.outrun_rate, Kind::Share);
        context! { name => quoted(&one.name), rate }
    };
    let told = context! {
        verdict => asked(lead).map_or("", |(verdict, _)| verdict_word(verdict)),
        leaning => leaning(lead),
        lead => named(lead),
        others => others.iter().map(named).collect::<Vec<_>>(),
    };
    of.say("answer", &told)
}

const fn verdict_word(of: Verdict) -> &'static str {
    match of {
        Verdict::Met => "met",
        Verdict::Missed => "missed",
        Verdict::Depends => "depends",
        Verdict::Undecided => "undecided",
    }
}

/// Where no objective was set: what happens more often, beyond luck.
fn leaning(lead: &Alternative) -> &'static str {
    let rate = &lead.outrun_rate;
    if rate.low.is_some_and(|low| low > 0.5) {
        "more"
    } else if rate.high.is_some_and(|high| high < 0.5) {
        "less"
    } else {
        "even"
    }
}

fn headline(matter: &Matter<'_>, of: &Alternative) -> Headline {
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
        luck: matter.say(
            "luck",
            &context! { range => range(rate.low, rate.high, Kind::Share) },
        ),
        assumptions: assumptions(matter, rate),
        verdict,
        tone,
        chapter: "limits".to_owned(),
    }
}

/// The second range, or that there is none.
fn assumptions(of: &Matter<'_>, rate: &Interval) -> String {
    let moved = rate.assumptions.as_ref();
    let by = moved.and_then(|moved| moved.by.first()).map(|by| quoted(by));
    let told = context! {
        range => moved.map_or_else(String::new, |moved| range(moved.low, moved.high, Kind::Share)),
        by => by.unwrap_or_default(),
    };
    of.say("assumptions", &told)
}

/// What the reader has to decide, by what was played.
fn ask(of: &Matter<'_>) -> Vec<String> {
    let alternatives = &of.document.alternatives;
    let Some(lead) = alternatives.first() else {
        return Vec::new();
    };
    let best = best(alternatives);
    let surely =
        |best: &&Alternative| best.outrun_rate.low > lead.outrun_rate.high && best.outrun_rate.low.is_some();
    let gap = causes::ranked(lead).into_iter().next();
    let told = context! {
        alternatives => alternatives.len(),
        lead => priced(lead),
        best => best.filter(surely).map_or_else(|| Value::from(""), priced),
        gap => gap.map_or_else(String::new, |one| of.cause(one.words)),
    };
    let mut asked: Vec<String> = planned(of).into_iter().collect();
    asked.extend(of.case.phrases.lines("ask", &told));
    asked
}

/// The steps of the improvement plan are a decision of their own.
fn planned(of: &Matter<'_>) -> Option<String> {
    let plan = of.case.part.improved().filter(|plan| !plan.plan.is_empty())?;
    let steps = match plan.plan.len() {
        1 => "the step".to_owned(),
        several => format!("the {} steps", count(several as u64)),
    };
    Some(format!(
        "Decide who owns {steps} of the improvement plan, and by when: outrun in {} instead of {} with all of it, simulated.",
        estimate(&plan.after.outrun_rate, Kind::Share),
        estimate(&plan.before.outrun_rate, Kind::Share)
    ))
}

/// An alternative with what it asks of people.
fn priced(of: &Alternative) -> Value {
    let wrongful = of
        .false_alarms
        .as_ref()
        .map(|alarms| &alarms.wrongful_disruption.mean);
    context! {
        name => quoted(&of.name),
        rate => estimate(&of.outrun_rate, Kind::Share),
        woken => estimate(&of.burden.people_woken.mean, Kind::Number),
        wrongful => wrongful.map_or_else(String::new, |mean| estimate(mean, Kind::WeightTime)),
    }
}
