//! What moves a share most, the largest swing on top.

use crate::report::gap::drawing::Swing;
use crate::report::terminal::percent;

use super::draw::Width;
use super::sheet::{Sheet, Side, whole};
use super::wide::{Size, cut, wide};

const BAR: f64 = 16.0;
/// Room for a figure beside a bar.
const FIGURE: f64 = 50.0;

/// One bar for each input, from its low end to its high end.
pub(super) fn tornado(centre: f64, swings: &[Swing], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let page = width.is_page();
    let names = if page { 230.0 } else { 0.0 };
    let row = if page { 26.0 } else { 40.0 };
    let ends = swings
        .iter()
        .flat_map(|swing| [swing.low, swing.high])
        .chain([centre]);
    let (from, to) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), end| {
        (from.min(end), to.max(end))
    });
    let (left, right) = (names + FIGURE, width.units() - FIGURE);
    let x = |share: f64| left + (share - from) / (to - from).max(0.001) * (right - left);
    let top = legend(&mut sheet) + 32.0;
    let bottom = top + row * whole(swings.len());
    let words = format!("as played {}", percent(centre, 0.02));
    let half = wide(&words, Size::Small) / 2.0;
    let middle = x(centre).clamp(half, width.units() - half);
    sheet.text((middle, top - 8.0), Side::Around, "small", &words);
    if page {
        sheet.line((x(centre), top - 2.0), (x(centre), bottom), "axis");
    }
    for (place, swing) in swings.iter().enumerate() {
        let above = top + row * whole(place);
        let y = if page { above + 5.0 } else { above + 20.0 };
        let name = cut(
            &swing.name,
            Size::Small,
            if page { names - 12.0 } else { width.units() },
        );
        let line = if page { y + 12.0 } else { above + 14.0 };
        sheet.text((0.0, line), Side::After, "small ink-text", &name);
        bar(swing, centre, (&x, y), &mut sheet);
        sheet.line((x(centre), y - 3.0), (x(centre), y + BAR + 3.0), "axis");
    }
    sheet.ends_at(bottom + 8.0)
}

fn bar(of: &Swing, centre: f64, (x, y): (&dyn Fn(f64) -> f64, f64), sheet: &mut Sheet) {
    for (end, kind, words) in [(of.low, "low", "low"), (of.high, "high", "high")] {
        let (from, to) = (x(centre).min(x(end)), x(centre).max(x(end)));
        let title = format!(
            "{} ({}), {words}: outrun in {}",
            of.name,
            of.meaning,
            percent(end, 0.02)
        );
        sheet.block(
            (from, y),
            ((to - from).max(0.5), BAR),
            &format!("swing {kind}"),
            &title,
        );
    }
    let (least, most) = (of.low.min(of.high), of.low.max(of.high));
    sheet.text(
        (x(least.min(centre)) - 6.0, y + 12.0),
        Side::Before,
        "small",
        &percent(least, 0.02),
    );
    sheet.text(
        (x(most.max(centre)) + 6.0, y + 12.0),
        Side::After,
        "small",
        &percent(most, 0.02),
    );
}

fn legend(sheet: &mut Sheet) -> f64 {
    let mut x = 0.0;
    for (kind, words) in [("low", "input at its low end"), ("high", "input at its high end")] {
        sheet.block((x, 1.0), (13.0, 13.0), &format!("swing {kind}"), "");
        sheet.text((x + 19.0, 12.0), Side::After, "small", words);
        x += 34.0 + wide(words, Size::Small);
    }
    12.0
}
