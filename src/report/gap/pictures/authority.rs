//! Who stands behind a decision, from left to right: people, roles, rule, assets. Where it fails a tie is thick and crossed.

use crate::report::gap::drawing::{Post, Tie};

use super::draw::Width;
use super::sheet::{Sheet, Side, Spot, whole};
use super::wide::{Size, cut};

const HIGH: f64 = 40.0;
const ROW: f64 = 50.0;
const HEAD: f64 = 26.0;
const INSIDE: f64 = 7.0;
const HEADINGS: [&str; 4] = ["people", "asked by the plan", "rule", "assets"];

/// The widths of the columns on a page, and of those that a phone shows.
const PAGE: [f64; 4] = [124.0, 178.0, 140.0, 136.0];
const PHONE: [f64; 4] = [0.0, 116.0, 104.0, 92.0];

/// Where everything stands.
struct Places {
    boxed: Vec<Option<Spot>>,
    broad: [f64; 4],
    gap: f64,
    height: f64,
}

/// The graph; on a phone without the people, who stand in the table.
pub(super) fn authority(posts: &[Post], ties: &[Tie], width: Width) -> Sheet {
    let mut sheet = Sheet::new(width);
    let first = u8::from(!width.is_page());
    let places = places(posts, ties, first, width);
    for column in first..4 {
        let (x, room) = (places.x(column), places.broad(column));
        let heading = HEADINGS.get(usize::from(column)).copied().unwrap_or_default();
        sheet.text((x, 12.0), Side::After, "small", &cut(heading, Size::Small, room));
    }
    for tie in lines(ties) {
        draw(&tie, posts, &places, &mut sheet);
    }
    for (place, post) in posts.iter().enumerate() {
        boxed(post, ties, place, &places, &mut sheet);
    }
    let end = legend(places.height + 8.0, ties, &mut sheet);
    sheet.ends_at(end)
}

impl Places {
    fn new(posts: usize, height: f64, width: Width) -> Self {
        let broad = if width.is_page() { PAGE } else { PHONE };
        let gaps = if width.is_page() { 3.0 } else { 2.0 };
        Self {
            boxed: vec![None; posts],
            broad,
            gap: (width.units() - 2.0 - broad.iter().sum::<f64>()) / gaps,
            height,
        }
    }

    fn broad(&self, column: u8) -> f64 {
        self.broad.get(usize::from(column)).copied().unwrap_or(0.0)
    }

    fn x(&self, column: u8) -> f64 {
        let before = self
            .broad
            .iter()
            .take(usize::from(column))
            .filter(|broad| **broad > 0.0);
        1.0 + before.map(|broad| broad + self.gap).sum::<f64>()
    }
}

fn places(posts: &[Post], ties: &[Tie], first: u8, width: Width) -> Places {
    let shown = |column: u8| {
        posts
            .iter()
            .enumerate()
            .filter(move |(_, post)| post.column == column)
    };
    let most = (first..4).map(|column| shown(column).count()).max().unwrap_or(0);
    let tall = whole(most) * ROW;
    let mut places = Places::new(posts.len(), HEAD + tall, width);
    // From the rule to the left, so that everybody stands near whom they stand behind.
    for column in [2, 1, 0, 3].into_iter().filter(|column| *column >= first) {
        let mut of: Vec<(f64, usize)> = shown(column)
            .map(|(place, _)| (near(place, ties, &places), place))
            .collect();
        of.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let above = (tall - whole(of.len()) * ROW) / 2.0;
        for (row, (_, place)) in of.into_iter().enumerate() {
            let spot = (places.x(column), HEAD + above + whole(row) * ROW);
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

/// All ties between two of them are one line; that somebody is asked after another stands in the boxes.
fn lines(ties: &[Tie]) -> Vec<Tie> {
    let mut lines: Vec<Tie> = Vec::new();
    for tie in ties.iter().filter(|tie| !tie.words.starts_with("escalates")) {
        match lines
            .iter_mut()
            .find(|line| (line.from, line.to) == (tie.from, tie.to))
        {
            Some(line) => {
                line.words = format!("{}, {}", line.words, tie.words);
                line.failing |= tie.failing;
            }
            None => lines.push(tie.clone()),
        }
    }
    // What fails lies above the others.
    lines.sort_by_key(|line| line.failing);
    lines
}

fn draw(tie: &Tie, posts: &[Post], places: &Places, sheet: &mut Sheet) {
    let spot = |place: usize| places.boxed.get(place).copied().flatten();
    let (Some(from), Some(to)) = (spot(tie.from), spot(tie.to)) else {
        return;
    };
    let column = |place: usize| posts.get(place).map_or(0, |post| post.column);
    let class = if tie.failing { "tie failing" } else { "tie" };
    let title = named(tie, posts);
    if column(tie.from) == column(tie.to) {
        // Within a column a tie runs from box to box.
        let (above, below) = if from.1 < to.1 { (from, to) } else { (to, from) };
        let x = above.0 + places.broad(column(tie.from)) / 2.0;
        sheet.bow([(x, above.1 + HIGH), (x, below.1)], 0.0, class, &title);
        let middle = (x, f64::midpoint(above.1 + HIGH, below.1));
        return failing(tie, middle, sheet);
    }
    let (left, right, column) = if from.0 < to.0 {
        (from, to, column(tie.from))
    } else {
        (to, from, column(tie.to))
    };
    let middle = |(_, y): Spot| y + HIGH / 2.0;
    let begin = (left.0 + places.broad(column), middle(left));
    let end = (right.0, middle(right));
    sheet.bow([begin, end], (end.0 - begin.0) / 2.0, class, &title);
    failing(tie, (begin.0 + 9.0, begin.1), sheet);
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
        (
            (places.broad(post.column), HIGH),
            if post.kind == "person" { 14.0 } else { 4.0 },
        ),
        class,
        &title,
    );
    let room = places.broad(post.column) - 2.0 * INSIDE;
    let (line, words) = if duties.is_empty() {
        (25.0, "")
    } else {
        (17.0, duties.as_str())
    };
    let normal = if post.column == 2 && !sheet.width.is_page() {
        (Size::SmallStrong, "small strong")
    } else if post.column == 2 {
        (Size::Strong, "strong")
    } else if !sheet.width.is_page() {
        (Size::Small, "small ink-text")
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
    let words: Vec<&str> = of.iter().map(|tie| briefly(&tie.words)).collect();
    (words.join(", "), of.iter().any(|tie| tie.failing))
}

/// As it stands in a box.
fn briefly(words: &str) -> &str {
    match words {
        "is gated by" => "is waited for",
        "must be consulted" => "is consulted",
        "must approve" => "approves",
        words => words,
    }
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
