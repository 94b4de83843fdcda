//! Which of many alternatives is the best, and what finding it took.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::experiment::{self, Criterion, Looks};
use crate::measure::Figure;
use crate::measure::estimate;
use crate::report::stopping::METHOD;
use crate::report::{Better, Interval, LookTaken};

/// The best of all alternatives by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The measure that decides.
    pub measure: String,
    /// Which way is better.
    pub better: Better,
    /// So near the best counts as the best, in the unit of the measure.
    pub margin: f64,
    /// The alternative that was chosen: the best, by its estimate, of those that were left.
    pub chosen: String,
    /// It is the best or within the margin of it, with the confidence below; no: several are left that could not be told apart.
    pub settled: bool,
    /// The confidence with which the best was never dropped and, if the choice is settled, the chosen one is within the margin of it.
    pub confidence: f64,
    /// How it was found.
    pub method: String,
    /// The looks that were made.
    pub looks: Vec<LookTaken>,
    /// All alternatives, in written order.
    pub candidates: Vec<Contender>,
    /// How many incidents were played of all of them together.
    pub replications: u64,
    /// How many it would have been, had each been played as often as the one played most.
    pub equal_allocation: u64,
}

/// One of those to choose from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contender {
    /// The name.
    pub name: String,
    /// How many incidents of it were played.
    pub replications: u64,
    /// The figure of the measure.
    pub figure: Interval,
    /// The alternative that it is surely worse than, and was dropped for; nothing: it was left.
    pub dropped_for: Option<String>,
    /// Its figure less that of the chosen one, pair by pair; nothing for the chosen one.
    pub difference: Option<Interval>,
}

const ELIMINATION: &str = "alternatives surely worse than another by paired differences on the same luck are dropped at each look (Paulson \
                           1964; Nelson, Swann, Goldsman and Song 2001), each difference at the level of its look over the number of rivals";

impl Choice {
    /// The document of a choice.
    pub fn new(choice: &experiment::Choice, criterion: &Criterion, looks: &Looks) -> Self {
        let name = |place: usize| choice.candidates.get(place).map(|one| one.name.to_string());
        let contender = |one: &experiment::Candidate| Contender {
            name: one.name.to_string(),
            replications: one.replications,
            figure: interval(one.figure),
            dropped_for: one.dropped_by.and_then(name),
            difference: one.behind.map(interval),
        };
        Self {
            measure: criterion.contrast.name.clone(),
            better: if criterion.contrast.more_is_better {
                Better::Higher
            } else {
                Better::Lower
            },
            margin: choice.margin,
            chosen: name(choice.chosen).unwrap_or_default(),
            settled: choice.settled,
            confidence: looks.confidence,
            method: format!("{ELIMINATION}; {METHOD}"),
            looks: choice.looks.iter().map(LookTaken::from).collect(),
            candidates: choice.candidates.iter().map(contender).collect(),
            replications: choice.replications(),
            equal_allocation: choice.equal_allocation(),
        }
    }
}

fn interval(luck: estimate::Interval) -> Interval {
    (&Figure::from(luck)).into()
}
