//! The difference between two alternatives that nobody would act on.

use super::{Name, Unit};

/// Differences within it are none in practice.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// For rates and shares: so much, 0 to 1.
    pub of_rates: f64,
    /// For everything else: this share of the baseline's figure.
    pub of_the_baseline: f64,
    /// For these measures, whatever the baseline has, sorted by name.
    pub of: Vec<MarginOf>,
}

/// The margin of one measure, whatever statistic of it is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginOf {
    /// A rate, a measure, `time_to(request)`, `met(clock)`, `met(clock/stage)` or `blast_at_end`.
    pub name: Name,
    /// So much, inside: milliseconds, weight × ms, a number, or a share from 0 to 1.
    pub by: f64,
    /// In which unit.
    pub unit: Unit,
}

impl Default for Margin {
    /// One incident in a hundred, and a twentieth of what the baseline has.
    fn default() -> Self {
        Self {
            of_rates: 0.01,
            of_the_baseline: 0.05,
            of: Vec::new(),
        }
    }
}

impl Margin {
    /// The margin written for what has this name.
    pub fn written_for(&self, name: &str) -> Option<&MarginOf> {
        self.of.iter().find(|one| *one.name == *name)
    }
}

impl MarginOf {
    /// So much, in the units of output: seconds, weight × seconds, a number or a share.
    pub fn in_output(&self) -> f64 {
        match self.unit {
            Unit::Time | Unit::WeightTime => self.by / 1_000.0,
            Unit::Number | Unit::Share => self.by,
        }
    }
}
