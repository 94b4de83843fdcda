//! Tables.

use crate::report::gap::document::{Cell, Column, Table, Tone};

use super::text::prose;

/// A table that scrolls by itself where it is too wide, closed where it is a detail.
pub(super) fn table(of: &Table, into: &mut String) {
    if of.rows.is_empty() {
        return;
    }
    let title = prose(&of.title);
    if of.folded {
        into.push_str(&format!("<details><summary>{title}</summary>"));
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
    let text = prose(&cell.text);
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
