//! Survival curves with the number at risk below.

use crate::report::gap::drawing::{Curve, Share};
use crate::report::terminal::{count, percent};

use super::axis::TimeAxis;
use super::draw::Width;
use super::sheet::{Sheet, Side, series};
use super::wide::{Size, cut, wide};

const PLOT: f64 = 190.0;
const ROW: f64 = 18.0;

/// All curves in one plot.
pub(super) fn survival(curves: &[Curve], horizon: f64, width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let axis = TimeAxis {
        left: 90.0,
        right: width.units() - 14.0,
        horizon,
    };
    let top = legend(curves.iter().map(|curve| curve.name.as_str()), &mut sheet) + 12.0;
    let y = |share: f64| top + PLOT * (1.0 - share);
    axis.draw(&mut sheet, top, top + PLOT);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        sheet.line((axis.left, y(share)), (axis.right, y(share)), "grid");
        sheet.text(
            (axis.left - 6.0, y(share) + 4.0),
            Side::Before,
            "small",
            &percent(share, 1.0),
        );
    }
    sheet.text((0.0, top + 10.0), Side::After, "small", "open");
    for (place, curve) in curves.iter().enumerate() {
        sheet.path(
            &steps(&axis, &curve.open, y),
            false,
            &format!("curve {}", series(place)),
        );
    }
    let mut row = top + PLOT + 40.0;
    sheet.text((0.0, row), Side::After, "small strong", "still open");
    for curve in curves {
        row += ROW;
        at_risk(curve, &axis, row, &mut sheet);
    }
    sheet.ends_at(row + 10.0)
}

/// The share falls at the time at which it has fallen.
fn steps(axis: &TimeAxis, open: &[Share], y: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let mut spots: Vec<(f64, f64)> = Vec::new();
    for share in open {
        let x = axis.x(share.at);
        if let Some(&(_, before)) = spots.last() {
            spots.push((x, before));
        }
        spots.push((x, y(share.share)));
    }
    spots
}

fn at_risk(curve: &Curve, axis: &TimeAxis, y: f64, sheet: &mut Sheet) {
    sheet.text(
        (0.0, y),
        Side::After,
        "small",
        &cut(&curve.name, Size::Small, axis.left - 24.0),
    );
    let kept = axis.with_room(curve.at_risk.iter().map(|(at, _)| *at));
    for (at, n) in curve.at_risk.iter().filter(|(at, _)| kept.contains(at)) {
        sheet.text((axis.x(*at), y), Side::Around, "small", &count(*n));
    }
}

/// Names with their lines; gives where it ends.
pub(super) fn legend<'a>(names: impl Iterator<Item = &'a str>, sheet: &mut Sheet) -> f64 {
    let (mut x, mut y) = (0.0, 12.0);
    for (place, name) in names.enumerate() {
        let name = cut(name, Size::Normal, sheet.width.units() - 40.0);
        let room = 40.0 + wide(&name, Size::Normal);
        if x > 0.0 && x + room > sheet.width.units() {
            (x, y) = (0.0, y + ROW);
        }
        sheet.line(
            (x, y - 4.0),
            (x + 24.0, y - 4.0),
            &format!("curve {}", series(place)),
        );
        sheet.dot((x + 12.0, y - 4.0), &format!("dot {}", series(place)), "");
        sheet.text((x + 30.0, y), Side::After, "", &name);
        x += room + 10.0;
    }
    y
}
