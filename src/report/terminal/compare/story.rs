//! One incident told from both sides: in two columns where there is room, else one after the other.

use crate::report::terminal::canvas::{Canvas, Tone};
use crate::report::terminal::duration::duration;
use crate::report::terminal::text::{clean, left, right, wrap};
use crate::report::{StoryLine, StoryOfBoth, StorySide};

use super::words::millis;

/// From this width on there are two columns.
const WIDE: usize = 100;
/// The time since StartEx, and the mark of the critical path.
const TIME: usize = 8;
const MARK: usize = 2;
/// Between the columns.
const GAP: usize = 2;

/// Tells it.
pub(super) fn story(of: &StoryOfBoth, canvas: &mut Canvas) {
    canvas.heading(
        &format!("replication {} on both sides", of.replication),
        &format!("{}; ▌ on the critical path", of.chosen),
    );
    if canvas.width >= WIDE {
        beside(of, canvas);
    } else {
        for side in [&of.baseline, &of.alternative] {
            below(side, canvas);
        }
    }
}

fn tone(side: &StorySide) -> Tone {
    if side.outrun { Tone::Good } else { Tone::Bad }
}

fn below(side: &StorySide, canvas: &mut Canvas) {
    canvas.gap();
    let name = canvas.paint(&clean(&side.name), Tone::Strong);
    canvas.line(&format!("  {name}"));
    canvas.hang("  ", 2, &side.ending, tone(side));
    for line in &side.lines {
        let mark = if line.critical { "▌ " } else { "  " };
        let beginning = format!("{}{}  ", canvas.paint(mark, Tone::Accent), time(line));
        canvas.hang(&beginning, MARK + TIME + 2, &line.words, Tone::Plain);
    }
}

/// What happened in one millisecond stands in one row; what happened on one side alone leaves the other empty.
fn beside(of: &StoryOfBoth, canvas: &mut Canvas) {
    let column = (canvas.width.min(160) - TIME - 2 - GAP) / 2;
    let sides = [&of.baseline, &of.alternative];
    let heads = sides.map(|side| wrap(&clean(&side.name), column));
    row(&" ".repeat(TIME), &heads, column, [Tone::Strong; 2], canvas);
    let endings = sides.map(|side| wrap(&side.ending, column));
    row(&" ".repeat(TIME), &endings, column, sides.map(tone), canvas);
    let mut times: Vec<i64> = sides
        .iter()
        .flat_map(|side| &side.lines)
        .map(|line| millis(line.at_s))
        .collect();
    times.sort_unstable();
    times.dedup();
    for at in times {
        let cells = sides.map(|side| {
            let now = side.lines.iter().filter(|line| millis(line.at_s) == at);
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
