//! Durations as people read them.

/// The two largest units: `2d 4h`, `3h 12m`, `14m 05s`, `8.2s`.
pub(in crate::report) fn duration(ms: i64) -> String {
    let sign = if ms < 0 { "-" } else { "" };
    let ms = ms.unsigned_abs();
    let seconds = (ms + 500) / 1000;
    let minutes = (seconds + 30) / 60;
    let hours = (minutes + 30) / 60;
    let words = if ms < 10_000 {
        let tenths = (ms + 50) / 100;
        if tenths.is_multiple_of(10) {
            format!("{}s", tenths / 10)
        } else {
            format!("{}.{}s", tenths / 10, tenths % 10)
        }
    } else if seconds < 60 {
        format!("{seconds}s")
    } else if seconds < 600 {
        pair(seconds, 60, "m", "s")
    } else if minutes < 24 * 60 {
        pair(minutes, 60, "h", "m")
    } else {
        pair(hours, 24, "d", "h")
    };
    format!("{sign}{words}")
}

/// The same of seconds that were estimated.
#[cfg(feature = "conduct")]
pub(in crate::report) fn duration_of_seconds(seconds: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of less than a century"
    )]
    let ms = (1_000.0 * seconds).round() as i64;
    duration(ms)
}

/// Whole units and the rest; what is zero is left out.
fn pair(count: u64, per: u64, large: &str, small: &str) -> String {
    match (count / per, count % per) {
        (0, rest) => format!("{rest}{small}"),
        (whole, 0) => format!("{whole}{large}"),
        (whole, rest) => format!("{whole}{large} {rest:02}{small}"),
    }
}

/// To the millisecond, so that a column can be added up: `3:12:05.250`.
pub(super) fn exact(ms: i64) -> String {
    let (sign, ms) = (if ms < 0 { "-" } else { "" }, ms.unsigned_abs());
    let (hours, minutes) = (ms / 3_600_000, ms / 60_000 % 60);
    format!(
        "{sign}{hours}:{minutes:02}:{:02}.{:03}",
        ms / 1000 % 60,
        ms % 1000
    )
}

#[cfg(test)]
mod tests {
    use super::{duration, exact};

    #[test]
    fn two_units_are_enough() {
        let cases = [
            (0, "0s"),
            (350, "0.4s"),
            (8_249, "8.2s"),
            (59_400, "59s"),
            (59_600, "1m"),
            (65_000, "1m 05s"),
            (900_000, "15m"),
            (11_520_000, "3h 12m"),
            (86_399_999, "1d"),
            (187_200_000, "2d 04h"),
            (-60_000, "-1m"),
        ];
        for (ms, words) in cases {
            assert_eq!(duration(ms), words, "{ms}");
        }
    }

    #[test]
    fn exact_durations_add_up() {
        assert_eq!(exact(11_525_250), "3:12:05.250");
        assert_eq!(exact(90_000_001), "25:00:00.001");
    }
}
