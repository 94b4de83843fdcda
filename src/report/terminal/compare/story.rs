//! One incident told from both sides: in two columns where there is room, else one after the other.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::{clean, count, left, right, wrap};
use crate::report::{StoryLine, StoryOfBoth, StorySide};

use super::words::millis;

/// From this width on there are two columns.
const WIDE: usize = 100;
/// The time since StartEx, and the mark of the critical path.
const TIME: usize = 8;
const MARK: usize = 2;
/// Between the columns.
const GAP: usize = 2;

/// More lines of one side than these nobody reads on a screen.
const MOST: usize = 60;

/// What is shown of a side: everything until the better side is through, after that only the critical path.
struct Shown<'s> {
    side: &'s StorySide,
    lines: Vec<&'s StoryLine>,
    left_out: usize,
}

impl<'s> Shown<'s> {
    fn new(side: &'s StorySide, through: f64) -> Self {
        let all = side.lines.iter();
        let lines: Vec<&StoryLine> = all
            .filter(|line| line.critical || line.at_s <= through)
            .take(MOST)
            .collect();
        Self {
            side,
            left_out: side.lines.len() - lines.len(),
            lines,
        }
    }
}

/// When the last step of its critical path was done.
fn through(side: &StorySide) -> f64 {
    let critical = side.lines.iter().filter(|line| line.critical);
    critical.map(|line| line.at_s).fold(0.0, f64::max)
}

/// Tells it.
pub(super) fn story(of: &StoryOfBoth, canvas: &mut Canvas) {
    canvas.heading(
        &format!("replication {} on both sides", of.replication),
        &format!("{}; ▌ on the critical path", of.chosen),
    );
    let first = through(&of.baseline).min(through(&of.alternative));
    let sides = [&of.baseline, &of.alternative].map(|side| Shown::new(side, first));
    if canvas.width >= WIDE {
        beside(&sides, canvas);
    } else {
        for side in &sides {
            below(side, canvas);
        }
    }
    let [before, after] = sides.map(|side| side.left_out);
    if before + after > 0 {
        let words = format!(
            "{} further lines of {} and {} of {} are left out, which change nothing on the critical path or come after it; \
             --format json has them",
            count(before as u64),
            of.baseline.name,
            count(after as u64),
            of.alternative.name
        );
        canvas.hang("  ", 2, &words, Tone::Quiet);
    }
}

fn tone(side: &StorySide) -> Tone {
    if side.outrun { Tone::Good } else { Tone::Bad }
}

fn below(of: &Shown<'_>, canvas: &mut Canvas) {
    let side = of.side;
    canvas.gap();
    let name = canvas.paint(&clean(&side.name), Tone::Strong);
    canvas.line(&format!("  {name}"));
    canvas.hang("  ", 2, &side.ending, tone(side));
    for line in &of.lines {
        let mark = if line.critical { "▌ " } else { "  " };
        let beginning = format!("{}{}  ", canvas.paint(mark, Tone::Accent), time(line));
        canvas.hang(&beginning, MARK + TIME + 2, &line.words, Tone::Plain);
    }
}

/// What happened in one millisecond stands in one row; what happened on one side alone leaves the other empty.
fn beside(sides: &[Shown<'_>; 2], canvas: &mut Canvas) {
    let column = (canvas.width.min(160) - TIME - 2 - GAP) / 2;
    let heads = sides.each_ref().map(|of| wrap(&clean(&of.side.name), column));
    row(&" ".repeat(TIME), &heads, column, [Tone::Strong; 2], canvas);
    let endings = sides.each_ref().map(|of| wrap(&of.side.ending, column));
    row(
        &" ".repeat(TIME),
        &endings,
        column,
        sides.each_ref().map(|of| tone(of.side)),
        canvas,
    );
    let mut times: Vec<i64> = sides
        .iter()
        .flat_map(|of| &of.lines)
        .map(|line| millis(line.at_s))
        .collect();
    times.sort_unstable();
    times.dedup();
    for at in times {
        let cells = sides.each_ref().map(|of| {
            let now = of.lines.iter().filter(|line| millis(line.at_s) == at);
            now.flat_map(|line| marked(line, column)).collect::<Vec<String>>()
        });
        let time = right(&format!("+{}", duration(at)), TIME);
        row(&time, &cells, column, [Tone::Plain; 2], canvas);
    }
}

/// The words of a line, with its mark before the first.
fn marked(line: &StoryLine, column: usize) -> Vec<String> {
    let wrapped = wrap(&line.words, column - MARK);
    let mark = |place| if line.critical && place == 0 { "▌ " } else { "  " };
    wrapped
        .iter()
        .enumerate()
        .map(|(place, words)| format!("{}{words}", mark(place)))
        .collect()
}

fn row(time: &str, cells: &[Vec<String>; 2], column: usize, tones: [Tone; 2], canvas: &mut Canvas) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let part = |side: usize| {
            let text = cells.get(side).and_then(|cell| cell.get(line));
            left(text.map_or("", String::as_str), column)
        };
        let [first, second] = tones;
        let words = format!(
            "{}  {}{}{}",
            if line == 0 {
                canvas.paint(time, Tone::Quiet)
            } else {
                " ".repeat(TIME)
            },
            canvas.paint(&part(0), first),
            " ".repeat(GAP),
            canvas.paint(part(1).trim_end(), second)
        );
        canvas.line(&words);
    }
}

fn time(line: &StoryLine) -> String {
    right(&format!("+{}", duration(millis(line.at_s))), TIME)
}
