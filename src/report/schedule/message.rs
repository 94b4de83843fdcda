//! What was played, in a message for a chat: the first line alone says how it went.

use crate::report::Interval;
use crate::report::terminal::{Kind, estimate, with_luck};

use super::run_due_document::{PlayedDue, RunDueDocument};

/// No message is longer, in characters.
pub const LONGEST_MESSAGE: usize = 499;
/// No line but the first is longer.
const LONGEST_LINE: usize = 160;

/// As plain text.
pub fn plain(document: &RunDueDocument) -> String {
    let lines = document.played.iter().map(|one| format!("- {}", told(one)));
    fitted(&headline(document), lines.chain(others(document)))
}

/// As Markdown of the kind that Slack, Teams and Mattermost have in common: bold headline, a list, code for ids.
pub fn markdown(document: &RunDueDocument) -> String {
    let lines = document
        .played
        .iter()
        .map(|one| format!("- {}", escaped(&told(one))));
    let headline = format!("**{}**", escaped(&headline(document)));
    fitted(
        &headline,
        lines.chain(others(document).map(|line| escaped(&line))),
    )
}

/// How it went, in a line.
fn headline(document: &RunDueDocument) -> String {
    let all = document.played.len();
    let with = |status: &str| document.played.iter().filter(|one| one.status == status).count();
    let short = with("fell short");
    let failed = with("failed") + document.unread.len();
    let exercises = |count: usize| match count {
        1 => "1 exercise".to_owned(),
        count => format!("{count} exercises"),
    };
    let mut words = match (all, short) {
        (0, _) => "Outrun: nothing was due".to_owned(),
        (_, 0) if failed == 0 => format!("Outrun: {} played, all is well", exercises(all)),
        (_, 0) => format!("Outrun: {} played", exercises(all)),
        _ => format!("Outrun: {short} of {} fell short", exercises(all)),
    };
    if failed > 0 {
        words.push_str(&format!(", {failed} could not be played"));
    }
    words
}

/// One exercise, in a line.
fn told(one: &PlayedDue) -> String {
    if let Some(error) = &one.error {
        return format!(
            "{}: not played, {}",
            one.exercise,
            error.lines().next().unwrap_or("")
        );
    }
    let mut parts = Vec::new();
    if !one.missed.is_empty() {
        parts.push(format!(
            "{} of {} objectives missed",
            one.missed.len(),
            one.objectives
        ));
    }
    if let Some(first) = one.slipped.first() {
        let kind = Kind::of_objective(&first.measure);
        let bare = |interval: &Interval| estimate(interval, kind);
        parts.push(format!(
            "{} slipped, {} of {} from {} to {}",
            one.slipped.len(),
            first.measure,
            first.alternative,
            bare(&first.then),
            bare(&first.now)
        ));
    } else if let Some(first) = one.missed.first() {
        let measured = with_luck(&first.measured, Kind::of_objective(&first.objective));
        parts.push(format!(
            "{} of {} is {measured}",
            first.objective, first.alternative
        ));
    }
    if parts.is_empty() {
        parts.push("nothing missed, nothing slipped".to_owned());
    }
    format!("{}: {}", one.exercise, parts.join("; "))
}

/// What could not be read, and what waits for people.
fn others(document: &RunDueDocument) -> impl Iterator<Item = String> {
    let unread = document
        .unread
        .iter()
        .map(|words| format!("- not read: {}", words.lines().next().unwrap_or("")));
    let people = document.with_people.iter().map(|one| {
        let owners = if one.owners.is_empty() {
            String::new()
        } else {
            format!(", for {}", one.owners.join(", "))
        };
        format!(
            "- {} with people: {} {}{owners}",
            one.state, one.exercise, one.schedule
        )
    });
    unread.chain(people)
}

/// As many lines as fit; the rest is counted.
fn fitted(headline: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| shortened(&line, LONGEST_LINE)).collect();
    let mut text = shortened(headline, LONGEST_LINE);
    let rest = |left: usize| format!("\n- and {left} more");
    for (place, line) in lines.iter().enumerate() {
        let left = lines.len() - place;
        let room = if left == 1 {
            0
        } else {
            rest(left - 1).chars().count()
        };
        if text.chars().count() + 1 + line.chars().count() + room > LONGEST_MESSAGE {
            text.push_str(&rest(left));
            break;
        }
        text.push('\n');
        text.push_str(line);
    }
    text
}

fn shortened(text: &str, most: usize) -> String {
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().count() <= most {
        return text;
    }
    let begin: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", begin.trim_end())
}

/// Nothing from the documents is taken for Markdown, a mention or a link.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let (begin, rest) = text.strip_prefix("- ").map_or(("", text), |rest| ("- ", rest));
    safe.push_str(begin);
    for letter in rest.chars() {
        match letter {
            '*' | '_' | '`' | '[' | ']' | '~' | '|' | '\\' => {
                safe.push('\\');
                safe.push(letter);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' => safe.push_str("@\u{200b}"),
            letter => safe.push(letter),
        }
    }
    safe
}
