//! Working hours as people write them: `Mon-Fri 09:00-18:00; Sat 09:00-13:00`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::clock::TimeOfDay;
use super::error::TimeError;
use super::hours::WeekHours;
use super::weekday::Weekday;

const EXPECTED: &str = "hours such as `09:00-18:00`, `Mon-Fri 09:00-18:00`, `Mon,Wed 10:00-12:00; Sat 09:00-13:00`, \
                        `always` or `never`";

/// Reads clauses divided by `;`, each of days (`Mon-Fri`, `Sat,Sun`, `weekdays`, `weekends`, `daily`) and then ranges
/// (`09:00-12:00, 13:00-17:00`). Ranges without days are of every day. `always` and `never` stand alone.
impl FromStr for WeekHours {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let written = text.trim();
        if written.eq_ignore_ascii_case("always") {
            return Ok(Self::always());
        }
        if written.eq_ignore_ascii_case("never") {
            return Ok(Self::never());
        }
        let mut hours = Self::never();
        for clause in close_ranges(written).split(';').map(str::trim) {
            read_clause(clause, written, &mut hours)?;
        }
        Ok(hours)
    }
}

/// Takes the spaces around hyphens away and makes dashes hyphens, so that a range is one word.
fn close_ranges(text: &str) -> String {
    let hyphens = text.replace(['–', '—'], "-");
    hyphens.split('-').map(str::trim).collect::<Vec<_>>().join("-")
}

fn read_clause(clause: &str, written: &str, hours: &mut WeekHours) -> Result<(), TimeError> {
    let mut days: Vec<Weekday> = Vec::new();
    let mut ranges: Vec<(TimeOfDay, TimeOfDay)> = Vec::new();
    for word in clause
        .split([',', ' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
    {
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            ranges.push(read_range(word, written)?);
        } else if ranges.is_empty() {
            days.extend(read_days(word, written)?);
        } else {
            let message = format!("`{word}` in `{written}` follows hours; expected `;` before further days");
            return Err(TimeError::new(message));
        }
    }
    if ranges.is_empty() {
        return Err(TimeError::expected(written, EXPECTED));
    }
    if days.is_empty() {
        days.extend(Weekday::ALL);
    }
    for day in days {
        for &(from, to) in &ranges {
            hours.set(day, from, to);
        }
    }
    Ok(())
}

fn read_range(word: &str, written: &str) -> Result<(TimeOfDay, TimeOfDay), TimeError> {
    let unreadable = || {
        TimeError::new(format!(
            "`{word}` in `{written}` is no range of hours; expected {EXPECTED}"
        ))
    };
    let (from, to) = word.split_once('-').ok_or_else(unreadable)?;
    let from: TimeOfDay = from.parse().map_err(|_| unreadable())?;
    let to = to.parse().map_err(|_| unreadable())?;
    if from == TimeOfDay::END_OF_DAY {
        return Err(TimeError::new(format!(
            "`{word}` begins at 24:00; expected 00:00 of the day after"
        )));
    }
    Ok((from, to))
}

fn read_days(word: &str, written: &str) -> Result<Vec<Weekday>, TimeError> {
    match word.to_ascii_lowercase().as_str() {
        "weekdays" => return Ok(Weekday::Mon.through(Weekday::Fri).collect()),
        "weekends" => return Ok(Weekday::Sat.through(Weekday::Sun).collect()),
        "daily" => return Ok(Weekday::ALL.to_vec()),
        _ => {}
    }
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let unreadable = |_| {
        let message =
            format!("`{word}` in `{written}` is neither a day of the week nor hours; expected {EXPECTED}");
        TimeError::new(message)
    };
    let first: Weekday = first.parse().map_err(unreadable)?;
    let last = last.parse().map_err(unreadable)?;
    Ok(first.through(last).collect())
}

/// The canonical form, which reads back as the same hours: runs of days with the same ranges are one clause.
impl fmt::Display for WeekHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_never() {
            return f.pad("never");
        }
        if *self == Self::always() {
            return f.pad("always");
        }
        let mut clauses: Vec<String> = Vec::new();
        for run in self.runs() {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let days = if run.len() > 1 {
                format!("{first}-{last}")
            } else {
                first.to_string()
            };
            let ranges: Vec<String> = self
                .ranges(*first)
                .iter()
                .map(|(from, to)| format!("{from}-{to}"))
                .collect();
            clauses.push(format!("{days} {}", ranges.join(", ")));
        }
        f.pad(&clauses.join("; "))
    }
}

impl WeekHours {
    /// The days that have hours, in runs of days with the same ones.
    fn runs(&self) -> Vec<Vec<Weekday>> {
        let same = |one: &Weekday, next: &Weekday| self.ranges(*one) == self.ranges(*next);
        let worked = |run: &&[Weekday]| run.first().is_some_and(|day| !self.ranges(*day).is_empty());
        Weekday::ALL
            .chunk_by(same)
            .filter(worked)
            .map(<[Weekday]>::to_vec)
            .collect()
    }
}

impl Serialize for WeekHours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{WeekHours, Weekday};

    fn hours(text: &str) -> WeekHours {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_people_write_is_read_and_written_back() {
        for (text, canonical) in [
            ("09:00-18:00", "Mon-Sun 09:00-18:00"),
            ("mon – fri 9:00 - 18:00", "Mon-Fri 09:00-18:00"),
            (
                "Mon,Wed 10:00-12:00; Sat 09:00-13:00",
                "Mon 10:00-12:00; Wed 10:00-12:00; Sat 09:00-13:00",
            ),
            (
                "weekdays 09:00-12:00, 13:00-17:00",
                "Mon-Fri 09:00-12:00, 13:00-17:00",
            ),
            ("Fri-Mon 22:00-06:00", "Mon 22:00-06:00; Fri-Sun 22:00-06:00"),
            ("weekends 00:00-24:00", "Sat-Sun 00:00-24:00"),
            ("daily 00:00-24:00", "always"),
            ("Always", "always"),
            ("never", "never"),
        ] {
            assert_eq!(hours(text).to_string(), canonical);
            assert_eq!(hours(canonical), hours(text));
        }
        assert_eq!(hours("Tuesday 09:00-10:00").ranges(Weekday::Tue).len(), 1);
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_says_what_was_expected() {
        for text in [
            "",
            "Mon",
            "9-5",
            "Mon-Fri 09:00",
            "Mon 25:00-26:00",
            "Mon 09:00-10:00 Tue",
            "Mo 09:00-10:00",
            "24:00-02:00",
            "Mon 09:00-10:00;",
            "Mon-Tue-Wed 09:00-10:00",
        ] {
            let error = text.parse::<WeekHours>().expect_err(text).to_string();
            assert!(error.contains("expected"), "{error}");
        }
    }
}
