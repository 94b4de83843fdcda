//! A tornado chart: what one figure would be with one input at the ends of its range, the widest bar first.

use std::fmt::Write;

use super::svg::{begin, escaped, shortened};
use super::terminal::percent;
use super::{Alone, CompareDocument, RunDocument};

const WIDTH: usize = 860;
const LEFT: f64 = 300.0;
const PLOT: f64 = 340.0;
const BAR: usize = 24;
const HEAD: usize = 72;
const PANEL: usize = 74;
/// More bars than these nobody reads.
const MOST: usize = 16;
/// Orange that is light in grey, blue that is dark.
const LOW: &str = "#f2a65a";
const HIGH: &str = "#0b4f8a";

/// One chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// Of what, for example an alternative.
    pub title: String,
    /// The figure with all inputs as they are, a share.
    pub centre: f64,
    /// The bars, in any order.
    pub bars: Vec<TornadoBar>,
}

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// The id of the input.
    pub input: String,
    /// What it is, in words.
    pub meaning: String,
    /// The figure with it at the low end of its range.
    pub low: f64,
    /// The figure with it at the high end.
    pub high: f64,
    /// The share of the variance that it explains with its interactions, if known.
    pub total: Option<f64>,
}

impl TornadoBar {
    fn new((input, meaning): (&str, &str), alone: &Alone, total: Option<f64>) -> Self {
        Self {
            input: input.to_owned(),
            meaning: meaning.to_owned(),
            low: alone.low,
            high: alone.high,
            total,
        }
    }

