//! All rules over all alternatives.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::document::{Diagnostic, Loaded, Location, What};

use super::context::Context;
use super::finding::{Finding, Level};
use super::mend::mend;
use super::rules::RULES;
use super::settings::apply;

/// What was found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The alternatives that were checked, in written order.
    pub alternatives: Vec<String>,
    /// The days that were looked at, from the first to the last: `2026-10-01 to 2027-01-14`.
    pub days: String,
    /// What is to be shown, the worst first, then by code and place.
    pub findings: Vec<Finding>,
    /// What the exercise silences, each with its reason.
    pub silenced: Vec<Finding>,
}

/// What makes two findings the same.
type Same = (&'static str, Level, String, (What, String), Location);

/// Checks alternatives of an exercise.
///
/// # Errors
/// If there is no alternative of one of these names.
pub fn check(loaded: &Loaded, alternatives: &[String]) -> Result<Checked, Vec<Diagnostic>> {
    let mut found: BTreeMap<Same, Finding> = BTreeMap::new();
    let mut days = String::new();
    for name in alternatives {
        let (exercise, places) = loaded.placed(name)?;
        let context = Context::new(&exercise, &places);
        let day = |at| context.zone().to_local(at).date();
        days = format!("{} to {}", day(context.window.start), day(context.window.end));
        for finding in RULES.iter().flat_map(|rule| (rule.find)(&context)) {
            add(&mut found, finding);
        }
    }
    // A setting may be about an alternative that was not asked for.
    let all = loaded
        .alternatives()
        .all(|name| alternatives.iter().any(|asked| asked == name));
    let (mut findings, silenced) = apply(
        &loaded.finding_settings(),
        found.into_values().collect(),
        all,
        alternatives,
    );
    findings.sort_by(|one, other| key(one).cmp(&key(other)));
    mend(loaded, &mut findings);
    Ok(Checked {
        alternatives: alternatives.to_vec(),
        days,
        findings,
        silenced,
    })
}

fn key(finding: &Finding) -> impl Ord + use<'_> {
    // Containment first: it is what the race is about.
    let decision = finding.counterexample.decision;
    let later = (decision.is_none(), decision);
    (
        Reverse(finding.level),
        later,
        finding.code,
        &finding.place,
        &finding.title,
    )
}

/// What is wrong in several alternatives is said once.
fn add(found: &mut BTreeMap<Same, Finding>, finding: Finding) {
    let same = (
        finding.code,
        finding.level,
        finding.title.clone(),
        finding.about.clone(),
        finding.place.clone(),
    );
    match found.entry(same) {
        Entry::Vacant(place) => {
            place.insert(finding);
        }
        Entry::Occupied(mut place) => {
            let alternatives = &mut place.get_mut().alternatives;
            for name in finding.alternatives {
                if !alternatives.contains(&name) {
                    alternatives.push(name);
                }
            }
        }
    }
}
