//! The outrun rate over a curve of limits (M3): so that nobody passes by moving the limit.

use crate::model::{Limit, Measure};

use super::blast::Fallen;
use super::columns::{Column, Landmark, Layout, value};
use super::estimate::{Value, wilson};
use super::figure::Figure;
use super::observations::Observations;
use super::summary::Evidence;

/// The shares of the reachable weight at which every exercise is looked at.
const SHARES: [f64; 6] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/// The outrun rate as it would be with another limit; the crown jewels are those of the exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct CurvePoint {
    /// The limit.
    pub limit: Limit,
    /// Whether this is the limit of the exercise.
    pub own: bool,
    /// The outrun rate with it.
    pub outrun_rate: Figure,
}

/// The curve: shares in order, then the limit of the exercise if it is no share, then crown jewels alone.
///
/// Exact, not sampled anew: B never falls, so it passed a limit before containment or in that millisecond exactly when B
/// at containment, what fell in that millisecond included, is above the limit.
pub(super) fn curve(evidence: &Evidence<'_>) -> Vec<CurvePoint> {
    let exercise = evidence.exercise;
    let layout = &Layout::new(exercise);
    let point = |limit: Limit| CurvePoint {
        limit,
        own: limit == exercise.limit,
        outrun_rate: rate_at(evidence, layout, limit),
    };
    limits(exercise.limit).into_iter().map(point).collect()
}

/// The outrun rate with this limit and the crown jewels of the exercise (M3).
fn rate_at(evidence: &Evidence<'_>, layout: &Layout, limit: Limit) -> Figure {
    let rows = evidence.incidents;
    let outrun = outrun_at(rows, layout, evidence.reach_weight, limit);
    let outrun = outrun.filter(|outrun| *outrun).count() as u64;
    Figure::share(wilson(outrun, rows.len() as u64, evidence.confidence))
}

/// For each replication whether it would be outrun with this limit.
fn outrun_at<'a>(
    rows: &'a Observations,
    layout: &Layout,
    reach: u64,
    limit: Limit,
) -> impl Iterator<Item = bool> + use<'a> {
    let place = |column: Column| layout.place(column);
    let contained = place(Column::Measure(Measure::TimeToContainment));
    let jewel = place(Column::Measure(Measure::TimeToCrownJewel));
    let weight = place(Column::Measure(Measure::BlastAtContainment));
    let count = place(Column::Count(Landmark::Containment));
    rows.rows().map(move |row| {
        let at = |place: usize| match row.get(place).copied().map(value) {
            Some(Value::Observed(observed)) => Some(observed),
            _ => None,
        };
        // M3: in the same millisecond is too late.
        at(contained).is_some_and(|contained| {
            let fell = Fallen {
                weight: at(weight).unwrap_or(0),
                count: at(count).unwrap_or(0),
            };
            at(jewel).is_none_or(|jewel| contained < jewel) && !passes(fell, limit, reach)
        })
    })
}

fn limits(own: Limit) -> Vec<Limit> {
    let mut shares = SHARES.to_vec();
    if let Limit::Share(share) = own
        && !shares.contains(&share)
    {
        shares.push(share);
        shares.sort_by(f64::total_cmp);
    }
    let mut limits: Vec<Limit> = shares.into_iter().map(Limit::Share).collect();
    if matches!(own, Limit::Weight(_) | Limit::Count(_)) {
        limits.push(own);
    }
    limits.push(Limit::NoCrownJewel);
    limits
}

/// Whether what had fallen is strictly above the limit; a share counts of the reachable weight (E6, M3).
#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
pub fn passes(fell: Fallen, limit: Limit, reach: u64) -> bool {
    let above = |fell: i64, limit: u64| u64::try_from(fell).is_ok_and(|fell| fell > limit);
    match limit {
        Limit::NoCrownJewel => false,
        Limit::Weight(limit) => above(fell.weight, limit),
        Limit::Count(limit) => above(fell.count, limit),
        // The hair's breadth keeps 29 % of 100 from coming out below 29, as in the engine.
        Limit::Share(share) => fell.weight as f64 > (share * reach as f64 + 1e-9).floor(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fallen, limits};
    use crate::model::Limit;

    #[test]
    fn the_limit_of_the_exercise_is_on_the_curve_once() {
        for own in [
            Limit::Share(0.2),
            Limit::Share(0.3),
            Limit::Weight(7),
            Limit::Count(3),
            Limit::NoCrownJewel,
        ] {
            let limits = limits(own);
            assert_eq!(
                limits.iter().filter(|limit| **limit == own).count(),
                1,
                "{limits:?}"
            );
            assert_eq!(limits.last(), Some(&Limit::NoCrownJewel));
        }
        assert_eq!(limits(Limit::Share(0.2)).len(), 7);
        assert_eq!(limits(Limit::Share(0.03)).get(2), Some(&Limit::Share(0.03)));
    }

    #[test]
    fn at_the_limit_is_not_above_it() {
        let fell = Fallen { weight: 29, count: 2 };
        for (limit, expected) in [
            (Limit::Share(0.29), false),
            (Limit::Share(0.28), true),
            (Limit::Weight(29), false),
            (Limit::Weight(28), true),
            (Limit::Count(2), false),
            (Limit::Count(1), true),
            (Limit::NoCrownJewel, false),
        ] {
            assert_eq!(super::passes(fell, limit, 100), expected, "{limit:?}");
        }
    }
}
