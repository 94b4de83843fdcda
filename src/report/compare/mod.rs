//! Alternatives against a baseline: the document of `outrun compare`.

mod assume;
mod choice;
mod convert;
mod document;
mod further;
mod grid;
mod pareto_svg;
mod rules;
mod statement;
mod story;
mod trade;

pub use assume::AssumedDifferences;
pub use choice::{Choice, Contender};
pub use document::{
    AlternativeCompared, BothContained, CauseCompared, CompareDocument, CompareHeading, Comparison,
    LostIncident, LostIncidents, Margins, NamedMargin, Paired, PairedVerdict, Preventable, Trade,
};
pub use further::{
    AssumptionGroup, ComparedAssumptions, Crossing, DifferenceInfluence, FactorPoint, Grid, GridAxis,
    GridPoint, MovedDifference, RuleCompared, RulesCompared, StartOfWeek, StartPoint, StoryLine, StoryOfBoth,
    StorySide, Threshold, VarianceShares,
};
pub use pareto_svg::pareto_svg;
