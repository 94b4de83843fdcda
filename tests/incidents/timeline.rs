//! What was reported of an incident, as a table: which intervals, how precisely, and what the simulation must make of them.

use super::replay::{Event, Run, Story};

pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// How many replications is held what holds in every one: claims, and what is fed.
pub(super) const FOR_CLAIMS: u32 = 100;

/// What the simulation makes of a reported interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It is fed in, or a sum of what is: it comes out within the precision of the source in every replication.
    Fed,
    /// Not fed: it lies within the 5 to 95 % band of the simulated.
    Within,
    /// Not fed: it lies outside that band, and the README says so.
    Outside,
}

/// One reported interval, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) name: &'static str,
    pub(super) from: Event,
    pub(super) to: Event,
    pub(super) reported: i64,
    /// How precisely the source gives it: the coarser of its two ends.
    pub(super) precision: i64,
    pub(super) how: How,
}

/// A table of a README: what one run says of some intervals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// The name of its place in the README.
    pub(super) mark: &'static str,
    pub(super) run: Run,
    pub(super) intervals: &'static [Interval],
}

/// Something that must hold in every replication of some runs, and in none of others: so that it can be wrong.
pub(super) struct Claim {
    pub(super) says: &'static str,
    pub(super) holds_in: &'static [Run],
    pub(super) fails_in: &'static [Run],
    pub(super) holds: fn(Story<'_>) -> bool,
}

/// One real incident.
pub(super) struct Incident {
    pub(super) folder: &'static str,
    pub(super) tables: &'static [Table],
    /// What was reported as a fact, and what follows from it.
    pub(super) claims: &'static [Claim],
}

/// Reported and fed.
pub(super) const fn fed(name: &'static str, ends: (Event, Event), reported: i64, precision: i64) -> Interval {
    interval(name, ends, (reported, precision), How::Fed)
}

/// Reported, not fed, and within the band.
pub(super) const fn within(
    name: &'static str,
    ends: (Event, Event),
    reported: i64,
    precision: i64,
) -> Interval {
    interval(name, ends, (reported, precision), How::Within)
}

/// Reported, not fed, and outside the band.
pub(super) const fn outside(
    name: &'static str,
    ends: (Event, Event),
    reported: i64,
    precision: i64,
) -> Interval {
    interval(name, ends, (reported, precision), How::Outside)
}

const fn interval(name: &'static str, ends: (Event, Event), reported: (i64, i64), how: How) -> Interval {
    Interval {
        name,
        from: ends.0,
        to: ends.1,
        reported: reported.0,
        precision: reported.1,
        how,
    }
}

/// A table beside what the simulation makes of each of its intervals.
pub(super) struct Played {
    pub(super) table: &'static Table,
    pub(super) simulated: Vec<Simulated>,
}

/// What a run makes of one interval: every replication, shortest first, never last.
pub(super) struct Simulated {
    sorted: Vec<Option<i64>>,
}

impl Table {
    /// Whether it lists what is fed.
    pub(super) fn is_fed(&self) -> bool {
        self.intervals.iter().all(|interval| interval.how == How::Fed)
    }
}

impl Incident {
    /// Plays all its tables.
    pub(super) fn play(&self) -> Vec<Played> {
        let tables = self.tables.iter();
        tables
            .map(|table| Played {
                table,
                simulated: Simulated::of(table),
            })
            .collect()
    }
}

impl Simulated {
    /// All intervals of a table, played once.
    fn of(table: &Table) -> Vec<Self> {
        let most = if table.is_fed() { FOR_CLAIMS } else { u32::MAX };
        let rows = table.run.each(most, |story| {
            let ends = table.intervals.iter();
            ends.map(|it| story.between(it.from, it.to)).collect::<Vec<_>>()
        });
        (0..table.intervals.len())
            .map(|column| {
                let mut sorted: Vec<Option<i64>> = rows.iter().map(|row| row[column]).collect();
                sorted.sort_by_key(|one| one.unwrap_or(i64::MAX));
                Self { sorted }
            })
            .collect()
    }

    /// The smallest that at least this many of a hundred do not exceed; `None` is never.
    pub(super) fn percentile(&self, of_hundred: usize) -> Option<i64> {
        let rank = (self.sorted.len() * of_hundred).div_ceil(100).max(1);
        self.sorted[rank - 1]
    }

    /// How many came no later than this.
    pub(super) fn no_later(&self, than: i64) -> usize {
        self.sorted
            .iter()
            .filter(|one| one.is_some_and(|one| one <= than))
            .count()
    }

    /// How many came at all.
    pub(super) fn ended(&self) -> usize {
        self.no_later(i64::MAX)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.sorted.len()
    }

    /// Whether the simulation makes of it what the table says.
    pub(super) fn is_as_written(&self, interval: &Interval) -> bool {
        match interval.how {
            How::Fed => self.comes_out(interval),
            // What never varies was fed, whatever the table says.
            How::Within => self.in_band(interval) && self.percentile(5) != self.percentile(95),
            How::Outside => !self.in_band(interval),
        }
    }

    /// Whether every replication agrees with the report, to its precision.
    fn comes_out(&self, interval: &Interval) -> bool {
        self.sorted
            .iter()
            .all(|one| one.is_some_and(|one| (one - interval.reported).abs() <= interval.precision))
    }

    /// Whether this lies within the 5 to 95 % band; never is later than anything.
    pub(super) fn spans(&self, reported: i64) -> bool {
        let (low, high) = (self.percentile(5), self.percentile(95));
        low.is_some_and(|low| low <= reported) && high.is_none_or(|high| high >= reported)
    }

    /// Whether the report lies within the 5 to 95 % band, to its precision; never is later than anything.
    fn in_band(&self, interval: &Interval) -> bool {
        let (low, high) = (self.percentile(5), self.percentile(95));
        low.is_some_and(|low| low <= interval.reported + interval.precision)
            && high.is_none_or(|high| high >= interval.reported - interval.precision)
    }
}
