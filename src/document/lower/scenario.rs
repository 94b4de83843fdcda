//! Entries, start, attacker, third parties, requests (D1, E3, E4, L1, T1).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Concurrency, NameOr, Order, When};
use crate::model::{
    Attacker, Decision, Index, Name, NamedRequest, NodeId, RequestNameId, Scenario, Severity, Start, Table,
    ThirdParty, Trigger, WaitingOrder,
};
use crate::time::{StartWindow, WallTime, Zone, parse_date, parse_instant};

use super::Lower;
use super::organisation::Calendars;

/// Lowers the scenario.
pub(super) fn scenario(
    lower: &mut Lower<'_>,
    written: &mut syntax::Scenario,
    organisation: &syntax::Organisation,
    calendars: &Calendars,
) -> Scenario {
    lower.report.enter(
        written
            .incident
            .place
            .or(written.entry.place)
            .or(written.starts.place),
    );
    let class = lower
        .needed(&written.incident, "incident", "the scenario")
        .unwrap_or_default();
    let entries = entries(lower, written);
    let zone = scenario_zone(lower, written);
    let start = start(lower, written, &zone);
    let severity = super::severity_of(written.severity.value);
    if severity == Severity::NONE {
        lower.report.say(
            Code::Misplaced,
            written.severity.place,
            "`Any` is no severity of an incident",
        );
    }
    let told_by = written
        .told_by
        .value
        .0
        .iter_mut()
        .map(|one| third_party(lower, one))
        .collect();
    let requests = requests(lower, &written.requests);
    let injects = super::inject::injects(lower, &mut written.injects, &zone);
    let clocks = super::law::clocks(lower, &written.clocks, (organisation, calendars), &zone);
    Scenario {
        class: class.into(),
        severity,
        entries,
        start,
        zone,
        attacker: attacker(lower, &written.attacker),
        told_by,
        requests,
        injects,
        clocks,
    }
}

