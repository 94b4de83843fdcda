//! A document as Markdown.

use crate::conduct::materials::{Block, Document, Table};
use crate::report::gap::markdown_escaped as escaped;

/// The whole document; the marking stands first and last, for a text has no pages.
pub fn markdown(of: &Document) -> String {
    let mark = of
        .marking
        .as_ref()
        .map_or_else(String::new, |marking| format!("**{}**\n\n", line(marking)));
    let mut text = format!("{mark}# {}\n\n{}", line(&of.title), line(&of.exercise));
    if let Some(date) = &of.date {
        text.push_str(&format!(" · {}", line(date)));
    }
    text.push_str("\n\n");
    for block in &of.blocks {
        piece(block, &mut text);
    }
    text.push_str(&mark);
    format!("{}\n", text.trim_end())
}

fn piece(of: &Block, text: &mut String) {
    match of {
        Block::Chapter { title, .. } => text.push_str(&format!("## {}\n\n", line(title))),
        Block::Section(title) => text.push_str(&format!("### {}\n\n", line(title))),
        Block::Text(words) => text.push_str(&format!("{}\n\n", line(words))),
        Block::Notice(words) => text.push_str(&format!("> {}\n\n", line(words))),
        Block::List(items) => {
            for item in items {
                text.push_str(&format!("- {}\n", line(item)));
            }
            text.push('\n');
        }
        Block::Table(of) => table(of, text),
        Block::Room(_) => text.push_str("\\_\\_\\_\n\n"),
    }
}

fn table(of: &Table, text: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text.push_str(&row(of
        .columns
        .iter()
        .map(|column| line(&column.title))
        .collect()));
    text.push_str(&row(of.columns.iter().map(|_| "---".to_owned()).collect()));
    for cells in &of.rows {
        text.push_str(&row(cells.iter().map(|cell| broken(cell)).collect()));
    }
    text.push('\n');
}

/// In one line.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(['\n', '\r']).filter(|part| !part.is_empty()).collect();
    escaped(&words.join(" "))
}

/// With the breaks that a cell may have.
fn broken(text: &str) -> String {
    let lines: Vec<String> = text.trim_end().lines().map(escaped).collect();
    lines.join("<br>")
}
