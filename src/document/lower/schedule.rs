//! Schedules: when an exercise is due.

use std::collections::BTreeMap;

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::syntax;
use crate::model::{How, Schedule};
use crate::time::{LocalDateTime, RecurrenceRule, SimDuration, parse_date, parse_local_datetime};

use super::Lower;

/// More schedules than these nobody keeps to.
const MOST: usize = 50;
/// No list of a schedule is longer.
const LONGEST_LIST: usize = 366;

/// Lowers all schedules, in written order.
pub(super) fn schedules(lower: &mut Lower<'_>, written: &mut [syntax::Schedule]) -> Vec<Schedule> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    if let Some(one) = written.get(MOST) {
        let draft = lower
            .report
            .draft(Code::TooMany, one.id.place, "so many schedules");
        lower.report.push(draft.expected(format!("at most {MOST}")));
        return Vec::new();
    }
    let mut all = Vec::new();
    for one in written {
        lower.report.enter(one.id.place);
        let (id, place) = (one.id.value.clone(), one.id.place);
        crate::document::names::check_shown("the id", &id, place, &mut lower.report);
        if let Some(first) = seen.insert(id.clone(), place) {
            let also = lower.report.locate(first);
            let title = format!("the schedule `{id}` stands twice");
            let draft = lower.report.draft(Code::DuplicateId, place, title);
            lower.report.push(draft.also(also, "here first"));
        }
        all.extend(schedule(lower, one));
    }
    all
}

fn schedule(lower: &mut Lower<'_>, written: &mut syntax::Schedule) -> Option<Schedule> {
    let id = written.id.value.clone();
    let zone = lower.zone(&mut written.zone, &format!("the schedule `{id}`"));
    let rule = lower.read(
        Code::BadRecurrence,
        written.rule.place,
        written.rule.value.parse::<RecurrenceRule>(),
    );
    let from = first(lower, &written.from);
    let lasts = bounded(lower, &written.lasts, SimDuration::from_days(30));
    let grace = bounded(lower, &written.grace, SimDuration::from_days(366));
    let owners = listed(
        lower,
        &written.owners.value,
        written.owners.place,
        |lower, one| lower.names.roles.find(&one.value, one.place, &mut lower.report),
    );
    let notice = listed(
        lower,
        &written.notice.value,
        written.notice.place,
        |lower, one| Some(bounded(lower, one, SimDuration::from_days(366))),
    );
    let except = listed(
        lower,
        &written.except.value,
        written.except.place,
        |lower, one| lower.read(Code::BadSpan, one.place, parse_date(&one.value)),
    );
    Some(Schedule {
        id: id.into(),
        how: match written.how {
            syntax::How::Simulated => How::Simulated,
            syntax::How::WithPeople => How::WithPeople,
        },
        rule: rule?,
        from: from?,
        zone,
        lasts,
        owners,
        notice,
        grace,
        except,
    })
}

/// The first local time: with a time of the day, to the second, in years that calendars know.
fn first(lower: &mut Lower<'_>, written: &syntax::Text) -> Option<LocalDateTime> {
    let from = lower.read(
        Code::BadInstant,
        written.place,
        parse_local_datetime(&written.value),
    )?;
    let whole = from.millis_since(from.date().midnight()) % 1000 == 0;
    let year = from.date().to_string();
    let known = ("1970".."2200").contains(&year.get(..4).unwrap_or(""));
    if !whole || !known || !written.value.contains(':') {
        let title = format!("a schedule cannot begin at `{}`", written.value);
        let draft = lower.report.draft(Code::BadInstant, written.place, title);
        lower
            .report
            .push(draft.expected("a day and a time from 1970 to 2199, such as `2026-10-01 02:00`"));
        return None;
    }
    Some(from)
}

fn bounded(lower: &mut Lower<'_>, written: &syntax::Text, most: SimDuration) -> SimDuration {
    let duration = lower.duration(written);
    if duration > most && !lower.report.has_errors_at(written.place) {
        let draft = lower.report.draft(
            Code::OutOfRange,
            written.place,
            format!("`{}` is too long", written.value),
        );
        lower.report.push(draft.expected(format!("at most {most}")));
    }
    duration
}

fn listed<T>(
    lower: &mut Lower<'_>,
    written: &[syntax::Text],
    place: Place,
    read: impl Fn(&mut Lower<'_>, &syntax::Text) -> Option<T>,
) -> Vec<T> {
    if written.len() > LONGEST_LIST {
        let draft = lower
            .report
            .draft(Code::TooMany, place, format!("{} of them", written.len()));
        lower
            .report
            .push(draft.expected(format!("at most {LONGEST_LIST}")));
        return Vec::new();
    }
    written.iter().filter_map(|one| read(lower, one)).collect()
}
