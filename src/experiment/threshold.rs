//! How far a group of assumptions may move before a verdict falls: a search over a factor, at the same luck.

use std::collections::BTreeMap;

use crate::chance::math;
use crate::measure::CONFIDENCE;
use crate::measure::compare::{Kind, Outcome, Pairs, contrasts};
use crate::measure::estimate::Interval;
use crate::model::{Exercise, Start};

use super::compare::{Compared, side};
use super::group::Group;
use super::run::{Failure, Settings, run};
use super::starts::windows;

/// Times are multiplied by powers of two from the inverse of this up to this.
pub const WIDEST: f64 = 16.0;
const POWERS: i32 = 4;
/// Each halving of a step of 2 leaves the threshold known within 2 to the power of 1 / 32.
const HALVINGS: u32 = 5;

/// How far one group may move before the verdict on the outrun rate of one alternative falls.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundThreshold {
    /// The place of the alternative among those compared.
    pub alternative: usize,
    /// What was moved.
    pub group: Group,
    /// The verdict that is held on to.
    pub outcome: Outcome,
    /// It holds while the difference is beyond this, or, for no practical difference, within it.
    pub margin: f64,
    /// Where it falls when times are shorter, and longer.
    pub falls: [Option<Fall>; 2],
    /// The factors played with the difference at each, in order.
    pub curve: Vec<(f64, Interval)>,
}

/// Where a verdict falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// By the estimates.
    pub factor: f64,
    /// Nearer to 1 than this it holds at 95 %; nothing: not even at 1.
    pub low: Option<f64>,
    /// Farther than this it is refuted at 95 %; nothing: nowhere within what was searched.
    pub high: Option<f64>,
    /// What it becomes.
    pub becomes: Outcome,
}

/// The difference of one alternative for each quarter of a day of the week, with whether the verdict holds there.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundStarts {
    /// The place of the alternative among those compared.
    pub alternative: usize,
    /// The verdict that is held on to.
    pub outcome: Outcome,
    /// Name, difference, and whether the estimate agrees with the verdict.
    pub points: Vec<(String, Interval, bool)>,
}

/// What is searched: the baseline first, then the alternatives compared with it.
pub struct Search<'a> {
    /// The exercises; false alarms are not played.
    pub exercises: &'a [Exercise],
    /// What the whole run said of them.
    pub compared: &'a [Compared],
    /// How each factor is played.
    pub settings: &'a Settings<'a>,
}

