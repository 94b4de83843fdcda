//! The page.

use crate::report::gap::document::{Block, Front, Gap, GapReport, Headline, Picture, RunReport};
use crate::report::gap::pictures::{self, Width};

use super::script::{self, SCRIPT};
use super::sheets::Sheets;
use super::table::{table, tone};
use super::text::{escaped, prose};

/// The style; it loads nothing.
const STYLE: &str = include_str!("style.css");

/// The whole report as one file that asks for nothing else.
pub fn html(of: &GapReport) -> String {
    let mut page = String::new();
    head(of, &mut page);
    let mut sheets = Sheets::new(of);
    page.push_str(&sheets.seen("first"));
    page.push_str("<main>\n");
    for (number, run) in of.runs.iter().enumerate() {
        one(of, (run, number), &mut sheets, &mut page);
    }
    page.push_str("</main>\n");
    page.push_str(&sheets.seen("last"));
    page.push_str(&format!("<script>{SCRIPT}</script>\n</body>\n</html>\n"));
    page
}

fn head(of: &GapReport, page: &mut String) {
    // The policy keeps even a mistake of ours from loading anything, or running anything but the one script.
    page.push_str(&format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src {}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"outrun {}\">\n<meta name=\"outrun-manifest\" content=\"{}\">\n<title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n",
        script::source(),
        escaped(&of.version),
        escaped(&of.manifest.line()),
        escaped(&of.title),
        pictures::STYLE
    ));
}

fn one(of: &GapReport, (run, number): (&RunReport, usize), sheets: &mut Sheets, page: &mut String) {
    let before = format!("r{}-", number + 1);
    let date = of
        .date
        .as_ref()
        .map_or_else(String::new, |date| format!(" · {}", escaped(date)));
    page.push_str("<article>\n");
    sheets.suit("front", page);
    page.push_str(&format!(
        "<header>\n<h1>{}</h1>\n<p class=\"quiet\">{} · {}{date}</p>\n</header>\n",
        escaped(&run.title),
        escaped(&run.exercise),
        prose(&run.front.played)
    ));
    front(&run.front, &before, page);
    page.push_str("<nav aria-label=\"Contents\"><ul>");
    for section in &run.sections {
        let (id, title) = (&section.id, escaped(&section.title));
        page.push_str(&format!("<li><a href=\"#{before}{id}\">{title}</a></li>"));
    }
    page.push_str("</ul></nav>\n");
    for section in &run.sections {
        let (id, title) = (&section.id, escaped(&section.title));
        sheets.suit(id, page);
        page.push_str(&format!(
            "<section id=\"{before}{id}\" class=\"c-{id}\">\n<h2>{title}</h2>\n"
        ));
        for block in &section.blocks {
            piece(block, page);
        }
        page.push_str("</section>\n");
    }
    sheets.end(page);
    page.push_str("</article>\n");
}

/// The first page; figures lead to the chapters that they come from, whose names begin with `before`.
fn front(of: &Front, before: &str, page: &mut String) {
    page.push_str("<section class=\"front\">\n");
    for warning in &of.warnings {
        page.push_str(&format!("<p class=\"warning\">{}</p>\n", prose(warning)));
    }
    page.push_str(&format!(
        "<p class=\"question\">{}</p>\n<h2 class=\"answer\">{}</h2>\n<ul class=\"headlines\">\n",
        escaped(&of.question),
        prose(&of.answer)
    ));
    for one in &of.headlines {
        page.push_str(&headline(one, before));
    }
    page.push_str(&format!("</ul>\n<p class=\"quiet\">{}</p>\n", prose(&of.meaning)));
    if let Some(race) = &of.race {
        picture(race, page);
    }
    if !of.gaps.is_empty() {
        page.push_str("<h2>The gaps that cost most</h2>\n<ol class=\"gaps\">\n");
        for one in &of.gaps {
            page.push_str(&gap(one, before));
        }
        let ranked = escaped(&of.ranked);
        page.push_str(&format!("</ol>\n<p class=\"quiet ranked\">{ranked}</p>\n"));
    }
    page.push_str("<div class=\"ask\">\n<h2>To be decided</h2>\n<ul>");
    for ask in &of.ask {
        page.push_str(&format!("<li>{}</li>", prose(ask)));
    }
    page.push_str("</ul>\n</div>\n</section>\n");
}

fn headline(of: &Headline, before: &str) -> String {
    let verdict = if of.verdict.is_empty() {
        String::new()
    } else {
        format!(
            "<span class=\"verdict {}\">{}</span>",
            tone(of.tone),
            escaped(&of.verdict)
        )
    };
    format!(
        "<li><span class=\"name\">{}</span><b class=\"rate\"><a href=\"#{before}{}\">{}</a></b><span>{}</span><span class=\"quiet\">{}</span>{verdict}</li>\n",
        escaped(&of.alternative),
        of.chapter,
        escaped(&of.rate.text),
        escaped(&of.luck),
        prose(&of.assumptions)
    )
}

fn gap(of: &Gap, before: &str) -> String {
    let mut text = format!(
        "<li><h3><a href=\"#{before}{}\">{}</a></h3><p>{}.</p>",
        of.chapter,
        escaped(&of.title),
        prose(&of.cost)
    );
    let closing = [
        ("Falls on", &of.falls_on),
        ("What closing it buys", &of.closing),
        ("Proved", &of.proved),
        ("The incident in which it cost most", &of.example),
    ];
    for (what, words) in closing {
        if !words.is_empty() {
            text.push_str(&format!("<p><b>{what}:</b> {}</p>", prose(words)));
        }
    }
    text + "</li>\n"
}

fn piece(of: &Block, page: &mut String) {
    match of {
        Block::Text { text } => page.push_str(&format!("<p>{}</p>\n", prose(text))),
        Block::List { items } => {
            page.push_str("<ul>");
            for item in items {
                page.push_str(&format!("<li>{}</li>", prose(item)));
            }
            page.push_str("</ul>\n");
        }
        Block::Picture(of) => picture(of, page),
        Block::Table(of) => table(of, page),
    }
}

/// Drawn twice, for a page and for a phone; the style shows one of them.
fn picture(of: &Picture, page: &mut String) {
    page.push_str(&format!(
        "<figure class=\"g-{}\">\n<h3>{}</h3>\n",
        of.id,
        escaped(&of.title)
    ));
    for width in [Width::Page, Width::Phone] {
        page.push_str(&pictures::picture(&of.drawing, &of.title, width));
    }
    page.push_str(&format!("<figcaption>{}</figcaption>\n", prose(&of.text)));
    table(&of.table, page);
    page.push_str("</figure>\n");
}
