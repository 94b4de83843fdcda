//! Measures and differences in few columns.

use crate::report::Comparison;
use crate::report::terminal::summary::figure::{Kind, figure};
use crate::report::terminal::text::clean;

/// A unit that both have is said once.
pub(in crate::report::terminal) fn without_unit<'a>(from: &'a str, to: &str) -> &'a str {
    let unit = [" w·h", " %"].into_iter().find(|unit| to.ends_with(unit));
    unit.and_then(|unit| from.strip_suffix(unit)).unwrap_or(from)
}

/// A measure in fewer columns: `containment p90`.
pub(in crate::report) fn label(measure: &str) -> String {
    let Some((statistic, of)) = measure.split_once('(') else {
        return measure.replace('_', " ");
    };
    if statistic == "met" {
        return measure.to_owned();
    }
    let (of, rest) = of.rsplit_once(')').unwrap_or((of, ""));
    let named = of.strip_prefix("time_to(").and_then(|id| id.strip_suffix(')'));
    let of = named.map_or_else(
        || of.strip_prefix("time_to_").unwrap_or(of).replace('_', " "),
        str::to_owned,
    );
    match statistic {
        "mean" => format!("{of}{rest}"),
        "restricted_mean" => format!("{of} mean"),
        _ => format!("{of} {statistic}{rest}"),
    }
}

/// The difference with its interval: `-4h 10m (-4h 20m to -3h 55m)`.
pub(in crate::report) fn by(of: &Comparison, kind: Kind) -> String {
    let difference = &of.difference;
    let Some(estimate) = difference.estimate else {
        return "not known".to_owned();
    };
    match difference.low.zip(difference.high) {
        None => format!("{} (no bounds)", signed(estimate, kind, 0.0)),
        Some((low, high)) => format!("{} ({})", signed(estimate, kind, high - low), range(of, kind)),
    }
}

/// The interval of the difference: `-4h 20m to -3h 55m`.
pub(super) fn range(of: &Comparison, kind: Kind) -> String {
    let difference = &of.difference;
    match (difference.estimate, difference.low, difference.high) {
        (None, ..) => "not known".to_owned(),
        (Some(_), Some(low), Some(high)) => {
            let (low, high) = (signed(low, kind, high - low), signed(high, kind, high - low));
            if low == high {
                return high;
            }
            format!("{} to {high}", without_unit(&low, &high))
        }
        (Some(_), Some(low), None) => format!("{} or more", signed(low, kind, 0.0)),
        (Some(_), None, Some(high)) => format!("{} or less", signed(high, kind, 0.0)),
        (Some(_), None, None) => "no bounds".to_owned(),
    }
}

/// A figure with its sign; a share in points of a hundred.
pub(in crate::report) fn signed(value: f64, kind: Kind, width: f64) -> String {
    let size = figure(value.abs(), kind, width);
    let size = size.strip_suffix(" %").unwrap_or(&size).to_owned();
    let nothing = size.chars().all(|c| !matches!(c, '1'..='9'));
    match value {
        _ if nothing => size,
        value if value < 0.0 => format!("-{size}"),
        _ => format!("+{size}"),
    }
}

pub(in crate::report::terminal) fn whole_percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        percent if percent > 0.0 && percent < 0.5 => "<1 %".to_owned(),
        percent if percent > 99.5 && percent < 100.0 => ">99 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

/// A name as a shell reads it.
pub(super) fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", clean(name).replace('\'', r"'\''"))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seconds within any horizon")]
pub(super) fn millis(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::{Kind, label, quoted, signed, whole_percent};

    #[test]
    fn measures_are_named_in_few_columns() {
        for (measure, words) in [
            ("outrun_rate", "outrun rate"),
            ("p90(time_to_containment)", "containment p90"),
            ("restricted_mean(time_to_restore)", "restore mean"),
            ("p50(time_to(tell the shops))", "tell the shops p50"),
            (
                "mean(people_woken) of a false alarm",
                "people woken of a false alarm",
            ),
            ("met(gdpr-33/notice)", "met(gdpr-33/notice)"),
        ] {
            assert_eq!(label(measure), words);
        }
    }

    #[test]
    fn differences_have_a_sign_unless_they_are_nothing() {
        assert_eq!(signed(-0.143, Kind::Share, 0.06), "-14.3");
        assert_eq!(signed(15_000.0, Kind::Time, 60.0), "+4h 10m");
        assert_eq!(signed(-0.0, Kind::Time, 0.0), "0s");
    }

    #[test]
    fn nearly_none_is_not_none() {
        assert_eq!(whole_percent(0.001), "<1 %");
        assert_eq!(whole_percent(0.999), ">99 %");
        assert_eq!(whole_percent(1.0), "100 %");
    }

    #[test]
    fn names_reach_a_shell_whole() {
        assert_eq!(quoted("as-is"), "as-is");
        assert_eq!(quoted("it's two"), r"'it'\''s two'");
    }
}
