//! Terms of the law: hours, days, business days and months of a jurisdiction (L2).

use super::civil::Date;
use super::clock::TimeOfDay;
use super::recurrence::LONGEST_WINDOW;
use super::sim::SimDuration;
use super::wall::WallTime;
use super::weekday::Weekday;
use super::zone::Zone;

/// Where a legal clock runs: its zone and the days on which business rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jurisdiction {
    /// The zone whose midnights end days.
    pub zone: Zone,
    /// The days of the week that are no business days.
    pub weekend: Vec<Weekday>,
    /// The dates that are no business days either, in any order.
    pub holidays: Vec<Date>,
}

/// How long the law gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Term {
    /// Elapsed hours.
    Hours(u32),
    /// Days of the calendar after the day of the trigger.
    CalendarDays(u32),
    /// Business days after the day of the trigger.
    BusinessDays(u32),
    /// Months, ending on the same day of the month or its last.
    Months(u32),
}

impl Jurisdiction {
    /// A jurisdiction that rests on Saturdays and Sundays and has no holidays.
    pub fn ordinary(zone: Zone) -> Self {
        Self {
            zone,
            weekend: vec![Weekday::Sat, Weekday::Sun],
            holidays: Vec::new(),
        }
    }

    /// Whether business is done on `date`.
    pub fn is_business_day(&self, date: Date) -> bool {
        !self.weekend.contains(&date.weekday()) && !self.holidays.contains(&date)
    }

    /// When a term that began at `from` ends (L2).
    ///
    /// Hours elapse. Days and business days end at the local midnight after the n-th following (business) day, months at the one
    /// after their last day. [`WallTime::MAX`] if there is no such day within [`super::LONGEST_WINDOW`] or the calendar.
    pub fn deadline(&self, from: WallTime, term: Term) -> WallTime {
        let first = self.zone.to_local(from).date();
        let last = match term {
            Term::Hours(hours) => return from + SimDuration::from_hours(i64::from(hours)),
            Term::CalendarDays(days) => Some(first.plus_days(i64::from(days))),
            Term::BusinessDays(days) => self.business_day_after(first, days),
            Term::Months(months) => first.plus_months(months),
        };
        let within_calendar = last.filter(|last| *last < Date::MAX);
        within_calendar.map_or(WallTime::MAX, |last| self.zone.day_start(last.next()))
    }

    /// `at`, or noon of the next business day if the day on which `at` falls is none (L2).
    ///
    /// A deadline at midnight falls on the day it ends. Where business never resumes, `at` stays.
    pub fn roll_to_noon(&self, at: WallTime) -> WallTime {
        let falls_on = self.zone.to_local(at - SimDuration::from_millis(1)).date();
        if self.is_business_day(falls_on) {
            return at;
        }
        let next = self.business_day_after(falls_on, 1);
        next.map_or(at, |date| self.zone.resolve(date.at(TimeOfDay::NOON)))
    }

    /// The n-th business day after `date`, `date` itself for n = 0.
    fn business_day_after(&self, date: Date, n: u32) -> Option<Date> {
        let Some(skipped) = n.checked_sub(1) else {
            return Some(date);
        };
        let limit = LONGEST_WINDOW.as_millis() / 86_400_000;
        let following = (1..=limit).map(|days| date.plus_days(days));
        following
            .filter(|day| self.is_business_day(*day))
            .nth(usize::try_from(skipped).ok()?)
    }
}
