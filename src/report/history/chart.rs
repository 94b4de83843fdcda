//! A row of a chart: an interval, its estimate and the threshold on one axis.

use super::document::{MeasuredPoint, ObjectiveSeries};

/// What all rows of a series share: from the lowest to the highest figure, with a little room at both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    /// The figure at its left end.
    pub(super) from: f64,
    /// The figure at its right end.
    pub(super) to: f64,
    /// The lowest figure.
    pub(super) low: f64,
    /// The highest figure.
    pub(super) high: f64,
}

impl Axis {
    /// The axis of everything that was measured or wanted; nothing: there is no figure.
    pub(super) fn of(series: &ObjectiveSeries) -> Option<Self> {
        let figures = series.points.iter().flat_map(|point| {
            let measured = &point.measured;
            [measured.estimate, measured.low, measured.high, point.threshold]
        });
        let figures: Vec<f64> = figures.flatten().filter(|figure| figure.is_finite()).collect();
        let low = figures.iter().copied().min_by(f64::total_cmp)?;
        let high = figures.iter().copied().max_by(f64::total_cmp)?;
        let room = ((high - low) * 0.05).max(low.abs().max(1e-9) * 0.005);
        Some(Self {
            from: low - room,
            to: high + room,
            low,
            high,
        })
    }

    /// Where a figure stands, from 0 to 1.
    pub(super) fn share(self, figure: f64) -> f64 {
        ((figure - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share between 0 and 1 of a width in columns"
    )]
    fn column(self, figure: f64, width: usize) -> usize {
        let last = width.saturating_sub(1);
        (self.share(figure) * last as f64).round() as usize
    }
}

/// The row: `├──●──┤` for the interval, `┊` for the threshold, `▸` where an end lies beyond the horizon.
pub(super) fn row(point: &MeasuredPoint, axis: Axis, width: usize) -> String {
    let mut cells = vec![' '; width];
    let mut put = |column: usize, letter: char| {
        if let Some(cell) = cells.get_mut(column) {
            *cell = letter;
        }
    };
    if let Some(threshold) = point.threshold {
        put(axis.column(threshold, width), '┊');
    }
    let measured = &point.measured;
    let middle = measured.estimate.map(|figure| axis.column(figure, width));
    if let Some(low) = measured.low.or(measured.estimate) {
        let start = axis.column(low, width);
        let end = measured
            .high
            .or(measured.estimate.filter(|_| measured.low.is_none()));
        let stop = end.map_or(width.saturating_sub(1), |high| axis.column(high, width));
        for column in start..=stop {
            put(column, '─');
        }
        if stop > start {
            put(start, '├');
            put(stop, if end.is_some() { '┤' } else { '▸' });
        }
    }
    if let Some(middle) = middle {
        put(middle, '●');
    }
    cells.into_iter().collect()
}
