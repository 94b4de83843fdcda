//! Time zones, from the tz database that is built into the program: never from the host.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use serde::{Serialize, Serializer};

use super::civil::{Date, LocalDateTime};
use super::error::TimeError;
use super::wall::WallTime;

/// A time zone by its IANA name. Two zones are the same if their names are.
#[derive(Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this IANA name, in any case: `Europe/Berlin`.
    ///
    /// # Errors
    /// If the tz database has no such name.
    pub fn parse(name: &str) -> Result<Self, TimeError> {
        let unknown = || {
            let message = format!(
                "`{name}` is not a time zone; expected an IANA name such as `Europe/Berlin` or `UTC`"
            );
            TimeError::new(message)
        };
        let found = database().get(name.trim()).ok();
        found
            .filter(|zone| !zone.is_unknown() && zone.iana_name().is_some())
            .map(Self)
            .ok_or_else(unknown)
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// All names that [`Zone::parse`] knows, in alphabetical order: for "did you mean".
    pub fn known_names() -> impl Iterator<Item = String> {
        let mut names: Vec<String> = database()
            .available()
            .map(|name| name.as_str().to_owned())
            .collect();
        names.retain(|name| name != "Etc/Unknown");
        names.sort_unstable();
        names.into_iter()
    }

    /// What calendar and clock show here at `at`; instants beyond the years −9999 to 9999 count as their ends.
    pub fn to_local(&self, at: WallTime) -> LocalDateTime {
        LocalDateTime(self.0.to_datetime(timestamp(at)))
    }

    /// The instant at which a *recurring* local time falls (O6): a time that clocks skip is as much later as they
    /// skip, a time that comes twice is the first of the two. This is what jiff calls `Compatible`.
    pub fn resolve(&self, local: LocalDateTime) -> WallTime {
        let resolved = self.0.to_ambiguous_timestamp(local.0).compatible();
        let end = if local.0.year() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        WallTime::from_millis(resolved.unwrap_or(end).as_millisecond())
    }

    /// The instant of a *single* local time written by hand (O6): as [`Zone::resolve`], but a time that clocks skip is an error.
    ///
    /// # Errors
    /// If the time does not exist here because clocks go forward past it.
    pub fn resolve_written(&self, local: LocalDateTime) -> Result<WallTime, TimeError> {
        let AmbiguousOffset::Gap { before, after } = self.0.to_ambiguous_timestamp(local.0).offset() else {
            return Ok(self.resolve(local));
        };
        // Inside a gap the later reading lies after the change, so the change is the last one up to it.
        let later = timestamp(self.resolve(local) + super::sim::SimDuration::from_millis(1));
        let change = self
            .0
            .preceding(later)
            .next()
            .map_or(later, |change| change.timestamp());
        let (from, to) = (
            LocalDateTime(before.to_datetime(change)),
            LocalDateTime(after.to_datetime(change)),
        );
        Err(TimeError::new(format!(
            "`{local}` does not exist in {}, because clocks go forward there from {from} to {to}; \
             expected a time outside that gap",
            self.name()
        )))
    }

    /// The first instant of `date` here: midnight, or later where clocks go forward at midnight.
    pub fn day_start(&self, date: Date) -> WallTime {
        self.resolve(date.midnight())
    }

    /// `at` as people say it: `Sat 2026-03-28 03:10`.
    pub fn display(&self, at: WallTime) -> String {
        let local = self.to_local(at);
        let (date, time) = (local.date(), local.time_of_day());
        format!("{} {date} {time}", date.weekday())
    }

    /// `at` as machines say it, with its offset from UTC: `2026-03-28T03:10:00+01:00`.
    pub fn rfc3339(&self, at: WallTime) -> String {
        let instant = timestamp(at);
        instant.display_with_offset(self.0.to_offset(instant)).to_string()
    }
}

/// Looking a zone up reads its data once; the database keeps it.
fn database() -> &'static TimeZoneDatabase {
    static BUNDLED: OnceLock<TimeZoneDatabase> = OnceLock::new();
    BUNDLED.get_or_init(TimeZoneDatabase::bundled)
}

fn timestamp(at: WallTime) -> Timestamp {
    let end = if at.as_millis() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_millisecond(at.as_millis()).unwrap_or(end)
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = TimeError;
    fn from_str(name: &str) -> Result<Self, TimeError> {
        Self::parse(name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::super::civil::parse_local_datetime;
    use super::{WallTime, Zone};

    fn zone(name: &str) -> Zone {
        Zone::parse(name).expect(name)
    }

    #[test]
    fn names_are_checked_against_the_bundled_database() {
        assert_eq!(zone("europe/berlin"), zone("Europe/Berlin"));
        assert_eq!(zone("europe/berlin").name(), "Europe/Berlin");
        assert_eq!(Zone::utc(), zone("UTC"));
        for name in [
            "Asia/Kolkatta",
            "",
            "local",
            "+01:00",
            "Etc/Unknown",
            "../etc/passwd",
        ] {
            let error = Zone::parse(name).expect_err(name).to_string();
            assert!(error.contains("expected an IANA name"), "{error}");
        }
        let names: Vec<String> = Zone::known_names().collect();
        assert!(names.len() > 400);
        assert!(names.iter().all(|name| Zone::parse(name).is_ok()));
    }

    #[test]
    fn a_time_written_in_a_gap_does_not_exist() {
        let local = parse_local_datetime("2026-03-29 02:30").expect("well formed");
        let error = zone("Europe/Berlin").resolve_written(local).expect_err("skipped");
        assert_eq!(
            error.to_string(),
            "`2026-03-29 02:30` does not exist in Europe/Berlin, because clocks go forward there from \
             2026-03-29 02:00 to 2026-03-29 03:00; expected a time outside that gap"
        );
        assert_eq!(
            zone("Europe/Berlin").display(zone("Europe/Berlin").resolve(local)),
            "Sun 2026-03-29 03:30"
        );
        let first_missing = parse_local_datetime("2026-03-29 02:00").expect("well formed");
        assert!(zone("Europe/Berlin").resolve_written(first_missing).is_err());
        let next = parse_local_datetime("2026-03-29 03:00").expect("well formed");
        assert!(zone("Europe/Berlin").resolve_written(next).is_ok());
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first() {
        let local = parse_local_datetime("2026-10-25 02:30").expect("well formed");
        let at = zone("Europe/Berlin")
            .resolve_written(local)
            .expect("exists twice");
        assert_eq!(zone("Europe/Berlin").rfc3339(at), "2026-10-25T02:30:00+02:00");
    }

    #[test]
    fn the_ends_of_time_are_not_errors() {
        for zone in [zone("Europe/Berlin"), zone("Pacific/Apia")] {
            assert!(zone.to_local(WallTime::MIN) < zone.to_local(WallTime::MAX));
            assert!(zone.resolve(zone.to_local(WallTime::MIN)) < zone.resolve(zone.to_local(WallTime::MAX)));
        }
    }
}
