//! The gap report as data: `outrun/report/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::coverage::FrameworkCoverage;
use super::drawing::Drawing;
use super::manifest::Manifest;

/// What `outrun report --to json` writes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/report/1")]
pub struct GapReport {
    /// `outrun/report/1`.
    pub schema: String,
    /// The version of Outrun that wrote it.
    pub version: String,
    /// The title.
    pub title: String,
    /// How it is to be handled, on every page; nothing: nobody said.
    pub marking: Option<String>,
    /// The date that it bears; nothing: nobody said.
    pub date: Option<String>,
    /// For whom it is.
    pub audience: Audience,
    /// `simulated only`: nobody has been exercised.
    pub basis: String,
    /// What people are called: `roles`, or `people` where their names were asked for.
    pub naming: String,
    /// Sentences that were not said as they are built in; empty: all were.
    pub wording: Vec<OwnWording>,
    /// One part for each exercise, in the order in which their results were given.
    pub runs: Vec<RunReport>,
    /// Of what it was made, and how: `outrun verify` makes it again from this.
    pub manifest: Manifest,
}

/// A template that a user put in place of the one that is built in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnWording {
    /// The name of the phrase.
    pub phrase: String,
    /// The SHA-256 of the template.
    pub sha256: String,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everything.
    #[default]
    Everybody,
    /// Without assets, and without the hours that nobody covers.
    Board,
}

/// What the results of one exercise say.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunReport {
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The first page.
    pub front: Front,
    /// What is known of the controls of each framework.
    pub controls: Vec<FrameworkCoverage>,
    /// Everything else, in order.
    pub sections: Vec<Section>,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Front {
    /// What was played, in a line.
    pub played: String,
    /// What must be read before any figure, for example that the run was interrupted.
    pub warnings: Vec<String>,
    /// The question.
    pub question: String,
    /// One sentence that answers it.
    pub answer: String,
    /// What outrunning means here, as a sentence (M3).
    pub meaning: String,
    /// The outrun rate of each alternative.
    pub headlines: Vec<Headline>,
    /// The race; nothing: the incidents could not be played again.
    pub race: Option<Picture>,
    /// The gaps that cost most, at most three.
    pub gaps: Vec<Gap>,
    /// How the gaps were ranked.
    pub ranked: String,
    /// What the reader is asked to decide.
    pub ask: Vec<String>,
}

/// The outrun rate of an alternative with its ranges.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Headline {
    /// The name.
    pub alternative: String,
    /// The rate.
    pub rate: Cell,
    /// How far luck may have moved it, in words.
    pub luck: String,
    /// How far what we do not know moves it, in words.
    pub assumptions: String,
    /// The verdict on the objective that asks for it, in words; empty: none does.
    pub verdict: String,
    /// How good that is.
    pub tone: Tone,
    /// The chapter that holds the figure against other limits, or against the other alternatives.
    pub chapter: String,
}

/// Where time is lost.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Gap {
    /// The cause (M4).
    pub cause: String,
    /// The same in words.
    pub title: String,
    /// What it costs.
    pub cost: String,
    /// Whose it is, by roles and rules; empty: nobody's.
    pub falls_on: String,
    /// What closing it buys, by what was played; else that it is not known.
    pub closing: String,
    /// What `check` proves about it; empty: nothing.
    pub proved: String,
    /// The chapter that its figures come from.
    pub chapter: String,
    /// The command that tells the incident in which it cost most; empty: it cost none alone.
    pub example: String,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Section {
    /// A word for links and files.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a chapter.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a report has a few hundred of them")]
pub enum Block {
    /// A paragraph; names and code stand in backticks.
    Text {
        /// The words.
        text: String,
    },
    /// A list.
    List {
        /// The items.
        items: Vec<String>,
    },
    /// A picture with the table behind it.
    Picture(Picture),
    /// A table.
    Table(Table),
}

impl Block {
    /// A paragraph.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Table {
    /// A word for links and files, once in a report of one run.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is closed until the reader opens it, where the medium can.
    pub folded: bool,
    /// Where its figures come from, so that each can be looked up; names and code stand in backticks.
    pub from: String,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether its cells hold figures.
    pub figures: bool,
    /// Whether the reader fills it in.
    pub blank: bool,
}

/// A cell: the words, and the figures behind them in the units of `outrun/run/1`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Cell {
    /// As people read it.
    pub text: String,
    /// The estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The lower end of its luck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of its luck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// How good it is.
    pub tone: Tone,
}

/// How good something is; words always say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Neither.
    #[default]
    Plain,
    /// As it was wanted.
    Good,
    /// Not as it was wanted.
    Bad,
    /// Not known.
    Doubtful,
}

/// A picture that answers a question.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Picture {
    /// A word for links.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What is to be seen, for those who do not see it.
    pub text: String,
    /// What is drawn.
    pub drawing: Drawing,
    /// The figures behind it.
    pub table: Table,
}

impl GapReport {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/report/1";
}
