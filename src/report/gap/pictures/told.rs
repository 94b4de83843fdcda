//! One incident: what fell, what the time went to, and the people, each in a lane. Nights are shaded.

use crate::report::gap::drawing::{Lane, Mark, MarkKind, Moment, Stretch};
use crate::report::terminal::{duration, millis, percent};

use super::bars::class;
use super::draw::Width;
use super::sheet::{Sheet, Side, whole};
use super::wide::{Size, cut, wide};

const FALLEN: f64 = 54.0;
const STRIP: f64 = 24.0;
const ROW: f64 = 17.0;
/// Marks of one kind that are nearer than this are one.
const NEAR: f64 = 9.0;
/// Steps of the axis, seconds.
const STEPS: [f64; 12] = [
    60.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0, 14_400.0, 21_600.0, 43_200.0, 86_400.0, 172_800.0, 604_800.0,
];

/// What is drawn of an incident.
#[derive(Clone, Copy)]
pub(super) struct Incident<'a> {
    pub(super) until: f64,
    pub(super) nights: &'a [(f64, f64)],
    pub(super) days: &'a [Moment],
    pub(super) fallen: &'a [(f64, f64)],
    pub(super) limit: Option<f64>,
    pub(super) path: &'a [Stretch],
    pub(super) moments: &'a [Moment],
    pub(super) lanes: &'a [Lane],
}

struct Axis {
    left: f64,
    right: f64,
    until: f64,
}

impl Axis {
    fn x(&self, at: f64) -> f64 {
        self.left + (at / self.until.max(1.0)).clamp(0.0, 1.0) * (self.right - self.left)
    }
}

/// The whole incident, from the first compromise to containment.
pub(super) fn told(of: Incident<'_>, width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let page = width.is_page();
    let axis = Axis {
        left: if page { 150.0 } else { 4.0 },
        right: width.units() - 14.0,
        until: of.until,
    };
    let lane = if page { 26.0 } else { 38.0 };
    let top = 22.0 + if page { 0.0 } else { 16.0 };
    let strip = top + FALLEN + 14.0 + if page { 0.0 } else { 18.0 };
    let moments = strip + STRIP + 8.0;
    let lanes = moments + rows(of.moments, &axis) + 6.0;
    let bottom = lanes + lane * whole(of.lanes.len());
    ground(&of, &axis, (top, bottom), &mut sheet);
    fell(&of, &axis, top, &mut sheet);
    path(of.path, &axis, strip, &mut sheet);
    marked(of.moments, &axis, (moments, bottom), &mut sheet);
    for (place, one) in of.lanes.iter().enumerate() {
        draw(one, &axis, (lanes + lane * whole(place), lane), &mut sheet);
    }
    let end = legend(of.path, bottom + 40.0, &mut sheet);
    sheet.ends_at(end)
}

/// Nights, days, and the axis below.
fn ground(of: &Incident<'_>, axis: &Axis, (top, bottom): (f64, f64), sheet: &mut Sheet) {
    for (from, to) in of.nights {
        let x = axis.x(*from);
        sheet.block((x, top), (axis.x(*to) - x, bottom - top), "night", "");
    }
    let mut free = 0.0;
    for day in of.days {
        let x = axis.x(day.at);
        sheet.line((x, top), (x, bottom), "grid");
        if x >= free && x + wide(&day.name, Size::Small) + 3.0 <= axis.right {
            sheet.text((x + 3.0, 12.0), Side::After, "small", &day.name);
            free = x + wide(&day.name, Size::Small) + 10.0;
        }
    }
    sheet.line((axis.left, bottom), (axis.right, bottom), "axis");
    let room = (axis.right - axis.left) / 58.0;
    let step = STEPS
        .into_iter()
        .find(|step| axis.until / step <= room)
        .unwrap_or(2_592_000.0);
    let mut at = 0.0;
    while at <= axis.until {
        let x = axis.x(at);
        sheet.line((x, bottom), (x, bottom + 4.0), "axis");
        let side = if x - axis.left < 12.0 {
            Side::After
        } else {
            Side::Around
        };
        let words = if at > 0.0 {
            duration(millis(at))
        } else {
            "0".to_owned()
        };
        sheet.text((x, bottom + 17.0), side, "small", &words);
        at += step;
    }
}

