//! From what was compared to the document: names and shapes only.

use crate::experiment::{Compared, MeasureCompared, PERFECT};
use crate::measure::Figure;
use crate::measure::compare::{CauseContrast, Lost, Margin, Outcome};
use crate::measure::estimate;
use crate::model::{MarginOf, Name};
use crate::report::{Better, Interval};

use super::document::{
    AlternativeCompared, BothContained, CauseCompared, CompareDocument, CompareHeading, Comparison,
    LostIncident, LostIncidents, Margins, NamedMargin, Paired, PairedVerdict, Preventable,
};
use super::further::RulesCompared;
use super::trade::trade;

/// So many of the incidents in which an alternative does worse are named.
const MOST_LOST: usize = 10;

impl CompareDocument {
    /// The document of these results.
    pub fn new(heading: CompareHeading, margin: &Margin, compared: &[Compared]) -> Self {
        let mut inputs = heading.inputs;
        inputs.sort();
        let trade = trade(&heading.baseline, compared);
        Self {
            schema: Self::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: heading.command,
            exercise: heading.exercise,
            file: heading.file,
            seed: heading.seed,
            inputs,
            partial: heading.partial,
            baseline: heading.baseline,
            margins: Margins::from(margin),
            family: chosen(compared).map(|one| one.measures.len() as u64).sum(),
            alternatives: compared.iter().map(AlternativeCompared::from).collect(),
            trade,
            preventable: preventable(compared),
            grids: Vec::new(),
            assumptions: None,
            stopping: None,
            choice: None,
        }
    }
}

impl From<&Margin> for Margins {
    fn from(of: &Margin) -> Self {
        let named = |one: &MarginOf| NamedMargin {
            measure: one.name.to_string(),
            by: one.in_output(),
        };
        Self {
            of_rates: of.of_rates,
            of_the_baseline: of.of_the_baseline,
            of: of.of.iter().map(named).collect(),
        }
    }
}

impl From<&Compared> for AlternativeCompared {
    fn from(of: &Compared) -> Self {
        let [both, baseline_only, alternative_only] = of.contained;
        Self {
            name: of.alternative.to_string(),
            replications: of.replications,
            same_as_baseline: of.same,
            other_limit: of.other_limit,
            other_crown_jewels: of.other_crown_jewels,
            other_objectives: of.other_objectives,
            measures: of.measures.iter().map(Comparison::from).collect(),
            contained: BothContained {
                both,
                baseline_only,
                alternative_only,
                causes: of.causes.iter().map(CauseCompared::from).collect(),
            },
            rules: RulesCompared::default(),
            lost: LostIncidents {
                n: of.lost.len() as u64,
                worst: of.lost.iter().take(MOST_LOST).map(LostIncident::from).collect(),
            },
            story: None,
        }
    }
}

impl From<&MeasureCompared> for Comparison {
    fn from(of: &MeasureCompared) -> Self {
        let [both, baseline_only, alternative_only] = of.pairs;
        Self {
            measure: of.contrast.name.clone(),
            better: if of.contrast.more_is_better {
                Better::Higher
            } else {
                Better::Lower
            },
            baseline: interval(of.baseline),
            alternative: interval(of.alternative),
            difference: interval(of.difference),
            pairs: Paired {
                both,
                baseline_only,
                alternative_only,
            },
            probability_better: interval(of.better),
            probability_worse: interval(of.worse),
            same_luck_gain: of.gain,
            margin: of.judgement.margin,
            verdict: verdict(of.judgement.outcome),
            settled_by: of.judgement.needed,
            depends_on: None,
        }
    }
}

impl From<&CauseContrast> for CauseCompared {
    fn from(of: &CauseContrast) -> Self {
        let names = |rules: &[Name]| rules.iter().map(Name::to_string).collect();
        Self {
            cause: of.cause.word().to_owned(),
            baseline: of.baseline,
            alternative: of.alternative,
            difference: interval(of.difference),
            baseline_rules: names(&of.baseline_rules),
            alternative_rules: names(&of.alternative_rules),
        }
    }
}

impl From<&Lost> for LostIncident {
    fn from(of: &Lost) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53")]
        let seconds = |ms: Option<i64>| ms.map(|ms| ms as f64 / 1_000.0);
        Self {
            replication: of.replication,
            outrun_lost: of.outrun,
            baseline: seconds(of.baseline),
            alternative: seconds(of.alternative),
        }
    }
}

/// The word of the document for a verdict.
pub(super) const fn verdict(outcome: Outcome) -> PairedVerdict {
    match outcome {
        Outcome::Better => PairedVerdict::Better,
        Outcome::Worse => PairedVerdict::Worse,
        Outcome::NoPracticalDifference => PairedVerdict::NoPracticalDifference,
        Outcome::NotEnough => PairedVerdict::NotEnoughReplications,
        Outcome::NotComparable => PairedVerdict::NotComparable,
    }
}

pub(super) fn interval(luck: estimate::Interval) -> Interval {
    (&Figure::from(luck)).into()
}

/// Those that somebody can choose.
pub(super) fn chosen(compared: &[Compared]) -> impl Iterator<Item = &Compared> {
    compared.iter().filter(|one| &*one.alternative != PERFECT)
}

/// Both outran it, or neither, or one: what perfect authority wins is what decisions lost.
fn preventable(compared: &[Compared]) -> Option<Preventable> {
    let best = compared.iter().find(|one| &*one.alternative == PERFECT)?;
    let rate = best.measures.first()?;
    let lost = 1.0 - rate.baseline.estimate?;
    Some(Preventable {
        lost,
        by_decisions: interval(rate.better),
        not_by_decisions: lost - rate.better.estimate?,
    })
}
