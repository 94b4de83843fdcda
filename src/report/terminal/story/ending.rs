//! How it ended, and where the time went: a table that adds up.

use crate::report::terminal::bars::bar;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::{duration, exact};
use crate::report::terminal::text::{count, left, right};
use crate::report::{Ending, Trace};

/// The verdict, in a sentence.
pub(super) fn verdict(ending: &Ending) -> (String, Tone) {
    let fallen = format!(
        "{} fell, weight {} of {} within reach",
        assets(ending.fallen.count),
        count(ending.fallen.weight),
        count(ending.reachable_weight)
    );
    let Some(contained) = ending.contained_s else {
        let words = match ending.stopped.as_str() {
            "finished" => format!(
                "never contained within {}",
                duration(ending.horizon_s.as_millis())
            ),
            _ => "stopped at a limit of the simulator: counts as never contained".to_owned(),
        };
        return (format!("{words}; {fallen}"), Tone::Bad);
    };
    let after = duration(contained.as_millis());
    if ending.outrun {
        return (format!("outrun: contained after {after}; {fallen}"), Tone::Good);
    }
    let mut why = Vec::new();
    if let Some(at) = ending.limit_passed_s.filter(|at| *at <= contained) {
        why.push(format!("the limit was passed after {}", duration(at.as_millis())));
    }
    if let Some(at) = ending.crown_jewel_s.filter(|at| *at <= contained) {
        why.push(format!("a crown jewel fell after {}", duration(at.as_millis())));
    }
    (
        format!(
            "not outrun: contained after {after}, but {}; {fallen}",
            why.join(" and ")
        ),
        Tone::Bad,
    )
}

fn assets(number: u64) -> String {
    if number == 1 {
        "1 asset".to_owned()
    } else {
        format!("{} assets", count(number))
    }
}

/// What it cost, in a sentence.
pub(super) fn cost(ending: &Ending) -> String {
    let mut words = format!(
        "{} pages, {} people engaged, {} woken, {} approvals, {} of work",
        count(ending.pages),
        count(ending.people_engaged),
        count(ending.people_woken),
        count(ending.approvals),
        duration(ending.work_s.as_millis())
    );
    if ending.never_known > 0 {
        words.push_str(&format!("; {} never known", assets(ending.never_known)));
    }
    if ending.false_all_clears > 0 {
        words.push_str("; containment was declared while something was live");
    }
    words
}

const LABEL: usize = 11;
const TIME: usize = 14;
const BAR: usize = 20;

/// The critical path by cause: to the millisecond, so that it can be added up (M4).
pub(super) fn attribution(trace: &Trace, canvas: &mut Canvas) {
    let Some(attribution) = &trace.attribution else {
        return;
    };
    canvas.heading(
        "where the time went",
        &format!("the critical path, to {}", attribution.until),
    );
    let total = attribution.total_s.as_millis();
    let longest = attribution
        .causes
        .iter()
        .map(|cause| cause.time_s.as_millis())
        .max()
        .unwrap_or(0);
    for cause in &attribution.causes {
        let ms = cause.time_s.as_millis();
        let drawn = canvas.paint(&left(&bar(ratio(ms, longest), BAR), BAR), Tone::Accent);
        let before = format!(
            "  {}{}  {drawn}  ",
            left(cause.cause, LABEL),
            right(&exact(ms), TIME)
        );
        let mut parts = cause
            .rules
            .iter()
            .map(|rule| format!("`{rule}`"))
            .collect::<Vec<_>>();
        parts.extend(
            cause
                .people
                .iter()
                .map(|id| trace.people.get(id).map_or(id.clone(), |it| it.name.clone())),
        );
        canvas.hang(
            &before,
            2 + LABEL + TIME + 2 + BAR + 2,
            &parts.join(" · "),
            Tone::Quiet,
        );
    }
    let sum = format!("  {}{}", left("total", LABEL), right(&exact(total), TIME));
    let sum = canvas.paint(&sum, Tone::Strong);
    canvas.line(&sum);
}

#[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
fn ratio(part: i64, whole: i64) -> f64 {
    if whole > 0 {
        part as f64 / whole as f64
    } else {
        0.0
    }
}