fn entries(lower: &mut Lower<'_>, written: &syntax::Scenario) -> Vec<NodeId> {
    let list = &written.entry.value.0;
    if list.is_empty() {
        lower
            .report
            .say(Code::NoEntry, written.entry.place, "the scenario has no `entry`");
    }
    let found = list.iter().filter_map(|id| {
        lower
            .names
            .nodes
            .find_as(Code::UnknownEntry, &id.value, id.place, &mut lower.report)
    });
    let mut found: Vec<NodeId> = found.collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// That of the scenario, of its start, or of the organisation.
fn scenario_zone(lower: &mut Lower<'_>, written: &mut syntax::Scenario) -> Zone {
    if written.zone.value.is_none()
        && let Some(syntax::Start::During { zone, .. }) = &written.starts.value
        && zone.value.is_some()
    {
        written.zone = zone.clone();
    }
    lower.zone(&mut written.zone, "the scenario")
}

fn start(lower: &mut Lower<'_>, written: &syntax::Scenario, zone: &Zone) -> Start {
    let fallback = Start::At(WallTime::from_millis(0));
    let Some(starts) = lower.needed(&written.starts, "starts", "the scenario") else {
        return fallback;
    };
    match starts {
        syntax::Start::At(text) => {
            let at = lower.read(Code::BadInstant, text.place, parse_instant(&text.value, zone));
            at.map_or(fallback, Start::At)
        }
        syntax::Start::During {
            when,
            from,
            until,
            zone: own,
        } => {
            let zone = own
                .value
                .as_deref()
                .map_or_else(|| zone.clone(), |name| lower.zone_of(name, own.place));
            let text = match &when.value {
                When::Hours(text) => text.clone(),
                When::Word(word) => word.hours().to_owned(),
            };
            let hours = lower.hours(&text, when.place);
            let first = lower.read(Code::BadSpan, from.place, parse_date(&from.value));
            let last = lower.read(Code::BadSpan, until.place, parse_date(&until.value));
            let (Some(first), Some(last)) = (first, last) else {
                return fallback;
            };
            let window = StartWindow {
                zone,
                from: first,
                until: last,
                hours,
            };
            check_window(lower, &window, (&from, &until), when.place);
            Start::During(window)
        }
    }
}

/// A window must hold an instant, and not more of them than rotas are laid out for.
fn check_window(
    lower: &mut Lower<'_>,
    window: &StartWindow,
    (from, until): (&syntax::Text, &syntax::Text),
    when: crate::document::place::Place,
) {
    let days = window.until.days_since(window.from);
    if days > 3660 {
        let draft = lower.report.draft(
            Code::OutOfRange,
            until.place,
            format!("a start window of {days} days"),
        );
        let also = lower.report.locate(from.place);
        lower
            .report
            .push(draft.also(also, "it begins here").expected("at most ten years"));
    } else if window.starts().is_empty() {
        let draft = lower.report.draft(
            Code::EmptyStart,
            from.place,
            "no instant lies in the start window",
        );
        let also = lower.report.locate(until.place);
        let mut draft = draft.also(also, "the last day");
        if when.is_written() {
            let hours = lower.report.locate(when);
            draft = draft.also(hours, "and its hours");
        }
        lower.report.push(draft);
    }
}

fn attacker(lower: &mut Lower<'_>, written: &Spanned<NameOr<syntax::Attacker>>) -> Attacker {
    let NameOr::Whole(own) = &written.value else {
        return Attacker {
            profile: Name::default(),
            concurrency: None,
            order: WaitingOrder::default(),
        };
    };
    let concurrency = match own.concurrency.value {
        Some(Concurrency::AtMost(most)) => {
            if most == 0 {
                let draft = lower.report.draft(
                    Code::OutOfRange,
                    own.concurrency.place,
                    "an attacker who does nothing",
                );
                lower.report.push(draft.expected("at least 1, or `Unlimited`"));
            }
            Some(most)
        }
        Some(Concurrency::Unlimited(_)) | None => None,
    };
    let order = match own.order.value {
        Some(Order::MostValuable) => WaitingOrder::MostValuable,
        Some(Order::Random) => WaitingOrder::Random,
        Some(Order::Nearest) | None => WaitingOrder::Nearest,
    };
    Attacker {
        profile: own.preset.value.clone().into(),
        concurrency,
        order,
    }
}

fn third_party(lower: &mut Lower<'_>, written: &mut syntax::ThirdParty) -> ThirdParty {
    lower.report.enter(written.who.place);
    let id = written.who.value.clone();
    let names = lower
        .names
        .nodes
        .find(&written.names.value, written.names.place, &mut lower.report);
    ThirdParty {
        key: Key::of(&id),
        id: id.into(),
        names: names.unwrap_or_else(|| Index::at(0)),
        chance: lower.chance(&mut written.chance, Family::ThirdParty),
        delay: lower.law(&mut written.after, Family::ThirdPartyDelay),
    }
}

/// Requests in written order: a gate raises the first of its decision (P3).
fn requests(lower: &mut Lower<'_>, written: &[syntax::Request]) -> Table<RequestNameId, NamedRequest> {
    written.iter().map(|one| request(lower, one)).collect()
}

fn request(lower: &mut Lower<'_>, written: &syntax::Request) -> NamedRequest {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let decision = lower.needed(&written.decision, "decision", &format!("the request `{id}`"));
    let decision = decision.map_or(Decision::Notify, super::right::decision_of);
    if decision.is_about_an_asset() {
        let title = format!(
            "`{}` is about assets, and is requested by itself",
            decision.word()
        );
        let draft = lower.report.draft(Code::Misplaced, written.decision.place, title);
        lower
            .report
            .push(draft.expected("one of `Notify`, `Disclose`, `Communicate`"));
    }
    let on = match &written.on.value {
        syntax::Trigger::Declared => Trigger::Declared,
        syntax::Trigger::Severity(level) => Trigger::Severity(super::severity_of(*level)),
        syntax::Trigger::Known(tag) => {
            lower.warn_of_tag(&tag.value, tag.place);
            Trigger::Known(lower.names.tags.get(&tag.value).unwrap_or_else(|| Index::at(0)))
        }
        syntax::Trigger::MediaAttention => Trigger::MediaAttention,
        syntax::Trigger::AllClear => Trigger::AllClear,
        syntax::Trigger::Gate => Trigger::Gate,
    };
    NamedRequest {
        key: Key::of(&id),
        id: id.into(),
        decision,
        on,
    }
}
