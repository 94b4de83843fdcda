//! Rules of recurrence as iCalendar writes them (RFC 5545, 3.3.10), as far as an exercise needs them.
//!
//! The time of the day is that of the first occurrence, on the clock on the wall; so rules go by days, weeks, months and years.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::civil::{Date, LocalDateTime, parse_date};
use super::error::TimeError;

/// A sound rule: `FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecurrenceRule {
    parts: Vec<(String, String)>,
    until: Option<Date>,
}

const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const PARTS: &str = "`FREQ`, `INTERVAL`, `COUNT`, `UNTIL`, `BYDAY`, `BYMONTHDAY`, `BYMONTH`, `BYYEARDAY`, `BYWEEKNO`, `BYSETPOS`, `WKST`";
/// No list of a rule is longer: there are so many days in a year.
const LONGEST_LIST: usize = 366;

impl RecurrenceRule {
    /// The rule as it is expanded: without its end, which [`RecurrenceRule::is_over`] tells.
    pub fn without_end(&self) -> String {
        let parts = self.parts.iter().filter(|(name, _)| name != "UNTIL");
        let parts: Vec<String> = parts.map(|(name, value)| format!("{name}={value}")).collect();
        parts.join(";")
    }

    /// Whether a local time lies behind the last day of the rule.
    pub fn is_over(&self, at: LocalDateTime) -> bool {
        self.until.is_some_and(|last| at.date() > last)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.parts.iter().find(|(part, _)| part == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for RecurrenceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        f.write_str(&parts.join(";"))
    }
}

impl Serialize for RecurrenceRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for RecurrenceRule {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let written = text.trim();
        let bare = written.strip_prefix("RRULE:").unwrap_or(written);
        let mut rule = Self {
            parts: Vec::new(),
            until: None,
        };
        for part in bare.split(';').filter(|part| !part.is_empty()) {
            let upper = part.to_ascii_uppercase();
            let Some((name, value)) = upper.split_once('=') else {
                return Err(TimeError::expected(
                    part,
                    "a part of a rule such as `FREQ=WEEKLY`",
                ));
            };
            if rule.value(name).is_some() {
                return Err(TimeError::new(format!(
                    "`{name}` stands twice; expected each part once"
                )));
            }
            check(name, value)?;
            if name == "UNTIL" {
                rule.until = Some(last_day(value)?);
            }
            rule.parts.push((name.to_owned(), value.to_owned()));
        }
        whole(&rule, written)?;
        Ok(rule)
    }
}

/// What the parts are beside each other.
fn whole(rule: &RecurrenceRule, written: &str) -> Result<(), TimeError> {
    let Some(frequency) = rule.value("FREQ") else {
        return Err(TimeError::expected(
            written,
            "a rule such as `FREQ=MONTHLY;BYDAY=2TU`",
        ));
    };
    let both = rule.value("COUNT").is_some() && rule.value("UNTIL").is_some();
    let numbered = rule
        .value("BYDAY")
        .is_some_and(|days| days.contains(|c: char| c.is_ascii_digit()));
    let by = |name: &str| rule.value(name).is_some();
    let only_set = by("BYSETPOS")
        && !["BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO"]
            .into_iter()
            .any(by);
    let most = match frequency {
        "MONTHLY" => 31,
        "WEEKLY" => 53,
        _ => 366,
    };
    let wrong = if both {
        "`COUNT` and `UNTIL` exclude each other"
    } else if numbered && !matches!(frequency, "MONTHLY" | "YEARLY") {
        "a numbered day such as `2TU` needs `FREQ=MONTHLY` or `FREQ=YEARLY`"
    } else if numbered && by("BYWEEKNO") {
        "a numbered day such as `2TU` cannot stand beside `BYWEEKNO`"
    } else if by("BYWEEKNO") && frequency != "YEARLY" {
        "`BYWEEKNO` needs `FREQ=YEARLY`"
    } else if by("BYYEARDAY") && frequency != "YEARLY" {
        "`BYYEARDAY` needs `FREQ=YEARLY`"
    } else if by("BYMONTHDAY") && frequency == "WEEKLY" {
        "`BYMONTHDAY` cannot stand beside `FREQ=WEEKLY`"
    } else if numbered && !days_within(rule, frequency) {
        "a month has days from `-4MO` to `5MO`, and a year from `-52MO` to `53MO`"
    } else if beyond(rule, most) {
        "`BYSETPOS` counts beyond the month or week"
    } else if only_set {
        "`BYSETPOS` needs another `BY` to choose from"
    } else {
        return Ok(());
    };
    Err(TimeError::new(format!(
        "{wrong}; expected a rule such as `FREQ=MONTHLY;BYDAY=2TU`"
    )))
}

