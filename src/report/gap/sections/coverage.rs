//! Decisions without owner or backup, by hour of the week.

use crate::check::Row;
use crate::report::coverage_document::bound;
use crate::report::gap::build::Matter;
use crate::report::gap::document::{Block, Cell, Section, Table, Tone};
use crate::report::gap::hours::{Staffed, Week};
use crate::report::gap::played::Looked;
use crate::report::gap::wording::{float, quoted, table, tidy};
use crate::report::terminal::{count, duration, list, percent};
use crate::time::Weekday;

use super::drawn::hours;

/// So many decisions of an alternative are shown, those with most hours without anybody first.
const MOST: usize = 40;

/// Who is there to decide; a board gets shares, and no hours.
pub(in crate::report::gap) fn coverage(of: &Matter<'_>) -> Option<Section> {
    let played = of.source.played.as_ref()?;
    let mut blocks = vec![Block::text(
        "Of those who are asked to decide somebody has to be on shift or on call; two, so that a missed page does no harm. \
         Each hour is looked at in all weeks of the exercise and shown as in the worst.",
    )];
    if of.tells_assets() {
        blocks.extend(hours(&played.looked).map(Block::Picture));
    }
    blocks.push(Block::Table(summary(of, &played.looked)));
    if of.tells_assets() {
        for looked in &played.looked {
            blocks.push(Block::Table(by_day(looked)));
        }
    } else {
        blocks.push(Block::text(
            "Which hours these are, and of which assets, stands in the full report.",
        ));
    }
    Some(Section {
        id: "coverage".to_owned(),
        title: "Decisions without owner or backup".to_owned(),
        blocks,
    })
}

/// The place of each row, the one with most hours without anybody first.
fn ordered(weeks: &[Week]) -> Vec<usize> {
    let lacks = |week: &Week, what: Staffed| week.hours.iter().filter(|hour| **hour == what).count();
    let mut places: Vec<usize> = (0..weeks.len()).collect();
    places.sort_by_key(|place| {
        let week = weeks.get(*place);
        let key = week.map(|week| (lacks(week, Staffed::Nobody), lacks(week, Staffed::Alone)));
        std::cmp::Reverse(key)
    });
    places.truncate(MOST);
    places
}

fn summary(of: &Matter<'_>, looked: &[Looked]) -> Table {
    let about = if of.tells_assets() { "about" } else { "rank" };
    let mut made = table(
        "coverage",
        "Each decision over the week",
        &[
            "alternative",
            "decision",
            about,
            "rule",
            "#hours of 168 without anybody",
            "#hours without a backup",
            "#share of time reached",
            "#mean time to an answer",
            "#guaranteed by",
        ],
    );
    for one in looked {
        for (rank, place) in (1_u64..).zip(ordered(&one.weeks)) {
            let (Some(week), Some(row)) = (one.weeks.get(place), one.coverage.rows.get(place)) else {
                continue;
            };
            made.rows.push(line(of, one, (rank, week), row));
        }
    }
    made
}

fn line(of: &Matter<'_>, looked: &Looked, (rank, week): (u64, &Week), row: &Row) -> Vec<Cell> {
    let hours = |what: Staffed| week.hours.iter().filter(|hour| **hour == what).count() as u64;
    let (nobody, alone) = (hours(Staffed::Nobody), hours(Staffed::Alone));
    let tone = |n: u64, bad: Tone| if n > 0 { bad } else { Tone::Good };
    let mean = row.mean.as_secs_f64();
    let (about, rules) = if of.tells_assets() {
        let rules: Vec<String> = week.rules.iter().map(|rule| quoted(rule)).collect();
        (tidy(&week.about), list(&rules, 3))
    } else {
        (count(rank), String::new())
    };
    vec![
        Cell::words(&*looked.exercise.alternative),
        Cell::words(&week.decision),
        Cell::words(about),
        Cell::words(rules),
        Cell::count(nobody).toned(tone(nobody, Tone::Bad)),
        Cell::count(alone).toned(tone(alone, Tone::Doubtful)),
        Cell::number(percent(row.reached, 0.02), row.reached),
        Cell::number(duration(row.mean.as_millis()), mean),
        bound(row).map_or_else(
            || Cell::words("never").toned(Tone::Bad),
            |by| Cell::number(duration(by.as_millis()), by.as_secs_f64()),
        ),
    ]
}

/// The same by day: which hours lack somebody, and what.
fn by_day(of: &Looked) -> Table {
    let title = format!(
        "{}: which hours lack somebody, and whom",
        quoted(&of.exercise.alternative)
    );
    let names: Vec<String> = Weekday::ALL.iter().map(ToString::to_string).collect();
    let mut columns = vec!["decision", "about"];
    columns.extend(names.iter().map(String::as_str));
    let mut made = table("coverage-week", title, &columns);
    made.folded = true;
    for place in ordered(&of.weeks) {
        let Some(week) = of.weeks.get(place) else {
            continue;
        };
        let mut row = vec![Cell::words(&week.decision), Cell::words(&week.about)];
        row.extend(week.hours.chunks(24).map(day));
        made.rows.push(row);
    }
    made
}

/// `00–07 nobody; 18–24 no backup`.
fn day(hours: &[Staffed]) -> Cell {
    let mut spans: Vec<(usize, usize, Staffed)> = Vec::new();
    for (hour, staffed) in hours.iter().enumerate() {
        match spans.last_mut() {
            Some((_, until, same)) if same == staffed => *until = hour + 1,
            _ => spans.push((hour, hour + 1, *staffed)),
        }
    }
    let lacks = spans.iter().filter(|(.., staffed)| *staffed < Staffed::Backed);
    let words: Vec<String> = lacks
        .map(|(from, until, staffed)| format!("{from:02}–{until:02} {}", staffed.word()))
        .collect();
    let worst = hours.iter().min().copied().unwrap_or(Staffed::Nobody);
    let missing = hours.iter().filter(|hour| **hour == Staffed::Nobody).count();
    let tone = match worst {
        Staffed::Nobody => Tone::Bad,
        Staffed::Alone => Tone::Doubtful,
        Staffed::Backed | Staffed::Standing => Tone::Good,
    };
    let words = if words.is_empty() {
        worst.word().to_owned()
    } else {
        words.join("; ")
    };
    Cell::number(words, float(missing as u64)).toned(tone)
}

#[cfg(test)]
mod tests {
    use super::day;
    use crate::report::gap::hours::Staffed;

    #[test]
    fn a_day_tells_the_hours_that_lack_somebody() {
        let mut hours = vec![Staffed::Nobody; 7];
        hours.extend(vec![Staffed::Backed; 11]);
        hours.extend(vec![Staffed::Alone; 6]);
        assert_eq!(day(&hours).text, "00–07 nobody; 18–24 no backup");
        assert_eq!(day(&[Staffed::Standing; 24]).text, "pre-approved");
    }
}