    fn width(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// The charts of a comparison: the difference of the outrun rate of each alternative.
pub fn tornadoes_of_comparison(document: &CompareDocument) -> Vec<Tornado> {
    let moved = document.assumptions.iter().flat_map(|of| &of.alternatives);
    moved
        .filter_map(|one| {
            let found = document
                .alternatives
                .iter()
                .find(|other| other.name == one.name)?;
            let centre = found.measures.first()?.difference.estimate?;
            let bars = one.inputs.iter().filter_map(|input| {
                let total = input.variance.as_ref().and_then(|of| of.total.estimate);
                let named = (input.input.as_str(), input.meaning.as_str());
                Some(TornadoBar::new(named, input.alone.as_ref()?, total))
            });
            Some(Tornado {
                title: format!("outrun rate of {} less that of {}", one.name, document.baseline),
                centre,
                bars: bars.collect(),
            })
        })
        .collect()
}

/// The charts of a run: the outrun rate of each alternative.
pub fn tornadoes_of_run(document: &RunDocument) -> Vec<Tornado> {
    document
        .alternatives
        .iter()
        .filter_map(|one| {
            let bars = one.assumptions.as_ref()?.inputs.iter().filter_map(|input| {
                let total = input.variance.as_ref().and_then(|of| of.total.estimate);
                let named = (input.input.as_str(), input.meaning.as_str());
                Some(TornadoBar::new(named, input.alone.as_ref()?, total))
            });
            Some(Tornado {
                title: format!("outrun rate of {}", one.name),
                centre: one.outrun_rate.estimate?,
                bars: bars.collect(),
            })
        })
        .collect()
}

/// The picture; `title` says of which exercise.
pub fn tornado_svg(title: &str, charts: &[Tornado]) -> String {
    let charts: Vec<Tornado> = charts.iter().map(shown).collect();
    let bars: usize = charts
        .iter()
        .map(|chart| PANEL + BAR * chart.bars.len().max(1))
        .sum();
    let mut svg = begin(WIDTH, HEAD + bars + 10);
    let _ = writeln!(
        svg,
        "<title>{}</title>\n<desc>{}</desc>",
        escaped(title),
        escaped(&described(&charts))
    );
    let _ = writeln!(
        svg,
        r##"<text x="20" y="30" class="title">{}</text><rect x="20" y="43" width="14" height="12" fill="{LOW}" stroke="#333" stroke-dasharray="2 2"/><text x="40" y="53" class="quiet">the input alone at the low end of its range</text><rect x="300" y="43" width="14" height="12" fill="{HIGH}" stroke="#333"/><text x="320" y="53" class="quiet">at the high end; all others as they are, the same luck</text>"##,
        escaped(title)
    );
    let mut top = HEAD;
    for chart in &charts {
        panel(&mut svg, chart, top);
        top += PANEL + BAR * chart.bars.len().max(1);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The widest first, those without width left out.
fn shown(chart: &Tornado) -> Tornado {
    let mut bars: Vec<TornadoBar> = chart
        .bars
        .iter()
        .filter(|bar| bar.width() > 0.0)
        .cloned()
        .collect();
    bars.sort_by(|a, b| {
        b.width()
            .total_cmp(&a.width())
            .then_with(|| a.input.cmp(&b.input))
    });
    bars.truncate(MOST);
    Tornado {
        bars,
        ..chart.clone()
    }
}

fn described(charts: &[Tornado]) -> String {
    let of = |chart: &Tornado| {
        let bars = chart.bars.iter().map(|bar| {
            format!(
                "{}: {} at the low end, {} at the high end",
                bar.input,
                points(bar.low),
                points(bar.high)
            )
        });
        let bars: Vec<String> = bars.collect();
        format!("{}, {}. {}", chart.title, points(chart.centre), bars.join("; "))
    };
    charts.iter().map(of).collect::<Vec<String>>().join(". ")
}

fn panel(svg: &mut String, chart: &Tornado, top: usize) {
    let ends = chart
        .bars
        .iter()
        .flat_map(|bar| [bar.low, bar.high])
        .chain([chart.centre]);
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| {
        (low.min(end), high.max(end))
    });
    let span = (high - low).max(0.01);
    let x = |share: f64| LEFT + PLOT * (share - low) / span;
    let (y, count) = (real(top), real(chart.bars.len().max(1)));
    let bottom = y + 42.0 + count * real(BAR);
    let _ = writeln!(
        svg,
        r#"<text x="20" y="{:.0}" class="head">{}: {}</text>"#,
        y + 22.0,
        escaped(&chart.title),
        points(chart.centre)
    );
    if chart.bars.is_empty() {
        let _ = writeln!(
            svg,
            r#"<text x="20" y="{:.0}" class="quiet">no input stands out that moves it when it is moved alone</text>"#,
            y + 54.0
        );
        return;
    }
    for end in [low, chart.centre, high] {
        let _ = writeln!(
            svg,
            r#"<path d="M{0:.1} {1:.1}V{2:.1}" stroke="{3}"/>"#,
            x(end),
            y + 38.0,
            bottom,
            if end.to_bits() == chart.centre.to_bits() {
                "#1a1a1a"
            } else {
                "#ddd"
            },
        );
    }
    // What has changed sign is said: the verdict is another one there.
    if low < 0.0 && high > 0.0 {
        let _ = writeln!(
            svg,
            r##"<path d="M{0:.1} {1:.1}V{2:.1}" stroke="#b00020" stroke-dasharray="4 3"/><text x="{0:.1}" y="{3:.1}" text-anchor="middle" class="quiet">no difference</text>"##,
            x(0.0),
            y + 34.0,
            bottom,
            y + 32.0
        );
    }
    for (place, bar) in chart.bars.iter().enumerate() {
        row(
            svg,
            bar,
            (x(bar.low), x(chart.centre), x(bar.high)),
            y + 42.0 + real(place * BAR),
        );
    }
}

fn row(svg: &mut String, bar: &TornadoBar, (low, centre, high): (f64, f64, f64), y: f64) {
    let mut ends = [(low, LOW, " stroke-dasharray=\"2 2\""), (high, HIGH, "")];
    // The longer first, so that the shorter one of the same side stays visible.
    ends.sort_by(|a, b| (b.0 - centre).abs().total_cmp(&(a.0 - centre).abs()));
    for (end, fill, dash) in ends {
        let _ = writeln!(
            svg,
            r##"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="14" fill="{fill}" stroke="#333"{dash}/>"##,
            end.min(centre),
            y + 3.0,
            (end - centre).abs()
        );
    }
    let total = bar.total.map_or_else(String::new, |share| {
        format!(" · {:.0} % of the variance", 100.0 * share)
    });
    let _ = writeln!(
        svg,
        r##"<g><title>{}</title><text x="{:.1}" y="{:.1}" text-anchor="end">{}</text></g><text x="{:.1}" y="{:.1}" class="quiet" stroke="#fff" stroke-width="3" paint-order="stroke" text-anchor="end">{} to {}{total}</text>"##,
        escaped(&bar.meaning),
        LEFT - 10.0,
        y + 14.0,
        escaped(&shortened(&bar.input, 42)),
        LEFT + PLOT + 210.0,
        y + 14.0,
        points(bar.low.min(bar.high)),
        points(bar.low.max(bar.high)),
    );
}

/// A share or a difference of shares.
fn points(share: f64) -> String {
    let size = percent(share.abs(), 0.01);
    if share < 0.0 { format!("-{size}") } else { size }
}

#[expect(clippy::cast_precision_loss, reason = "places on a page")]
fn real(place: usize) -> f64 {
    place as f64
}
