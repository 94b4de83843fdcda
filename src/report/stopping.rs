//! How a run ended by itself: the rule, the looks, and what stayed open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::experiment::{Looks, Taken};

/// Replications were added until what was asked was settled, or the budget was spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stopping {
    /// What was to be settled: `settled`, every verdict; `headline`, those on the headline.
    pub until: String,
    /// How intervals and verdicts hold though they were looked at repeatedly.
    pub method: String,
    /// What all looks hold with, together. The `confidence` beside a figure is that of its look.
    pub confidence: f64,
    /// The most replications that would have been played of each alternative.
    pub at_most: u64,
    /// The looks that were made.
    pub looks: Vec<LookTaken>,
    /// What was asked is settled.
    pub settled: bool,
    /// What stayed open.
    pub open: Vec<StillOpen>,
}

/// One look.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LookTaken {
    /// After so many replications of each alternative.
    pub replications: u64,
    /// The confidence of each interval at this look; what they leave adds up over all looks of the budget.
    pub confidence: f64,
    /// How much was open then: verdicts, or, where the best is chosen, alternatives that may be the best.
    pub open: u64,
}

/// What stayed open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StillOpen {
    /// Of which alternative.
    pub alternative: String,
    /// The objective or the measure.
    pub what: String,
    /// About how many replications in all would settle it; nothing: these do not tell.
    pub settled_by: Option<u64>,
}

/// Said of every rule.
pub(super) const METHOD: &str = "looks fixed beforehand, each after twice as many replications as the one before; the \
                                 error is spent over the looks in proportion to the replications (Lan and DeMets 1983, \
                                 linear) and added up (Bonferroni), so that intervals and verdicts hold whichever look is \
                                 the last";

impl Stopping {
    /// How a run until `until` ended.
    pub fn new(until: &str, looks: &Looks, taken: &[Taken], open: Vec<StillOpen>) -> Self {
        Self {
            until: until.to_owned(),
            method: METHOD.to_owned(),
            confidence: looks.confidence,
            at_most: looks.at_most(),
            looks: taken.iter().map(LookTaken::from).collect(),
            settled: taken.last().is_some_and(|last| last.open == 0),
            open,
        }
    }
}

impl From<&Taken> for LookTaken {
    fn from(taken: &Taken) -> Self {
        Self {
            replications: taken.look.replications,
            confidence: 1.0 - taken.look.error,
            open: taken.open,
        }
    }
}