/// Whether numbered days are of a month or of a year.
fn days_within(rule: &RecurrenceRule, frequency: &str) -> bool {
    let range = if frequency == "MONTHLY" { -4..=5 } else { -52..=53 };
    let days = rule.value("BYDAY").unwrap_or("").split(',');
    let mut numbers = days.filter_map(|day| whole_number(day.get(..day.len().checked_sub(2)?)?));
    numbers.all(|number| range.contains(&number))
}

/// Whether a position lies beyond what there can be.
fn beyond(rule: &RecurrenceRule, most: i32) -> bool {
    let positions = rule.value("BYSETPOS").unwrap_or("").split(',');
    let mut numbers = positions.filter_map(whole_number);
    numbers.any(|number| number.abs() > most)
}

/// One part by itself.
fn check(name: &str, value: &str) -> Result<(), TimeError> {
    let refuse = |expected: &str| {
        Err(TimeError::new(format!(
            "`{name}={value}` cannot be; expected {expected}"
        )))
    };
    let all = |is_sound: &dyn Fn(&str) -> bool| {
        let members: Vec<&str> = value.split(',').collect();
        members.len() <= LONGEST_LIST && members.into_iter().all(is_sound)
    };
    let signed = |most: i32| all(&|one| whole_number(one).is_some_and(|n| n != 0 && n.abs() <= most));
    let count = |most: i32| whole_number(value).is_some_and(|n| (1..=most).contains(&n));
    match name {
        "FREQ" if FREQUENCIES.contains(&value) => Ok(()),
        "FREQ" => refuse("one of `DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY`"),
        "INTERVAL" if count(1_000) => Ok(()),
        "INTERVAL" => refuse("1 to 1000"),
        "COUNT" if count(10_000) => Ok(()),
        "COUNT" => refuse("1 to 10000"),
        "UNTIL" => last_day(value).map(drop),
        "BYDAY" if all(&is_day) => Ok(()),
        "BYDAY" => refuse("days such as `MO`, or numbered such as `2TU` and `-1FR`"),
        "BYMONTHDAY" if signed(31) => Ok(()),
        "BYMONTHDAY" => refuse("1 to 31, or -31 to -1 from the end of the month"),
        "BYMONTH" if all(&|one| whole_number(one).is_some_and(|n| (1..=12).contains(&n))) => Ok(()),
        "BYMONTH" => refuse("1 to 12"),
        "BYYEARDAY" | "BYSETPOS" if signed(366) => Ok(()),
        "BYYEARDAY" | "BYSETPOS" => refuse("1 to 366, or -366 to -1 from the end"),
        "BYWEEKNO" if signed(53) => Ok(()),
        "BYWEEKNO" => refuse("1 to 53, or -53 to -1 from the end of the year"),
        "WKST" if WEEKDAYS.contains(&value) => Ok(()),
        "WKST" => refuse("a day such as `MO`"),
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => Err(TimeError::new(format!(
            "`{name}` does not belong here; expected the time of the day in `from`"
        ))),
        _ => Err(TimeError::new(format!(
            "`{name}` is no part of a rule; expected {PARTS}"
        ))),
    }
}