/// How much had fallen, as stairs.
fn fell(of: &Incident<'_>, axis: &Axis, top: f64, sheet: &mut Sheet) {
    let last = of.fallen.last().map_or(0.0, |(_, share)| *share);
    let highest = last.max(of.limit.unwrap_or(0.0)).max(0.05) * 1.15;
    let y = |share: f64| top + FALLEN * (1.0 - share / highest);
    let words = format!("fallen {}", percent(last, 0.02));
    name(&words, (top + FALLEN / 2.0 + 4.0, top - 6.0), axis, sheet);
    let mut stairs = vec![(axis.left, y(0.0))];
    for (at, share) in of.fallen {
        let before = stairs.last().map_or(y(0.0), |spot| spot.1);
        stairs.extend([(axis.x(*at), before), (axis.x(*at), y(*share))]);
    }
    stairs.push((axis.right, y(last)));
    let ground = [(axis.right, y(0.0)), (axis.left, y(0.0))];
    let area: Vec<(f64, f64)> = stairs.iter().copied().chain(ground).collect();
    sheet.path(&area, true, "band alarm");
    sheet.path(&stairs, false, "curve whole alarm");
    sheet.line((axis.left, y(0.0)), (axis.right, y(0.0)), "axis");
    if let Some(limit) = of.limit {
        sheet.line((axis.left, y(limit)), (axis.right, y(limit)), "limit");
        let words = format!("limit {}", percent(limit, 1.0));
        let above = if y(limit) - top > 14.0 {
            y(limit) - 4.0
        } else {
            y(limit) + 13.0
        };
        sheet.text((axis.right - 4.0, above), Side::Before, "small limited", &words);
    }
}

/// A name stands left of its lane on a page, and above it on a phone.
fn name(words: &str, (beside, above): (f64, f64), axis: &Axis, sheet: &mut Sheet) {
    if sheet.width.is_page() {
        sheet.text(
            (0.0, beside),
            Side::After,
            "small ink-text",
            &cut(words, Size::Small, axis.left - 12.0),
        );
    } else {
        sheet.text(
            (axis.left, above),
            Side::After,
            "small ink-text",
            &cut(words, Size::Small, axis.right - axis.left),
        );
    }
}

/// Each cause once, in order of coming.
fn causes(of: &[Stretch]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for one in of {
        if !found.contains(&one.name.as_str()) {
            found.push(&one.name);
        }
    }
    found
}

fn path(of: &[Stretch], axis: &Axis, top: f64, sheet: &mut Sheet) {
    name("the time went to", (top + 16.0, top - 6.0), axis, sheet);
    let causes = causes(of);
    for one in of {
        let place = causes.iter().position(|cause| *cause == one.name).unwrap_or(0);
        let (from, to) = (axis.x(one.from), axis.x(one.to));
        let class = class(&one.name);
        sheet.block(
            (from, top),
            ((to - from).max(0.4), STRIP),
            &format!("piece {class}"),
            &one.words,
        );
        let named = format!("{} {}", place + 1, one.name);
        let words = if wide(&named, Size::Strong) + 8.0 <= to - from {
            named
        } else {
            (place + 1).to_string()
        };
        if to - from >= 18.0 {
            let class = format!("number n{class}");
            sheet.text(
                (f64::midpoint(from, to), top + 17.0),
                Side::Around,
                &class,
                &words,
            );
        }
    }
}

/// For each moment its row, so that no two words meet; and where they stand.
fn laid(of: &[Moment], axis: &Axis) -> Vec<(usize, bool)> {
    let mut ends: Vec<f64> = Vec::new();
    let place = |moment: &Moment| {
        let broad = wide(&words(moment), Size::Small) + 14.0;
        let x = axis.x(moment.at);
        let before = x + broad > axis.right;
        let from = if before { x - broad } else { x };
        let row = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        let until = from + broad + 4.0;
        match ends.get_mut(row) {
            Some(end) => *end = until,
            None => ends.push(until),
        }
        (row, before)
    };
    of.iter().map(place).collect()
}

