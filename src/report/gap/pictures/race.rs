//! The race: above, how much had fallen; below, when decisions came, on the same axis.

use crate::report::gap::drawing::{Band, Milestone, Race};
use crate::report::terminal::{duration, millis, percent};

use super::axis::TimeAxis;
use super::draw::Width;
use super::sheet::{Sheet, Side, series, whole};
use super::wide::{Size, cut, wide};

const HEAD: f64 = 30.0;
const PLOT: f64 = 120.0;
const ROW: f64 = 19.0;
const FOOT: f64 = 30.0;
/// Room for names left of the plot.
const NAMES: f64 = 90.0;
const APART: f64 = 18.0;

/// Two panels beside one another where there is room.
pub(super) fn race(panels: &[Race], limit: Option<f64>, horizon: f64, width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let highest = highest(panels, limit);
    let beside = if width.is_page() && panels.len() > 1 { 2 } else { 1 };
    let column = (width.units() - APART * (whole(beside) - 1.0)) / whole(beside);
    let mut top = 0.0;
    for (row, panels) in panels.chunks(beside).enumerate() {
        let mut end: f64 = top;
        for (place, panel) in panels.iter().enumerate() {
            let left = whole(place) * (column + APART);
            let one = Panel {
                axis: TimeAxis {
                    left: left + NAMES,
                    right: left + column - 12.0,
                    horizon,
                },
                left,
                top: top + HEAD,
                highest,
                class: series(row * beside + place),
            };
            one.head(panel, &mut sheet);
            one.plot(panel, limit, &mut sheet);
            one.milestones(panel, &mut sheet);
            end = end.max(one.bottom(panel) + FOOT);
        }
        top = end;
    }
    sheet.ends_at(top)
}

/// The axis ends at a round share above everything drawn.
fn highest(panels: &[Race], limit: Option<f64>) -> f64 {
    let most = panels.iter().flat_map(|panel| &panel.growth).map(|band| band.p90);
    let most = most.fold(limit.unwrap_or(0.0) * 1.2, f64::max);
    ((most * 10.0).ceil() / 10.0).clamp(0.1, 1.0)
}

struct Panel {
    axis: TimeAxis,
    left: f64,
    top: f64,
    highest: f64,
    class: String,
}

impl Panel {
    fn y(&self, share: f64) -> f64 {
        self.top + PLOT * (1.0 - (share / self.highest).clamp(0.0, 1.0))
    }

    fn bottom(&self, of: &Race) -> f64 {
        let rows = u32::try_from(of.milestones.len()).unwrap_or(0);
        self.top + PLOT + 10.0 + ROW * f64::from(rows)
    }

    fn head(&self, of: &Race, sheet: &mut Sheet) {
        let y = self.top - 11.0;
        let words = format!("outrun in {}", of.rate);
        let room = self.axis.right - self.left - wide(&words, Size::Normal) - 16.0;
        sheet.text(
            (self.left, y),
            Side::After,
            "strong",
            &cut(&of.name, Size::Strong, room),
        );
        sheet.text((self.axis.right, y), Side::Before, "", &words);
    }

    fn plot(&self, of: &Race, limit: Option<f64>, sheet: &mut Sheet) {
        self.axis.draw(sheet, self.top, self.bottom(of));
        for share in [0.0, self.highest / 2.0, self.highest] {
            let y = self.y(share);
            sheet.line((self.axis.left, y), (self.axis.right, y), "grid");
            let words = percent(share, 1.0);
            sheet.text((self.axis.left - 6.0, y + 4.0), Side::Before, "small", &words);
        }
        sheet.text((self.left, self.top + 10.0), Side::After, "small", "fallen");
        let spot = |band: &Band, share: f64| (self.axis.x(band.at), self.y(share));
        let above = of.growth.iter().map(|band| spot(band, band.p90));
        let below = of.growth.iter().rev().map(|band| spot(band, band.p10));
        let band: Vec<_> = above.chain(below).collect();
        sheet.path(&band, true, &format!("band {}", self.class));
        let median: Vec<_> = of.growth.iter().map(|band| spot(band, band.p50)).collect();
        sheet.path(&median, false, &format!("curve whole {}", self.class));
        if let Some(limit) = limit {
            let y = self.y(limit);
            sheet.line((self.axis.left, y), (self.axis.right, y), "limit");
            let words = format!("limit {}", percent(limit, 1.0));
            sheet.text(
                (self.axis.left + 4.0, y - 5.0),
                Side::After,
                "small limited",
                &words,
            );
        }
    }

    fn milestones(&self, of: &Race, sheet: &mut Sheet) {
        let mut y = self.top + PLOT + 10.0 + ROW / 2.0;
        for one in &of.milestones {
            sheet.text((self.axis.left - 6.0, y + 4.0), Side::Before, "small", &one.name);
            self.whisker(one, y, sheet);
            y += ROW;
        }
    }

    /// Eight in ten as a line, the median as a dot; what lies beyond the horizon ends in an arrow.
    fn whisker(&self, of: &Milestone, y: f64, sheet: &mut Sheet) {
        let words = |at: Option<f64>| at.map_or_else(|| "never".to_owned(), |at| duration(millis(at)));
        let title = format!(
            "{}: median {}, 1 in 10 by {}, 9 in 10 by {}",
            of.name,
            words(of.p50),
            words(of.p10),
            words(of.p90)
        );
        let right = self.axis.right;
        let Some(from) = of.p10 else {
            return sheet.text((right, y + 4.0), Side::Before, "small", "never in 9 of 10");
        };
        let to = of.p90.map_or(right, |at| self.axis.x(at));
        sheet.line((self.axis.x(from), y), (to, y), "whisker");
        if of.p90.is_none() {
            sheet.path(
                &[(right - 6.0, y - 4.0), (right, y), (right - 6.0, y + 4.0)],
                false,
                "whisker",
            );
        }
        match of.p50 {
            Some(at) => sheet.dot((self.axis.x(at), y), &format!("dot {}", self.class), &title),
            None => sheet.text(
                (right - 10.0, y - 2.0),
                Side::Before,
                "small",
                "never at the median",
            ),
        }
    }
}
