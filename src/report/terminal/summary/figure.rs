//! Figures with their intervals, in the unit of their measure.

use crate::model::{Measure, Unit};
use crate::report::terminal::duration::duration;
use crate::report::{Interval, Reason};

/// What a figure counts, which says how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// Seconds.
    Time,
    /// A share from 0 to 1.
    Share,
    /// A number.
    Number,
    /// Weight × seconds.
    WeightTime,
}

impl Kind {
    /// The kind of what an objective compares: `p90(time_to_containment) <= 1h`.
    pub(in crate::report) fn of_objective(text: &str) -> Self {
        let subject = text.split(['<', '>', '=']).next().unwrap_or(text).trim();
        let Some((statistic, measure)) = subject.split_once('(') else {
            return Self::Share;
        };
        if statistic.trim() == "met" {
            return Self::Share;
        }
        let measure = measure.trim_end_matches([')', ' ']).trim();
        if measure.starts_with("time_to(") {
            return Self::Time;
        }
        match Measure::named(measure).map(Measure::unit) {
            Some(Unit::Time) => Self::Time,
            Some(Unit::Share) => Self::Share,
            Some(Unit::WeightTime) => Self::WeightTime,
            _ => Self::Number,
        }
    }
}

/// The estimate and the interval of its luck: `12.4 % (11.8–13.1 %)`.
pub(in crate::report) fn with_luck(interval: &Interval, kind: Kind) -> String {
    let estimate = estimate(interval, kind);
    if interval.estimate.is_none() && interval.low.is_none() {
        return estimate;
    }
    let range = range(interval.low, interval.high, kind);
    if range == estimate {
        estimate
    } else {
        format!("{estimate} ({range})")
    }
}

/// The estimate alone, rounded to its interval.
pub(in crate::report) fn estimate(interval: &Interval, kind: Kind) -> String {
    match (interval.estimate, interval.reason) {
        (Some(value), _) => figure(value, kind, width(interval.low, interval.high)),
        (None, Some(Reason::BeyondHorizon)) => "never".to_owned(),
        (None, Some(Reason::NotApplicable)) => "–".to_owned(),
        (None, _) => "too few".to_owned(),
    }
}

/// From one end to the other: `11.8–13.1 %`.
pub(in crate::report) fn range(low: Option<f64>, high: Option<f64>, kind: Kind) -> String {
    let by = width(low, high);
    let low = low.map_or_else(|| "?".to_owned(), |low| figure(low, kind, by));
    let high = high.map_or_else(|| "never".to_owned(), |high| figure(high, kind, by));
    // A unit that both have is said once.
    let low = low.strip_suffix(" %").map_or(low.as_str(), |bare| {
        if high.ends_with(" %") { bare } else { low.as_str() }
    });
    if low == high {
        high
    } else {
        format!("{low}–{high}")
    }
}

fn width(low: Option<f64>, high: Option<f64>) -> f64 {
    low.zip(high).map_or(0.0, |(low, high)| (high - low).abs())
}

/// One figure, as fine as an interval so wide is worth.
pub(in crate::report::terminal) fn figure(value: f64, kind: Kind, by: f64) -> String {
    match kind {
        Kind::Time => duration(millis(value)),
        Kind::Share => percent(value, by),
        Kind::Number => number(value, by),
        // Weight × seconds is too small a unit for people.
        Kind::WeightTime => format!("{} w·h", number(value / 3600.0, by / 3600.0)),
    }
}

/// A share in per cent with as many decimals as its interval is worth; never all when it is not all.
pub(in crate::report) fn percent(share: f64, by: f64) -> String {
    let all = 100.0 * share;
    let wanted = match by {
        by if by >= 0.1 => 0,
        by if by >= 0.003 => 1,
        _ => 2,
    };
    let hides = |decimals: usize| {
        let text = format!("{all:.decimals$}");
        let rounded: f64 = text.parse().unwrap_or(all);
        (rounded <= 0.0 && all > 0.0) || (rounded >= 100.0 && all < 100.0)
    };
    let decimals = (wanted..=3).find(|&decimals| !hides(decimals)).unwrap_or(3);
    let text = format!("{all:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    format!("{text} %")
}

/// A number with as many decimals as its interval is worth.
fn number(value: f64, by: f64) -> String {
    let whole = value.fract() == 0.0;
    if whole || value.abs() >= 100.0 {
        return thousands(value);
    }
    if by >= 0.2 || value.abs() >= 20.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size, rounded"
)]
fn thousands(value: f64) -> String {
    let digits = crate::report::terminal::text::count(value.abs().round() as u64);
    if value < -0.5 {
        format!("-{digits}")
    } else {
        digits
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seconds within any horizon")]
pub(in crate::report) fn millis(seconds: f64) -> i64 {
    (seconds * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::{Kind, estimate, percent, with_luck};
    use crate::report::{Interval, Reason};

    fn interval(estimate: f64, low: f64, high: f64) -> Interval {
        Interval {
            estimate: Some(estimate),
            low: Some(low),
            high: Some(high),
            confidence: 0.95,
            reason: None,
            assumptions: None,
        }
    }

    #[test]
    fn figures_are_no_finer_than_their_interval() {
        assert_eq!(
            with_luck(&interval(0.124_4, 0.118, 0.131), Kind::Share),
            "12.4 % (11.8–13.1 %)"
        );
        assert_eq!(
            with_luck(&interval(0.5, 0.35, 0.65), Kind::Share),
            "50 % (35–65 %)"
        );
        assert_eq!(
            with_luck(&interval(11_520.0, 10_920.0, 12_000.0), Kind::Time),
            "3h 12m (3h 02m–3h 20m)"
        );
        assert_eq!(with_luck(&interval(2.0, 2.0, 2.0), Kind::Number), "2");
    }

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!(percent(0.999_6, 0.01), "99.96 %");
        assert_eq!(percent(1.0, 0.01), "100 %");
        assert_eq!(percent(0.000_2, 0.01), "0.02 %");
    }

    #[test]
    fn what_is_missing_says_why() {
        let missing = |reason| Interval {
            estimate: None,
            low: None,
            high: None,
            reason: Some(reason),
            ..interval(0.0, 0.0, 0.0)
        };
        assert_eq!(with_luck(&missing(Reason::NotApplicable), Kind::Time), "–");
        assert_eq!(estimate(&missing(Reason::BeyondHorizon), Kind::Time), "never");
    }

    #[test]
    fn objectives_know_their_unit() {
        assert_eq!(Kind::of_objective("p90(time_to_containment) <= 1h"), Kind::Time);
        assert_eq!(Kind::of_objective("outrun_rate >= 95%"), Kind::Share);
        assert_eq!(Kind::of_objective("met(gdpr-33) >= 99%"), Kind::Share);
        assert_eq!(Kind::of_objective("p50(people_woken) <= 3"), Kind::Number);
        assert_eq!(
            Kind::of_objective("mean( disruption ) <= 20 * 4h"),
            Kind::WeightTime
        );
    }
}
