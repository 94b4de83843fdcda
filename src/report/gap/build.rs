//! The report as data, made of what was given.

use minijinja::{Value, context};

use crate::report::{Naming, RunDocument};

use super::causes::Words;
use super::coverage::FrameworkCoverage;
use super::document::{Audience, Block, GapReport, RunReport, Section};
use super::evidence::frameworks;
use super::found::{Found, found};
use super::front::front;
use super::given::{Given, Part, parts};
use super::manifest::Manifest;
use super::nameless::Nameless;
use super::phrases::{Phrases, TemplateMistake, Templates};
use super::sections;
use super::source::Source;
use super::state::State;
use super::traced::{trace, traced};
use super::without::front_without_a_run;
use super::wording::tidy;

/// What the reader wishes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// How the report is to be handled: `TLP:AMBER`.
    pub marking: Option<String>,
    /// The date that it bears; the clock is never asked.
    pub date: Option<String>,
    /// For whom it is.
    pub audience: Audience,
    /// What people are called.
    pub naming: Naming,
    /// Where exercises stood before: what changed since is a chapter; none: nothing to hold them against.
    pub since: Vec<State>,
    /// Sentences in place of those that are built in.
    pub templates: Templates,
}

/// What all chapters on one exercise are made of.
pub(super) struct Case<'a> {
    pub(super) part: Part<'a>,
    pub(super) audience: Audience,
    pub(super) naming: Naming,
    /// What must go wrong with the plan; nothing: nobody has looked.
    pub(super) checked: Option<Proved>,
    /// Where the exercise stood before; nothing: nothing was given.
    pub(super) since: Option<State>,
    /// What takes the names of people out of sentences of others.
    pub(super) nameless: Nameless,
    /// How sentences are said.
    pub(super) phrases: &'a Phrases,
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
    fn new(part: Part<'a>, wishes: &Wishes, phrases: &'a Phrases) -> Self {
        let played = part.run().and_then(|run| run.played.as_ref());
        // A check that was given is looked at as it was given; else the copy of the inputs is checked.
        let checked = part.checked().or(played.map(|played| &played.checked));
        let lead = played.and_then(|played| played.looked.first());
        let nameless = lead.map_or_else(Nameless::default, |lead| {
            Nameless::new(&lead.exercise, wishes.naming)
        });
        let checked = checked.map(|document| {
            let (findings, silenced) = found(document, &nameless);
            let worded = |all: Vec<Found>| all.into_iter().map(|one| one.worded(phrases)).collect();
            Proved {
                days: document.days.clone(),
                findings: worded(findings),
                silenced: worded(silenced),
            }
        });
        Self {
            audience: wishes.audience,
            naming: wishes.naming,
            since: wishes
                .since
                .iter()
                .find(|state| state.exercise == part.exercise())
                .cloned(),
            checked,
            nameless,
            phrases,
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
        let exercise = tidy(self.part.exercise());
        let title = played.map_or_else(|| exercise.clone(), |played| tidy(&played.title));
        self.phrases.say("title", &context! { title, exercise })
    }
}

impl Matter<'_> {
    /// Whether assets and uncovered hours may be told.
    pub(super) fn tells_assets(&self) -> bool {
        self.case.tells_assets()
    }

    /// A sentence.
    pub(super) fn say(&self, name: &str, told: &Value) -> String {
        self.case.phrases.say(name, told)
    }

    /// What a cause of lost time is called.
    pub(super) fn cause(&self, of: &Words) -> String {
        self.case.phrases.cause(of)
    }
}

/// The report of these results, one part for each exercise.
///
/// # Errors
/// Mistakes in the templates.
pub fn gap_report(given: &[Given], wishes: &Wishes) -> Result<GapReport, Vec<TemplateMistake>> {
    let phrases = Phrases::new(&wishes.templates)?;
    let cases: Vec<Case<'_>> = parts(given)
        .into_iter()
        .map(|part| Case::new(part, wishes, &phrases))
        .collect();
    let states: Vec<State> = cases.iter().map(State::of).collect();
    let runs: Vec<RunReport> = cases
        .iter()
        .zip(&states)
        .map(|(case, now)| one(case, now))
        .collect();
    let mistakes = phrases.mistakes();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let title = match runs.as_slice() {
        [one] => one.title.clone(),
        several => format!("{} exercises", several.len()),
    };
    Ok(GapReport {
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
        wording: wishes.templates.used(),
        runs,
        manifest: Manifest::new(given, wishes, states),
    })
}

fn one(case: &Case<'_>, now: &State) -> RunReport {
    let matter = case.matter();
    let mut front = matter.as_ref().map_or_else(|| front_without_a_run(case), front);
    front.warnings.extend(case.part.strangers());
    if let Some(race) = &mut front.race {
        trace(&mut race.table);
    }
    let controls = frameworks(case);
    let sections = chapters(case, matter.as_ref(), (&controls, now));
    RunReport {
        exercise: tidy(case.part.exercise()),
        title: case.title(),
        front,
        controls,
        sections: sections
            .into_iter()
            .map(|section| worded(section, case.phrases))
            .collect(),
    }
}

/// The chapters in the order in which a reader asks: what happened, who was missing, what would help, how we know.
fn chapters(
    case: &Case<'_>,
    matter: Option<&Matter<'_>>,
    (controls, now): (&[FrameworkCoverage], &State),
) -> Vec<Section> {
    let made = [
        matter.and_then(sections::overview),
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
        Some(sections::controls(controls)),
        sections::plan(case),
        matter.and_then(sections::told),
        matter.and_then(sections::against),
        sections::since(case, now),
        Some(sections::appendix(case)),
    ];
    made.into_iter().flatten().map(traced).collect()
}

/// The chapter with its heading and its first paragraph as the templates say them.
fn worded(mut section: Section, phrases: &Phrases) -> Section {
    let (id, title) = (section.id.as_str(), section.title.as_str());
    section.title = phrases.say("heading", &context! { id, title });
    if let Some(Block::Text { text }) = section.blocks.first_mut() {
        *text = phrases.say(
            "introduction",
            &context! { id => section.id.as_str(), text => text.as_str() },
        );
    }
    section
}
