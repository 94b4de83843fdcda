//! Survival with arbitrary censoring: what share is still open after a time.

use serde::{Deserialize, Serialize};

use super::greenwood::{Run, band};
use super::interval::{Interval, Reason, critical_normal, real, real_value};

/// How long something lasted, in whole units from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifetime {
    /// It ended at this time.
    Observed(i64),
    /// It was still open when it was last seen, at this time.
    CensoredAt(i64),
}

/// One distinct time of the survival curve, which is constant from here up to the next step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The time, in the unit of the lifetimes.
    pub time: i64,
    /// How many were followed up to this time.
    pub at_risk: u64,
    /// How many ended at it.
    pub events: u64,
    /// How many were censored at it; they count as at risk for its events.
    pub censored: u64,
    /// The share still open after it.
    pub survival: f64,
    /// The lower band of the share; `None` before the first event and once nothing is left.
    pub low: Option<f64>,
    /// The upper band of the share; `None` where `low` is.
    pub high: Option<f64>,
}

/// The mean time open up to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RestrictedMean {
    /// The mean with its normal interval, in the unit of the lifetimes.
    pub interval: Interval,
    /// The variance of the estimate, in the square of that unit; `None` with the bounds.
    pub variance: Option<f64>,
}

/// The product-limit estimate of a survival curve.
///
/// References: E. L. Kaplan and P. Meier (1958), JASA 53; variance of M. Greenwood (1926); pointwise bands on
/// the log(-log) scale (Kalbfleisch and Prentice 1980), which stay within 0 and 1. Assumption: when something
/// was last seen says nothing of when it would have ended; a fixed horizon and a random stop both qualify, a
/// replication broken off because it went badly does not.
///
/// At n = 0 there are no steps and every figure is not applicable. At n = 1 the curve falls from 1 to 0 (or,
/// censored, stays at 1) without bands. At n = 2 the first of two events has a band, nearly from 0 to 1.
/// Where all are censored the curve stays at 1: quantiles are beyond the horizon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KaplanMeier {
    confidence: f64,
    steps: Vec<Step>,
}

impl KaplanMeier {
    /// Estimates the curve from lifetimes in any order, with pointwise bands of two-sided `confidence`.
    pub fn new(lifetimes: &[Lifetime], confidence: f64) -> Self {
        let mut times: Vec<(i64, bool)> = lifetimes.iter().copied().map(split).collect();
        times.sort_unstable();
        let (mut run, z) = (Run::new(real(times.len() as u64)), critical_normal(confidence));
        let mut at_risk = times.len() as u64;
        let mut steps = Vec::new();
        for ties in times.chunk_by(|a, b| a.0 == b.0) {
            let events = ties.iter().filter(|(_, observed)| *observed).count() as u64;
            let censored = ties.len() as u64 - events;
            run.events(real(at_risk - events));
            let (low, high) = band(run.survival(), run.greenwood(), z).unzip();
            let time = ties.first().map_or(0, |(time, _)| *time);
            steps.push(Step {
                time,
                at_risk,
                events,
                censored,
                survival: run.survival(),
                low,
                high,
            });
            at_risk -= events + censored;
            run.censored(censored, real(at_risk));
        }
        Self { confidence, steps }
    }

    /// The steps, earliest first: one for each distinct time, of an event or of censoring only.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The share still open after `time`, with its band; beyond the last time only if nothing is left open.
    ///
    /// Before the first event the share is 1 without bounds.
    pub fn survival_at(&self, time: i64) -> Interval {
        let reached = self.steps.partition_point(|step| step.time <= time);
        let Some(last) = self.steps.last() else {
            return Interval::missing(self.confidence, Reason::NotApplicable);
        };
        if time > last.time && last.survival > 0.0 {
            return Interval::missing(self.confidence, Reason::BeyondHorizon);
        }
        let Some(step) = reached.checked_sub(1).and_then(|index| self.steps.get(index)) else {
            return Interval::unbounded(1.0, self.confidence, Reason::TooFew);
        };
        let reason = step.low.is_none().then_some(Reason::TooFew);
        let estimate = Some(step.survival);
        Interval {
            estimate,
            low: step.low,
            high: step.high,
            confidence: self.confidence,
            reason,
        }
    }

    /// The time by which a share `q` (0 < q < 1) has ended: the first at which survival is at most 1 - q.
    ///
    /// Reference: R. Brookmeyer and J. Crowley (1982), "A confidence interval for the median survival time",
    /// Biometrics 38, on the log(-log) scale: the times at which the band holds 1 - q. Without censoring the
    /// estimate is that of [`quantile`](super::quantile()).
    ///
    /// `BeyondHorizon` when the curve never falls so far (all censored, say); not applicable at n = 0. A
    /// bound the band never reaches is `None`: without a reason where the last time is censored (it lies
    /// beyond), else with `TooFew`. At n = 1 there are no bounds, at n = 2 no upper ones.
    pub fn quantile(&self, q: f64) -> Interval {
        let Some(last) = self.steps.last() else {
            return Interval::missing(self.confidence, Reason::NotApplicable);
        };
        let open = 1.0 - q;
        // 1 - q and the curve are both rounded; a share that is meant to be equal must count as reached.
        let reached = |share: f64| share <= open + 4.0 * f64::EPSILON;
        let estimate = self.first(|step| reached(step.survival));
        let low = self.first(|step| step.low.is_some_and(reached));
        let high = self.first(|step| step.high.is_some_and(|high| high < open));
        let reason = if estimate.is_none() {
            Some(Reason::BeyondHorizon)
        } else if low.is_none() || (high.is_none() && last.survival == 0.0) {
            Some(Reason::TooFew)
        } else {
            None
        };
        Interval {
            estimate,
            low,
            high,
            confidence: self.confidence,
            reason,
        }
    }

