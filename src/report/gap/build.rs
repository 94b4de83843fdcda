//! The report as data, made of what runs have left.

use crate::report::RunDocument;

use super::document::{Audience, GapReport, RunReport};
use super::front::front;
use super::sections;
use super::source::Source;
use super::wording::tidy;

/// What the reader wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How the report is to be handled: `TLP:AMBER`.
    pub marking: Option<String>,
    /// The date that it bears; the clock is never asked.
    pub date: Option<String>,
    /// For whom it is.
    pub audience: Audience,
}

/// What all chapters are made of.
pub(super) struct Matter<'a> {
    pub(super) source: &'a Source,
    pub(super) document: &'a RunDocument,
    pub(super) audience: Audience,
}

impl Matter<'_> {
    /// Whether assets and uncovered hours may be told.
    pub(super) fn tells_assets(&self) -> bool {
        self.audience == Audience::Everybody
    }

    /// The title of the exercise; its id where nothing else is known.
    pub(super) fn title(&self) -> String {
        let title = self.source.played.as_ref().map(|played| played.title.as_str());
        tidy(title.unwrap_or(&self.document.exercise))
    }
}

/// The report of these results, in their order.
pub fn gap_report(sources: &[Source], wishes: &Wishes) -> GapReport {
    let runs: Vec<RunReport> = sources.iter().map(|source| run(source, wishes)).collect();
    let title = match runs.as_slice() {
        [one] => one.title.clone(),
        several => format!("{} exercises", several.len()),
    };
    GapReport {
        schema: GapReport::SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        title,
        marking: wishes.marking.as_deref().map(tidy),
        date: wishes.date.as_deref().map(tidy),
        audience: wishes.audience,
        basis: "simulated only".to_owned(),
        naming: "roles".to_owned(),
        runs,
    }
}

fn run(source: &Source, wishes: &Wishes) -> RunReport {
    let matter = Matter {
        source,
        document: &source.document,
        audience: wishes.audience,
    };
    let made = [
        Some(sections::time(&matter)),
        sections::behind(&matter),
        sections::hours(&matter),
        Some(sections::survival(&matter)),
        Some(sections::aims(&matter)),
        sections::alternatives(&matter),
        sections::trade(&matter),
        Some(sections::cost(&matter)),
        sections::limits(&matter),
        sections::moves(&matter),
        sections::told(&matter),
        sections::findings(&matter),
        sections::plan(&matter),
        Some(sections::appendix(&matter)),
    ];
    RunReport {
        exercise: tidy(&source.document.exercise),
        title: matter.title(),
        front: front(&matter),
        sections: made.into_iter().flatten().collect(),
    }
}
