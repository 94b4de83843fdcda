//! Stacked bars; each piece has a number, so that nobody needs its colour.

use crate::report::gap::drawing::{Bar, Piece};

use super::sheet::{Sheet, Side, Width};
use super::text::short;

const HEAD: f64 = 22.0;
const BAR: f64 = 30.0;
const GAP: f64 = 14.0;
/// A number needs so much room inside its piece.
const NUMBERED: f64 = 16.0;

/// One bar below the other, and what the numbers mean.
pub(super) fn bars(of: &[Bar], (width, label): (Width, &str)) -> String {
    let mut sheet = Sheet::new(width);
    let total = |bar: &Bar| bar.pieces.iter().map(|piece| piece.seconds).sum::<f64>();
    let longest = of.iter().map(total).fold(0.0, f64::max).max(1.0);
    let per_second = width.units() / longest;
    let mut y = 0.0;
    for bar in of {
        y += HEAD;
        let most = if width == Width::Page { 60 } else { 14 };
        sheet.text((0.0, y - 7.0), Side::After, "strong", &short(&bar.name, most));
        sheet.text((width.units(), y - 7.0), Side::Before, "small", &bar.total);
        let mut x = 0.0;
        for (place, piece) in bar.pieces.iter().enumerate() {
            x += draw(piece, place, (x, y), per_second, &mut sheet);
        }
        y += BAR + GAP;
    }
    let named = of.first().map(|bar| bar.pieces.as_slice()).unwrap_or_default();
    let end = legend(named, y + 8.0, &mut sheet);
    sheet.finish(end, label)
}

/// Gives how wide the piece is.
fn draw(piece: &Piece, place: usize, (x, y): (f64, f64), per_second: f64, sheet: &mut Sheet) -> f64 {
    let wide = piece.seconds * per_second;
    if wide < 0.1 {
        return wide;
    }
    let title = format!("{} {}", piece.name, piece.words);
    sheet.block(
        (x, y),
        (wide, BAR),
        &format!("piece {}", class(piece, place)),
        &title,
    );
    if wide >= NUMBERED {
        let class = format!("number n{}", class(piece, place));
        sheet.text(
            (x + wide / 2.0, y + 20.0),
            Side::Around,
            &class,
            &(place + 1).to_string(),
        );
    }
    wide
}

/// The attacker's own time and the rest are grey: they are no gap by themselves.
fn class(piece: &Piece, place: usize) -> String {
    match piece.name.as_str() {
        "attacker" => "pa".to_owned(),
        "others" => "po".to_owned(),
        _ => format!("p{}", place % 7),
    }
}

fn legend(of: &[Piece], top: f64, sheet: &mut Sheet) -> f64 {
    let (mut x, mut y) = (0.0, top);
    for (place, piece) in of.iter().enumerate() {
        let words = format!("{} {}", place + 1, piece.name);
        let wide = 34.0 + 7.2 * f64::from(u32::try_from(words.chars().count()).unwrap_or(0));
        if x > 0.0 && x + wide > sheet.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        sheet.block(
            (x, y - 11.0),
            (13.0, 13.0),
            &format!("piece {}", class(piece, place)),
            "",
        );
        sheet.text((x + 19.0, y), Side::After, "small", &words);
        x += wide;
    }
    y + 8.0
}
