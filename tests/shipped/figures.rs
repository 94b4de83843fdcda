//! Figures of a run as a README writes them.

use serde_json::Value;

/// A figure of an alternative, as it stands in a row.
#[derive(Clone, Copy)]
pub(super) enum Figure {
    /// Share of incidents outrun.
    Outrun,
    /// The median of a time, `time_to_..`.
    Median(&'static str),
    /// The median until a request is carried out.
    Request(&'static str),
    /// The same, at nine in ten.
    RequestNinth(&'static str),
    /// The share in which containment never came.
    NeverContained,
    /// The share in which a crown jewel fell.
    JewelFell,
    /// The share with a false all-clear.
    FalseAllClear,
    /// The share of false alarms that were acted on.
    FalseAlarmsActedOn,
    /// What a false alarm disrupts, mean.
    Wrongful,
    /// What an incident disrupts, mean.
    Disruption,
    /// A count of an incident, mean.
    Count(&'static str),
    /// A count of an incident, median.
    CountMedian(&'static str),
    /// A count of an incident with its false alarms, mean.
    CountTogether(&'static str),
    /// Work of an incident, mean.
    Work,
    /// Work of an incident with its false alarms, mean.
    WorkTogether,
    /// The share in which a stage of a clock was met.
    Met(&'static str, &'static str),
}

impl Figure {
    /// The cell of an alternative.
    pub(super) fn cell(self, of: &Value) -> String {
        match self {
            Self::Outrun => interval(&of["outrun_rate"], percent),
            Self::Median(time) => interval(&of["times"][time]["p50"], time_text),
            Self::Request(id) => interval(&of["times"]["decisions"][id]["p50"], time_text),
            Self::RequestNinth(id) => interval(&of["times"]["decisions"][id]["p90"], time_text),
            Self::NeverContained => share(&of["times"]["time_to_containment"]["censored"], of),
            Self::JewelFell => share(&of["times"]["time_to_crown_jewel"]["observed"], of),
            Self::FalseAllClear => interval(&of["false_all_clear_rate"], percent),
            Self::FalseAlarmsActedOn => interval(&of["false_alarms"]["acted_on_rate"], percent),
            Self::Wrongful => {
                let mean = &of["false_alarms"]["wrongful_disruption"]["mean"];
                format!("{} weight-hours", estimate(mean, hours))
            }
            Self::Disruption => format!(
                "{} weight-hours",
                estimate(&of["burden"]["disruption"]["mean"], hours)
            ),
            Self::Count(what) => interval(&of["burden"][what]["mean"], number),
            Self::CountMedian(what) => estimate(&of["burden"][what]["p50"], number),
            Self::CountTogether(what) => interval(&of["false_alarms"]["together"][what], number),
            Self::Work => format!("{} h", estimate(&of["burden"]["work"]["mean"], hours)),
            Self::WorkTogether => format!("{} h", estimate(&of["false_alarms"]["together"]["work"], hours)),
            Self::Met(regime, stage) => met(of, regime, stage),
        }
    }
}

fn met(of: &Value, regime: &str, stage: &str) -> String {
    let clocks = of["clocks"].as_array().expect("a list");
    let one = clocks
        .iter()
        .find(|one| one["regime"] == regime && one["stage"] == stage)
        .unwrap_or_else(|| panic!("no clock {regime}/{stage}"));
    interval(&one["met_rate"], percent)
}

fn share(part: &Value, of: &Value) -> String {
    let number = |value: &Value| value.as_f64().expect("a count");
    format!("{:.0} %", 100.0 * number(part) / number(&of["replications"]))
}

/// The estimate, and behind it the interval of luck, unless it is too narrow to be seen.
fn interval(of: &Value, write: fn(f64) -> String) -> String {
    let all = ["estimate", "low", "high"].map(|field| of[field].as_f64().map(write));
    match all {
        [None, ..] => "never".to_owned(),
        [Some(middle), Some(low), Some(high)] if low != middle || high != middle => {
            let (low, high) = without_unit(&middle, &low, &high);
            format!("{middle} ({low}–{high})")
        }
        [Some(middle), ..] => middle,
    }
}

/// The bounds without the unit, where all have the same.
fn without_unit<'a>(middle: &str, low: &'a str, high: &'a str) -> (&'a str, &'a str) {
    for unit in [" %", " min", " s"] {
        if middle.ends_with(unit)
            && let (Some(low), Some(high)) = (low.strip_suffix(unit), high.strip_suffix(unit))
        {
            return (low, high);
        }
    }
    (low, high)
}

fn estimate(of: &Value, write: fn(f64) -> String) -> String {
    of["estimate"].as_f64().map_or_else(|| "–".to_owned(), write)
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn number(value: f64) -> String {
    match value {
        _ if value.fract() == 0.0 => format!("{value:.0}"),
        ..10.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// Seconds as hours, with thousands set apart.
fn hours(seconds: f64) -> String {
    let whole = format!("{:.0}", seconds / 3600.0);
    let place = whole.len().saturating_sub(3);
    match whole.split_at(place) {
        ("", rest) => rest.to_owned(),
        (thousands, rest) => format!("{thousands},{rest}"),
    }
}

/// Seconds below a hundred, then minutes, hours with minutes, and days with hours.
fn time_text(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round() as i64;
    let whole_hours = (seconds / 3600.0).round() as i64;
    if seconds < 100.0 {
        format!("{seconds:.0} s")
    } else if minutes < 60 {
        format!("{minutes} min")
    } else if minutes < 1440 {
        let rest = if minutes % 60 == 0 {
            String::new()
        } else {
            format!(" {:02}", minutes % 60)
        };
        format!("{} h{rest}", minutes / 60)
    } else {
        format!("{} d {} h", whole_hours / 24, whole_hours % 24)
    }
}

#[test]
fn figures_are_written_for_people() {
    let times = [9.4, 60.0, 600.0, 3600.0, 5400.0, 86_399.0, 273_600.0].map(time_text);
    assert_eq!(
        times,
        ["9 s", "60 s", "10 min", "1 h", "1 h 30", "1 d 0 h", "3 d 4 h"]
    );
    assert_eq!([0.0, 4.0, 2.62, 13.4].map(number), ["0", "4", "2.6", "13"]);
    assert_eq!(without_unit("9 min", "8 min", "1 h"), ("8 min", "1 h"));
    assert_eq!(without_unit("9.1 %", "8.9 %", "10.0 %"), ("8.9", "10.0"));
    assert_eq!([3600.0, 4_438_800.0].map(hours), ["1", "1,233"]);
}
