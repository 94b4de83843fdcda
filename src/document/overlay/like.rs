//! Alternatives that build on others.

use std::collections::BTreeMap;

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Change, Entries, Text};

/// Alternatives by name, each with its changes.
pub(crate) type Alternatives = Entries<Spanned<Vec<Spanned<Change>>>>;

/// All changes of an alternative, those that it builds on first, and the places where they are written.
pub(crate) fn unfolded(
    written: &Alternatives,
    alternative: &str,
) -> Option<(Vec<Spanned<Change>>, Vec<Place>)> {
    let find = |name: &str| {
        let found = written.0.iter().find(|(other, _)| other.value == name);
        found.map(|(_, changes)| changes)
    };
    let mut lists = vec![find(alternative)?];
    // Names that nobody has, and circles, are reported elsewhere, and end here.
    while let Some(next) = lists.last().and_then(|last| find(&base(last)?.value)) {
        if lists.len() >= written.0.len() {
            break;
        }
        lists.push(next);
    }
    lists.reverse();
    let places = lists.iter().map(|list| list.place).collect();
    let changes = lists.iter().flat_map(|list| list.value.iter().cloned());
    Some((changes.collect(), places))
}

/// How many changes each alternative has, with those that it builds on.
pub(crate) fn lengths(written: &Alternatives) -> Vec<usize> {
    let own: BTreeMap<&str, (usize, Option<&Text>)> = written
        .0
        .iter()
        .map(|(name, changes)| (name.value.as_str(), (changes.value.len(), base(changes))))
        .collect();
    let length = |name: &str| {
        let mut next = own.get(name);
        let mut sum = 0_usize;
        for _ in 0..own.len() {
            let Some((length, base)) = next else { break };
            sum = sum.saturating_add(*length);
            next = base.and_then(|base| own.get(base.value.as_str()));
        }
        sum
    };
    written.0.iter().map(|(name, _)| length(&name.value)).collect()
}

/// What an alternative builds on.
fn base(changes: &[Spanned<Change>]) -> Option<&Text> {
    match changes.first().map(|change| &change.value) {
        Some(Change::Like(name)) => Some(name),
        _ => None,
    }
}

/// Reports what cannot be built on: unknown names, circles, and words that do not stand first.
pub(crate) fn check_likes(written: &Alternatives, report: &mut Report<'_>) {
    let bases: BTreeMap<&str, Option<&Text>> = written
        .0
        .iter()
        .map(|(name, changes)| (name.value.as_str(), base(changes)))
        .collect();
    for (name, changes) in &written.0 {
        if let Some(base) = base(changes) {
            check_base(&name.value, base, &bases, report);
        }
        for change in changes.value.iter().skip(1) {
            if matches!(change.value, Change::Like(_)) {
                let title = "`Like` stands first, or not at all";
                report.say(Code::Misplaced, change.place, title);
            }
        }
    }
}

fn check_base(name: &str, base: &Text, bases: &BTreeMap<&str, Option<&Text>>, report: &mut Report<'_>) {
    if !bases.contains_key(base.value.as_str()) {
        let title = format!("no alternative `{}`", base.value);
        let draft = report.draft(Code::UnknownAlternative, base.place, title);
        let known = bases.keys().copied().filter(|other| *other != name);
        report.push(crate::document::names::with_names(draft, &base.value, known));
        return;
    }
    let mut next = Some(base);
    for _ in 0..bases.len() {
        let Some(at) = next else { return };
        if at.value == name {
            let title = format!("the alternative `{name}` builds on itself");
            report.say(Code::LikeCircle, base.place, title);
            return;
        }
        next = bases.get(at.value.as_str()).copied().flatten();
    }
}
