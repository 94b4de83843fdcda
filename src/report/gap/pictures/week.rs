//! Weeks as maps: hours across, days down; the colour says how long, and a dot that nobody can be reached.

use crate::report::gap::drawing::{Hour, Uncovered, WeekMap, WeekRow};
use crate::report::heat::{Heat, heat};
use crate::time::Weekday;

use super::draw::Width;
use super::sheet::{Sheet, Side, Spot, whole};
use super::wide::{Size, cut, wide};

const DAYS: f64 = 34.0;
const CELL: f64 = 16.0;
const APART: f64 = 20.0;
const WIDEST: f64 = 26.0;

/// Maps of one row beside one another where there is room.
pub(super) fn week(rows: &[WeekRow], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let most = rows.iter().map(|row| row.maps.len()).max().unwrap_or(1).max(1);
    let beside = if width.is_page() { most.min(2) } else { 1 };
    let column = (width.units() - APART * (whole(beside) - 1.0)) / whole(beside);
    let broad = ((column - DAYS) / 24.0).min(WIDEST).floor();
    let mut top = legend(&mut sheet) + 30.0;
    for row in rows {
        let name = cut(&row.name, Size::Strong, width.units());
        sheet.text((0.0, top), Side::After, "strong", &name);
        for maps in row.maps.chunks(beside) {
            for (place, one) in maps.iter().enumerate() {
                map(
                    one,
                    (whole(place) * (column + APART), top + 6.0),
                    (column, broad),
                    &mut sheet,
                );
            }
            top += 42.0 + 7.0 * CELL + 18.0;
        }
        top += 12.0;
    }
    sheet.ends_at(top - 20.0)
}

fn class(of: Hour) -> (usize, Heat) {
    let Some(wait) = of.wait else {
        return (Heat::ALL.len(), Heat::Unknown);
    };
    let heat = heat(wait);
    (Heat::ALL.iter().position(|one| *one == heat).unwrap_or(0), heat)
}

fn map(of: &WeekMap, (left, top): Spot, (column, broad): (f64, f64), sheet: &mut Sheet) {
    let name = cut(&of.name, Size::Normal, column * 0.4);
    let note = cut(&of.note, Size::Small, column - wide(&name, Size::Normal) - 14.0);
    sheet.text((left, top + 15.0), Side::After, "", &name);
    sheet.text(
        (left + DAYS + 24.0 * broad, top + 15.0),
        Side::Before,
        "small",
        &note,
    );
    let (first, top) = (left + DAYS, top + 22.0);
    for (day, hours) in Weekday::ALL.iter().zip(of.hours.chunks(24)) {
        let y = top + whole(day.index()) * CELL;
        sheet.text((left, y + 12.0), Side::After, "small", &day.to_string());
        line(hours, (&day.to_string(), broad), (first, y), sheet);
    }
    for hour in [0_u8, 6, 12, 18, 24] {
        let x = first + f64::from(hour) * broad;
        let side = if hour == 24 { Side::Before } else { Side::Around };
        sheet.text((x, top + 7.0 * CELL + 14.0), side, "small", &format!("{hour:02}"));
    }
}

/// Neighbours that are alike are one block; a dot stands in each hour.
fn line(hours: &[Hour], (day, broad): (&str, f64), (left, y): Spot, sheet: &mut Sheet) {
    let mut from = 0;
    let alike =
        |one: &Hour, other: &Hour| class(*one) == class(*other) && one.uncovered() == other.uncovered();
    for run in hours.chunk_by(alike) {
        let Some(first) = run.first() else { continue };
        let (number, heat) = class(*first);
        let x = left + whole(from) * broad;
        let nobody = match first.uncovered() {
            Uncovered::Never => String::new(),
            often => format!("; {}", often.words()),
        };
        let until = from + run.len();
        let title = format!("{day} {from:02}:00–{until:02}:00: {}{nobody}", heat.words());
        let size = (broad * whole(run.len()), CELL);
        sheet.block((x, y), size, &format!("hour h{number}"), &title);
        if let Some(kind) = dots(first.uncovered()) {
            let class = format!("{kind} o{number}");
            sheet.dots((x, y + CELL / 2.0), (broad, run.len()), &class);
        }
        from = until;
    }
}

/// What the colours mean; gives where it ends.
fn legend(sheet: &mut Sheet) -> f64 {
    let (mut x, mut y) = (0.0, 12.0);
    sheet.text((x, y), Side::After, "small", "a decision takes");
    x += wide("a decision takes", Size::Small) + 12.0;
    for (number, heat) in Heat::ALL.iter().enumerate() {
        let room = 36.0 + wide(heat.words(), Size::Small);
        if x + room > sheet.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        sheet.block((x, y - 11.0), (14.0, 14.0), &format!("hour h{number}"), "");
        sheet.text((x + 20.0, y), Side::After, "small", heat.words());
        x += room;
    }
    for often in [Uncovered::Sometimes, Uncovered::Mostly] {
        let room = 36.0 + wide(often.words(), Size::Small);
        if x + room > sheet.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        let class = format!("{} ink", dots(often).unwrap_or_default());
        sheet.dots((x + 1.0, y - 4.0), (12.0, 1), &class);
        sheet.text((x + 20.0, y), Side::After, "small", often.words());
        x += room;
    }
    y
}

/// Large dots where it is so in most weeks.
const fn dots(of: Uncovered) -> Option<&'static str> {
    match of {
        Uncovered::Never => None,
        Uncovered::Sometimes => Some("dots few"),
        Uncovered::Mostly => Some("dots"),
    }
}
