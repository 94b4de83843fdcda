//! Did we outrun it?

use super::figure::{Kind, estimate, range};
use super::whole::Summary;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{columns, fit, left};
use crate::report::{Alternative, CurvePoint, Interval, LimitKind, Verdict};

/// One sentence for each alternative.
pub(super) fn race(of: &Summary<'_>, canvas: &mut Canvas) {
    canvas.heading("did we outrun it?", &format!("contained {}", of.limit));
    let names = of.document.alternatives.iter().map(|one| columns(&one.name));
    let width = names.max().unwrap_or(0).clamp(4, 24);
    for alternative in &of.document.alternatives {
        let name = left(&fit(&alternative.name, width), width);
        let name = canvas.paint(&name, Tone::Strong);
        canvas.hang(
            &format!("  {name}  "),
            width + 4,
            &sentence(&alternative.outrun_rate),
            tone(alternative),
        );
    }
    curve(&of.document.alternatives, width, canvas);
}

/// The rate over a curve of limits, the exercise's own in brackets: what moving the limit would do.
fn curve(alternatives: &[Alternative], width: usize, canvas: &mut Canvas) {
    let Some(first) = alternatives.first() else { return };
    let mut table = Table::default();
    let label = Cell::new(left(&fit("with limit", width), width)).tone(Tone::Quiet);
    let limits = first.outrun_curve.iter().map(|point| Cell::new(limit(point)));
    let limits = limits.map(|cell| cell.tone(Tone::Quiet));
    table.row(std::iter::once(label).chain(limits).collect());
    for alternative in alternatives {
        let name = Cell::new(fit(&alternative.name, width)).tone(Tone::Strong);
        let rates = alternative.outrun_curve.iter();
        let rates = rates.map(|point| Cell::new(estimate(&point.outrun_rate, Kind::Share)));
        table.row(std::iter::once(name).chain(rates).collect());
    }
    table.draw(canvas);
}

fn limit(point: &CurvePoint) -> String {
    let value = point.value.unwrap_or(0.0);
    let words = match point.limit {
        // As it was written: the product of a share alone may end in many nines.
        LimitKind::Share => format!("{} %", (value * 1e8).round() / 1e6),
        LimitKind::Weight => format!("weight {value}"),
        LimitKind::Count => format!("{value} assets"),
        LimitKind::NoCrownJewel => "none".to_owned(),
    };
    if point.own { format!("[{words}]") } else { words }
}

fn sentence(rate: &Interval) -> String {
    if rate.estimate.is_none() {
        return "no incident was played".to_owned();
    }
    let luck = range(rate.low, rate.high, Kind::Share);
    let ranges = match &rate.assumptions {
        None => format!("{luck} by luck alone"),
        Some(assumed) => {
            let by = assumed
                .by
                .first()
                .map_or_else(String::new, |by| format!(", most of all `{by}`"));
            format!(
                "{luck} by luck; {} over what we do not know{by}",
                range(assumed.low, assumed.high, Kind::Share)
            )
        }
    };
    format!("in {} of incidents ({ranges})", estimate(rate, Kind::Share))
}

/// As the objective on the rate says, where there is one: what is good is the user's to say.
pub(super) fn tone(alternative: &Alternative) -> Tone {
    let objective = alternative
        .objectives
        .iter()
        .find(|one| one.text.trim_start().starts_with("outrun_rate"));
    match objective.map(|one| one.verdict) {
        Some(Verdict::Met) => Tone::Good,
        Some(Verdict::Missed) => Tone::Bad,
        Some(Verdict::Depends | Verdict::Undecided) => Tone::Doubtful,
        None => Tone::Plain,
    }
}
