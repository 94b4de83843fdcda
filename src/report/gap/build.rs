//! The report as data, made of what was given.

use crate::report::{Naming, RunDocument};

use super::document::{Audience, GapReport, RunReport, Section};
use super::found::{Found, found};
use super::front::front;
use super::given::{Given, Part, parts};
use super::nameless::Nameless;
use super::sections;
use super::source::Source;
use super::without::front_without_a_run;
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
    /// What people are called.
    pub naming: Naming,
}

/// What all chapters on one exercise are made of.
pub(super) struct Case<'a> {
    pub(super) part: Part<'a>,
    pub(super) audience: Audience,
    pub(super) naming: Naming,
    /// What must go wrong with the plan; nothing: nobody has looked.
    pub(super) checked: Option<Proved>,
    /// What takes the names of people out of sentences of others.
    pub(super) nameless: Nameless,
}

/// What `check` proves of a plan.
pub(super) struct Proved {
    /// The days that were looked at.
    pub(super) days: Option<String>,
    pub(super) findings: Vec<Found>,
    pub(super) silenced: Vec<Found>,
}

/// What the chapters on a run are made of.
pub(super) struct Matter<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) source: &'a Source,
    pub(super) document: &'a RunDocument,
}

impl<'a> Case<'a> {
    fn new(part: Part<'a>, wishes: &Wishes) -> Self {
        let played = part.run().and_then(|run| run.played.as_ref());
        // A check that was given is looked at as it was given; else the copy of the inputs is checked.
        let checked = part.checked().or(played.map(|played| &played.checked));
        let lead = played.and_then(|played| played.looked.first());
        let nameless = lead.map_or_else(Nameless::default, |lead| {
            Nameless::new(&lead.exercise, wishes.naming)
        });
        let checked = checked.map(|document| {
            let (findings, silenced) = found(document, &nameless);
            Proved {
                days: document.days.clone(),
                findings,
                silenced,
            }
        });
        Self {
            audience: wishes.audience,
            naming: wishes.naming,
            checked,
            nameless,
            part,
        }
    }

    /// The chapters on the run, where there is one.
    fn matter(&self) -> Option<Matter<'_>> {
        self.part.run().map(|source| Matter {
            case: self,
            source,
            document: &source.document,
        })
    }

    /// Whether assets and uncovered hours may be told.
    pub(super) fn tells_assets(&self) -> bool {
        self.audience == Audience::Everybody
    }

    /// The title of the exercise; its id where nothing else is known.
    pub(super) fn title(&self) -> String {
        let played = self.part.run().and_then(|run| run.played.as_ref());
        tidy(played.map_or_else(|| self.part.exercise(), |played| played.title.as_str()))
    }
}

impl Matter<'_> {
    /// Whether assets and uncovered hours may be told.
    pub(super) fn tells_assets(&self) -> bool {
        self.case.tells_assets()
    }
}

/// The report of these results, one part for each exercise.
pub fn gap_report(given: &[Given], wishes: &Wishes) -> GapReport {
    let runs: Vec<RunReport> = parts(given).into_iter().map(|part| one(part, wishes)).collect();
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
        naming: match wishes.naming {
            Naming::Roles => "roles",
            Naming::People => "people",
        }
        .to_owned(),
        runs,
    }
}

fn one(part: Part<'_>, wishes: &Wishes) -> RunReport {
    let case = Case::new(part, wishes);
    let matter = case.matter();
    let mut front = matter.as_ref().map_or_else(|| front_without_a_run(&case), front);
    front.warnings.extend(case.part.strangers());
    RunReport {
        exercise: tidy(case.part.exercise()),
        title: case.title(),
        front,
        sections: chapters(&case, matter.as_ref()),
    }
}

/// The chapters in the order in which a reader asks: what happened, who was missing, what would help, how we know.
fn chapters(case: &Case<'_>, matter: Option<&Matter<'_>>) -> Vec<Section> {
    let made = [
        matter.map(sections::time),
        matter.map(sections::survival),
        matter.and_then(sections::coverage),
        matter.and_then(sections::chains),
        matter.map(sections::aims),
        matter.and_then(sections::alternatives),
        matter.and_then(sections::trade),
        sections::compared(case),
        matter.map(sections::cost),
        matter.and_then(sections::limits),
        matter.and_then(sections::moves),
        sections::findings(case),
        sections::plan(case),
        matter.and_then(sections::told),
        Some(sections::appendix(case)),
    ];
    made.into_iter().flatten().collect()
}
