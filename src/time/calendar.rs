//! When a person works.

use super::civil::Date;
use super::hours::WeekHours;
use super::spans::subtract_spans;
use super::wall::Span;
use super::zone::Zone;

/// The written working time of one person (O1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    /// The zone whose clock the hours follow.
    pub zone: Zone,
    /// The hours of an ordinary week.
    pub hours: WeekHours,
    /// Days whose shifts do not take place, in any order.
    pub holidays: Vec<Date>,
    /// When the person is away, in any order.
    pub absences: Vec<Span>,
}

impl WorkingCalendar {
    /// A calendar of ordinary weeks: no holidays, no absences.
    pub fn ordinary(zone: Zone, hours: WeekHours) -> Self {
        Self {
            zone,
            hours,
            holidays: Vec::new(),
            absences: Vec::new(),
        }
    }

    /// The written shifts inside `within`, sorted, adjoining and overlapping ones merged (O2).
    ///
    /// A holiday strikes the shifts that *start* that day; absences are not applied. Shifts are cut at the ends of `within`,
    /// and none is generated later than [`super::LONGEST_WINDOW`] after its begin.
    pub fn shifts(&self, within: Span) -> Vec<Span> {
        self.hours
            .spans(&self.zone, within, |date| self.holidays.contains(&date))
    }

    /// When the person is on shift inside `within`: the shifts without the absences (O2).
    pub fn on_shift(&self, within: Span) -> Vec<Span> {
        subtract_spans(self.shifts(within), self.absences.clone())
    }
}
