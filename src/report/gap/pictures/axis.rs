//! The axis of time, in equal factors from a minute to the horizon.

use crate::chance::math::ln;
use crate::report::gap::growth::FIRST;
use crate::report::terminal::{duration, millis};

use super::sheet::{Sheet, Side};

/// Where the axis is marked, seconds.
const TICKS: [f64; 12] = [
    60.0,
    300.0,
    900.0,
    3600.0,
    14_400.0,
    43_200.0,
    86_400.0,
    172_800.0,
    345_600.0,
    604_800.0,
    1_209_600.0,
    2_419_200.0,
];
/// The least room between two marks.
const ROOM: f64 = 36.0;

/// From places of time to places on the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeAxis {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) horizon: f64,
}

impl TimeAxis {
    /// Where a time lies; what is before the first minute lies at it.
    pub(super) fn x(&self, at: f64) -> f64 {
        let (from, to) = (ln(FIRST), ln(self.horizon.max(2.0 * FIRST)));
        let share = (ln(at.max(FIRST)) - from) / (to - from);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Those of these times that have room beside one another.
    pub(super) fn with_room(&self, of: impl IntoIterator<Item = f64>) -> Vec<f64> {
        let mut kept: Vec<f64> = Vec::new();
        for at in of.into_iter().filter(|at| *at <= self.horizon) {
            if kept.last().is_none_or(|last| self.x(at) - self.x(*last) >= ROOM) {
                kept.push(at);
            }
        }
        kept
    }

    /// Marks from top to bottom, with their words below.
    pub(super) fn draw(&self, sheet: &mut Sheet, top: f64, bottom: f64) {
        for at in self.with_room(TICKS) {
            let x = self.x(at);
            sheet.line((x, top), (x, bottom), "grid");
            sheet.text((x, bottom + 14.0), Side::Around, "small", &duration(millis(at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TimeAxis;

    #[test]
    fn marks_do_not_touch() {
        let axis = TimeAxis {
            left: 80.0,
            right: 330.0,
            horizon: 604_800.0,
        };
        let kept = axis.with_room(super::TICKS);
        let places: Vec<f64> = kept.iter().map(|at| axis.x(*at)).collect();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= super::ROOM));
        assert!(kept.len() >= 5);
        assert_eq!((axis.x(0.0), axis.x(1e9)), (80.0, 330.0));
    }
}
