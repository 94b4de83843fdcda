//! Where a measure went: worse, better, or no further than luck explains.

use crate::measure::estimate::{self, Reason};

use super::answer::Answer;
use super::document::{Better, Movement};

/// A difference with its ends as numbers, infinite where they are not known or beyond the horizon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
    pub(super) interval: estimate::Interval,
    low: f64,
    high: f64,
}

impl Difference {
    pub(super) fn of(interval: estimate::Interval) -> Self {
        Self {
            interval,
            low: interval.low.unwrap_or(f64::NEG_INFINITY),
            high: interval.high.unwrap_or(f64::INFINITY),
        }
    }

    /// The same estimate between other ends.
    pub(super) fn between(interval: estimate::Interval, low: f64, high: f64) -> Self {
        let finite = |end: f64| end.is_finite().then_some(end);
        let shown = interval.estimate.is_some();
        Self {
            interval: estimate::Interval {
                low: finite(low).filter(|_| shown),
                high: finite(high).filter(|_| shown),
                ..interval
            },
            low,
            high,
        }
    }
}

/// Where it went: by the interval of the difference, or, where one of the two has no end to it, by intervals apart.
pub(super) fn movement(then: &Answer, now: &Answer, difference: &Difference, better: Better) -> Movement {
    let reason =
        |of: &Answer| of.figure.estimate.is_none() && of.figure.reason != Some(Reason::BeyondHorizon);
    if reason(then) || reason(now) {
        return Movement::NotComparable;
    }
    // Where one of the two has no end, their intervals must lie apart.
    let open = difference.low < 0.0 && difference.high > 0.0;
    let known = !(open && difference.low.is_infinite() && difference.high.is_infinite());
    let (rises, falls) = if known {
        (difference.low > 0.0, difference.high < 0.0)
    } else {
        (now.low > then.high, now.high < then.low)
    };
    match (rises, falls, better) {
        (true, _, Better::Lower) | (_, true, Better::Higher) => Movement::Slipped,
        (true, _, Better::Higher) | (_, true, Better::Lower) => Movement::Improved,
        _ => Movement::WithinLuck,
    }
}
