//! Who stands behind a decision, from left to right: people, roles, rule, assets. Where it fails a tie is thick and crossed.

use crate::report::gap::drawing::{Post, Tie};

use super::draw::Width;
use super::sheet::{Sheet, Side, Spot, whole};
use super::wide::{Size, cut};

const HIGH: f64 = 40.0;
const ROW: f64 = 50.0;
const HEAD: f64 = 26.0;
const INSIDE: f64 = 8.0;
const HEADINGS: [&str; 4] = ["people", "asked by the plan", "rule", "assets"];

/// Where everything stands.
struct Places {
    boxed: Vec<Option<Spot>>,
    broad: f64,
    height: f64,
}

/// The graph; on a phone without the people, who stand in the table.
pub(super) fn authority(posts: &[Post], ties: &[Tie], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let first = u8::from(!width.is_page());
    let places = places(posts, ties, first, width);
    for column in first..4 {
        let x = places.x(column - first, width);
        let heading = HEADINGS.get(usize::from(column)).copied().unwrap_or_default();
        sheet.text(
            (x, 12.0),
            Side::After,
            "small",
            &cut(heading, Size::Small, places.broad),
        );
    }
    let quiet = ties.iter().filter(|tie| !tie.failing);
    for tie in quiet.chain(ties.iter().filter(|tie| tie.failing)) {
        draw(tie, posts, &places, &mut sheet);
    }
    for (place, post) in posts.iter().enumerate() {
        boxed(post, ties, place, &places, &mut sheet);
    }
    let end = legend(places.height + 8.0, ties, &mut sheet);
    sheet.ends_at(end)
}

impl Places {
    fn x(&self, column: u8, width: Width) -> f64 {
        let columns = if width.is_page() { 3.0 } else { 2.0 };
        f64::from(column) * (width.units() - self.broad - 2.0) / columns + 1.0
    }
}

fn places(posts: &[Post], ties: &[Tie], first: u8, width: Width) -> Places {
    let broad = if width.is_page() { 148.0 } else { 98.0 };
    let shown = |column: u8| {
        posts
            .iter()
            .enumerate()
            .filter(move |(_, post)| post.column == column)
    };
    let most = (first..4).map(|column| shown(column).count()).max().unwrap_or(0);
    let tall = whole(most) * ROW;
    let mut places = Places {
        boxed: vec![None; posts.len()],
        broad,
        height: HEAD + tall,
    };
    // From the rule to the left, so that everybody stands near whom they stand behind.
    for column in [2, 1, 0, 3].into_iter().filter(|column| *column >= first) {
        let mut of: Vec<(f64, usize)> = shown(column)
            .map(|(place, _)| (near(place, ties, &places), place))
            .collect();
        of.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let above = (tall - whole(of.len()) * ROW) / 2.0;
        for (row, (_, place)) in of.into_iter().enumerate() {
            let spot = (places.x(column - first, width), HEAD + above + whole(row) * ROW);
            if let Some(boxed) = places.boxed.get_mut(place) {
                *boxed = Some(spot);
            }
        }
    }
    places
}

/// The mean height of what it is tied to and is placed already; what decides stands above what executes.
fn near(place: usize, ties: &[Tie], places: &Places) -> f64 {
    let of = ties.iter().filter(|tie| tie.from == place || tie.to == place);
    let others = of.clone().filter_map(|tie| {
        let other = if tie.from == place { tie.to } else { tie.from };
        places.boxed.get(other).copied().flatten().map(|(_, y)| y)
    });
    let all: Vec<f64> = others.collect();
    let duty = of.map(|tie| rank(&tie.words)).min().unwrap_or(0);
    all.iter().sum::<f64>() / whole(all.len().max(1)) + f64::from(duty)
}

/// The order in which a plan asks.
fn rank(words: &str) -> u8 {
    let order = [
        "decides",
        "backs up",
        "escalates",
        "must be consulted",
        "must approve",
        "executes",
    ];
    let place = order.iter().position(|begin| words.starts_with(begin));
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(9)
}

