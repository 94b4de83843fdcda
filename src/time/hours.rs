//! Working hours by day of the week.

use super::civil::{Date, LocalDateTime};
use super::clock::TimeOfDay;
use super::recurrence::{dates_reaching, on_wall};
use super::wall::Span;
use super::weekday::Weekday;
use super::zone::Zone;

/// The hours of a week by the clock on the wall, in ranges that belong to the day on which they start.
///
/// A range whose end is not later than its start goes past midnight into the next day: `22:00-06:00` on Friday ends
/// on Saturday morning, `09:00-09:00` lasts the clock round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeekHours {
    /// The ranges from and to that start on each day, from Monday.
    pub days: [Vec<(TimeOfDay, TimeOfDay)>; 7],
}

impl WeekHours {
    /// No hours at all.
    pub fn never() -> Self {
        Self::default()
    }

    /// All hours of all days.
    pub fn always() -> Self {
        Self::daily(&Weekday::ALL, TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY)
    }

    /// The same range on each of `days`.
    pub fn daily(days: &[Weekday], from: TimeOfDay, to: TimeOfDay) -> Self {
        days.iter()
            .fold(Self::never(), |hours, day| hours.with(*day, from, to))
    }

    /// Adds a range that starts on `day`.
    pub fn set(&mut self, day: Weekday, from: TimeOfDay, to: TimeOfDay) -> &mut Self {
        // A range from 24:00 on is one from 00:00 on the day after.
        let (day, from) = match from {
            TimeOfDay::END_OF_DAY => (day.next(), TimeOfDay::MIDNIGHT),
            from => (day, from),
        };
        if let Some(ranges) = self.days.get_mut(day.index()) {
            ranges.push((from, to));
            ranges.sort_unstable();
            ranges.dedup();
        }
        self
    }

    /// These hours and a range that starts on `day`.
    #[must_use]
    pub fn with(mut self, day: Weekday, from: TimeOfDay, to: TimeOfDay) -> Self {
        self.set(day, from, to);
        self
    }

    /// The ranges that start on `day`, in order.
    pub fn ranges(&self, day: Weekday) -> &[(TimeOfDay, TimeOfDay)] {
        self.days.get(day.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether there are no hours at all.
    pub fn is_never(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// The ranges that start on `date`, as local times.
    pub fn on(&self, date: Date) -> impl Iterator<Item = (LocalDateTime, LocalDateTime)> {
        let end = move |from, to| {
            if to <= from {
                date.next().at(to)
            } else {
                date.at(to)
            }
        };
        self.ranges(date.weekday())
            .iter()
            .map(move |&(from, to)| (date.at(from), end(from, to)))
    }

    /// The instants of these hours inside `within`, merged, without those that start on a day which is `struck`.
    pub fn spans(&self, zone: &Zone, within: Span, struck: impl Fn(Date) -> bool) -> Vec<Span> {
        let dates = dates_reaching(zone, within, 1).filter(|date| !struck(*date));
        on_wall(zone, within, dates.flat_map(|date| self.on(date)))
    }
}
