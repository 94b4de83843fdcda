//! Every picture of a report as a file of its own.

use crate::report::gap::document::{Block, GapReport, Picture};

use super::draw::standalone;

/// The name of a file for each picture, and its SVG; what every exercise has bears its number where there are several.
pub fn pictures(of: &GapReport) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (number, run) in (1_u32..).zip(&of.runs) {
        let before = if of.runs.len() > 1 {
            format!("{number}-")
        } else {
            String::new()
        };
        let blocks = run.sections.iter().flat_map(|section| &section.blocks);
        let others = blocks.filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        });
        let mut ids: Vec<&str> = Vec::new();
        for picture in run.front.race.iter().chain(others) {
            ids.push(&picture.id);
            let again = ids.iter().filter(|id| **id == picture.id).count();
            let again = if again > 1 {
                format!("-{again}")
            } else {
                String::new()
            };
            files.push((format!("{before}{}{again}.svg", picture.id), drawn(picture)));
        }
    }
    files
}

fn drawn(of: &Picture) -> String {
    standalone(&of.drawing, &of.title)
}