fn draw(tie: &Tie, posts: &[Post], places: &Places, sheet: &mut Sheet) {
    let spot = |place: usize| places.boxed.get(place).copied().flatten();
    let (Some(from), Some(to)) = (spot(tie.from), spot(tie.to)) else {
        return;
    };
    let class = if tie.failing { "tie failing" } else { "tie" };
    let title = named(tie, posts);
    let middle = |(_, y): Spot| y + HIGH / 2.0;
    let (one, other) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    if (one.0 - other.0).abs() < 1.0 {
        // Within a column a tie runs from box to box.
        let (above, below) = if from.1 < to.1 { (from, to) } else { (to, from) };
        let x = above.0 + places.broad / 2.0;
        let ends = [(x, above.1 + HIGH), (x, below.1)];
        sheet.bow(ends, 0.0, class, &title);
        return failing(tie, (x, f64::midpoint(above.1 + HIGH, below.1)), sheet);
    }
    let ends = [(one.0 + places.broad, middle(one)), (other.0, middle(other))];
    let bow = (ends[1].0 - ends[0].0) / 2.0;
    sheet.bow(ends, bow, class, &title);
    failing(
        tie,
        (
            f64::midpoint(ends[0].0, ends[1].0),
            f64::midpoint(ends[0].1, ends[1].1),
        ),
        sheet,
    );
}

/// A cross in a ring: it is told apart without colour.
fn failing(tie: &Tie, at: Spot, sheet: &mut Sheet) {
    if tie.failing {
        sheet.ring(at, 7.5, "ring alarm", &tie.words);
        sheet.crosses([at], 3.0, "cross alarm");
    }
}

fn named(tie: &Tie, posts: &[Post]) -> String {
    let name = |place: usize| posts.get(place).map_or("", |post| post.name.as_str());
    format!("{} {} {}", name(tie.from), tie.words, name(tie.to))
}

fn boxed(post: &Post, ties: &[Tie], place: usize, places: &Places, sheet: &mut Sheet) {
    let Some((x, y)) = places.boxed.get(place).copied().flatten() else {
        return;
    };
    let (duties, failing) = duties(post, ties, place);
    let class = if failing { "post failing" } else { "post" };
    let title = format!("{} {}", post.kind, post.name);
    sheet.rounded(
        (x, y),
        (places.broad, HIGH),
        if post.kind == "person" { 14.0 } else { 4.0 },
        class,
        &title,
    );
    let room = places.broad - 2.0 * INSIDE;
    let (line, words) = if duties.is_empty() {
        (25.0, "")
    } else {
        (17.0, duties.as_str())
    };
    let normal = if post.column == 2 {
        (Size::Strong, "strong")
    } else {
        (Size::Normal, "")
    };
    sheet.text(
        (x + INSIDE, y + line),
        Side::After,
        normal.1,
        &cut(&post.name, normal.0, room),
    );
    if !words.is_empty() {
        let class = if failing { "small missing" } else { "small" };
        sheet.text(
            (x + INSIDE, y + 33.0),
            Side::After,
            class,
            &cut(words, Size::Small, room),
        );
    }
}

/// What somebody has to do for the rule, and whether time is lost there.
fn duties(post: &Post, ties: &[Tie], place: usize) -> (String, bool) {
    let mut of: Vec<&Tie> = match post.column {
        0 | 1 => ties
            .iter()
            .filter(|tie| tie.from == place && tie.words != "holds" && rank(&tie.words) != 2)
            .collect(),
        2 => ties
            .iter()
            .filter(|tie| tie.to == place && tie.words == "is gated by")
            .collect(),
        _ => Vec::new(),
    };
    of.sort_by_key(|tie| rank(&tie.words));
    let words: Vec<&str> = of
        .iter()
        .map(|tie| {
            if tie.words == "is gated by" {
                "is waited for"
            } else {
                tie.words.as_str()
            }
        })
        .collect();
    (words.join(", "), of.iter().any(|tie| tie.failing))
}

fn legend(y: f64, ties: &[Tie], sheet: &mut Sheet) -> f64 {
    if !ties.iter().any(|tie| tie.failing) {
        return y;
    }
    let y = y + 14.0;
    sheet.bow([(1.0, y - 4.0), (31.0, y - 4.0)], 0.0, "tie failing", "");
    sheet.ring((16.0, y - 4.0), 7.5, "ring alarm", "");
    sheet.crosses([(16.0, y - 4.0)], 3.0, "cross alarm");
    sheet.text((40.0, y), Side::After, "small", "here the time is lost");
    y + 10.0
}
