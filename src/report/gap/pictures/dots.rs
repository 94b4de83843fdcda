//! Shares as dots with their intervals.

use crate::report::gap::drawing::{Dot, DotRow};
use crate::report::terminal::percent;

use super::draw::Width;
use super::sheet::{Sheet, Side, series};
use super::survival::legend;
use super::wide::{Size, cut};

const ROW: f64 = 15.0;

/// One group of dots for each row.
pub(super) fn dots(names: &[String], rows: &[DotRow], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let page = width.is_page();
    let (left, right) = (if page { 292.0 } else { 16.0 }, width.units() - 24.0);
    let room = if page { left - 12.0 } else { width.units() };
    let x = |share: f64| left + share.clamp(0.0, 1.0) * (right - left);
    let top = legend(names.iter().map(String::as_str), &mut sheet) + 14.0;
    let each = ROW * f64::from(u32::try_from(names.len()).unwrap_or(1)) + if page { 10.0 } else { 26.0 };
    let bottom = top + each * f64::from(u32::try_from(rows.len()).unwrap_or(0));
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        sheet.line((x(share), top), (x(share), bottom), "grid");
        sheet.text(
            (x(share), bottom + 14.0),
            Side::Around,
            "small",
            &percent(share, 1.0),
        );
    }
    let mut y = top;
    for row in rows {
        let (class, size) = if row.own {
            ("small strong", Size::SmallStrong)
        } else {
            ("small", Size::Small)
        };
        let (label, first) = if page {
            (each / 2.0 + 4.0, 5.0 + ROW / 2.0)
        } else {
            (14.0, 20.0 + ROW / 2.0)
        };
        sheet.text((0.0, y + label), Side::After, class, &cut(&row.name, size, room));
        for (place, one) in row.dots.iter().enumerate() {
            let below = ROW * f64::from(u32::try_from(place).unwrap_or(0));
            dot(one, place, (&x, y + first + below), &mut sheet);
        }
        y += each;
    }
    sheet.ends_at(bottom + 22.0)
}

fn dot(of: &Dot, place: usize, (x, y): (&dyn Fn(f64) -> f64, f64), sheet: &mut Sheet) {
    let class = series(place);
    if let (Some(low), Some(high)) = (of.low, of.high) {
        sheet.line((x(low), y), (x(high), y), &format!("span {class}"));
    }
    if let Some(estimate) = of.estimate {
        let title = percent(estimate, 0.02);
        sheet.dot((x(estimate), y), &format!("dot {class}"), &title);
    }
}