fn words(of: &Moment) -> String {
    format!("{} {}", of.name, duration(millis(of.at)))
}

fn rows(of: &[Moment], axis: &Axis) -> f64 {
    ROW * whole(
        laid(of, axis)
            .into_iter()
            .map(|(row, _)| row + 1)
            .max()
            .unwrap_or(0),
    )
}

fn marked(of: &[Moment], axis: &Axis, (top, bottom): (f64, f64), sheet: &mut Sheet) {
    for (moment, (row, before)) in of.iter().zip(laid(of, axis)) {
        let (x, y) = (axis.x(moment.at), top + ROW * whole(row) + 12.0);
        sheet.line((x, y - 8.0), (x, bottom), "moment");
        let (x, side) = if before {
            (x - 5.0, Side::Before)
        } else {
            (x + 5.0, Side::After)
        };
        sheet.text((x, y), side, "small ink-text", &words(moment));
    }
}

fn draw(of: &Lane, axis: &Axis, (top, high): (f64, f64), sheet: &mut Sheet) {
    let y = top + high - 13.0;
    name(&of.name, (y + 4.0, y - 11.0), axis, sheet);
    sheet.line((axis.left, y), (axis.right, y), "grid");
    for work in &of.work {
        let (from, to) = (axis.x(work.from), axis.x(work.to));
        sheet.block((from, y - 4.0), ((to - from).max(1.0), 8.0), "work", &work.words);
    }
    for kind in [MarkKind::Unseen, MarkKind::Answered, MarkKind::Decided] {
        let mut marks = of.marks.iter().filter(|mark| mark.kind == kind).peekable();
        while let Some(mark) = marks.next() {
            let (x, mut more) = (axis.x(mark.at), 0);
            while marks.next_if(|next| axis.x(next.at) - x < NEAR).is_some() {
                more += 1;
            }
            one(mark, (x, y), more, sheet);
        }
    }
}

/// The shape says what it is: a ring nobody saw, a dot was answered, a diamond decided.
fn one(of: &Mark, at: (f64, f64), more: usize, sheet: &mut Sheet) {
    let more = if more == 0 {
        String::new()
    } else {
        format!(", and {more} more soon after")
    };
    shape(of.kind, at, &format!("{}{more}", of.words), sheet);
}

fn shape(of: MarkKind, (x, y): (f64, f64), title: &str, sheet: &mut Sheet) {
    match of {
        MarkKind::Unseen => sheet.ring((x, y), 4.0, "ring faint", title),
        MarkKind::Answered => sheet.ring((x, y), 4.5, "dot s0", title),
        MarkKind::Decided => sheet.diamond((x, y), 6.0, "dot s1", title),
    }
}

/// What numbers and shapes mean.
fn legend(path: &[Stretch], top: f64, sheet: &mut Sheet) -> f64 {
    let (mut x, mut y) = (0.0, top);
    let mut room_for = |words: &str, sheet: &Sheet| {
        let room = 36.0 + wide(words, Size::Small);
        if x > 0.0 && x + room > sheet.width.units() {
            (x, y) = (0.0, y + 20.0);
        }
        x += room;
        (x - room, y)
    };
    for (place, cause) in causes(path).into_iter().enumerate() {
        let words = format!("{} {cause}", place + 1);
        let (x, y) = room_for(&words, sheet);
        sheet.block(
            (x, y - 11.0),
            (13.0, 13.0),
            &format!("piece {}", class(cause)),
            "",
        );
        sheet.text((x + 19.0, y), Side::After, "small", &words);
    }
    let shapes = [
        (MarkKind::Unseen, "paged, not seen"),
        (MarkKind::Answered, "answered"),
        (MarkKind::Decided, "decided or approved"),
    ];
    for (kind, words) in shapes {
        let (x, y) = room_for(words, sheet);
        shape(kind, (x + 7.0, y - 4.0), "", sheet);
        sheet.text((x + 19.0, y), Side::After, "small", words);
    }
    let (x, y) = room_for("at work", sheet);
    sheet.block((x, y - 8.0), (14.0, 8.0), "work", "");
    sheet.text((x + 19.0, y), Side::After, "small", "at work");
    y + 8.0
}
