//! The register as Markdown: a page for each class of incident, to be kept beside the plan.

use std::fmt::Write;

use crate::time::SimDuration;

use super::register::{RegisterDocument, RegisterPage, RegisteredRight, words};
use super::seconds::Seconds;

/// The whole register.
pub fn register_markdown(of: &RegisterDocument) -> String {
    let mut text = format!(
        "# Decision rights of {}\n\nAlternative {}. As written in the plan; not what accounts are entitled to.\n\n",
        plain(&of.exercise),
        plain(&of.alternative)
    );
    for page in &of.pages {
        let rights = page.rights.len();
        let _ = writeln!(
            text,
            "- [{}](#{}): {rights} rights",
            plain(&page.class),
            anchor(&page.class)
        );
    }
    for page in &of.pages {
        text.push('\n');
        text.push_str(&register_page(page));
    }
    text
}

/// One page.
pub fn register_page(page: &RegisterPage) -> String {
    let mut text = format!("## {}\n\n", plain(&page.class));
    text.push_str("| right | decides | backup | limits | approved by | on | review due |\n|---|---|---|---|---|---|---|\n");
    for right in &page.rights {
        text.push_str(&row(right));
    }
    if let Some(without) = &page.without_right {
        let _ = writeln!(text, "\nNo right lets anybody contain: {}.", plain(without));
    }
    text.push_str("\n### In full\n");
    for right in &page.rights {
        text.push('\n');
        text.push_str(&in_full(right));
    }
    text.push_str("\n### Runbook\n\n| asset | from severity | actions |\n|---|---|---|\n");
    for line in &page.runbook {
        let kind = line.kind.as_deref().unwrap_or("every kind");
        let from = line.from_severity.as_deref().unwrap_or("any");
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            plain(kind),
            plain(from),
            plain(&line.actions.join(", then "))
        );
    }
    text
}

fn row(right: &RegisteredRight) -> String {
    let backups: Vec<String> = right.backups.iter().map(|one| one.who.words()).collect();
    let mut limits = right.limits.clone();
    limits.extend(
        right
            .from_severity
            .iter()
            .map(|level| format!("from severity {level}")),
    );
    let or = |text: String, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            plain(&text)
        }
    };
    format!(
        "| {}: {} | {} | {} | {} | {} | {} | {} |\n",
        plain(&right.id),
        right.decision,
        plain(&first(right)),
        or(backups.join(", "), "none"),
        or(limits.join("; "), "none"),
        or(right.approved_by.clone().unwrap_or_default(), "nobody"),
        or(right.approved_on.clone().unwrap_or_default(), "–"),
        or(right.review_due.clone().unwrap_or_default(), "–"),
    )
}

/// Who decides first, or acts.
pub(super) fn first(right: &RegisteredRight) -> String {
    if right.decides.starts_with("pre-approved") && !right.owner.is_empty() {
        return format!("{} (pre-approved)", words(&right.owner));
    }
    right.decides.clone()
}

fn in_full(right: &RegisteredRight) -> String {
    let mut text = format!(
        "**{}** ({}): {}.\n\n",
        plain(&right.id),
        right.decision,
        plain(&right.about)
    );
    for (name, value) in fields(right) {
        let _ = writeln!(text, "- {name}: {}", plain(&value));
    }
    text
}

/// Everything that is said of a right, by name.
pub(super) fn fields(right: &RegisteredRight) -> Vec<(&'static str, String)> {
    let mut found = vec![("decides", first(right))];
    let backups = right.backups.iter();
    let backups: Vec<String> = backups
        .map(|one| format!("{} after {}", one.who.words(), duration(one.after_s)))
        .collect();
    found.push((
        "backup",
        if backups.is_empty() {
            "none".to_owned()
        } else {
            backups.join(", ")
        },
    ));
    if let (Some(after), Some(then)) = (right.gives_up_after_s, &right.then) {
        found.push((
            "if nobody answers",
            format!("after {} it {then}", duration(after)),
        ));
    }
    let listed = |all: &[Vec<_>]| {
        all.iter()
            .map(|one| words(one))
            .collect::<Vec<String>>()
            .join("; and ")
    };
    let more = [
        ("from severity", right.from_severity.clone().unwrap_or_default()),
        ("limits", right.limits.join("; ")),
        ("heard before", listed(&right.advice)),
        ("approval by", listed(&right.approvals)),
        ("waits for", right.waits_for.join(", ")),
        ("carried out by", right.executes.clone()),
        ("covers", right.scope.clone()),
    ];
    found.extend(more.into_iter().filter(|(_, value)| !value.is_empty()));
    found.push(("approved", approved(right)));
    found
}

fn approved(right: &RegisteredRight) -> String {
    let Some(by) = &right.approved_by else {
        return "by nobody".to_owned();
    };
    let on = right.approved_on.as_deref().unwrap_or("an unknown day");
    match &right.review_due {
        Some(due) => format!("by {by} on {on}, review due {due}"),
        None => format!("by {by} on {on}, no review due"),
    }
}

fn duration(of: Seconds) -> SimDuration {
    SimDuration::from_millis(of.as_millis())
}

/// Text that is nothing else in Markdown: inputs are untrusted.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' => {
                safe.push('\\');
                safe.push(letter);
            }
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

fn anchor(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|letter| letter.is_alphanumeric() || "- _".contains(*letter));
    letters.collect::<String>().to_lowercase().replace(' ', "-")
}
