//! Figures as people would write them into an exercise.

use crate::chance::math::{log10, pow};
use crate::time::SimDuration;

/// Three figures of a time in seconds: 272.34 is `4m 32s`, 0.0713 is `71ms`.
pub(super) fn time(seconds: f64) -> SimDuration {
    let figures = pow(10.0, (log10(seconds.max(0.001)).floor() - 2.0).max(-3.0));
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of less than a year")]
    let ms = ((seconds / figures).round() * figures * 1_000.0).round() as i64;
    SimDuration::from_millis(ms.max(1))
}

/// A share in per cent to a tenth: `91.4%`.
pub(super) fn share(share: f64) -> String {
    format!("{}%", (1_000.0 * share).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{share, time};

    #[test]
    fn three_figures_are_kept() {
        for (seconds, written) in [
            (272.34, "4m 32s"),
            (0.0713, "71ms"),
            (5_437.0, "1h 30m 40s"),
            (59.96, "1m"),
            (0.0, "1ms"),
        ] {
            assert_eq!(time(seconds).to_string(), written);
        }
        assert_eq!(
            (share(0.91377), share(1.0)),
            ("91.4%".to_owned(), "100%".to_owned())
        );
    }
}
