//! Alternatives against a baseline, over the same replications with the same luck (T4).

use std::collections::BTreeSet;

use crate::measure::CONFIDENCE;
use crate::measure::compare::{
    CauseContrast, Contrast, Judgement, Lost, Luck, Margin, Member, Pairs, Side, causes, contrasts,
    judge_all, lost,
};
use crate::measure::estimate::{Interval, wilson};
use crate::model::{Exercise, Name};

use super::run::Played;

/// One alternative against the baseline.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a remark of its own")]
pub struct Compared {
    /// The name of the alternative.
    pub alternative: Name,
    /// How many incidents both played.
    pub replications: u64,
    /// Every measure, the headline first.
    pub measures: Vec<MeasureCompared>,
    /// Where the difference comes from (M4).
    pub causes: Vec<CauseContrast>,
    /// In how many incidents both contained it, the baseline alone, the alternative alone.
    pub contained: [u64; 3],
    /// The incidents in which the alternative does worse, the worst first.
    pub lost: Vec<Lost>,
    /// The limit is another: both are held against that of the baseline.
    pub other_limit: bool,
    /// Other nodes must not fall: each is held against its own, so that it is another race.
    pub other_crown_jewels: bool,
    /// Other objectives are written.
    pub other_objectives: bool,
    /// It is the baseline under another name.
    pub same: bool,
}

/// One measure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureCompared {
    /// What is compared.
    pub contrast: Contrast,
    /// The figure of the baseline over the pairs.
    pub baseline: Interval,
    /// The figure of the alternative over the pairs.
    pub alternative: Interval,
    /// The alternative less the baseline.
    pub difference: Interval,
    /// In how many pairs the measure applies to both; to the baseline alone; to the alternative alone.
    pub pairs: [u64; 3],
    /// The chance that the alternative is better in one incident.
    pub better: Interval,
    /// The chance that it is worse in one incident.
    pub worse: Interval,
    /// How many times as many replications independent luck would need; none: nothing varies, or it is not known.
    pub gain: Option<f64>,
    /// The verdict.
    pub judgement: Judgement,
}

/// Compares every alternative with the baseline, and judges all measures of all of them as one family; of a number of
/// replications that was fixed beforehand.
pub fn compare(
    baseline: (&Exercise, &Played),
    alternatives: &[(&Exercise, &Played)],
    margin: &Margin,
) -> Vec<Compared> {
    compare_at(baseline, alternatives, margin, &|_| CONFIDENCE)
}

/// The same where the number of replications followed from what was seen: `confidence` is what may be said of so many
/// pairs.
pub fn compare_at(
    baseline: (&Exercise, &Played),
    alternatives: &[(&Exercise, &Played)],
    margin: &Margin,
    confidence: &dyn Fn(u64) -> f64,
) -> Vec<Compared> {
    let asked = contrasts(baseline.0, baseline.1.reach_weight);
    let all: Vec<Pairs<'_>> = alternatives
        .iter()
        .map(|alternative| Pairs {
            baseline: side(baseline),
            alternative: side(*alternative),
        })
        .collect();
    let family: Vec<Member> = all
        .iter()
        .flat_map(|pairs| members(pairs, &asked, confidence(pairs.replications())))
        .collect();
    let judged: Vec<MeasureCompared> = family
        .iter()
        .zip(judge_all(&family, margin))
        .map(|(member, judgement)| measure(member, judgement))
        .collect();
    all.iter()
        .zip(judged.chunks(asked.len().max(1)))
        .map(|(pairs, measures)| compared(pairs, measures.to_vec(), confidence(pairs.replications())))
        .collect()
}

pub(super) fn side<'a>((exercise, played): (&'a Exercise, &'a Played)) -> Side<'a> {
    Side {
        exercise,
        reach: played.reach_weight,
        incidents: &played.incidents,
        false_alarms: played.false_alarms.as_ref(),
    }
}

fn members(pairs: &Pairs<'_>, asked: &[Contrast], confidence: f64) -> Vec<Member> {
    let luck = luck(pairs.baseline.exercise, pairs.alternative.exercise);
    let member = |contrast: &Contrast| Member {
        contrast: contrast.clone(),
        sample: pairs.sample(contrast),
        luck,
        confidence,
    };
    asked.iter().map(member).collect()
}

/// An exercise is plain data: written out alike, it plays alike (T4).
fn luck(baseline: &Exercise, alternative: &Exercise) -> Luck {
    let mut renamed = alternative.clone();
    renamed.alternative = baseline.alternative.clone();
    if format!("{baseline:?}") == format!("{renamed:?}") {
        Luck::Same
    } else {
        Luck::Varies
    }
}

fn measure(member: &Member, judgement: Judgement) -> MeasureCompared {
    let (sample, confidence) = (&member.sample, member.confidence);
    let (baseline, alternative) = sample.sides(confidence);
    let (better, worse) = sample.wins;
    let share = |wins: u64| wilson(wins, sample.pairs, confidence);
    let mut difference = sample.interval(confidence);
    if member.luck == Luck::Same && difference.estimate.is_some() {
        // Not even luck can make them differ.
        (difference.low, difference.high) = (Some(0.0), Some(0.0));
        difference.reason = None;
    }
    MeasureCompared {
        contrast: member.contrast.clone(),
        baseline,
        alternative,
        difference,
        pairs: [sample.pairs, sample.alone.0, sample.alone.1],
        better: share(better),
        worse: share(worse),
        gain: sample.gain(),
        judgement,
    }
}

/// The ids of the crown jewels, sorted.
fn jewels(of: &Exercise) -> BTreeSet<&str> {
    let nodes = of.crown_jewels.iter();
    nodes
        .filter_map(|node| of.estate.nodes.item(*node))
        .map(|node| &*node.id)
        .collect()
}

/// The objectives as they are written.
fn wanted(of: &Exercise) -> BTreeSet<&str> {
    of.objectives.iter().map(|one| &*one.text).collect()
}

fn compared(pairs: &Pairs<'_>, measures: Vec<MeasureCompared>, confidence: f64) -> Compared {
    let (causes, contained) = causes(pairs, confidence);
    let (baseline, alternative) = (pairs.baseline.exercise, pairs.alternative.exercise);
    Compared {
        alternative: alternative.alternative.clone(),
        replications: pairs.replications(),
        measures,
        causes,
        contained,
        lost: lost(pairs),
        other_limit: baseline.limit != alternative.limit,
        other_crown_jewels: jewels(baseline) != jewels(alternative),
        other_objectives: wanted(baseline) != wanted(alternative),
        same: luck(baseline, alternative) == Luck::Same,
    }
}
