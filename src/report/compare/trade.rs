//! Speed against what it costs: who is on the Pareto front.

use crate::experiment::{Compared, MeasureCompared};
use crate::measure::estimate::Interval;

use super::convert::chosen;
use super::document::Trade;

/// The baseline and all others that can be chosen, by the estimates; with the names of those that are nowhere worse and somewhere better.
pub(super) fn trade(baseline: &str, compared: &[Compared]) -> Vec<Trade> {
    let first = compared
        .first()
        .map(|one| row(baseline, one, |measure| measure.baseline));
    let others = chosen(compared).map(|one| row(&one.alternative, one, |measure| measure.alternative));
    let all: Vec<Trade> = first.into_iter().chain(others).collect();
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

fn row(name: &str, of: &Compared, side: fn(&MeasureCompared) -> Interval) -> Trade {
    let figure = |measure: &str| {
        let found = of.measures.iter().find(|one| one.contrast.name == measure);
        found.and_then(|one| side(one).estimate)
    };
    Trade {
        name: name.to_owned(),
        outrun_rate: figure("outrun_rate"),
        people_woken: figure("mean(people_woken)"),
        wrongful_disruption: figure("mean(wrongful_disruption)"),
        dominated_by: Vec::new(),
    }
}

/// Nowhere worse and somewhere better; what one of the two does not have is not held against either.
fn dominates(one: &Trade, other: &Trade) -> bool {
    let gains = [
        one.outrun_rate
            .zip(other.outrun_rate)
            .map(|(one, other)| one - other),
        one.people_woken
            .zip(other.people_woken)
            .map(|(one, other)| other - one),
        one.wrongful_disruption
            .zip(other.wrongful_disruption)
            .map(|(one, other)| other - one),
    ];
    let mut known = gains.iter().flatten();
    known.clone().all(|gain| *gain >= 0.0) && known.any(|gain| *gain > 0.0)
}

#[cfg(test)]
mod tests {
    use super::{Trade, dominates};

    fn trade(outrun_rate: f64, people_woken: f64, wrongful: Option<f64>) -> Trade {
        Trade {
            name: String::new(),
            outrun_rate: Some(outrun_rate),
            people_woken: Some(people_woken),
            wrongful_disruption: wrongful,
            dominated_by: Vec::new(),
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
