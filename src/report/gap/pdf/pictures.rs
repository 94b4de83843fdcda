//! Pictures on paper.

use std::collections::BTreeMap;

use crate::report::gap::document::{Block, GapReport, Picture, RunReport};
use crate::report::gap::pictures::standalone;

/// The pictures of a report as SVG, by the path under which the template asks for them: the numbers of run, chapter and block.
pub(super) fn pictures(of: &GapReport) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for (number, run) in of.runs.iter().enumerate() {
        for (place, picture) in of_run(run) {
            let drawn = standalone(&picture.drawing, &picture.title);
            made.insert(format!("/{number}-{place}.svg"), in_the_font_of_the_page(&drawn));
        }
    }
    made
}

/// The pictures of a run and where they stand.
fn of_run(run: &RunReport) -> Vec<(String, &Picture)> {
    let mut found = Vec::new();
    found.extend(run.front.race.iter().map(|race| ("front".to_owned(), race)));
    for (chapter, section) in run.sections.iter().enumerate() {
        for (block, piece) in section.blocks.iter().enumerate() {
            if let Block::Picture(picture) = piece {
                found.push((format!("{chapter}-{block}"), picture));
            }
        }
    }
    found
}

/// Only fonts that are embedded are there to be named.
fn in_the_font_of_the_page(picture: &str) -> String {
    picture.replacen(" font-family=\"", " font-family=\"Inter, ", 1)
}
