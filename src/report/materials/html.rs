//! A document as one HTML file that loads nothing, for the screen and for paper.

use crate::conduct::materials::{Block, Document, Table};
use crate::report::gap::html_escaped as escaped;

const STYLE: &str = include_str!("style.css");

/// The whole document.
pub fn html(of: &Document) -> String {
    let mark = of.marking.as_deref().map_or_else(String::new, escaped);
    let turned = if of.wide { "A4 landscape" } else { "A4" };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: {exercise}</title>\n<style>\n{STYLE}@page {{ size: {turned}; }}\n</style>\n</head>\n<body{wide}>\n",
        title = escaped(&of.title),
        exercise = escaped(&of.exercise),
        wide = if of.wide { " class=\"wide\"" } else { "" },
    );
    // A table's head and foot stand on each printed page, and so does the marking.
    page.push_str(&format!(
        "<table class=\"sheet\"><thead><tr><td><div class=\"mark\">{mark}</div></td></tr></thead>\n\
         <tfoot><tr><td><div class=\"mark\">{mark}</div></td></tr></tfoot>\n<tbody><tr><td>\n<main>\n"
    ));
    let date = of
        .date
        .as_deref()
        .map_or_else(String::new, |date| format!(" · {}", escaped(date)));
    page.push_str(&format!(
        "<header><h1>{}</h1><p>{}{date}</p></header>\n",
        escaped(&of.title),
        escaped(&of.exercise)
    ));
    for block in &of.blocks {
        piece(block, &mut page);
    }
    page.push_str("</main>\n</td></tr></tbody></table>\n</body>\n</html>\n");
    page
}

fn piece(of: &Block, page: &mut String) {
    match of {
        Block::Chapter { title, new_page } => {
            let class = if *new_page { " class=\"page\"" } else { "" };
            page.push_str(&format!("<h2{class}>{}</h2>\n", escaped(title)));
        }
        Block::Section(title) => page.push_str(&format!("<h3>{}</h3>\n", escaped(title))),
        Block::Text(words) => page.push_str(&format!("<p>{}</p>\n", broken(words))),
        Block::Notice(words) => page.push_str(&format!("<p class=\"notice\">{}</p>\n", broken(words))),
        Block::List(items) => {
            page.push_str("<ul>");
            for item in items {
                page.push_str(&format!("<li>{}</li>", broken(item)));
            }
            page.push_str("</ul>\n");
        }
        Block::Table(of) => table(of, page),
        Block::Room(lines) => {
            page.push_str("<div class=\"room\">");
            page.push_str(&"<div></div>".repeat(usize::from(*lines)));
            page.push_str("</div>\n");
        }
    }
}

fn table(of: &Table, page: &mut String) {
    page.push_str("<div class=\"scroll\"><table>\n<colgroup>");
    for column in &of.columns {
        page.push_str(&format!("<col style=\"width:{}%\">", column.share));
    }
    page.push_str("</colgroup>\n");
    if of.has_head() {
        page.push_str("<thead><tr>");
        for column in &of.columns {
            page.push_str(&format!("<th scope=\"col\">{}</th>", escaped(&column.title)));
        }
        page.push_str("</tr></thead>\n");
    }
    page.push_str("<tbody>\n");
    for cells in &of.rows {
        page.push_str("<tr>");
        for (place, cell) in cells.iter().enumerate() {
            if place == 0 && !of.has_head() {
                page.push_str(&format!("<th scope=\"row\">{}</th>", broken(cell)));
            } else {
                page.push_str(&format!("<td>{}</td>", broken(cell)));
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
}

fn broken(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    lines.join("<br>")
}
