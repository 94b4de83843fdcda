//! The report as data, made of what runs have left.

use minijinja::{Value, context};

use crate::check::Finding;
use crate::report::RunDocument;

use super::causes::Words;
use super::document::{Audience, Block, GapReport, RunReport, Section};
use super::evidence::frameworks;
use super::front::front;
use super::phrases::{Phrases, TemplateMistake, Templates};
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
    /// Sentences in place of those that are built in.
    pub templates: Templates,
}

/// What all chapters are made of.
pub(super) struct Matter<'a> {
    pub(super) source: &'a Source,
    pub(super) document: &'a RunDocument,
    pub(super) audience: Audience,
    pub(super) phrases: &'a Phrases,
}

impl Matter<'_> {
    /// Whether assets and uncovered hours may be told.
    pub(super) fn tells_assets(&self) -> bool {
        self.audience == Audience::Everybody
    }

    /// A sentence.
    pub(super) fn say(&self, name: &str, told: &Value) -> String {
        self.phrases.say(name, told)
    }

    /// What a cause of lost time is called.
    pub(super) fn cause(&self, of: &Words) -> String {
        self.say("cause", &context! { cause => of.cause, title => of.title })
    }

    /// What is wrong with the plan.
    pub(super) fn finding(&self, of: &Finding) -> String {
        let told = context! { code => of.code, level => of.level.word(), title => tidy(&of.title) };
        self.say("finding", &told)
    }

    /// The title of the exercise; its id where nothing else is known.
    pub(super) fn title(&self) -> String {
        let title = self.source.played.as_ref().map(|played| played.title.as_str());
        let title = tidy(title.unwrap_or(&self.document.exercise));
        self.say(
            "title",
            &context! { title, exercise => tidy(&self.document.exercise) },
        )
    }
}

/// The report of these results, in their order.
///
/// # Errors
/// Mistakes in the templates.
pub fn gap_report(sources: &[Source], wishes: &Wishes) -> Result<GapReport, Vec<TemplateMistake>> {
    let phrases = Phrases::new(&wishes.templates)?;
    let runs: Vec<RunReport> = sources
        .iter()
        .map(|source| run(source, wishes, &phrases))
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
        naming: "roles".to_owned(),
        wording: wishes.templates.used(),
        runs,
    })
}

fn run(source: &Source, wishes: &Wishes, phrases: &Phrases) -> RunReport {
    let matter = Matter {
        source,
        document: &source.document,
        audience: wishes.audience,
        phrases,
    };
    let controls = frameworks(&matter);
    let made = [
        Some(sections::time(&matter)),
        Some(sections::survival(&matter)),
        Some(sections::aims(&matter)),
        sections::alternatives(&matter),
        Some(sections::cost(&matter)),
        sections::limits(&matter),
        sections::findings(&matter),
        Some(sections::controls(&controls)),
        sections::plan(&matter),
        Some(sections::appendix(&matter)),
    ];
    RunReport {
        exercise: tidy(&source.document.exercise),
        title: matter.title(),
        front: front(&matter),
        controls,
        sections: made
            .into_iter()
            .flatten()
            .map(|section| worded(section, phrases))
            .collect(),
    }
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
