//! The gap report as data: `outrun/report/1`.

use schemars::JsonSchema;
use serde::Serialize;

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
    /// What people are called: `roles`.
    pub naming: String,
    /// One part for each result, in the order given.
    pub runs: Vec<RunReport>,
}

/// For whom a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everything.
    #[default]
    Everybody,
    /// Without assets, and without the hours that nobody covers.
    Board,
}

/// What one run says.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunReport {
    /// The id of the exercise.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The first page.
    pub front: Front,
    /// Everything else, in order.
    pub sections: Vec<Section>,
}

/// The first page.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// What the other alternatives make of it.
    pub closing: String,
    /// What `check` proves about it; empty: nothing.
    pub proved: String,
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

/// What is drawn. Times are in seconds, shares from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Drawing {
    /// The blast radius against the times of decisions.
    Race {
        /// One panel for each alternative.
        panels: Vec<Race>,
        /// The limit as a share of the reachable weight; nothing: it is no weight.
        limit: Option<f64>,
        /// Where a replication ends.
        horizon: f64,
    },
    /// How many were open at each time.
    Survival {
        /// One curve for each alternative.
        curves: Vec<Curve>,
        /// Where a replication ends.
        horizon: f64,
    },
    /// What time went to.
    Bars {
        /// One bar for each alternative.
        bars: Vec<Bar>,
    },
    /// Shares with their intervals.
    Dots {
        /// The alternatives.
        series: Vec<String>,
        /// From top to bottom.
        rows: Vec<DotRow>,
    },
}

/// The race of one alternative.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Race {
    /// The alternative.
    pub name: String,
    /// Its outrun rate in words.
    pub rate: String,
    /// The blast radius, by time.
    pub growth: Vec<Band>,
    /// When decisions and their effects came.
    pub milestones: Vec<Milestone>,
}

/// The share of the reachable weight that had fallen by a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// The time.
    pub at: f64,
    /// In a tenth of incidents no more.
    pub p10: f64,
    /// In half of them no more.
    pub p50: f64,
    /// In nine of ten no more.
    pub p90: f64,
}

/// When something came; nothing: beyond the horizon.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Milestone {
    /// What.
    pub name: String,
    /// In a tenth of incidents by then.
    pub p10: Option<f64>,
    /// In half of them.
    pub p50: Option<f64>,
    /// In nine of ten.
    pub p90: Option<f64>,
}

/// A survival curve.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Curve {
    /// The alternative.
    pub name: String,
    /// Times, and the share that was still open after them.
    pub open: Vec<Share>,
    /// Times, and how many were open at them.
    pub at_risk: Vec<(f64, u64)>,
}

/// A share at a time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    /// The time.
    pub at: f64,
    /// The share.
    pub share: f64,
}

/// A stacked bar.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Bar {
    /// The alternative.
    pub name: String,
    /// Its length in words.
    pub total: String,
    /// Its pieces; every bar has the same ones, in the same order.
    pub pieces: Vec<Piece>,
}

/// A piece of a bar.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Piece {
    /// The cause.
    pub name: String,
    /// Its mean.
    pub seconds: f64,
    /// The same in words.
    pub words: String,
}

/// A row of dots.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DotRow {
    /// What it is about.
    pub name: String,
    /// Whether it is the one that counts.
    pub own: bool,
    /// One for each series.
    pub dots: Vec<Dot>,
}

/// A share with the range of its luck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Dot {
    /// The estimate.
    pub estimate: Option<f64>,
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl GapReport {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/report/1";
}