    /// The mean of the lifetimes cut off at `limit`: the area under the curve from 0 to `limit`.
    ///
    /// Reference: J. O. Irwin (1949); variance as in Klein and Moeschberger (2003), section 4.5: the sum over
    /// event times of the squared area that remains, times d / (n (n - d)). Assumption: as for the curve, and
    /// an estimate that is about normal.
    ///
    /// Not applicable at n = 0. `BeyondHorizon` when `limit` lies past the last time and something is open
    /// there. No bounds and no variance, `TooFew`, at n = 1 and when nothing ended by `limit`. At n = 2 there
    /// are bounds, too narrow to be relied on: a normal interval of two values.
    pub fn restricted_mean(&self, limit: i64) -> RestrictedMean {
        let none = |interval| RestrictedMean {
            interval,
            variance: None,
        };
        let Some((first, last)) = self.steps.first().zip(self.steps.last()) else {
            return none(Interval::missing(self.confidence, Reason::NotApplicable));
        };
        if limit > last.time && last.survival > 0.0 {
            return none(Interval::missing(self.confidence, Reason::BeyondHorizon));
        }
        let (area, variance, events) = self.area_to(limit.max(0));
        if first.at_risk < 2 || events == 0 {
            return none(Interval::unbounded(area, self.confidence, Reason::TooFew));
        }
        let half_width = critical_normal(self.confidence) * variance.sqrt();
        RestrictedMean {
            interval: Interval::around(area, half_width, self.confidence),
            variance: Some(variance),
        }
    }

    /// Area under the curve from 0 to `limit`, the variance of that area, and the events up to `limit`.
    fn area_to(&self, limit: i64) -> (f64, f64, u64) {
        let (mut area, mut variance, mut events, mut end) = (0.0, 0.0, 0, limit);
        // Backwards, because each event time weighs with the area that remains after it.
        for step in self.steps.iter().rev().filter(|step| step.time <= limit) {
            area += step.survival * real_value(end - step.time);
            end = step.time;
            events += step.events;
            let left = step.at_risk - step.events;
            if left > 0 {
                variance += area * area * real(step.events) / (real(step.at_risk) * real(left));
            }
        }
        (area + real_value(end), variance, events)
    }

    /// The time of the first step that `holds`.
    fn first(&self, holds: impl Fn(&Step) -> bool) -> Option<f64> {
        self.steps
            .iter()
            .find(|step| holds(step))
            .map(|step| real_value(step.time))
    }
}

/// The time, and whether it is of an end.
const fn split(lifetime: Lifetime) -> (i64, bool) {
    match lifetime {
        Lifetime::Observed(time) => (time, true),
        Lifetime::CensoredAt(time) => (time, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_followed_is_not_applicable() {
        let curve = KaplanMeier::new(&[], 0.95);
        assert!(curve.steps().is_empty());
        let missing = Interval::missing(0.95, Reason::NotApplicable);
        assert_eq!((curve.quantile(0.5), curve.survival_at(1)), (missing, missing));
        assert_eq!(
            curve.restricted_mean(10),
            RestrictedMean {
                interval: missing,
                variance: None
            }
        );
    }

    #[test]
    fn all_censored_says_so() {
        let curve = KaplanMeier::new(&[Lifetime::CensoredAt(5), Lifetime::CensoredAt(9)], 0.95);
        assert_eq!(
            curve.quantile(0.5),
            Interval::missing(0.95, Reason::BeyondHorizon)
        );
        assert_eq!(
            curve.survival_at(9),
            Interval::unbounded(1.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            curve.survival_at(10),
            Interval::missing(0.95, Reason::BeyondHorizon)
        );
        assert_eq!(
            curve.restricted_mean(9).interval,
            Interval::unbounded(9.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            curve.restricted_mean(10).interval,
            Interval::missing(0.95, Reason::BeyondHorizon)
        );
    }

    #[test]
    fn one_event_has_no_bounds() {
        let curve = KaplanMeier::new(&[Lifetime::Observed(4)], 0.95);
        assert_eq!(
            curve.quantile(0.5),
            Interval::unbounded(4.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            curve.survival_at(3),
            Interval::unbounded(1.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            curve.survival_at(99),
            Interval::unbounded(0.0, 0.95, Reason::TooFew)
        );
        assert_eq!(
            curve.restricted_mean(10).interval,
            Interval::unbounded(4.0, 0.95, Reason::TooFew)
        );
    }

    #[test]
    fn two_events_have_a_lower_bound() {
        let median = KaplanMeier::new(&[Lifetime::Observed(9), Lifetime::Observed(4)], 0.95).quantile(0.5);
        assert_eq!(
            (median.estimate, median.low, median.high, median.reason),
            (Some(4.0), Some(4.0), None, Some(Reason::TooFew))
        );
    }

    #[test]
    fn the_censored_of_a_time_are_at_risk_for_its_events() {
        let curve = KaplanMeier::new(
            &[
                Lifetime::CensoredAt(4),
                Lifetime::Observed(4),
                Lifetime::Observed(6),
            ],
            0.95,
        );
        let [first, second] = curve.steps() else {
            panic!("two distinct times")
        };
        assert_eq!((first.at_risk, first.events, first.censored), (3, 1, 1));
        assert!((first.survival - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!((second.at_risk, second.survival, second.low), (1, 0.0, None));
    }
}
