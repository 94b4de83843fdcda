//! Durations as people write them: `15m`, `2h 30m`, `PT2H30M`.

use std::fmt;
use std::str::FromStr;

use super::error::TimeError;
use super::sim::SimDuration;

const EXPECTED: &str =
    "a duration such as `15m`, `2h 30m`, `1d 4h` or `500ms`, with units w, d, h, m, s and ms";

/// The units of a duration, from large to small, with their spellings, their letter in ISO 8601 and their milliseconds.
const UNITS: [Unit; 6] = [
    Unit {
        names: &["w", "week", "weeks"],
        ms: 604_800_000,
    },
    Unit {
        names: &["d", "day", "days"],
        ms: 86_400_000,
    },
    Unit {
        names: &["h", "hr", "hour", "hours"],
        ms: 3_600_000,
    },
    Unit {
        names: &["m", "min", "mins", "minute", "minutes"],
        ms: 60_000,
    },
    Unit {
        names: &["s", "sec", "secs", "second", "seconds"],
        ms: 1_000,
    },
    Unit {
        names: &["ms"],
        ms: 1,
    },
];

struct Unit {
    names: &'static [&'static str],
    ms: i64,
}

/// Reads what [`SimDuration`]'s `Display` writes, spaces between or not, words (`2 hours`), decimal fractions down to
/// the millisecond (`1.5h`), ISO 8601 without years and months (`PT2H30M`), and a bare `0`.
impl FromStr for SimDuration {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let written = text.trim();
        if written.starts_with('-') {
            return Err(TimeError::new(format!(
                "`{written}` is negative; expected {EXPECTED}"
            )));
        }
        if written == "0" {
            return Ok(Self::ZERO);
        }
        match written.strip_prefix('P') {
            Some(iso) => read_iso(iso, written),
            None => read_units(written, written),
        }
    }
}

/// Reads ISO 8601 after its `P` by turning it into our own units, in which a `m` before the `T` would be a month.
fn read_iso(iso: &str, written: &str) -> Result<SimDuration, TimeError> {
    let (date, time) = iso.split_once('T').unwrap_or((iso, ""));
    if date.contains(['Y', 'M']) {
        let message =
            format!("`{written}` has years or months, which are not of one length; expected {EXPECTED}");
        return Err(TimeError::new(message));
    }
    let days_only = date.chars().all(|c| c.is_ascii_digit() || matches!(c, 'W' | 'D'));
    let clock_only = time
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, 'H' | 'M' | 'S' | '.'));
    if !days_only || !clock_only || (iso.contains('T') && time.is_empty()) {
        return Err(TimeError::expected(written, EXPECTED));
    }
    read_units(&format!("{date}{time}").to_ascii_lowercase(), written)
}

fn read_units(text: &str, written: &str) -> Result<SimDuration, TimeError> {
    let mut rest = text.trim_start();
    let mut total: i64 = 0;
    let mut smaller_than = i64::MAX;
    if rest.is_empty() {
        return Err(TimeError::expected(written, EXPECTED));
    }
    // Each turn takes at least one character off `rest`, so the loop ends.
    while !rest.is_empty() {
        let (number, after) = split_while(rest, |c| c.is_ascii_digit() || c == '.');
        let (name, after) = split_while(after.trim_start(), |c| c.is_ascii_alphabetic());
        rest = after.trim_start();
        let unit_ms = unit_of(number, name, written)?;
        if unit_ms >= smaller_than {
            let message =
                format!("`{written}` names its units out of order; expected each once, from large to small");
            return Err(TimeError::new(message));
        }
        smaller_than = unit_ms;
        let part = read_amount(number, unit_ms, written)?;
        total = total.checked_add(part).ok_or_else(|| too_long(written))?;
    }
    Ok(SimDuration::from_millis(total))
}

fn unit_of(number: &str, name: &str, written: &str) -> Result<i64, TimeError> {
    if number.is_empty() {
        return Err(TimeError::expected(written, EXPECTED));
    }
    if name.is_empty() {
        return Err(TimeError::new(format!(
            "`{number}` in `{written}` has no unit; expected {EXPECTED}"
        )));
    }
    let unit = UNITS.iter().find(|unit| unit.names.contains(&name));
    let unknown = || {
        TimeError::new(format!(
            "`{name}` in `{written}` is no unit of time; expected {EXPECTED}"
        ))
    };
    unit.map(|unit| unit.ms).ok_or_else(unknown)
}

