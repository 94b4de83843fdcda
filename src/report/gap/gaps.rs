//! The gaps that cost most, with whose they are, what closing them was worth, and what is proved about them.

use minijinja::context;

use crate::check::Level;
use crate::report::Alternative;
use crate::report::terminal::{count, duration, list, millis};

use super::build::Matter;
use super::causes::{self, Ranked};
use super::closing::closing;
use super::document::Gap;
use super::wording::{quoted, share_of, told_by};

/// How many gaps a board is shown.
const GAPS: usize = 3;

/// The costliest gaps of the first alternative.
pub(super) fn gaps(of: &Matter<'_>) -> Vec<Gap> {
    let Some(lead) = of.document.alternatives.first() else {
        return Vec::new();
    };
    let ranked = causes::ranked(lead);
    ranked.iter().take(GAPS).map(|one| gap(of, one, lead)).collect()
}

fn gap(of: &Matter<'_>, ranked: &Ranked, lead: &Alternative) -> Gap {
    let cause = ranked.words.cause;
    let found = lead
        .attribution
        .contained
        .causes
        .iter()
        .find(|one| one.cause == cause);
    let rules: Vec<String> = found.map(|one| one.rules.clone()).unwrap_or_default();
    let roles = found.map(|one| one.roles.clone()).unwrap_or_default();
    let falls_on_any: Vec<String> = rules.iter().cloned().chain(roles).collect();
    Gap {
        cause: cause.to_owned(),
        title: of.cause(ranked.words),
        cost: cost(of, cause, lead),
        falls_on: falls_on(of, cause, lead),
        closing: closing(of, cause, &falls_on_any),
        proved: proved(of, &rules, &lead.name),
        chapter: "time".to_owned(),
        example: example(of, cause, lead),
    }
}

/// The mean of the contained, and the count of those stuck; never added (M4).
fn cost(matter: &Matter<'_>, cause: &str, of: &Alternative) -> String {
    let (contained, censored) = (&of.attribution.contained, &of.attribution.censored);
    let charged = mean(cause, of).filter(|(mean, _)| *mean > 0.0);
    let open = censored.open_stage.iter().find(|one| one.cause == cause);
    let open = open.map_or(0, |open| open.n);
    let told = context! {
        cause,
        mean => charged.map_or_else(String::new, |(mean, _)| duration(millis(mean))),
        share => charged.map_or_else(String::new, |(_, share)| format!("{:.0} %", 100.0 * share)),
        stuck => if open > 0 { count(open) } else { String::new() },
        never => count(censored.n),
        stuck_share => share_of(open, contained.n + censored.n),
    };
    matter.say("gap-cost", &told)
}

fn mean(cause: &str, of: &Alternative) -> Option<(f64, f64)> {
    let found = of
        .attribution
        .contained
        .causes
        .iter()
        .find(|one| one.cause == cause)?;
    found.mean.zip(found.share)
}

fn falls_on(of: &Matter<'_>, cause: &str, lead: &Alternative) -> String {
    let causes = &lead.attribution.contained.causes;
    let Some(found) = causes.iter().find(|one| one.cause == cause) else {
        return String::new();
    };
    let quote = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>();
    // The id of a rule often names its asset.
    let rules: &[String] = if of.tells_assets() { &found.rules } else { &[] };
    let told = context! { roles => list(&quote(&found.roles), 3), rules => list(&quote(rules), 3) };
    of.say("gap-falls-on", &told)
}

/// The incident of the lead in which the cause took most.
fn example(of: &Matter<'_>, cause: &str, lead: &Alternative) -> String {
    let found = of.source.costliest.iter().find(|(known, _)| known == cause);
    found.map_or_else(String::new, |(_, replication)| {
        told_by(&of.document.command, (&lead.name, of.document.seed, *replication))
    })
}

/// The worst finding about a rule on which the time falls.
fn proved(of: &Matter<'_>, rules: &[String], alternative: &str) -> String {
    let Some(proved) = of.case.checked.as_ref().filter(|_| of.tells_assets()) else {
        return String::new();
    };
    let concerns = |rule: &String| {
        let mut findings = proved.findings.iter();
        findings.find(|one| one.level != Level::Note && one.about == *rule && one.concerns(alternative))
    };
    let found = rules.iter().find_map(concerns);
    found.map_or_else(String::new, |one| {
        let told = context! { code => one.code.as_str(), title => one.title.as_str() };
        of.say("gap-proved", &told)
    })
}