/// A number as it is written without a plus and without needless zeros.
fn whole_number(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// `MO`, `2TU`, `-1FR`.
fn is_day(text: &str) -> bool {
    let Some(at) = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at)) else {
        return false;
    };
    let (number, day) = text.split_at(at);
    let sound = number.is_empty() || whole_number(number).is_some_and(|n| n != 0 && n.abs() <= 53);
    sound && WEEKDAYS.contains(&day)
}

/// The last day: `20271231`, or the day of an instant `20271231T230000Z`.
fn last_day(value: &str) -> Result<Date, TimeError> {
    let wrong = || {
        TimeError::new(format!(
            "`UNTIL={value}` cannot be; expected the last day, such as `20271231`"
        ))
    };
    let day = value.split('T').next().unwrap_or(value);
    let is_plain = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let (Some(year), Some(month), Some(rest)) = (day.get(..4), day.get(4..6), day.get(6..)) else {
        return Err(wrong());
    };
    let date = parse_date(&format!("{year}-{month}-{rest}")).map_err(|_| wrong())?;
    if is_plain { Ok(date) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::RecurrenceRule;
    use crate::time::parse_local_datetime;

    #[test]
    fn rules_are_read_and_written() {
        for (text, written) in [
            ("FREQ=DAILY", "FREQ=DAILY"),
            (
                "rrule:freq=monthly;interval=3;byday=2tu",
                "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
            ),
            (
                "RRULE:FREQ=YEARLY;BYMONTH=3,6;BYDAY=-1FR",
                "FREQ=YEARLY;BYMONTH=3,6;BYDAY=-1FR",
            ),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
                "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            ),
        ] {
            let text = text.replace("rrule:", "RRULE:");
            let rule: RecurrenceRule = text.parse().expect("sound");
            assert_eq!(rule.to_string(), written);
        }
    }

    #[test]
    fn the_last_day_belongs_to_the_rule() {
        let rule: RecurrenceRule = "FREQ=DAILY;UNTIL=20261231".parse().expect("sound");
        assert_eq!(rule.without_end(), "FREQ=DAILY");
        let is_over = |text: &str| rule.is_over(parse_local_datetime(text).expect("a time"));
        assert!(!is_over("2026-12-31 23:59") && is_over("2027-01-01 00:00"));
    }

    #[test]
    fn what_no_calendar_understands_is_refused_in_words() {
        for (text, words) in [
            ("", "`FREQ=MONTHLY;BYDAY=2TU`"),
            ("every day", "`FREQ=WEEKLY`"),
            ("INTERVAL=2", "`FREQ=MONTHLY;BYDAY=2TU`"),
            ("FREQ=HOURLY", "`DAILY`"),
            ("FREQ=DAILY;FREQ=DAILY", "twice"),
            ("FREQ=DAILY;INTERVAL=0", "1 to 1000"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "exclude each other"),
            ("FREQ=WEEKLY;BYDAY=2TU", "FREQ=MONTHLY"),
            ("FREQ=WEEKLY;BYDAY=XX", "`MO`"),
            ("FREQ=WEEKLY;BYDAY=é", "`MO`"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "1 to 31"),
            ("FREQ=MONTHLY;BYMONTHDAY=+1", "1 to 31"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=WEEKLY"),
            ("FREQ=MONTHLY;BYSETPOS=1", "another `BY`"),
            ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", "beyond"),
            ("FREQ=MONTHLY;BYDAY=6MO", "`5MO`"),
            ("FREQ=YEARLY;BYDAY=-53MO", "`53MO`"),
            ("FREQ=DAILY;UNTIL=2027-01-01", "`20271231`"),
            ("FREQ=DAILY;UNTIL=20270230", "`20271231`"),
            ("FREQ=DAILY;BYHOUR=3", "`from`"),
            ("FREQ=DAILY;MOOD=GOOD", "no part of a rule"),
        ] {
            let error = text.parse::<RecurrenceRule>().expect_err(text).to_string();
            assert!(
                error.contains(words) && error.contains("expected"),
                "{text}: {error}"
            );
        }
    }
}
