//! Rule by rule: from what was walked to the document.

use crate::experiment::RulesContrast;

use super::convert::interval;
use super::document::CompareDocument;
use super::further::{RuleCompared, RulesCompared};

impl CompareDocument {
    /// Says which rules each difference comes from; the alternatives in the order in which they were compared.
    pub fn charge(&mut self, rules: &[RulesContrast]) {
        for (one, rules) in self.alternatives.iter_mut().zip(rules) {
            one.rules = rules.into();
        }
    }
}

impl From<&RulesContrast> for RulesCompared {
    fn from(of: &RulesContrast) -> Self {
        let seconds = |ms: f64| ms.round() / 1_000.0;
        let row = |row: &crate::experiment::RuleContrast| RuleCompared {
            rule: row.rule.as_ref().map(ToString::to_string),
            cause: row.cause.word().to_owned(),
            baseline: seconds(row.baseline),
            alternative: seconds(row.alternative),
            difference: interval(row.difference.divided_by(1_000.0)),
        };
        Self {
            replications: of.replications,
            both: of.both,
            rows: of.rows.iter().map(row).collect(),
        }
    }
}
