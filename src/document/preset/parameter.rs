//! A preset value with its evidence and the range over which it may be moved (M7).

use std::fmt;

use crate::chance::math::cast::{float_of_ms, round_to_ms};
use crate::chance::math::{exp, ln};
use crate::chance::{Distribution, Law, Probability};
use crate::time::SimDuration;

use super::{Evidence, meaning};

/// A duration or a chance.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// How long something takes.
    Duration(Distribution),
    /// How likely something is.
    Chance(Probability),
}

impl Quantity {
    /// The distribution, if it is a duration.
    pub fn duration(self) -> Option<Distribution> {
        match self {
            Self::Duration(distribution) => Some(distribution),
            Self::Chance(_) => None,
        }
    }

    /// The probability, if it is a chance.
    pub const fn chance(&self) -> Option<Probability> {
        match self {
            Self::Duration(_) => None,
            Self::Chance(probability) => Some(*probability),
        }
    }

    /// The quantity that lies at `share` (0 to 1) of the way to another of the same shape.
    fn towards(&self, other: &Self, share: f64) -> Self {
        match (self, other) {
            (Self::Duration(from), Self::Duration(to)) => Self::Duration(distribution_along(from, to, share)),
            (Self::Chance(from), Self::Chance(to)) => Self::Chance(chance_along(*from, *to, share)),
            _ => self.clone(),
        }
    }
}

/// As the input spells it, without quotation marks.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duration(distribution) => distribution.fmt(f),
            Self::Chance(probability) => probability.fmt(f),
        }
    }
}

/// A preset value: what is played, the range that its evidence leaves open, and the evidence.
///
/// The range is one of assumptions, not of luck: it says where the median or the probability itself may lie.
#[derive(Debug)]
pub struct Parameter {
    /// A stable id, for example `reach.engineer.off.answers`.
    pub id: Box<str>,
    /// The lowest.
    pub low: Quantity,
    /// What is played unless the parameter is moved.
    pub nominal: Quantity,
    /// The highest; of the same shape as the other two.
    pub high: Quantity,
    /// What it rests on.
    pub evidence: &'static Evidence,
}

impl Parameter {
    /// The value at a place of the range: `low` at 0, exactly `nominal` at 0.5, `high` at 1; never falling
    /// (M7). Durations move by equal factors, chances by equal steps. What lies outside is the nearer end, and
    /// what is no number is the nominal value.
    pub fn at(&self, u: f64) -> Quantity {
        if u < 0.5 {
            self.low.towards(&self.nominal, 2.0 * u)
        } else if u > 0.5 {
            self.nominal.towards(&self.high, 2.0 * u - 1.0)
        } else {
            self.nominal.clone()
        }
    }

    /// What it is, in words, for those who do not know its id: `how often: scoping finds a foothold at all`.
    pub fn meaning(&self) -> String {
        let of = match self.nominal {
            Quantity::Duration(_) => "how long",
            Quantity::Chance(_) => "how often",
        };
        format!("{of}: {}", meaning::of(&self.id))
    }

    /// Whether moving it changes anything.
    pub fn has_range(&self) -> bool {
        self.low != self.high
    }
}

/// Both parameters of a law move alike, so the spread stays between those of the ends.
fn distribution_along(from: &Distribution, to: &Distribution, share: f64) -> Distribution {
    match (from.law(), to.law()) {
        (Law::Fixed(from), Law::Fixed(to)) => Distribution::fixed(duration_along(*from, *to, share)),
        (
            Law::LogNormal { median, p90 },
            Law::LogNormal {
                median: to_median,
                p90: to_p90,
            },
        ) => {
            let median = duration_along(*median, *to_median, share);
            let p90 = duration_along(*p90, *to_p90, share);
            // Medians lie well below their 90th percentiles at both ends, and so between them.
            Distribution::log_normal(median, p90).unwrap_or_else(|_| from.clone())
        }
        // Reading the presets refuses a range of other or different laws.
        _ => from.clone(),
    }
}

fn duration_along(from: SimDuration, to: SimDuration, share: f64) -> SimDuration {
    if share <= 0.0 || from == to {
        return from;
    }
    if share >= 1.0 {
        return to;
    }
    let (start, end) = (float_of_ms(from), float_of_ms(to));
    // Nothing has no logarithm; from or to it the way is straight.
    let between = if from.is_zero() || to.is_zero() {
        start + share * (end - start)
    } else {
        exp(ln(start) + share * (ln(end) - ln(start)))
    };
    round_to_ms(between).clamp(from.min(to), from.max(to))
}

fn chance_along(from: Probability, to: Probability, share: f64) -> Probability {
    if share <= 0.0 {
        return from;
    }
    if share >= 1.0 {
        return to;
    }
    let between = from.value() + share * (to.value() - from.value());
    Probability::new(between).map_or(from, |between| between.clamp(from.min(to), from.max(to)))
}
