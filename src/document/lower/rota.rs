//! Rotas: layers, hand-offs, restrictions, overrides (O4).

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Layer, Override};
use crate::model::{PersonId, RotaEntry};
use crate::time::{
    Date, HandOff, LocalDateTime, Restriction, Rota, RotaLayer, RotaOverride, TimeOfDay, WeekHours, Weekday,
    Zone, parse_date, parse_span,
};

use super::Lower;

/// Layers and overrides of a rota are at most so many: each is laid over all below it.
const MOST_LAID: usize = 1_000;

/// Lowers a rota.
pub(super) fn rota(lower: &mut Lower<'_>, written: &mut syntax::Rota) -> RotaEntry {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let zone = lower.zone(&mut written.zone, &format!("the rota `{id}`"));
    if !written.people.value.is_empty() && !written.layers.value.is_empty() {
        let title = format!("the rota `{id}` has `layers`, and a layer of its own");
        let also = lower.report.locate(written.layers.place);
        let draft = lower.report.draft(
            Code::Conflict,
            written.people.place.or(written.hand_off.place),
            title,
        );
        lower
            .report
            .push(draft.also(also, "these").help("write every layer in `layers`"));
    }
    let laid = written.layers.value.len() + written.overrides.value.len();
    if laid > MOST_LAID {
        let title = format!("{laid} layers and overrides of the rota `{id}`");
        let draft = lower.report.draft(Code::TooMany, written.id.place, title);
        lower.report.push(draft.expected(format!("at most {MOST_LAID}")));
    }
    let layers = if written.layers.value.is_empty() {
        vec![only_layer(written)]
    } else {
        written.layers.value.clone()
    };
    let lowered: Vec<_> = layers.iter().map(|one| layer(lower, one)).collect();
    let overrides: Vec<_> = written
        .overrides
        .value
        .iter()
        .filter_map(|one| over(lower, one, &zone))
        .collect();
    if lowered.iter().all(|layer| layer.participants.is_empty()) && overrides.is_empty() {
        lower.report.say(
            Code::EmptyRota,
            written.people.place,
            format!("nobody stands in the rota `{id}`"),
        );
    }
    RotaEntry {
        id: id.into(),
        rota: Rota {
            zone,
            layers: lowered,
            overrides,
        },
    }
}

/// The one layer of a rota that writes none.
fn only_layer(written: &syntax::Rota) -> Layer {
    Layer {
        people: written.people.clone(),
        hand_off: written.hand_off.clone(),
        starts: written.starts.clone(),
        until: Spanned::default(),
        hours: written.hours.clone(),
    }
}

fn layer(lower: &mut Lower<'_>, written: &Layer) -> RotaLayer<PersonId> {
    let mut participants = Vec::new();
    for one in &written.people.value {
        match &one.value {
            None => participants.push(None),
            Some(name) => {
                let found = lower.names.people.find(name, one.place, &mut lower.report);
                participants.extend(found.map(Some));
            }
        }
    }
    let first = lower.read(
        Code::BadSpan,
        written.starts.place,
        parse_date(&written.starts.value),
    );
    let first = first.unwrap_or(Date::MAX);
    let (start, hand_off) = turns(lower, &written.hand_off, first);
    let until = written.until.value.as_deref().and_then(|until| {
        let last = lower.read(Code::BadSpan, written.until.place, parse_date(until))?;
        Some(last.next().midnight())
    });
    let hours = lower.hours(&written.hours.value, written.hours.place);
    // No restriction is "always", so a layer that never holds is one without people.
    if hours.is_never() {
        participants.clear();
    }
    RotaLayer {
        participants,
        start,
        hand_off,
        restrictions: restrictions(&hours),
        until,
    }
}

/// When the first turn begins, and how long turns are.
fn turns(lower: &mut Lower<'_>, written: &Spanned<syntax::HandOff>, first: Date) -> (LocalDateTime, HandOff) {
    match &written.value {
        syntax::HandOff::Weekly(at) => (
            weekly(lower, &at.value, at.place.or(written.place), first),
            HandOff::Weeks(1),
        ),
        syntax::HandOff::EveryWeeks(count, at) => {
            check_count(lower, *count, written.place);
            (weekly(lower, &at.value, at.place, first), HandOff::Weeks(*count))
        }
        syntax::HandOff::Daily(at) => (daily(lower, &at.value, at.place, first), HandOff::Days(1)),
        syntax::HandOff::EveryDays(count, at) => {
            check_count(lower, *count, written.place);
            (daily(lower, &at.value, at.place, first), HandOff::Days(*count))
        }
        syntax::HandOff::EveryHours(count, at) => {
            check_count(lower, *count, written.place);
            (daily(lower, &at.value, at.place, first), HandOff::Hours(*count))
        }
    }
}

fn check_count(lower: &mut Lower<'_>, count: u32, place: Place) {
    if !(1..=1000).contains(&count) {
        let draft = lower
            .report
            .draft(Code::OutOfRange, place, format!("a turn of {count}"));
        lower.report.push(draft.expected("1 to 1000"));
    }
}

fn daily(lower: &mut Lower<'_>, text: &str, place: Place, first: Date) -> LocalDateTime {
    let time = lower.read(Code::BadHandOff, place, text.trim().parse::<TimeOfDay>());
    first.at(time.unwrap_or(TimeOfDay::MIDNIGHT))
}

/// The first such day and time on or after the first date.
fn weekly(lower: &mut Lower<'_>, text: &str, place: Place, first: Date) -> LocalDateTime {
    let Some((day, time)) = text.trim().split_once(char::is_whitespace) else {
        let draft = lower
            .report
            .draft(Code::BadHandOff, place, format!("`{text}` is no day and time"));
        lower
            .report
            .push(draft.expected("a day and a time such as `Mon 09:00`"));
        return first.midnight();
    };
    let day = lower.read(Code::BadHandOff, place, day.parse::<Weekday>());
    let time = lower.read(Code::BadHandOff, place, time.trim().parse::<TimeOfDay>());
    let day = day.unwrap_or(first.weekday());
    let date = (0..7)
        .map(|days| first.plus_days(days))
        .find(|date| date.weekday() == day)
        .unwrap_or(first);
    date.at(time.unwrap_or(TimeOfDay::MIDNIGHT))
}

/// Hours of the week as restrictions; always is none.
fn restrictions(hours: &WeekHours) -> Vec<Restriction> {
    if *hours == WeekHours::always() {
        return Vec::new();
    }
    let ranges = |day: Weekday| hours.ranges(day).iter().map(move |range| (day, *range));
    let restriction = |(day, (from, to))| Restriction::OnDays {
        days: vec![day],
        from,
        to,
    };
    Weekday::ALL
        .into_iter()
        .flat_map(ranges)
        .map(restriction)
        .collect()
}

fn over(lower: &mut Lower<'_>, written: &Override, zone: &Zone) -> Option<RotaOverride<PersonId>> {
    let text = format!("{}/{}", written.from.value, written.until.value);
    let span = lower.read(Code::BadSpan, written.from.place, parse_span(&text, zone))?;
    let who = match &written.who.value {
        None => None,
        Some(name) => Some(
            lower
                .names
                .people
                .find(name, written.who.place, &mut lower.report)?,
        ),
    };
    Some(RotaOverride { span, who })
}
