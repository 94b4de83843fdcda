//! What the verdicts hang on: which flip within what is not known, what moves the difference, and how far it may move.

use crate::experiment::PERFECT;
use crate::measure::compare::HEADLINE;
use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::summary::Kind;
use crate::report::terminal::table::{Cell, Table};
use crate::report::terminal::text::{clean, count, fit};
use crate::report::{
    AlternativeCompared, AssumptionGroup, CompareDocument, ComparedAssumptions, Comparison,
    DifferenceInfluence, Threshold,
};

use super::whole::shown;
use super::words::{label, signed};

/// So many bars of a tornado are drawn without `--details`.
const MOST_BARS: usize = 5;
/// Half the width of a bar.
const HALF: usize = 9;

/// Writes it, if it was played.
pub(super) fn hangs(document: &CompareDocument, details: bool, canvas: &mut Canvas) {
    let Some(of) = &document.assumptions else {
        return;
    };
    let remark = format!(
        "{} points of what we do not know, the same luck",
        count(of.points)
    );
    canvas.heading("what the verdicts hang on", &remark);
    let told: Vec<&AlternativeCompared> = shown(document, details)
        .filter(|one| one.name != PERFECT)
        .collect();
    for one in &told {
        if told.len() > 1 {
            let name = canvas.paint(&clean(&one.name), Tone::Strong);
            canvas.line(&format!("  {name}"));
        }
        flips(one, details, canvas);
        tornado(one, of, details, canvas);
        thresholds(&one.name, of, canvas);
        for found in of.starts.iter().filter(|found| found.alternative == one.name) {
            canvas.hang("  ", 4, &format!("{}.", found.statement), Tone::Plain);
        }
    }
}

/// Those that fall each in a sentence; those that never fall together in one.
fn thresholds(name: &str, of: &ComparedAssumptions, canvas: &mut Canvas) {
    let own = of.thresholds.iter().filter(|found| found.alternative == name);
    let (fall, stand): (Vec<&Threshold>, Vec<&Threshold>) =
        own.partition(|found| found.shorter.is_some() || found.longer.is_some());
    for found in fall {
        canvas.hang("  ", 4, &format!("{}.", found.statement), Tone::Plain);
    }
    let Some(first) = stand.first() else {
        return;
    };
    let groups: Vec<&str> = stand.iter().map(|found| group(found.group)).collect();
    let stays = first
        .statement
        .split(" whether ")
        .next()
        .unwrap_or(&first.statement);
    let words = format!(
        "{stays} with any of these up to {:.0} times as fast or as slow: {}.",
        first.searched_to,
        groups.join(", ")
    );
    canvas.hang("  ", 4, &words, Tone::Plain);
}

const fn group(of: AssumptionGroup) -> &'static str {
    match of {
        AssumptionGroup::AttackerTime => "the attacker",
        AssumptionGroup::Acknowledgement => "acknowledgement",
        AssumptionGroup::Detection => "detection",
        AssumptionGroup::Work => "the work of people",
    }
}

fn flips(of: &AlternativeCompared, details: bool, canvas: &mut Canvas) {
    let flipping: Vec<&Comparison> = of
        .measures
        .iter()
        .filter(|one| one.depends_on.is_some())
        .collect();
    let shown = flipping
        .iter()
        .filter(|one| details || HEADLINE.contains(&one.measure.as_str()));
    let mut told = 0;
    for one in shown {
        told += 1;
        let by = one.depends_on.as_deref().unwrap_or_default();
        let by = if by.is_empty() {
            "no input alone, several together".to_owned()
        } else {
            by.join(", ")
        };
        let words = format!(
            "{}: the verdict depends on what we do not know ({}): {by}",
            label(&one.measure),
            range(one)
        );
        canvas.hang("  ~ ", 4, &words, Tone::Doubtful);
    }
    let rest = flipping.len() - told;
    let words = match (told, rest) {
        (0, 0) => format!("every verdict on {} holds over all we do not know", of.name),
        (_, 0) => return,
        (0, rest) => format!(
            "every verdict shown holds over all we do not know; {} further do not",
            count(rest as u64)
        ),
        (_, rest) => format!(
            "and {} further verdicts; --details shows them",
            count(rest as u64)
        ),
    };
    canvas.hang("  ", 4, &words, Tone::Plain);
}

