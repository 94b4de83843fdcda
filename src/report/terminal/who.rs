//! `outrun who` on one screen: roles first, people in brackets, because at night it is a name that is called.

use crate::report::{WhoDocument, WhoPerson, WhoStage};

use super::canvas::{Canvas, Tone};
use super::duration::duration;
use super::text::{clean, columns, left, list};

/// Of a team or body so many people are named, those who are there first.
const MOST_NAMED: usize = 6;
/// Of a stage so many steps are shown.
const MOST_STEPS: usize = 6;

/// Writes the answer.
pub fn who(of: &WhoDocument, canvas: &mut Canvas) {
    head(of, canvas);
    for stage in &of.stages {
        one_stage(of, stage, canvas);
    }
    if of.automatic {
        canvas.heading("who carries it out", &actions(of));
        canvas.line("  nobody is needed: it is automatic");
    }
    canvas.heading("missing", "");
    if of.missing.is_empty() {
        let words = canvas.paint("  nothing", Tone::Good);
        canvas.line(&words);
    }
    for missing in &of.missing {
        canvas.hang("  · ", 4, missing, Tone::Doubtful);
    }
    for other in &of.from_severity {
        let rule = other
            .rule
            .as_ref()
            .map_or("no rule".to_owned(), |rule| format!("rule {rule}"));
        let words = format!("From severity {} on another rule holds: {rule}.", other.severity);
        canvas.gap();
        canvas.hang("", 0, &words, Tone::Quiet);
    }
}

fn head(of: &WhoDocument, canvas: &mut Canvas) {
    let name = canvas.paint(&clean(&of.asset), Tone::Strong);
    let owners: Vec<String> = of.owners.iter().map(|one| one.owner.words()).collect();
    let owners = if owners.is_empty() {
        "owned by nobody".to_owned()
    } else {
        format!("owned by {}", list(&owners, 3))
    };
    let remark = canvas.paint(&clean(&format!("{}, {owners}", of.kind)), Tone::Quiet);
    canvas.line(&format!("{name}  {remark}"));
    let plan = format!(
        "{} · {}, alternative {}, severity {}",
        of.local, of.exercise, of.alternative, of.severity
    );
    canvas.hang("", 0, &plan, Tone::Quiet);
    canvas.gap();
    let rule = match (&of.rule, of.standing) {
        (Some(rule), true) => {
            format!("rule {rule}: pre-approved, whoever is reached acts and tells afterwards")
        }
        (Some(rule), false) => format!("rule {rule}"),
        (None, _) => "no rule".to_owned(),
    };
    let bound = match of.guaranteed_s {
        Some(bound) if bound.as_millis() == 0 => "at once".to_owned(),
        Some(bound) => format!("no later than {}", duration(bound.as_millis())),
        None => "nothing bounds it".to_owned(),
    };
    let expected = duration(of.expected_s.as_millis());
    canvas.hang(
        "",
        0,
        &format!("By {rule}. An answer on average after {expected}; {bound}."),
        Tone::Plain,
    );
}

fn actions(of: &WhoDocument) -> String {
    of.actions.join(", then ")
}

fn one_stage(of: &WhoDocument, stage: &WhoStage, canvas: &mut Canvas) {
    let (heading, remark) = match stage.duty.as_str() {
        "decide" => ("who may stop it", String::new()),
        "advise" => ("who must be heard", String::new()),
        "approve" => ("who must approve", String::new()),
        _ => ("who can carry it out", actions(of)),
    };
    canvas.heading(heading, &remark);
    steps(stage, canvas);
    if let Some(end) = ending(stage) {
        canvas.hang("  ", 2, &end, Tone::Quiet);
    }
}

/// The steps of a stage, each with who that is.
pub(super) fn steps(stage: &WhoStage, canvas: &mut Canvas) {
    let steps = stage.steps.iter().take(MOST_STEPS);
    let width = steps
        .clone()
        .map(|step| columns(&step.target.words()))
        .max()
        .unwrap_or(0);
    for step in steps {
        let after = match step.after_s.as_millis() {
            0 => "at once".to_owned(),
            ms => format!("+{}", duration(ms)),
        };
        let target = canvas.paint(&left(&clean(&step.target.words()), width), Tone::Strong);
        let begin = format!("  {} {target}  ", left(&after, 8));
        let indent = 13 + width;
        people(&step.people, (&begin, indent), canvas);
    }
    let more = stage.steps.len().saturating_sub(MOST_STEPS);
    if more > 0 {
        canvas.hang("  ", 2, &format!("and {more} more"), Tone::Quiet);
    }
}

fn people(people: &[WhoPerson], (begin, indent): (&str, usize), canvas: &mut Canvas) {
    let mut sorted: Vec<&WhoPerson> = people.iter().collect();
    sorted.sort_by_key(|one| !one.reachable);
    let words: Vec<String> = sorted.iter().take(MOST_NAMED).map(|one| person(one)).collect();
    let mut text = words.join(", ");
    if sorted.len() > MOST_NAMED {
        text.push_str(&format!(" and {} more", sorted.len() - MOST_NAMED));
    }
    let tone = if sorted.iter().any(|one| one.reachable) {
        Tone::Good
    } else {
        Tone::Bad
    };
    if text.is_empty() {
        text.push_str("nobody");
    }
    canvas.hang(begin, indent, &text, tone);
}

/// `(Jonas Albrecht) on call`, `(Inês Duarte) off until Mon 2026-10-05 09:00`.
fn person(one: &WhoPerson) -> String {
    match &one.next_local {
        Some(next) => format!("({}) {} until {next}", one.name, one.state),
        None => format!("({}) {}", one.name, one.state),
    }
}

fn ending(stage: &WhoStage) -> Option<String> {
    let after = duration(stage.gives_up_after_s?.as_millis());
    let again = match stage.repeats {
        0 => String::new(),
        1 => "asked once more; ".to_owned(),
        times => format!("asked {times} more times; "),
    };
    let then = if stage.acts {
        "acts as if answered"
    } else {
        "waits for whoever was asked"
    };
    Some(format!("{again}after {after} {then}"))
}
