//! Stacked bars; each piece has a number, so that nobody needs its colour.

use crate::report::gap::drawing::{Bar, Piece};

use super::draw::Width;
use super::sheet::{Sheet, Side, whole};
use super::wide::{Size, cut, wide};

const HEAD: f64 = 22.0;
const BAR: f64 = 32.0;
const GAP: f64 = 14.0;
/// A number needs so much room inside its piece.
const NUMBERED: f64 = 16.0;

/// One bar below the other, and what the numbers mean.
pub(super) fn bars(of: &[Bar], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let total = |bar: &Bar| bar.pieces.iter().map(|piece| piece.seconds).sum::<f64>();
    let longest = of.iter().map(total).fold(0.0, f64::max).max(1.0);
    let per_second = width.units() / longest;
    let mut y = 0.0;
    for bar in of {
        y += HEAD;
        head(bar, y - 7.0, &mut sheet);
        let mut x = 0.0;
        for (place, piece) in bar.pieces.iter().enumerate() {
            x += draw(piece, place, (x, y), per_second, &mut sheet);
        }
        y += BAR + GAP;
    }
    let named = of.first().map(|bar| bar.pieces.as_slice()).unwrap_or_default();
    let end = legend(named, y + 8.0, &mut sheet);
    sheet.ends_at(end)
}

/// The name, and how long the bar is in words; on a phone the words give way.
fn head(of: &Bar, y: f64, sheet: &mut Sheet) {
    let right = sheet.width.units();
    let total = cut(&of.total, Size::Small, right * 0.62);
    let room = right - wide(&total, Size::Small) - 14.0;
    sheet.text(
        (0.0, y),
        Side::After,
        "strong",
        &cut(&of.name, Size::Strong, room),
    );
    sheet.text((right, y), Side::Before, "small", &total);
}

/// Gives how wide the piece is.
fn draw(piece: &Piece, place: usize, (x, y): (f64, f64), per_second: f64, sheet: &mut Sheet) -> f64 {
    let broad = piece.seconds * per_second;
    if broad < 0.1 {
        return broad;
    }
    let title = format!("{} {}", piece.name, piece.words);
    let class = class(&piece.name);
    sheet.block((x, y), (broad, BAR), &format!("piece {class}"), &title);
    let number = (place + 1).to_string();
    let named = format!("{number} {}", piece.name);
    let words = if wide(&named, Size::Strong) + 8.0 <= broad {
        named
    } else {
        number
    };
    if broad >= NUMBERED {
        sheet.text(
            (x + broad / 2.0, y + 21.0),
            Side::Around,
            &format!("number n{class}"),
            &words,
        );
    }
    broad
}

/// A cause has one colour in all pictures, and a few share one: numbers tell them apart. The attacker's own time and the rest are
/// grey: they are no gap by themselves.
pub(super) fn class(name: &str) -> &'static str {
    match name {
        "attacker" => "pa",
        "others" => "po",
        "detection" | "execution" => "p0",
        "discovery" | "platform" => "p1",
        "contact" => "p2",
        "queue" | "propagation" => "p3",
        "approval" | "triage" => "p4",
        "gate" | "decide" => "p5",
        _ => "p6",
    }
}

fn legend(of: &[Piece], top: f64, sheet: &mut Sheet) -> f64 {
    let (mut x, mut y) = (0.0, top);
    for (place, piece) in of.iter().enumerate() {
        let words = format!("{} {}", whole(place) + 1.0, piece.name);
        let room = 36.0 + wide(&words, Size::Small);
        if x > 0.0 && x + room > sheet.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        let class = format!("piece {}", class(&piece.name));
        sheet.block((x, y - 11.0), (13.0, 13.0), &class, "");
        sheet.text((x + 19.0, y), Side::After, "small", &words);
        x += room;
    }
    y + 8.0
}
