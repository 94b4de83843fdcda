//! Tables.

use crate::report::gap::document::{Cell, Column, Table, Tone};

use super::text::prose;

/// More rows behind a picture than this, and more of any other closed table, stay in the file when it is printed.
const SHORT: usize = 16;
const LONG: usize = 60;

/// A table that scrolls by itself where it is too wide, closed where it is a detail.
pub(super) fn table(of: &Table, into: &mut String) {
    if of.rows.is_empty() {
        return;
    }
    let title = prose(&of.title);
    if of.folded {
        let rows = of.rows.len();
        let long = if rows <= SHORT {
            ""
        } else if rows <= LONG {
            " class=\"long\""
        } else {
            " class=\"long huge\""
        };
        into.push_str(&format!(
            "<details{long}><summary>{title} <span class=\"rows\">{rows} rows</span></summary>"
        ));
    }
    let figures = of.columns.iter().filter(|column| column.figures).count();
    let few = if figures <= 3 { " few" } else { "" };
    // Names of tables are ours; those of documents never become attributes.
    into.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\"><table class=\"t-{}{few}\">",
        of.id
    ));
    if !of.folded {
        into.push_str(&format!("<caption>{title}</caption>"));
    }
    into.push_str("<thead><tr>");
    for column in &of.columns {
        into.push_str(&format!(
            "<th scope=\"col\"{}>{}</th>",
            class(column, Tone::Plain),
            prose(&column.title)
        ));
    }
    into.push_str("</tr></thead><tbody>\n");
    for row in &of.rows {
        into.push_str("<tr>");
        for (place, (cell, column)) in row.iter().zip(&of.columns).enumerate() {
            into.push_str(&field(cell, column, place));
        }
        into.push_str("</tr>\n");
    }
    into.push_str("</tbody></table></div>");
    if !of.from.is_empty() {
        into.push_str(&format!("<p class=\"quiet from\">From {}.</p>", prose(&of.from)));
    }
    into.push_str(if of.folded { "</details>\n" } else { "\n" });
}

fn field(cell: &Cell, column: &Column, place: usize) -> String {
    let class = class(column, cell.tone);
    let text = if column.figures {
        figure(&cell.text)
    } else {
        prose(&cell.text)
    };
    if column.blank {
        // What is written here is gone with the window: it is for paper, and for copies.
        let label = prose(&column.title);
        format!("<td{class} contenteditable=\"true\" aria-label=\"{label}\">{text}</td>")
    } else if place == 0 {
        format!("<th scope=\"row\"{class}>{text}</th>")
    } else {
        format!("<td{class}>{text}</td>")
    }
}

/// A figure and its range are two words that may stand on two lines, and are not broken themselves.
fn figure(text: &str) -> String {
    match text.split_once(" (") {
        Some((figure, range)) if range.ends_with(')') => {
            format!("{} <span class=\"luck\">({}</span>", prose(figure), prose(range))
        }
        _ => prose(text),
    }
}

fn class(column: &Column, tone: Tone) -> String {
    let tone = self::tone(tone);
    let kind = match (column.figures, column.blank) {
        (true, _) => "f",
        (_, true) => "blank",
        _ => "",
    };
    let both = format!("{kind} {tone}");
    match both.trim() {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    }
}

/// The class of a tone.
pub(super) const fn tone(of: Tone) -> &'static str {
    match of {
        Tone::Plain => "",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Doubtful => "doubtful",
    }
}
