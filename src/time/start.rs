//! When an exercise may start: hours within dates, drawn from uniformly.

use super::civil::Date;
use super::hours::WeekHours;
use super::sim::SimDuration;
use super::wall::{Span, WallTime};
use super::zone::Zone;

/// The instants at which `StartEx` may fall: hours of the week, from one date to another (T1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartWindow {
    /// The zone whose clock and calendar count.
    pub zone: Zone,
    /// The first day.
    pub from: Date,
    /// The last day, itself included.
    pub until: Date,
    /// The hours that count; what goes past the last midnight does not.
    pub hours: WeekHours,
}

impl StartWindow {
    /// The instants of this window, as sorted spans that do not touch.
    pub fn spans(&self) -> Vec<Span> {
        let days = Span::new(
            self.zone.day_start(self.from),
            self.zone.day_start(self.until.next()),
        );
        self.hours.spans(&self.zone, days, |_| false)
    }

    /// The window ready to be drawn from many times.
    pub fn starts(&self) -> Starts {
        let spans = self.spans();
        let length: SimDuration = spans.iter().map(Span::duration).sum();
        Starts {
            fallback: self.zone.day_start(self.from),
            length,
            spans,
        }
    }

    /// The instant at share `u` of the window, from 0 up to but not including 1. For many draws use [`StartWindow::starts`].
    pub fn at(&self, u: f64) -> WallTime {
        self.starts().at(u)
    }

    /// The instant that a random word picks: all milliseconds of the window are as likely as 64 bits allow.
    pub fn at_word(&self, word: u64) -> WallTime {
        self.starts().at_word(word)
    }
}

/// The instants of a [`StartWindow`], found once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starts {
    spans: Vec<Span>,
    length: SimDuration,
    fallback: WallTime,
}

impl Starts {
    /// The instants, as sorted spans that do not touch.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether the window holds no instant: then every draw is the begin of its first day, and the input is at fault.
    pub fn is_empty(&self) -> bool {
        self.length.is_zero()
    }

    /// The instant at share `u` of the window, from 0 up to but not including 1; what lies outside counts as the nearest end.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, as documented"
    )]
    pub fn at(&self, u: f64) -> WallTime {
        // Scaling by a power of two is exact, so `u` and its word pick the same millisecond everywhere.
        self.at_word((u * 18_446_744_073_709_551_616.0) as u64)
    }

    /// The instant that a random word picks, by integer arithmetic alone.
    pub fn at_word(&self, word: u64) -> WallTime {
        let scaled = u128::from(word) * u128::from(self.length.as_millis().unsigned_abs());
        let mut left = SimDuration::from_millis(i64::try_from(scaled >> 64).unwrap_or_default());
        for span in &self.spans {
            if left < span.duration() {
                return span.start + left;
            }
            left = left - span.duration();
        }
        self.fallback
    }
}
