//! Written ids and the indices they become.

use std::collections::BTreeMap;

use crate::model::Index;

use super::code::Code;
use super::place::Place;
use super::report::Report;

/// No id is longer.
const LONGEST_ID: usize = 200;

/// The ids of one kind of thing, in order: that of an index is its rank (K12).
#[derive(Debug)]
pub(crate) struct Names<I> {
    what: &'static str,
    code: Code,
    ids: BTreeMap<String, (I, Place)>,
}

impl<I: Index> Names<I> {
    /// Collects ids, and reports those that stand twice or cannot be ids.
    pub(crate) fn collect<'d>(
        what: &'static str,
        code: Code,
        written: impl IntoIterator<Item = (&'d str, Place)>,
        report: &mut Report<'_>,
    ) -> Self {
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        for (id, place) in written {
            if let Some(first) = places.get(id) {
                let title = format!("the {what} `{id}` stands twice");
                let also = report.locate(*first);
                let diagnostic = report
                    .draft(Code::DuplicateId, place, title)
                    .label("here again")
                    .also(also, "here first");
                report.push(diagnostic);
                continue;
            }
            check_id(what, id, place, report);
            places.insert(id.to_owned(), place);
        }
        Self::of(what, code, places)
    }

    /// As [`Names::collect`], for a table that keeps the written order: the index is the place among `written`.
    pub(crate) fn in_written_order<'d>(
        what: &'static str,
        code: Code,
        written: impl IntoIterator<Item = (&'d str, Place)> + Clone,
        report: &mut Report<'_>,
    ) -> Self {
        let mut names = Self::collect(what, code, written.clone(), report);
        for (place, (id, _)) in written
            .into_iter()
            .enumerate()
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            if let Some((index, _)) = names.ids.get_mut(id) {
                *index = I::at(place);
            }
        }
        names
    }

    /// The names of a kind that is not declared, only used: each once.
    pub(crate) fn used(what: &'static str, code: Code, used: impl IntoIterator<Item = String>) -> Self {
        Self::of(
            what,
            code,
            used.into_iter().map(|id| (id, Place::Default)).collect(),
        )
    }

    fn of(what: &'static str, code: Code, places: BTreeMap<String, Place>) -> Self {
        let ranked = places.into_iter().enumerate();
        let ids = ranked
            .map(|(rank, (id, place))| (id, (I::at(rank), place)))
            .collect();
        Self { what, code, ids }
    }

    /// The index of an id, if there is one.
    pub(crate) fn get(&self, id: &str) -> Option<I> {
        self.ids.get(id).map(|(index, _)| *index)
    }

    /// The index of an id; an unknown one is reported.
    pub(crate) fn find(&self, id: &str, place: Place, report: &mut Report<'_>) -> Option<I> {
        self.find_as(self.code, id, place, report)
    }

    /// The index of an id; an unknown one is reported with another code.
    pub(crate) fn find_as(&self, code: Code, id: &str, place: Place, report: &mut Report<'_>) -> Option<I> {
        let found = self.get(id);
        if found.is_none() {
            let draft = report.draft(code, place, format!("no {} `{id}`", self.what));
            let draft = report.with_names(draft, id, self.ids());
            report.push(draft);
        }
        found
    }

    /// All ids, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }
}

/// Adds the nearest name, or all of them where they are few.
pub(crate) fn with_names<'n>(
    diagnostic: super::diagnostic::Diagnostic,
    written: &str,
    known: impl Iterator<Item = &'n str>,
) -> super::diagnostic::Diagnostic {
    let known: Vec<&str> = known.collect();
    let diagnostic = diagnostic.suggest(written, known.iter().copied());
    match known.len() {
        0 => diagnostic.help("none is written anywhere"),
        1..=12 => diagnostic.expected(format!("one of {}", listed(&known))),
        _ => diagnostic,
    }
}

/// Names in backticks, with commas.
pub(crate) fn listed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether a character cannot be seen, or turns those around it about: with it one id can pass for another.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// Reports a name to be shown that could pass for another.
pub(crate) fn check_shown(what: &str, name: &str, place: Place, report: &mut Report<'_>) {
    if let Some(hidden) = name.chars().find(|c| is_hidden(*c)) {
        let title = format!(
            "{what} holds an invisible or control character, U+{:04X}",
            u32::from(hidden)
        );
        report.say(Code::BadId, place, title);
    }
}

fn check_id(what: &str, id: &str, place: Place, report: &mut Report<'_>) {
    let title = if id.trim().is_empty() {
        format!("a {what} without an id")
    } else if id.trim() != id {
        format!("the id `{id}` begins or ends with a space")
    } else if id.len() > LONGEST_ID {
        format!("an id of {} bytes", id.len())
    } else if let Some(hidden) = id.chars().find(|c| is_hidden(*c)) {
        let shown: String = id
            .chars()
            .map(|c| if is_hidden(c) { '\u{fffd}' } else { c })
            .collect();
        let kind = if hidden.is_control() {
            "a control character"
        } else {
            "an invisible character"
        };
        format!("the id `{shown}` holds {kind}, U+{:04X}", u32::from(hidden))
    } else {
        return;
    };
    let expected = format!("a text of 1 to {LONGEST_ID} bytes without control and invisible characters");
    let diagnostic = report.draft(Code::BadId, place, title).expected(expected);
    report.push(diagnostic);
}
