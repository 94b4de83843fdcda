//! Who is on call: rotas of layers, hand-offs, restrictions and overrides (O4).

use super::civil::LocalDateTime;
use super::clock::TimeOfDay;
use super::sim::SimDuration;
use super::wall::Span;
use super::weekday::Weekday;
use super::zone::Zone;

/// A rota: it resolves to one holder at every instant, or to nobody (O4). Resolved by [`Rota::segments`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rota<P: Copy + Eq> {
    /// The zone whose clock hand-offs and restrictions follow (O6).
    pub zone: Zone,
    /// The layers, from the lowest: later ones win.
    pub layers: Vec<RotaLayer<P>>,
    /// What was agreed for once: it wins over all layers, and later ones over earlier.
    pub overrides: Vec<RotaOverride<P>>,
}

impl<P: Copy + Eq> Rota<P> {
    /// Everybody who may ever hold it, in the order of writing; who stands there twice comes twice.
    pub fn everybody(&self) -> impl Iterator<Item = P> + '_ {
        let turns = self.layers.iter().flat_map(|layer| &layer.participants);
        let agreed = self.overrides.iter().map(|agreed| &agreed.who);
        turns.chain(agreed).copied().flatten()
    }
}

/// One layer of a rota: participants who take turns of equal length by the clock on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotaLayer<P: Copy + Eq> {
    /// Who takes turns, in order. `None` is an intentional hole: the layer is empty for that turn and lets lower ones through.
    pub participants: Vec<Option<P>>,
    /// When the first turn begins; before it the layer lets lower ones through.
    pub start: LocalDateTime,
    /// How long a turn is.
    pub hand_off: HandOff,
    /// When the layer holds at all: in any of these, or always if there are none.
    pub restrictions: Vec<Restriction>,
    /// When the layer ends, if it does; from then on it lets lower ones through.
    pub until: Option<LocalDateTime>,
}

/// The length of a turn, by the clock on the wall: a turn of a day ends at the same local time (O6). Zero counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandOff {
    /// So many hours of the clock.
    Hours(u32),
    /// So many days.
    Days(u32),
    /// So many weeks.
    Weeks(u32),
}

impl HandOff {
    /// The length as the hands move, every day having 24 hours.
    pub fn period(self) -> SimDuration {
        let (count, hours) = match self {
            Self::Hours(count) => (count, 1),
            Self::Days(count) => (count, 24),
            Self::Weeks(count) => (count, 7 * 24),
        };
        SimDuration::from_hours(i64::from(count.max(1)) * hours)
    }
}

/// When a layer holds, by the clock on the wall. An end that is not later than its start lies in the next day or week.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Restriction {
    /// From a time of day to another, every day.
    Daily {
        /// When it begins.
        from: TimeOfDay,
        /// When it ends.
        to: TimeOfDay,
    },
    /// From a time of day to another, on days of the week; a range past midnight belongs to the day on which it starts.
    OnDays {
        /// The days on which it begins.
        days: Vec<Weekday>,
        /// When it begins.
        from: TimeOfDay,
        /// When it ends.
        to: TimeOfDay,
    },
    /// From a time on one day of the week to a time on another, all hours between: Friday 18:00 to Monday 09:00.
    Weekly {
        /// The day on which it begins.
        from_day: Weekday,
        /// When it begins on that day.
        from: TimeOfDay,
        /// The day on which it ends; the same day with an end not later than the start is a week later.
        to_day: Weekday,
        /// When it ends on that day.
        to: TimeOfDay,
    },
}

/// What was agreed for once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RotaOverride<P: Copy + Eq> {
    /// For when.
    pub span: Span,
    /// Who holds the rota then; `None` is nobody.
    pub who: Option<P>,
}