impl Search<'_> {
    /// The thresholds of every alternative and group; nothing: it was stopped.
    ///
    /// The search goes outward from 1 in powers of two to the first factor at which the verdict does not hold by the
    /// estimates, and halves that step on the scale of logarithms. A verdict that falls and rises again within one step is
    /// not seen. The interval inverts the test: the factors at which the difference cannot be told from the margin hold the
    /// true threshold at the stated confidence (E. C. Fieller 1954, "Some problems in interval estimation", Journal of the
    /// Royal Statistical Society B 16, for the idea).
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn thresholds(&self) -> Result<Option<Vec<FoundThreshold>>, Failure> {
        let mut found = Vec::new();
        for group in Group::ALL {
            let mut seen = Seen {
                search: self,
                group,
                points: BTreeMap::new(),
            };
            for power in -POWERS..=POWERS {
                if !seen.play(math::pow(2.0, f64::from(power)))? {
                    return Ok(None);
                }
            }
            for (alternative, compared) in self.compared.iter().enumerate() {
                let Some(hold) = Hold::of(compared, &seen, alternative) else {
                    continue;
                };
                let Some(falls) = seen.falls(&hold)? else {
                    return Ok(None);
                };
                found.push(FoundThreshold {
                    alternative,
                    group,
                    outcome: hold.outcome,
                    margin: hold.margin,
                    falls,
                    curve: seen.curve(alternative),
                });
            }
        }
        found.sort_by_key(|one| (one.alternative, one.group));
        Ok(Some(found))
    }

    /// The differences for each quarter of a day of the week; nothing: it was stopped.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn starts(&self) -> Result<Option<Vec<FoundStarts>>, Failure> {
        let Some(baseline) = self.exercises.first() else {
            return Ok(Some(Vec::new()));
        };
        let mut all: Vec<FoundStarts> = Vec::new();
        for (alternative, compared) in self.compared.iter().enumerate() {
            let outcome = compared.measures.first().map(|rate| rate.judgement.outcome);
            all.push(FoundStarts {
                alternative,
                outcome: outcome.unwrap_or(Outcome::NotComparable),
                points: Vec::new(),
            });
        }
        for (name, start) in windows(baseline) {
            let at = |exercise: &Exercise| starting(exercise, &start);
            let Some(differences) = self.differences(at)? else {
                return Ok(None);
            };
            for ((found, compared), difference) in all.iter_mut().zip(self.compared).zip(differences) {
                let margin = compared
                    .measures
                    .first()
                    .map_or(0.0, |rate| rate.judgement.margin);
                let agrees = difference
                    .estimate
                    .is_some_and(|by| holds(found.outcome, by, margin));
                found.points.push((name.clone(), difference, agrees));
            }
        }
        all.retain(|one| is_verdict(one.outcome));
        Ok(Some(all))
    }

    /// The differences of the outrun rates with all exercises changed alike.
    fn differences(&self, change: impl Fn(&Exercise) -> Exercise) -> Result<Option<Vec<Interval>>, Failure> {
        let changed: Vec<Exercise> = self.exercises.iter().map(change).collect();
        let played = run(&changed, self.settings)?;
        if played.iter().any(|one| one.partial) {
            return Ok(None);
        }
        let mut both = changed.iter().zip(&played);
        let Some(baseline) = both.next() else {
            return Ok(Some(Vec::new()));
        };
        let asked = contrasts(baseline.0, baseline.1.reach_weight);
        let rate = asked.into_iter().find(|contrast| contrast.kind == Kind::Outrun);
        let difference = |alternative| {
            let pairs = Pairs {
                baseline: side(baseline),
                alternative: side(alternative),
            };
            rate.as_ref().map(|rate| pairs.sample(rate).interval(CONFIDENCE))
        };
        Ok(Some(both.filter_map(difference).collect()))
    }
}

fn starting(exercise: &Exercise, start: &Start) -> Exercise {
    let mut moved = without_false_alarms(exercise);
    moved.scenario.start = start.clone();
    moved
}

/// The outrun rate is of incidents alone.
pub(super) fn without_false_alarms(exercise: &Exercise) -> Exercise {
    Exercise {
        false_alarms: None,
        ..exercise.clone()
    }
}

const fn is_verdict(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Better | Outcome::Worse | Outcome::NoPracticalDifference
    )
}

/// Whether a difference of outrun rates agrees with a verdict.
fn holds(outcome: Outcome, by: f64, margin: f64) -> bool {
    room(outcome, by, margin) > 0.0
}

/// By how much a verdict holds: above zero it does.
fn room(outcome: Outcome, by: f64, margin: f64) -> f64 {
    match outcome {
        Outcome::Better => by - margin,
        Outcome::Worse => -by - margin,
        _ => margin - by.abs(),
    }
}

/// A verdict that is held on to.
struct Hold {
    alternative: usize,
    outcome: Outcome,
    margin: f64,
}

impl Hold {
    /// What was settled; a difference within the margin is held on to as it is.
    fn of(compared: &Compared, seen: &Seen<'_>, alternative: usize) -> Option<Self> {
        let judgement = compared.measures.first()?.judgement;
        let here = seen.at(1.0, alternative)?.estimate?;
        let apart = holds(judgement.outcome, here, judgement.margin);
        let margin = if apart { judgement.margin } else { 0.0 };
        let hold = Self {
            alternative,
            outcome: judgement.outcome,
            margin,
        };
        (is_verdict(hold.outcome) && holds(hold.outcome, here, margin)).then_some(hold)
    }

    fn becomes(&self, by: f64) -> Outcome {
        match by {
            by if by.abs() <= self.margin.max(1e-9) => Outcome::NoPracticalDifference,
            by if by > 0.0 => Outcome::Better,
            _ => Outcome::Worse,
        }
    }
}

/// Which end of the interval is asked.
#[derive(Clone, Copy)]
enum End {
    /// Where nothing speaks against the verdict falling.
    Doubted,
    /// By the estimates.
    Estimate,
    /// Where the verdict is refuted.
    Refuted,
}

