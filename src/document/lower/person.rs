//! People: calendars, capabilities, reach (O1 to O3).

use std::collections::BTreeSet;

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::syntax::{self, AllOr, Text};
use crate::model::{Capabilities, Context, Decision, Index, Person};
use crate::time::{Date, WorkingCalendar, parse_span};

use super::Lower;
use super::organisation::{Calendars, holidays};

/// Lowers a person; what they know follows with the estate.
pub(super) fn person(lower: &mut Lower<'_>, written: &mut syntax::Person, calendars: &Calendars) -> Person {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let zone = lower.zone(&mut written.zone, &format!("the person `{id}`"));
    let hours = lower.hours(&written.hours.value, written.hours.place);
    let struck = written.holidays.value.0.iter();
    let mut struck: Vec<Date> = struck
        .flat_map(|name| holidays(lower, &name.value, name.place, calendars))
        .collect();
    struck.sort_unstable();
    struck.dedup();
    let away = written.away.value.iter();
    let absences = away
        .filter_map(|span| lower.read(Code::BadSpan, span.place, parse_span(&span.value, &zone)))
        .collect();
    let team = written
        .team
        .value
        .as_deref()
        .and_then(|team| lower.names.teams.get(team));
    let profile = lower
        .names
        .profiles
        .get(&written.reach.value)
        .unwrap_or_else(|| Index::at(0));
    if let Some(name) = &written.name.value {
        crate::document::names::check_shown("the name", name, written.name.place, &mut lower.report);
    }
    if written.name.value.is_none() {
        written.name.value = Some(id.clone());
    }
    Person {
        key: Key::of(&id),
        name: written.name.value.clone().unwrap_or_default().into(),
        calendar: WorkingCalendar {
            zone,
            hours,
            holidays: struck,
            absences,
        },
        team,
        profile,
        capabilities: capabilities(lower, &written.can.value),
        context: Context::default(),
        external: written.external.value.clone().map(Into::into),
        site: written.site.value.clone().map(Into::into),
        entitled: written
            .entitled
            .value
            .as_ref()
            .map(|can| capabilities(lower, can)),
        id: id.into(),
    }
}

fn capabilities(lower: &mut Lower<'_>, can: &AllOr<Text>) -> Capabilities {
    let AllOr::These(names) = can else {
        return Capabilities {
            all: true,
            ..Capabilities::default()
        };
    };
    let mut capabilities = Capabilities::default();
    for name in names {
        let decision = Decision::ALL
            .into_iter()
            .find(|one| *one != Decision::Contain && one.word() == name.value);
        if let Some(decision) = decision {
            capabilities.decisions.push(decision);
        } else if let Some(action) = lower.names.actions.get(&name.value) {
            capabilities.actions.push(action);
        } else {
            let title = format!("no action and no decision `{}`", name.value);
            let draft = lower.report.draft(Code::UnknownAction, name.place, title);
            let words = Decision::ALL.into_iter().map(Decision::word).skip(1);
            let presets = crate::document::preset::action_names();
            let mut known: BTreeSet<String> = lower.names.actions.ids().map(str::to_owned).collect();
            known.extend(presets.into_iter().chain(words).map(str::to_owned));
            lower
                .report
                .push(with_names(draft, &name.value, known.iter().map(String::as_str)));
        }
    }
    capabilities.actions.sort_unstable();
    capabilities.actions.dedup();
    capabilities.decisions.sort_unstable();
    capabilities.decisions.dedup();
    capabilities
}
