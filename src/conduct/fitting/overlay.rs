//! The fits as documents that people read, apply or throw away.

use std::fmt::Write;

use super::fit::Fit;
use super::group::{Fitted, Of, Range};
use super::observation::Presence;
use super::rounded::{share, time};

/// What the names of the two further alternatives end in: both ends of what the observations leave open.
pub const END_NAMES: [&str; 2] = ["quick", "slow"];

/// Which end of the ranges is written.
#[derive(Clone, Copy)]
enum End {
    Value,
    Quick,
    Slow,
}

impl End {
    const fn of_time(self, range: &Range) -> f64 {
        match self {
            Self::Value => range.value,
            Self::Quick => range.low,
            Self::Slow => range.high,
        }
    }

    const fn of_share(self, range: &Range) -> f64 {
        match self {
            Self::Value => range.value,
            Self::Quick => range.high,
            Self::Slow => range.low,
        }
    }
}

impl Fit {
    /// The changes of an alternative, each in RON.
    pub fn changes(&self) -> Vec<String> {
        self.changes_at(End::Value)
    }

    fn changes_at(&self, end: End) -> Vec<String> {
        let mut changes = self.profiles_at(end);
        changes.extend(self.fitted.iter().filter_map(|fitted| match &fitted.of {
            Of::Decision { right } => {
                Some(format!("Right(id: {right:?}, decide_work: {})", law(fitted, end)))
            }
            Of::Acknowledgement { .. } => None,
        }));
        changes
    }

    /// One change for each profile.
    fn profiles_at(&self, end: End) -> Vec<String> {
        let mut profiles: Vec<(&str, Vec<String>)> = Vec::new();
        for fitted in &self.fitted {
            let Of::Acknowledgement { profile, presence } = &fitted.of else {
                continue;
            };
            let field = answer(fitted, *presence, end);
            match profiles.last_mut() {
                Some((last, fields)) if last == profile => fields.push(field),
                _ => profiles.push((profile, vec![field])),
            }
        }
        let one = |(profile, fields): (&str, Vec<String>)| {
            format!("Profile(id: {profile:?}, {})", fields.join(", "))
        };
        profiles.into_iter().map(one).collect()
    }
}

fn answer(fitted: &Fitted, presence: Presence, end: End) -> String {
    let answers = fitted
        .share
        .as_ref()
        .map_or(1.0, |share| end.of_share(&share.after));
    format!(
        "{}: Answer(answers: \"{}\", after: {})",
        presence.field(),
        share(answers),
        law(fitted, end)
    )
}

/// The spread is that of the estimate at both ends too: what moves is the median.
fn law(fitted: &Fitted, end: End) -> String {
    let after = &fitted.after;
    let median = end.of_time(&after.median);
    let ninety = after.nine_in_ten / after.median.value * median;
    let (median, ninety) = (time(median), time(ninety));
    if ninety > median {
        format!("LogNormal(median: \"{median}\", p90: \"{ninety}\")")
    } else {
        format!("\"{median}\"")
    }
}

/// The alternatives for an exercise: what was measured, and both ends of what it leaves open.
pub fn overlay(fit: &Fit, name: &str, base: &str, heading: &[String]) -> String {
    let mut text = comments(heading);
    text.push_str("{\n");
    for (end, ending) in [
        (End::Value, None),
        (End::Quick, Some(END_NAMES[0])),
        (End::Slow, Some(END_NAMES[1])),
    ] {
        let name = ending.map_or_else(|| name.to_owned(), |ending| format!("{name}-{ending}"));
        let _ = writeln!(text, "    {name:?}: [\n        Like({base:?}),");
        for change in fit.changes_at(end) {
            let _ = writeln!(text, "        {change},");
        }
        text.push_str("    ],\n");
    }
    text.push_str("}\n");
    text
}

/// The profiles as a part of an organisation, for `uses`; nothing where no acknowledgement was fitted.
pub fn include(fit: &Fit, heading: &[String]) -> Option<String> {
    let profiles = fit.profiles_at(End::Value);
    if profiles.is_empty() {
        return None;
    }
    let lines: Vec<String> = profiles.iter().map(|one| format!("        {one},\n")).collect();
    let text = comments(heading);
    Some(format!(
        "{text}Organisation(\n    profiles: [\n{}    ],\n)\n",
        lines.concat()
    ))
}

fn comments(heading: &[String]) -> String {
    let lines: Vec<String> = heading.iter().map(|line| format!("// {line}\n")).collect();
    lines.concat()
}
