//! Speed against what it costs: who is on the Pareto front.

use crate::experiment::{Compared, MeasureCompared, Played, surely_dominates};
use crate::measure::CONFIDENCE;
use crate::measure::estimate;
use crate::model::{Exercise, Margin};
use crate::report::{Interval, Reason};

use super::convert::{chosen, interval};
use super::document::{CompareDocument, Trade};

/// The baseline and all others that can be chosen, by the estimates; with the names of those that are nowhere worse and somewhere better.
pub(super) fn trade(baseline: &str, compared: &[Compared]) -> Vec<Trade> {
    let first = compared
        .first()
        .map(|one| row(baseline, one, |measure| measure.baseline));
    let others = chosen(compared).map(|one| row(&one.alternative, one, |measure| measure.alternative));
    let all: Vec<Trade> = first.into_iter().chain(others).collect();
    with_front(&all)
}

/// The same with the names of those that dominate each.
pub(super) fn with_front(all: &[Trade]) -> Vec<Trade> {
    let dominated_by = |one: &Trade| {
        let better = all.iter().filter(|other| dominates(other, one));
        better.map(|other| other.name.clone()).collect()
    };
    let with = |one: &Trade| Trade {
        dominated_by: dominated_by(one),
        ..one.clone()
    };
    all.iter().map(with).collect()
}

/// Of so many that are better by the estimates it is asked whether they surely are.
const MOST_ASKED: usize = 3;

impl CompareDocument {
    /// Says who is off the front for sure; the exercises are those that were compared, in any order.
    pub fn settle_front(&mut self, played: &[(&Exercise, &Played)], margin: &Margin) {
        let found = |name: &str| played.iter().find(|(exercise, _)| &*exercise.alternative == name);
        let asked = |one: &Trade| one.dominated_by.len().min(MOST_ASKED);
        let comparisons: usize = self.trade.iter().map(asked).sum();
        for one in &mut self.trade {
            let Some(other) = found(&one.name) else { continue };
            let surely = one.dominated_by.iter().take(MOST_ASKED).filter(|name| {
                found(name).is_some_and(|better| surely_dominates(*better, *other, margin, comparisons))
            });
            one.surely_dominated_by = surely.cloned().collect();
        }
    }
}

fn row(name: &str, of: &Compared, side: fn(&MeasureCompared) -> estimate::Interval) -> Trade {
    let figure = |measure: &str| {
        let found = of.measures.iter().find(|one| one.contrast.name == measure);
        found.map(|one| interval(side(one)))
    };
    let missing = || no_figure();
    Trade {
        name: name.to_owned(),
        outrun_rate: figure("outrun_rate").unwrap_or_else(missing),
        people_woken: figure("mean(people_woken)").unwrap_or_else(missing),
        wrongful_disruption: figure("mean(wrongful_disruption)"),
        dominated_by: Vec::new(),
        surely_dominated_by: Vec::new(),
    }
}

pub(super) const fn no_figure() -> Interval {
    Interval {
        estimate: None,
        low: None,
        high: None,
        confidence: CONFIDENCE,
        reason: Some(Reason::NotApplicable),
        assumptions: None,
    }
}

/// Nowhere worse and somewhere better; what one of the two does not have is not held against either.
fn dominates(one: &Trade, other: &Trade) -> bool {
    let wrongful = |of: &Trade| of.wrongful_disruption.as_ref().and_then(|of| of.estimate);
    let more = |one: Option<f64>, other: Option<f64>| one.zip(other).map(|(one, other)| one - other);
    let gains = [
        more(one.outrun_rate.estimate, other.outrun_rate.estimate),
        more(other.people_woken.estimate, one.people_woken.estimate),
        more(wrongful(other), wrongful(one)),
    ];
    let mut known = gains.iter().flatten();
    known.clone().all(|gain| *gain >= 0.0) && known.any(|gain| *gain > 0.0)
}

#[cfg(test)]
mod tests {
    use super::{Interval, Trade, dominates, no_figure};

    fn trade(outrun_rate: f64, people_woken: f64, wrongful: Option<f64>) -> Trade {
        let figure = |estimate: f64| Interval {
            estimate: Some(estimate),
            ..no_figure()
        };
        Trade {
            name: String::new(),
            outrun_rate: figure(outrun_rate),
            people_woken: figure(people_woken),
            wrongful_disruption: wrongful.map(figure),
            dominated_by: Vec::new(),
            surely_dominated_by: Vec::new(),
        }
    }

    #[test]
    fn speed_that_costs_more_dominates_nobody() {
        let (slow, fast) = (trade(0.2, 3.0, Some(10.0)), trade(0.6, 1.0, Some(90.0)));
        assert!(!dominates(&fast, &slow) && !dominates(&slow, &fast));
        assert!(dominates(&trade(0.2, 2.0, Some(10.0)), &slow));
        assert!(!dominates(&slow, &slow));
        assert!(dominates(&trade(0.6, 1.0, None), &slow));
    }
}
