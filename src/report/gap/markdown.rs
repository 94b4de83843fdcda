//! The report as Markdown; every picture is its text and its table.

use super::document::{Block, Front, GapReport, Headline, RunReport, Table};

/// The whole report.
pub fn markdown(of: &GapReport) -> String {
    let mut text = String::new();
    marks(of, &mut text);
    for run in &of.runs {
        one(of, run, &mut text);
    }
    marks(of, &mut text);
    format!("{}\n\n<!-- {} -->\n", text.trim_end(), of.manifest.line())
}

/// The handling marking stands first and last: a text has no pages.
fn marks(of: &GapReport, text: &mut String) {
    let marking = of
        .marking
        .as_ref()
        .map(|marking| format!("**{}** · ", escaped(marking)));
    text.push_str(&format!("{}*{}*\n\n", marking.unwrap_or_default(), of.basis));
}

fn one(of: &GapReport, run: &RunReport, text: &mut String) {
    let date = of.date.as_ref().map(|date| format!(" · {}", escaped(date)));
    text.push_str(&format!("# {}\n\n", escaped(&run.title)));
    text.push_str(&format!(
        "{} · {}{}\n\n",
        escaped(&run.exercise),
        prose(&run.front.played),
        date.unwrap_or_default()
    ));
    front(&run.front, text);
    for section in &run.sections {
        text.push_str(&format!("## {}\n\n", escaped(&section.title)));
        for block in &section.blocks {
            piece(block, text);
        }
    }
}

fn front(of: &Front, text: &mut String) {
    for warning in &of.warnings {
        text.push_str(&format!("> **{}**\n\n", prose(warning)));
    }
    text.push_str(&format!(
        "## {}\n\n**{}**\n\n{}\n\n",
        of.question,
        prose(&of.answer),
        prose(&of.meaning)
    ));
    if !of.headlines.is_empty() {
        text.push_str(
            "| alternative | outrun rate | luck | what we do not know | objective |\n|---|---|---|---|---|\n",
        );
    }
    for one in &of.headlines {
        text.push_str(&headline(one));
    }
    text.push('\n');
    if let Some(race) = &of.race {
        text.push_str(&format!("### {}\n\n{}\n\n", race.title, prose(&race.text)));
        table(&race.table, text);
    }
    if !of.gaps.is_empty() {
        text.push_str("### The gaps that cost most\n\n");
    }
    for (number, gap) in (1..).zip(&of.gaps) {
        text.push_str(&format!("{number}. **{}**: {}.\n", gap.title, prose(&gap.cost)));
        for more in [&gap.falls_on, &gap.closing, &gap.proved] {
            if !more.is_empty() {
                text.push_str(&format!("   - {}\n", prose(more)));
            }
        }
        if !gap.example.is_empty() {
            text.push_str(&format!(
                "   - The incident in which it cost most: {}\n",
                prose(&gap.example)
            ));
        }
    }
    if !of.ranked.is_empty() {
        text.push_str(&format!("\n{}\n\n", of.ranked));
    }
    text.push_str("### To be decided\n\n");
    for ask in &of.ask {
        text.push_str(&format!("- {}\n", prose(ask)));
    }
    text.push('\n');
}

fn headline(of: &Headline) -> String {
    format!(
        "| {} | **{}** | {} | {} | {} |\n",
        escaped(&of.alternative),
        escaped(&of.rate.text),
        escaped(&of.luck),
        prose(&of.assumptions),
        escaped(&of.verdict)
    )
}

fn piece(of: &Block, text: &mut String) {
    match of {
        Block::Text { text: words } => text.push_str(&format!("{}\n\n", prose(words))),
        Block::List { items } => {
            for item in items {
                text.push_str(&format!("- {}\n", prose(item)));
            }
            text.push('\n');
        }
        Block::Picture(picture) => {
            text.push_str(&format!("### {}\n\n{}\n\n", picture.title, prose(&picture.text)));
            table(&picture.table, text);
        }
        Block::Table(of) => table(of, text),
    }
}

fn table(of: &Table, text: &mut String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&format!("**{}**\n\n", prose(&of.title)));
    text.push_str(&line(
        of.columns.iter().map(|column| escaped(&column.title)).collect(),
    ));
    let ruled = of
        .columns
        .iter()
        .map(|column| if column.figures { "--:" } else { "---" }.to_owned());
    text.push_str(&line(ruled.collect()));
    for row in &of.rows {
        text.push_str(&line(row.iter().map(|cell| prose(&cell.text)).collect()));
    }
    text.push('\n');
    if !of.from.is_empty() {
        text.push_str(&format!("From {}.\n\n", prose(&of.from)));
    }
}

/// Words whose names stand in backticks, which stay; everything else that Markdown would read is escaped.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let pieces = parts.iter().enumerate().map(|(place, part)| {
        // Readers do not agree on where code ends: what could be a tag or a link in any of them is no code.
        if place % 2 == 1 && !part.contains(['<', ']']) {
            format!("`{}`", part.replace('|', "\\|"))
        } else {
            escaped(part)
        }
    });
    pieces.collect()
}

pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Not every reader of Markdown heeds a backslash before a tag.
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => safe.extend(['\\', c]),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(
            prose("<script> of `a|b` | *x*"),
            r"&lt;script&gt; of `a\|b` \| \*x\*"
        );
    }
}
