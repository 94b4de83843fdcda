//! What assumptions do to a comparison, put beside its verdicts.

use crate::document::preset::{Parameter, parameter};
use crate::experiment::{
    Explained, FoundStarts, FoundThreshold, Group, MovedDifferences, MovedInfluence, WIDEST,
};
use crate::measure::compare::Outcome;
use crate::report::{Alone, AssumptionRange};

use super::convert::{interval, verdict};
use super::document::{AlternativeCompared, CompareDocument};
use super::further::{
    AssumptionGroup, ComparedAssumptions, Crossing, DifferenceInfluence, FactorPoint, MovedDifference,
    StartOfWeek, StartPoint, Threshold, VarianceShares,
};
use super::statement::{of_starts, of_threshold};

/// What was played beside a comparison (M7), the alternatives in the order in which they were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumedDifferences {
    /// The design over the ranges of the inputs.
    pub moved: MovedDifferences,
    /// How far groups of assumptions may move.
    pub thresholds: Vec<FoundThreshold>,
    /// By the start of the incident.
    pub starts: Vec<FoundStarts>,
    /// How many incidents were played for each factor.
    pub replications: u64,
}

impl CompareDocument {
    /// Puts the second range beside each difference, and what verdicts hang on at the end.
    pub fn assume(&mut self, of: &AssumedDifferences) {
        for (one, moved) in self.alternatives.iter_mut().zip(&of.moved.alternatives) {
            for (measure, range) in one.measures.iter_mut().zip(&moved.ranges) {
                let Some(range) = range else { continue };
                let finite = |end: f64| end.is_finite().then_some(end);
                measure.difference.assumptions = Some(AssumptionRange {
                    low: finite(range.low),
                    high: finite(range.high),
                    by: if range.low < range.high {
                        range.by.clone()
                    } else {
                        Vec::new()
                    },
                });
                measure.depends_on = range.flips.then(|| range.by.clone());
            }
        }
        let names = self.alternatives.iter();
        let moved = names
            .zip(&of.moved.alternatives)
            .map(|(one, moved)| MovedDifference {
                name: one.name.clone(),
                inputs: moved.influences.iter().map(DifferenceInfluence::from).collect(),
            });
        let moved = moved.collect();
        self.assumptions = Some(ComparedAssumptions {
            design: of.moved.design.to_owned(),
            points: of.moved.points,
            replications: of.moved.replications,
            alternatives: moved,
            thresholds: self.thresholds(of),
            starts: self.starts(&of.starts),
        });
    }

    fn of(&self, alternative: usize) -> Option<&AlternativeCompared> {
        self.alternatives.get(alternative)
    }

    fn thresholds(&self, of: &AssumedDifferences) -> Vec<Threshold> {
        let threshold = |found: &FoundThreshold| {
            let name = &self.of(found.alternative)?.name;
            let point = |(factor, difference): &(f64, _)| FactorPoint {
                factor: *factor,
                difference: interval(*difference),
            };
            let fall = |fall: &crate::experiment::Fall| Crossing {
                factor: fall.factor,
                low: fall.low,
                high: fall.high,
                becomes: verdict(fall.becomes),
            };
            let [shorter, longer] = &found.falls;
            Some(Threshold {
                alternative: name.clone(),
                group: found.group.into(),
                verdict: verdict(found.outcome),
                searched_from: 1.0 / WIDEST,
                searched_to: WIDEST,
                shorter: shorter.as_ref().map(fall),
                longer: longer.as_ref().map(fall),
                curve: found.curve.iter().map(point).collect(),
                replications: of.replications,
                statement: of_threshold((name, &self.baseline), found),
            })
        };
        of.thresholds.iter().filter_map(threshold).collect()
    }

    fn starts(&self, starts: &[FoundStarts]) -> Vec<StartOfWeek> {
        let start = |found: &FoundStarts| {
            let name = &self.of(found.alternative)?.name;
            let points = found.points.iter().map(|(at, difference, holds)| StartPoint {
                at: at.clone(),
                difference: interval(*difference),
                holds: *holds,
            });
            Some(StartOfWeek {
                alternative: name.clone(),
                points: points.collect(),
                statement: of_starts((name, &self.baseline), found),
            })
        };
        starts.iter().filter_map(start).collect()
    }
}

impl From<&MovedInfluence> for DifferenceInfluence {
    fn from(of: &MovedInfluence) -> Self {
        Self {
            input: of.input.clone(),
            meaning: parameter(&of.input).map_or_else(String::new, Parameter::meaning),
            rank_correlation: of.rank_correlation,
            alone: of.alone.map(|(low, high)| Alone { low, high }),
            variance: of.explained.map(VarianceShares::from),
        }
    }
}

impl From<Explained> for VarianceShares {
    fn from(of: Explained) -> Self {
        Self {
            first_order: interval(of.first_order),
            total: interval(of.total),
        }
    }
}

impl From<Group> for AssumptionGroup {
    fn from(group: Group) -> Self {
        match group {
            Group::AttackerTime => Self::AttackerTime,
            Group::Acknowledgement => Self::Acknowledgement,
            Group::Detection => Self::Detection,
            Group::Work => Self::Work,
        }
    }
}

/// The word of a verdict that is held on to.
pub(super) const fn stays(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Better => "better than",
        Outcome::Worse => "worse than",
        _ => "about as good as",
    }
}