/// The factors that were played for one group.
struct Seen<'a> {
    search: &'a Search<'a>,
    group: Group,
    /// By the bits of the factor, which order positive numbers.
    points: BTreeMap<u64, Vec<Interval>>,
}

impl Seen<'_> {
    /// Plays a factor, unless it is known; whether it came to the end.
    fn play(&mut self, factor: f64) -> Result<bool, Failure> {
        if self.points.contains_key(&factor.to_bits()) {
            return Ok(true);
        }
        let group = self.group;
        let at = |exercise: &Exercise| group.times(factor, &without_false_alarms(exercise));
        let Some(differences) = self.search.differences(at)? else {
            return Ok(false);
        };
        self.points.insert(factor.to_bits(), differences);
        Ok(true)
    }

    fn at(&self, factor: f64, alternative: usize) -> Option<&Interval> {
        self.points.get(&factor.to_bits())?.get(alternative)
    }

    fn curve(&self, alternative: usize) -> Vec<(f64, Interval)> {
        let points = self.points.iter();
        points
            .filter_map(|(bits, all)| Some((f64::from_bits(*bits), *all.get(alternative)?)))
            .collect()
    }

    /// Shorter, then longer; nothing: it was stopped.
    fn falls(&mut self, hold: &Hold) -> Result<Option<[Option<Fall>; 2]>, Failure> {
        let mut both = [None, None];
        for (fall, sign) in both.iter_mut().zip([-1, 1]) {
            let (Some(factor), Some(low), Some(high)) = (
                self.first(hold, sign, End::Estimate)?,
                self.first(hold, sign, End::Doubted)?,
                self.first(hold, sign, End::Refuted)?,
            ) else {
                return Ok(None);
            };
            *fall = factor.found().map(|factor| Fall {
                factor,
                low: low.found(),
                high: high.found(),
                becomes: self.becomes(hold, factor),
            });
        }
        Ok(Some(both))
    }

    fn becomes(&self, hold: &Hold, factor: f64) -> Outcome {
        let by = self.at(factor, hold.alternative).and_then(|one| one.estimate);
        hold.becomes(by.unwrap_or(0.0))
    }

    fn stands(&self, hold: &Hold, factor: f64, end: End) -> bool {
        let Some(one) = self.at(factor, hold.alternative) else {
            return true;
        };
        let room = |by: Option<f64>| by.map_or(0.0, |by| room(hold.outcome, by, hold.margin));
        let (low, high) = (room(one.low), room(one.high));
        match end {
            End::Doubted => low.min(high) > 0.0,
            End::Estimate => room(one.estimate) > 0.0,
            End::Refuted if hold.outcome == Outcome::NoPracticalDifference => {
                // Refuted where all of the interval is beyond the margin, on one side.
                let (low, high) = (one.low.unwrap_or(0.0), one.high.unwrap_or(0.0));
                low <= hold.margin && high >= -hold.margin
            }
            End::Refuted => low.max(high) > 0.0,
        }
    }

    /// The first factor on the way outward at which it does not stand, known within a halved step.
    fn first(&mut self, hold: &Hold, sign: i32, end: End) -> Result<Option<First>, Failure> {
        let factor = |power: f64| math::pow(2.0, f64::from(sign) * power);
        if !self.stands(hold, 1.0, end) {
            return Ok(Some(First::AtOnce));
        }
        let steps = (1..=POWERS).map(f64::from);
        let Some(beyond) = steps
            .into_iter()
            .find(|power| !self.stands(hold, factor(*power), end))
        else {
            return Ok(Some(First::Nowhere));
        };
        let (mut near, mut far) = (beyond - 1.0, beyond);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(near, far);
            if !self.play(factor(middle))? {
                return Ok(None);
            }
            if self.stands(hold, factor(middle), end) {
                near = middle;
            } else {
                far = middle;
            }
        }
        Ok(Some(First::At(factor(far))))
    }
}

#[derive(Clone, Copy)]
enum First {
    AtOnce,
    At(f64),
    Nowhere,
}

impl First {
    const fn found(self) -> Option<f64> {
        match self {
            Self::At(factor) => Some(factor),
            Self::AtOnce | Self::Nowhere => None,
        }
    }
}
