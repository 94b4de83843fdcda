//! Legal clocks (L2).

use std::collections::BTreeSet;

use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::place::Place;
use crate::document::syntax::{self, Text};
use crate::model::{Clock, ClockStart, ClockTerm, Index, Stage};
use crate::time::{Jurisdiction, SimDuration, Term, Weekday, Zone};

use super::Lower;
use super::organisation::{Calendars, holidays};

/// Lowers all clocks, in written order.
pub(super) fn clocks(
    lower: &mut Lower<'_>,
    written: &[syntax::Clock],
    (organisation, calendars): (&syntax::Organisation, &Calendars),
    zone: &Zone,
) -> Vec<Clock> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut clocks = Vec::new();
    for one in written {
        lower.report.enter(one.id.place);
        if !seen.insert(&one.id.value) {
            lower.report.say(
                Code::DuplicateId,
                one.id.place,
                format!("the clock `{}` stands twice", one.id.value),
            );
        }
        let jurisdiction = jurisdiction(lower, one, (organisation, calendars), zone);
        let tag = one.tag.value.as_deref().and_then(|tag| {
            lower.warn_of_tag(tag, one.tag.place);
            lower.names.tags.get(tag)
        });
        if one.stages.value.is_empty() {
            lower.report.say(
                Code::NoStages,
                one.stages.place,
                format!("the clock `{}` has no stages", one.id.value),
            );
        }
        let stages = (0..one.stages.value.len())
            .filter_map(|at| stage(lower, &one.stages.value, at))
            .collect();
        clocks.push(Clock {
            regime: one.id.value.clone().into(),
            source: one.source.value.clone().map(Into::into),
            jurisdiction,
            tag,
            stages,
        });
    }
    clocks
}

fn jurisdiction(
    lower: &mut Lower<'_>,
    clock: &syntax::Clock,
    (organisation, calendars): (&syntax::Organisation, &Calendars),
    zone: &Zone,
) -> Jurisdiction {
    let Some(name) = &clock.jurisdiction.value else {
        return Jurisdiction::ordinary(zone.clone());
    };
    let all = &organisation.jurisdictions.0;
    let Some((_, found)) = all.iter().find(|(id, _)| id.value == *name) else {
        let draft = lower.report.draft(
            Code::UnknownJurisdiction,
            clock.jurisdiction.place,
            format!("no jurisdiction `{name}`"),
        );
        let draft = with_names(draft, name, all.iter().map(|(id, _)| id.value.as_str()));
        lower.report.push(draft);
        return Jurisdiction::ordinary(zone.clone());
    };
    let days = found.weekend.value.iter();
    let weekend = days
        .filter_map(|day| lower.read(Code::BadHours, day.place, day.value.parse::<Weekday>()))
        .collect();
    let calendar = found.holidays.value.as_deref();
    let holidays = calendar.map_or_else(Vec::new, |name| {
        holidays(lower, name, found.holidays.place, calendars)
    });
    Jurisdiction {
        zone: lower.zone_of(&found.zone.value, found.zone.place),
        weekend,
        holidays,
    }
}

fn stage(lower: &mut Lower<'_>, stages: &[syntax::Stage], at: usize) -> Option<Stage> {
    let written = stages.get(at)?;
    lower.report.enter(written.id.place);
    if stages
        .iter()
        .take(at)
        .any(|earlier| earlier.id.value == written.id.value)
    {
        lower.report.say(
            Code::DuplicateId,
            written.id.place,
            format!("the stage `{}` stands twice", written.id.value),
        );
    }
    let starts = start(lower, &written.starts.value, stages, at);
    let mut terms: Vec<ClockTerm> = Vec::new();
    if let Some(within) = &written.within.value {
        terms.push(ClockTerm {
            from: starts,
            term: term(lower, within, written.within.place),
        });
    }
    for one in &written.terms.value {
        let from = start(lower, &one.from.value, stages, at);
        terms.push(ClockTerm {
            from,
            term: term(lower, &one.within.value, one.within.place),
        });
    }
    if terms.is_empty() {
        let title = format!("the stage `{}` has no term", written.id.value);
        let draft = lower.report.draft(Code::NoTerm, written.id.place, title);
        lower
            .report
            .push(draft.help("write `within`, or `terms` where the earliest of several counts"));
    }
    let submission = lower.names.requests.find(
        &written.submission.value,
        written.submission.place,
        &mut lower.report,
    );
    Some(Stage {
        id: written.id.value.clone().into(),
        starts,
        terms,
        rolls_to_noon: written.rolls_to_noon.value,
        submission: submission.unwrap_or_else(|| Index::at(0)),
    })
}

fn start(
    lower: &mut Lower<'_>,
    written: &syntax::ClockStart,
    stages: &[syntax::Stage],
    at: usize,
) -> ClockStart {
    match written {
        syntax::ClockStart::Awareness => ClockStart::Awareness,
        syntax::ClockStart::Executed(request) => {
            let found = lower
                .names
                .requests
                .find(&request.value, request.place, &mut lower.report);
            ClockStart::Executed(found.unwrap_or_else(|| Index::at(0)))
        }
        syntax::ClockStart::Submission(stage) => submission(lower, stage, stages, at),
    }
}

/// A stage starts from an earlier one only: else it would wait for itself.
fn submission(lower: &mut Lower<'_>, name: &Text, stages: &[syntax::Stage], at: usize) -> ClockStart {
    match stages.iter().position(|stage| stage.id.value == name.value) {
        Some(earlier) if earlier < at => ClockStart::Submission(earlier),
        Some(_) => {
            let title = format!("`{}` is not an earlier stage", name.value);
            let draft = lower.report.draft(Code::LaterStage, name.place, title);
            lower
                .report
                .push(draft.help("write the stages in the order of their submissions"));
            ClockStart::Awareness
        }
        None => {
            let draft = lower.report.draft(
                Code::UnknownStage,
                name.place,
                format!("no stage `{}`", name.value),
            );
            let draft = with_names(
                draft,
                &name.value,
                stages.iter().take(at).map(|stage| stage.id.value.as_str()),
            );
            lower.report.push(draft);
            ClockStart::Awareness
        }
    }
}

fn term(lower: &mut Lower<'_>, written: &syntax::Term, place: Place) -> Term {
    let text = match written {
        syntax::Term::Form(syntax::TermForm::Hours(count)) => return Term::Hours(*count),
        syntax::Term::Form(syntax::TermForm::Days(count)) => return Term::CalendarDays(*count),
        syntax::Term::Form(syntax::TermForm::BusinessDays(count)) => return Term::BusinessDays(*count),
        syntax::Term::Form(syntax::TermForm::Months(count)) => return Term::Months(*count),
        syntax::Term::Elapsed(text) => text,
    };
    let duration = lower.duration(&crate::document::spanned::Spanned::new(text.clone(), place));
    let hour = SimDuration::from_hours(1).as_millis();
    let hours = u32::try_from(duration.as_millis() / hour)
        .ok()
        .filter(|_| duration.as_millis() % hour == 0);
    hours.filter(|hours| *hours > 0).map_or_else(
        || {
            if !lower.report.has_errors_at(place) {
                let draft = lower
                    .report
                    .draft(Code::BadTerm, place, format!("a term of `{text}`"));
                lower.report.push(
                    draft.expected("whole hours such as `72h`, `Days(30)`, `BusinessDays(4)` or `Months(1)`"),
                );
            }
            Term::Hours(0)
        },
        Term::Hours,
    )
}