/// The milliseconds of a decimal number of units; what is finer than a millisecond is refused rather than rounded.
fn read_amount(number: &str, unit_ms: i64, written: &str) -> Result<i64, TimeError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let unreadable = || TimeError::expected(written, EXPECTED);
    if whole.is_empty() || fraction.is_empty() || fraction.contains('.') {
        return Err(unreadable());
    }
    let whole: i64 = whole.parse().map_err(|_| too_long(written))?;
    let fraction = fraction.trim_end_matches('0');
    let finer = || {
        TimeError::new(format!(
            "`{written}` is finer than a millisecond; expected {EXPECTED}"
        ))
    };
    let digits = u32::try_from(fraction.len())
        .ok()
        .filter(|digits| *digits <= 9)
        .ok_or_else(finer)?;
    let numerator: i64 = if digits == 0 {
        0
    } else {
        fraction.parse().map_err(|_| unreadable())?
    };
    let scaled = i128::from(numerator) * i128::from(unit_ms);
    let scale = 10_i128.pow(digits);
    if scaled % scale != 0 {
        return Err(finer());
    }
    let part = i64::try_from(scaled / scale).map_err(|_| too_long(written))?;
    whole
        .checked_mul(unit_ms)
        .and_then(|ms| ms.checked_add(part))
        .ok_or_else(|| too_long(written))
}

fn split_while(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !keep(c)).unwrap_or(text.len());
    text.split_at(end)
}

fn too_long(written: &str) -> TimeError {
    TimeError::new(format!(
        "`{written}` is longer than can be told; expected at most {}",
        SimDuration::MAX
    ))
}

/// The canonical form, which reads back as the same duration: `1d 4h`, `1m 30s`, `0s`. Weeks are written as days.
impl fmt::Display for SimDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.pad("0s");
        }
        let mut left = self.as_millis();
        let mut parts = Vec::with_capacity(5);
        for (name, ms) in [
            ("d", 86_400_000),
            ("h", 3_600_000),
            ("m", 60_000),
            ("s", 1_000),
            ("ms", 1),
        ] {
            if left >= ms {
                parts.push(format!("{}{name}", left / ms));
                left %= ms;
            }
        }
        f.pad(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::SimDuration;

    fn ms(text: &str) -> i64 {
        text.parse::<SimDuration>()
            .unwrap_or_else(|error| panic!("{error}"))
            .as_millis()
    }

    #[test]
    fn what_people_write_is_read() {
        let minute = 60_000;
        assert_eq!(ms("15m"), 15 * minute);
        assert_eq!(ms("2h 30m"), 150 * minute);
        assert_eq!(ms("2h30m"), 150 * minute);
        assert_eq!(ms("PT2H30M"), 150 * minute);
        assert_eq!(ms("2 hours 30 minutes"), 150 * minute);
        assert_eq!(ms("2.5h"), 150 * minute);
        assert_eq!(ms("90s"), 90_000);
        assert_eq!(ms("500ms"), 500);
        assert_eq!(ms("1.5s"), 1_500);
        assert_eq!(ms("PT0.25S"), 250);
        assert_eq!(ms("1d 4h"), 28 * 60 * minute);
        assert_eq!(ms("2w"), 14 * 24 * 60 * minute);
        assert_eq!(ms("P1DT12H"), 36 * 60 * minute);
        assert_eq!(ms("P2W"), 14 * 24 * 60 * minute);
        assert_eq!(ms("0"), 0);
        assert_eq!(ms(" 0s "), 0);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_says_what_was_expected() {
        let refused = [
            "",
            "15",
            "-5m",
            "h",
            "5x",
            "1h 1h",
            "30m 2h",
            "P1M",
            "P1Y",
            "PT",
            "P",
            "PT1D",
            "1..5h",
            ".5h",
            "5.h",
            "0.1ms",
            "1e3s",
            "99999999999999999999d",
            "10000000000000w",
            "m5",
            "2h,30m",
            "1.0000000000001h",
            "15M",
            "+5m",
            "PT-5M",
            "１h",
        ];
        for text in refused {
            let error = text.parse::<SimDuration>().expect_err(text).to_string();
            assert!(error.contains("expected"), "{text}: {error}");
            assert!(!error.ends_with('.'), "{error}");
        }
    }

    #[test]
    fn the_canonical_form_is_short() {
        for (text, canonical) in [
            ("90s", "1m 30s"),
            ("0", "0s"),
            ("28h", "1d 4h"),
            ("150m", "2h 30m"),
            ("1001ms", "1s 1ms"),
        ] {
            assert_eq!(text.parse::<SimDuration>().expect(text).to_string(), canonical);
        }
        assert_eq!(ms(&SimDuration::MAX.to_string()), i64::MAX);
    }
}