fn range(of: &Comparison) -> String {
    let kind = Kind::of_objective(&of.measure);
    let ends = of.difference.assumptions.as_ref();
    let end = |end: Option<f64>| end.map_or_else(|| "never".to_owned(), |end| signed(end, kind, 0.0));
    ends.map_or_else(String::new, |ends| {
        format!("{} to {}", end(ends.low), end(ends.high))
    })
}

/// One bar for each input that was moved alone, around the difference as it is.
fn tornado(of: &AlternativeCompared, all: &ComparedAssumptions, details: bool, canvas: &mut Canvas) {
    let Some(centre) = of.measures.first().and_then(|rate| rate.difference.estimate) else {
        return;
    };
    let inputs = all.alternatives.iter().find(|one| one.name == of.name);
    let mut bars: Vec<(&DifferenceInfluence, f64, f64)> = inputs
        .into_iter()
        .flat_map(|one| &one.inputs)
        .filter_map(|input| input.alone.as_ref().map(|alone| (input, alone.low, alone.high)))
        .filter(|(_, low, high)| (high - low).abs() > 0.0)
        .collect();
    bars.sort_by(|a, b| (b.2 - b.1).abs().total_cmp(&(a.2 - a.1).abs()));
    let most = if details { bars.len() } else { MOST_BARS };
    let shown = bars.get(..most.min(bars.len())).unwrap_or(&bars);
    let widest = shown
        .iter()
        .flat_map(|(_, low, high)| [(low - centre).abs(), (high - centre).abs()])
        .fold(0.0, f64::max);
    if shown.is_empty() {
        return;
    }
    let words = format!(
        "the difference of the outrun rate, {} points, with one input moved alone: ░ low end, █ high end",
        signed(centre, Kind::Share, 0.0)
    );
    canvas.hang("  ", 2, &words, Tone::Quiet);
    let mut table = Table::default();
    let head = ["", "", "from, to", "of variance"];
    table.row(head.map(|word| Cell::new(word).tone(Tone::Quiet)).into());
    let room = canvas.width.saturating_sub(2 * HALF + 38).clamp(20, 48);
    for (input, low, high) in shown {
        let ends = format!(
            "{} to {}",
            signed(low.min(*high), Kind::Share, 0.0),
            signed(low.max(*high), Kind::Share, 0.0)
        );
        let total = input.variance.as_ref().and_then(|of| of.total.estimate);
        table.row(vec![
            Cell::new(fit(&input.input, room)),
            Cell::new(bar((low - centre) / widest, (high - centre) / widest)),
            Cell::new(ends),
            Cell::new(total.map_or_else(String::new, |share| format!("{:.0} %", 100.0 * share)))
                .tone(Tone::Quiet),
        ]);
    }
    table.draw(canvas);
}

/// From -1 to 1 around a middle: the low end light, the high end dark.
fn bar(low: f64, high: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a dozen columns"
    )]
    let cells = |length: f64| ((length.abs() * HALF as f64).round() as usize).min(HALF);
    let mut left = vec![' '; HALF];
    let mut right = vec![' '; HALF];
    // The longer end first, so that the shorter one of the same side stays visible.
    let mut ends = [(low, '░'), (high, '█')];
    ends.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    for (end, sign) in ends {
        let side = if end < 0.0 { &mut left } else { &mut right };
        side.iter_mut().take(cells(end)).for_each(|cell| *cell = sign);
    }
    left.reverse();
    left.into_iter().chain(['│']).chain(right).collect()
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_go_both_ways_from_the_middle() {
        assert_eq!(bar(-1.0, 0.5), "░░░░░░░░░│█████    ");
        assert_eq!(bar(0.3, -0.3), "      ███│░░░      ");
        assert_eq!(bar(0.3, 1.0), "         │░░░██████");
    }
}
