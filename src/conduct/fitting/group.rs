//! What was fitted: one time of one profile or right, before and after.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::observation::Presence;
use super::posterior::{Evidence, Posterior};
use super::prior::{SharePrior, TimePrior};

/// An estimate with the ends between which it lies in nine of ten cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// The lower end: the twentieth part lies below.
    pub low: f64,
    /// The estimate.
    pub value: f64,
    /// The upper end: the twentieth part lies above.
    pub high: f64,
}

/// What a fit is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Of {
    /// How pages fare with those of a reach profile (O3).
    Acknowledgement {
        /// The id of the profile.
        profile: String,
        /// Where in their time they stand.
        presence: Presence,
    },
    /// How long deciding takes under a decision right (P1).
    Decision {
        /// The id of the right.
        right: String,
    },
}

/// A time before or after the observations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The median in seconds.
    pub median: Range,
    /// Nine in ten take at most so many seconds.
    pub nine_in_ten: f64,
}

/// A share before and after the observations.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// The share that is answered, as it is played.
    pub before: Range,
    /// As many pages what is played counts.
    pub weight: f64,
    /// After the observations.
    pub after: Range,
}

/// One fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fitted {
    /// What it is of.
    pub of: Of,
    /// The roles that were observed, by name.
    pub roles: Vec<String>,
    /// The id of the preset that is played, with its range; nothing: somebody wrote it.
    pub preset: Option<String>,
    /// So many were answered.
    pub answered: u64,
    /// So many were not while somebody waited.
    pub open: u64,
    /// As many answers what is played counts.
    pub weight: f64,
    /// As it is played.
    pub before: Time,
    /// After the observations.
    pub after: Time,
    /// The share that is answered; nothing of decisions, which come in the end.
    pub share: Option<Share>,
}

impl Fitted {
    /// Weighs what was observed against what is played.
    pub(super) fn new(
        (of, roles): (Of, Vec<String>),
        (prior, share): (TimePrior, Option<SharePrior>),
        preset: Option<String>,
        evidence: &Evidence,
    ) -> Self {
        let before = Posterior::new(prior, share, &Evidence::default());
        let after = Posterior::new(prior, share, evidence);
        let shares = share
            .zip(before.share())
            .zip(after.share())
            .map(|((prior, before), after)| Share {
                before,
                weight: prior.weight(),
                after,
            });
        Self {
            of,
            roles,
            preset,
            answered: evidence.answered.len() as u64,
            open: evidence.open.len() as u64,
            weight: prior.weight,
            before: time(&before),
            after: time(&after),
            share: shares,
        }
    }

    /// How many observations there were.
    pub const fn observations(&self) -> u64 {
        self.answered + self.open
    }
}

fn time(posterior: &Posterior) -> Time {
    Time {
        median: posterior.median(),
        nine_in_ten: posterior.nine_in_ten(),
    }
}
