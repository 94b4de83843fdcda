//! Pictures on paper.

use std::collections::BTreeMap;

use crate::report::gap::document::{Block, GapReport, Picture, RunReport};
use crate::report::gap::pictures::standalone;

/// The pictures of a report as SVG, by the path under which the template asks for them: run and picture.
pub(super) fn pictures(of: &GapReport) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for (number, run) in of.runs.iter().enumerate() {
        for picture in of_run(run) {
            let path = format!("/{number}/{}.svg", picture.id);
            made.insert(path, standalone(&picture.drawing, &picture.title));
        }
    }
    made
}

fn of_run(run: &RunReport) -> impl Iterator<Item = &Picture> {
    let blocks = run.sections.iter().flat_map(|section| &section.blocks);
    let pictures = blocks.filter_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    run.front.race.iter().chain(pictures)
}
