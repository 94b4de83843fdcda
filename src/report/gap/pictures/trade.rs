//! Gain against cost: filled are those on the front, where nobody gains more for less.

use crate::report::gap::drawing::Deal;
use crate::report::terminal::{count, percent};

use super::draw::Width;
use super::sheet::{Sheet, Side, Spot, series, whole};
use super::wide::{Size, cut, wide};

const PLOT: f64 = 240.0;
const TOP: f64 = 30.0;
/// So many have their names beside their dots; more have numbers.
const NAMED: usize = 5;

struct Plot {
    left: f64,
    right: f64,
    most: f64,
}

impl Plot {
    fn x(&self, cost: f64) -> f64 {
        self.left + (cost / self.most).clamp(0.0, 1.0) * (self.right - self.left)
    }

    fn y(gain: f64) -> f64 {
        TOP + PLOT * (1.0 - gain.clamp(0.0, 1.0))
    }

    fn at(&self, of: &Deal) -> Option<Spot> {
        Some((self.x(of.cost.estimate?), Self::y(of.gain.estimate?)))
    }
}

/// The outrun rate upwards, the cost to the right.
pub(super) fn trade(cost: &str, deals: &[Deal], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let ends = deals
        .iter()
        .filter_map(|deal| deal.cost.high.or(deal.cost.estimate));
    let most = round(ends.fold(0.0, f64::max) * 1.05);
    let plot = Plot {
        left: 48.0,
        right: width.units() - 16.0,
        most,
    };
    axes(&plot, cost, &mut sheet);
    front(&plot, deals, &mut sheet);
    let mut taken: Vec<[f64; 4]> = deals
        .iter()
        .filter_map(|deal| plot.at(deal))
        .map(|(x, y)| [x - 6.0, y - 6.0, x + 6.0, y + 6.0])
        .collect();
    for (place, deal) in deals.iter().enumerate() {
        point(&plot, deal, place, &mut sheet);
    }
    for (place, deal) in deals.iter().enumerate() {
        let words = if deals.len() > NAMED {
            (place + 1).to_string()
        } else {
            cut(&deal.name, Size::Small, 130.0)
        };
        label(&plot, deal, &words, (&mut taken, &mut sheet));
    }
    let end = TOP + PLOT + 44.0;
    let end = if deals.len() > NAMED {
        legend(deals, end, &mut sheet)
    } else {
        end - 8.0
    };
    sheet.ends_at(end)
}

/// The next round number.
fn round(of: f64) -> f64 {
    let mut step = 1.0;
    while step * 10.0 < of {
        step *= 10.0;
    }
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .map(|by| by * step)
        .into_iter()
        .find(|end| *end >= of)
        .unwrap_or(1.0)
}

fn axes(plot: &Plot, cost: &str, sheet: &mut Sheet) {
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = Plot::y(share);
        sheet.line((plot.left, y), (plot.right, y), "grid");
        sheet.text(
            (plot.left - 6.0, y + 4.0),
            Side::Before,
            "small",
            &percent(share, 1.0),
        );
    }
    for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = plot.x(plot.most * part);
        sheet.line((x, TOP), (x, TOP + PLOT), "grid");
        // The last number ends where the picture does.
        let side = if part < 1.0 { Side::Around } else { Side::Before };
        sheet.text((x, TOP + PLOT + 15.0), side, "small", &tick(plot.most * part));
    }
    sheet.text((0.0, 12.0), Side::After, "small", "↑ outrun rate: more is better");
    let words = cut(
        &format!("← {cost}: less is better"),
        Size::Small,
        sheet.width.units(),
    );
    sheet.text((plot.right, TOP + PLOT + 32.0), Side::Before, "small", &words);
}

/// A number of an axis: thousands are divided, fractions cut where they end.
fn tick(of: f64) -> String {
    let text = format!("{of:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.parse().map_or_else(|_| text.to_owned(), count)
}

/// Stairs through those on the front.
fn front(plot: &Plot, deals: &[Deal], sheet: &mut Sheet) {
    let mut on: Vec<Spot> = deals
        .iter()
        .filter(|deal| deal.front)
        .filter_map(|deal| plot.at(deal))
        .collect();
    on.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut stairs: Vec<Spot> = Vec::new();
    for spot in on {
        stairs.extend(stairs.last().map(|last| (spot.0, last.1)));
        stairs.push(spot);
    }
    if stairs.len() > 1 {
        sheet.path(&stairs, false, "stairs");
    }
}

fn point(plot: &Plot, deal: &Deal, place: usize, sheet: &mut Sheet) {
    let Some((x, y)) = plot.at(deal) else { return };
    let class = series(place);
    if let (Some(low), Some(high)) = (deal.gain.low, deal.gain.high) {
        sheet.line((x, Plot::y(low)), (x, Plot::y(high)), &format!("reach {class}"));
    }
    if let (Some(low), Some(high)) = (deal.cost.low, deal.cost.high) {
        sheet.line((plot.x(low), y), (plot.x(high), y), &format!("reach {class}"));
    }
    let gain = deal
        .gain
        .estimate
        .map_or_else(String::new, |gain| percent(gain, 0.02));
    let title = format!("{}: outrun in {gain}; {}", deal.name, deal.words);
    let kind = if deal.front { "dot" } else { "ring" };
    sheet.ring((x, y), 5.5, &format!("{kind} {class}"), &title);
}

/// Beside its dot where nothing else stands; where there is no room at all, the table has the name.
fn label(plot: &Plot, deal: &Deal, words: &str, (taken, sheet): (&mut Vec<[f64; 4]>, &mut Sheet)) {
    let Some((x, y)) = plot.at(deal) else { return };
    let broad = wide(words, Size::Small);
    let spots = [
        (x + 10.0, y - 8.0),
        (x - 10.0 - broad, y - 8.0),
        (x + 10.0, y + 17.0),
        (x - 10.0 - broad, y + 17.0),
    ];
    let free = spots.into_iter().find(|(x, y)| {
        let [left, top, right, bottom] = [*x, y - 11.0, x + broad, y + 3.0];
        let inside =
            left >= plot.left + 1.0 && right <= sheet.width.units() && top >= 16.0 && bottom <= TOP + PLOT;
        inside
            && !taken
                .iter()
                .any(|[l, t, r, b]| left < *r && *l < right && top < *b && *t < bottom)
    });
    if let Some((x, y)) = free {
        taken.push([x, y - 11.0, x + broad, y + 3.0]);
        sheet.text((x, y), Side::After, "small ink-text", words);
    }
}

fn legend(deals: &[Deal], top: f64, sheet: &mut Sheet) -> f64 {
    let columns = if sheet.width.is_page() { 3 } else { 1 };
    let room = sheet.width.units() / whole(columns);
    for (place, deal) in deals.iter().enumerate() {
        let (row, column) = (place / columns, place % columns);
        let words = cut(&format!("{} {}", place + 1, deal.name), Size::Small, room - 24.0);
        let (x, y) = (whole(column) * room, top + 14.0 + whole(row) * 18.0);
        let kind = if deal.front { "dot" } else { "ring" };
        sheet.ring((x + 6.0, y - 4.0), 5.0, &format!("{kind} {}", series(place)), "");
        sheet.text((x + 18.0, y), Side::After, "small", &words);
    }
    top + 8.0 + whole(deals.len().div_ceil(columns)) * 18.0
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn axes_end_at_round_numbers() {
        let rounded = [0.4, 6.6, 10.0, 101.0, 77_000.0].map(|of| round(of).to_string());
        assert_eq!(rounded, ["1", "8", "10", "200", "80000"]);
    }
}
