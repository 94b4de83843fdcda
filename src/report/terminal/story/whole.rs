//! The order in which a replication is told.

use super::beats::{Beat, beats};
use super::ending::{attribution, cost, verdict};
use super::phrases::{margin, phrase};
use crate::report::Trace;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::{clean, count, left, right};

/// Marker, offset, clock and margin, with what stands between them.
const INDENT: usize = 2 + 8 + 2 + 5 + 2 + 8 + 2;

/// Tells the replication.
pub fn story(trace: &Trace, canvas: &mut Canvas) {
    title(trace, canvas);
    let mut day = String::new();
    let mut chapter = "";
    for beat in beats(&trace.records) {
        let begins = chapter_of(&beat, trace);
        if begins != chapter {
            chapter = begins;
            canvas.heading(chapter, "");
        }
        let today = beat.first.clock.rsplit_once(' ').map_or("", |(day, _)| day);
        if today != day {
            today.clone_into(&mut day);
            let heading = canvas.paint(&format!("  {day}, {}", trace.zone), Tone::Quiet);
            canvas.line(&heading);
        }
        tell(&beat, trace, canvas);
    }
    attribution(trace, canvas);
    canvas.gap();
    canvas.hang("", 0, &cost(&trace.ending), Tone::Plain);
}

fn title(trace: &Trace, canvas: &mut Canvas) {
    let title = canvas.paint(&clean(&trace.title), Tone::Strong);
    let simulated = canvas.paint("simulated only", Tone::Doubtful);
    canvas.line(&format!("{title}  {simulated}"));
    let chosen = trace
        .chosen
        .as_ref()
        .map_or_else(String::new, |why| format!(", {why}"));
    let words = format!(
        "{} · alternative {} · seed {} · replication {}{chosen}",
        trace.exercise,
        trace.alternative,
        trace.seed,
        count(trace.replication)
    );
    canvas.hang("", 0, &words, Tone::Quiet);
    let (words, tone) = verdict(&trace.ending);
    canvas.hang("", 0, &words, tone);
    let legend = canvas.paint("▌ on the critical path", Tone::Quiet);
    canvas.line(&legend);
    if trace.names {
        canvas.hang("", 0, "people are named, as --names asked for", Tone::Doubtful);
    }
}

/// Chapters follow what the responders knew.
pub(super) fn chapter_of(beat: &Beat<'_>, trace: &Trace) -> &'static str {
    let reached = |kinds: &[&str]| {
        let first = trace.records.iter().find(|entry| kinds.contains(&entry.kind));
        first.is_some_and(|entry| entry.id <= beat.first.id)
    };
    if trace.ending.contained_s.is_some_and(|at| at < beat.first.at_s) {
        "afterwards"
    } else if reached(&["declared"]) {
        "response"
    } else if reached(&["alert", "told"]) {
        "from the first alert to the declaration"
    } else {
        "before anybody knew"
    }
}

fn tell(beat: &Beat<'_>, trace: &Trace, canvas: &mut Canvas) {
    let first = beat.first;
    let marker = if beat.critical() {
        canvas.paint("▌ ", Tone::Accent)
    } else {
        "  ".to_owned()
    };
    let offset = right(&format!("+{}", duration(first.at_s.as_millis())), 8);
    let clock = first.clock.rsplit(' ').next().unwrap_or("");
    let (word, tone) = margin(beat);
    let beginning = format!(
        "{marker}{}  {}  {}  ",
        canvas.paint(&offset, Tone::Quiet),
        left(clock, 5),
        canvas.paint(&left(word, 8), tone)
    );
    let tone = if matches!(word, "JEWEL" | "CLEAR" | "incident") {
        tone
    } else {
        Tone::Plain
    };
    canvas.hang(&beginning, INDENT, &phrase(beat, trace), tone);
}
