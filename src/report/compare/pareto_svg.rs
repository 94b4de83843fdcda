//! Speed against what it costs, as a picture: the outrun rate over people woken, and over wrongful disruption.

use std::fmt::Write;

use crate::report::svg::{begin, escaped, shortened};
use crate::report::terminal::{Kind, estimate};
use crate::report::{Interval, Trade};

const WIDTH: usize = 860;
const HEAD: usize = 84;
/// The plot of one panel, and what lies around it.
const PLOT: (f64, f64) = (350.0, 280.0);
const LEFT: f64 = 60.0;
const NEXT: f64 = 430.0;
const FOOT: usize = 56;
const ROW: usize = 20;
/// Blue that is dark enough in grey, beside a grey that is light enough.
const FRONT: &str = "#0b4f8a";
const BEHIND: &str = "#8a8a8a";

/// The picture; `title` says of which exercise.
pub fn pareto_svg(title: &str, trade: &[Trade]) -> String {
    let legend = HEAD + 280 + FOOT + 24;
    let height = legend + ROW * trade.len() + 24;
    let mut svg = begin(WIDTH, height);
    // Who cannot see it reads what it shows.
    let _ = writeln!(
        svg,
        "<title>{}</title>\n<desc>{}</desc>",
        escaped(title),
        escaped(&described(trade))
    );
    let _ = writeln!(
        svg,
        r#"<text x="20" y="30" class="title">{}</text>"#,
        escaped(title)
    );
    let words = "Up is better, left is cheaper. Filled: on the front by the estimates, nobody else is better in one and no worse in the others. \
                 Hollow: somebody is. Lines: 95 % by luck.";
    let _ = writeln!(svg, r#"<text x="20" y="52" class="quiet">{words}</text>"#);
    let woken = |one: &Trade| Some(one.people_woken.clone());
    panel(
        &mut svg,
        trade,
        LEFT,
        ("people woken, mean of an incident", 1.0),
        woken,
    );
    if trade.iter().any(|one| one.wrongful_disruption.is_some()) {
        let wrongful = |one: &Trade| one.wrongful_disruption.clone();
        let axis = ("wrongful disruption of a false alarm, weight × hours", 3_600.0);
        panel(&mut svg, trade, LEFT + NEXT, axis, wrongful);
    }
    for (place, one) in trade.iter().enumerate() {
        row(&mut svg, place, one, legend + ROW * place);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The same in words.
fn described(trade: &[Trade]) -> String {
    let all = trade.iter().map(|one| {
        let front = match one.dominated_by.first() {
            None => "on the front".to_owned(),
            Some(other) => format!("behind {other}"),
        };
        format!("{}: {}, {front}", one.name, figures(one))
    });
    all.collect::<Vec<String>>().join(". ")
}

fn figures(one: &Trade) -> String {
    let wrongful = one.wrongful_disruption.as_ref();
    let wrongful = wrongful.map_or_else(String::new, |of| {
        format!(", wrongful disruption {}", estimate(of, Kind::WeightTime))
    });
    format!(
        "outrun in {}, {} people woken{wrongful}",
        estimate(&one.outrun_rate, Kind::Share),
        estimate(&one.people_woken, Kind::Number)
    )
}

fn panel(
    svg: &mut String,
    trade: &[Trade],
    left: f64,
    (label, unit): (&str, f64),
    cost: impl Fn(&Trade) -> Option<Interval>,
) {
    let ends = trade.iter().filter_map(&cost);
    let most = ends.filter_map(|of| of.high.or(of.estimate)).fold(0.0, f64::max) / unit;
    let most = nice(most);
    let top = real(HEAD);
    let (width, height) = PLOT;
    let x = |value: f64| left + width * (value / unit / most).clamp(0.0, 1.0);
    let y = |share: f64| top + height * (1.0 - share.clamp(0.0, 1.0));
    for tenth in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let (at, across) = (y(tenth), left + width * tenth);
        let _ = writeln!(
            svg,
            r##"<path d="M{left:.1} {at:.1}H{:.1}" stroke="#ddd"/><text x="{:.1}" y="{:.1}" text-anchor="end" class="quiet">{:.0} %</text><text x="{across:.1}" y="{:.1}" text-anchor="middle" class="quiet">{}</text>"##,
            left + width,
            left - 6.0,
            at + 4.0,
            tenth * 100.0,
            top + height + 18.0,
            tick(most * tenth)
        );
    }
    let _ = writeln!(
        svg,
        r##"<path d="M{left:.1} {top:.1}V{:.1}H{:.1}" fill="none" stroke="#555"/><text x="{:.1}" y="{:.1}" text-anchor="middle">{label}</text><text x="{left:.1}" y="{:.1}" class="head">outrun rate</text>"##,
        top + height,
        left + width,
        left + width / 2.0,
        top + height + 38.0,
        top - 10.0,
    );
    let placed =
        |one: &Trade| Some((cost(one)?, one.outrun_rate.estimate?)).filter(|(of, _)| of.estimate.is_some());
    // Those behind first, so that nothing hides the front.
    let mut labels: Vec<Label> = Vec::new();
    for front in [false, true] {
        let side = trade
            .iter()
            .enumerate()
            .filter(|(_, one)| one.dominated_by.is_empty() == front);
        for (place, one) in side {
            let Some((of, rate)) = placed(one) else { continue };
            let at = of.estimate.unwrap_or(0.0);
            let across = (x(of.low.unwrap_or(at)), x(of.high.unwrap_or(at)));
            let along = (
                y(one.outrun_rate.high.unwrap_or(rate)),
                y(one.outrun_rate.low.unwrap_or(rate)),
            );
            mark(svg, (x(at), y(rate)), (across, along), front);
            Label::put(&mut labels, (x(at), y(rate)), place + 1);
        }
    }
    for label in &mut labels {
        label.draw(svg);
    }
}

/// The numbers of points that lie on each other.
struct Label {
    at: (f64, f64),
    numbers: Vec<usize>,
}

impl Label {
    fn put(labels: &mut Vec<Self>, at: (f64, f64), number: usize) {
        let near = |label: &&mut Self| (label.at.0 - at.0).abs() < 22.0 && (label.at.1 - at.1).abs() < 14.0;
        match labels.iter_mut().find(near) {
            Some(label) => label.numbers.push(number),
            None => labels.push(Self {
                at,
                numbers: vec![number],
            }),
        }
    }

    fn draw(&mut self, svg: &mut String) {
        self.numbers.sort_unstable();
        let runs = self.numbers.chunk_by(|one, next| one + 1 == *next);
        let words: Vec<String> = runs
            .filter_map(|run| {
                let (first, last) = (run.first()?, run.last()?);
                Some(match last - first {
                    0 => first.to_string(),
                    1 => format!("{first}, {last}"),
                    _ => format!("{first}–{last}"),
                })
            })
            .collect();
        let _ = writeln!(
            svg,
            r##"<text x="{:.1}" y="{:.1}" font-weight="bold" stroke="#fff" stroke-width="3" paint-order="stroke">{}</text>"##,
            self.at.0 + 9.0,
            self.at.1 - 7.0,
            words.join(", ")
        );
    }
}

fn mark(svg: &mut String, (x, y): (f64, f64), (across, along): ((f64, f64), (f64, f64)), front: bool) {
    let (stroke, fill) = if front { (FRONT, FRONT) } else { (BEHIND, "#fff") };
    let _ = writeln!(
        svg,
        r#"<path d="M{:.1} {y:.1}H{:.1}M{x:.1} {:.1}V{:.1}" stroke="{stroke}"/><circle cx="{x:.1}" cy="{y:.1}" r="6" fill="{fill}" stroke="{stroke}" stroke-width="2"/>"#,
        across.0, across.1, along.0, along.1
    );
}

fn row(svg: &mut String, place: usize, one: &Trade, y: usize) {
    let front = one.dominated_by.is_empty();
    let (stroke, fill) = if front { (FRONT, FRONT) } else { (BEHIND, "#fff") };
    let remark = match one.dominated_by.first() {
        None => "on the front".to_owned(),
        Some(other) => format!("{} is better or equal in all", shortened(other, 28)),
    };
    let _ = writeln!(
        svg,
        r#"<circle cx="28" cy="{}" r="5" fill="{fill}" stroke="{stroke}" stroke-width="2"/><text x="42" y="{y}">{}  {}</text><text x="280" y="{y}">{}</text><text x="640" y="{y}" class="quiet">{}</text>"#,
        y.saturating_sub(4),
        place + 1,
        escaped(&shortened(&one.name, 34)),
        escaped(&figures(one)),
        escaped(&remark)
    );
}

/// The next of 1, 2, 2.5, 5 and 10 times a power of ten.
fn nice(most: f64) -> f64 {
    if most.is_nan() || most <= 0.0 {
        return 1.0;
    }
    let power = crate::chance::math::pow(10.0, crate::chance::math::log10(most).floor());
    let steps = [1.0, 2.0, 2.5, 4.0, 5.0, 8.0, 10.0];
    let enough = steps.iter().map(|step| step * power).find(|step| *step >= most);
    enough.unwrap_or(10.0 * power)
}

fn tick(value: f64) -> String {
    let text = if value < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.1}")
    };
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

#[expect(clippy::cast_precision_loss, reason = "places on a page")]
fn real(place: usize) -> f64 {
    place as f64
}

#[cfg(test)]
mod tests {
    use super::{nice, tick};

    #[test]
    fn axes_end_at_round_numbers() {
        for (most, end) in [
            (0.0, 1.0),
            (2.7, 4.0),
            (6.3, 8.0),
            (80.6, 100.0),
            (100.0, 100.0),
            (0.03, 0.04),
        ] {
            assert!((nice(most) - end).abs() < 1e-9, "{most}: {}", nice(most));
        }
        assert_eq!(
            (tick(2.5).as_str(), tick(0.0).as_str(), tick(100.0).as_str()),
            ("2.5", "0", "100")
        );
    }
}
