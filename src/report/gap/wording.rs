//! Cells and words that all chapters share.

use std::cmp::Ordering;

use crate::report::terminal::{Kind, count, percent, with_luck};
use crate::report::{Alternative, CurvePoint, Interval, LimitKind, RunDocument, Verdict};

use super::document::{Cell, Column, Table, Tone};

impl Cell {
    /// Words.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self {
            text: tidy(&text.into()),
            ..Self::default()
        }
    }

    /// A figure with its interval.
    pub(super) fn figure(of: &Interval, kind: Kind) -> Self {
        Self {
            text: with_luck(of, kind),
            value: of.estimate,
            low: of.low,
            high: of.high,
            tone: Tone::Plain,
        }
    }

    /// A number in words and as it is.
    pub(super) fn number(text: impl Into<String>, value: f64) -> Self {
        Self {
            value: Some(value),
            ..Self::words(text)
        }
    }

    /// A count.
    pub(super) fn count(of: u64) -> Self {
        Self::number(count(of), float(of))
    }

    /// The same cell, good or bad.
    pub(super) fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// A table of these columns; a name that begins with `#` has figures, one with `_` is filled in by the reader.
pub(super) fn table(id: &str, title: impl Into<String>, columns: &[&str]) -> Table {
    let column = |name: &&str| Column {
        title: tidy(name.trim_start_matches(['#', '_'])),
        figures: name.starts_with('#'),
        blank: name.starts_with('_'),
    };
    Table {
        id: id.to_owned(),
        title: title.into(),
        columns: columns.iter().map(column).collect(),
        ..Table::default()
    }
}

/// A first column of words, and one of figures for each alternative.
pub(super) fn by_alternative(id: &str, title: &str, first: &str, of: &[Alternative]) -> Table {
    let mut made = table(id, title, &[first]);
    made.columns.extend(of.iter().map(|one| Column {
        title: tidy(&one.name),
        figures: true,
        blank: false,
    }));
    made
}

/// Text of documents without what moves a cursor, hides or turns text around: it is untrusted.
pub(super) fn tidy(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut tidied = String::with_capacity(text.len().min(4 * MOST));
    let mut length = 0;
    for c in text.chars() {
        let c = if c.is_control() || turns(c) { ' ' } else { c };
        length = if c == ' ' { 0 } else { length + 1 };
        match length.cmp(&LONGEST) {
            Ordering::Less => tidied.push(c),
            // One ellipsis for what is left of the word.
            Ordering::Equal => tidied.push('…'),
            Ordering::Greater => {}
        }
        if tidied.len() > MOST {
            tidied.push('…');
            break;
        }
    }
    tidied
}

/// No word of documents is longer: it would break every page.
const LONGEST: usize = 120;
/// No text of documents is longer, in bytes.
const MOST: usize = 4000;

/// What an alternative is called in a sentence.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", tidy(name).replace('`', "'"))
}

/// A verdict with a mark that can be told apart without colour.
pub(super) const fn verdict(of: Verdict) -> (&'static str, Tone) {
    match of {
        Verdict::Met => ("✓ met", Tone::Good),
        Verdict::Missed => ("✗ missed", Tone::Bad),
        Verdict::Depends => ("~ depends", Tone::Doubtful),
        Verdict::Undecided => ("? undecided", Tone::Doubtful),
    }
}

/// A limit in a few words.
pub(super) fn limit(point: &CurvePoint) -> String {
    let value = point.value.unwrap_or(0.0);
    match point.limit {
        // As it was written: the product of a share alone may end in many nines.
        LimitKind::Share => format!("{} % of the reachable weight", (value * 1e8).round() / 1e6),
        LimitKind::Weight => format!("a weight of {value}"),
        LimitKind::Count => format!("{value} assets"),
        LimitKind::NoCrownJewel => "crown jewels alone".to_owned(),
    }
}

/// What outrunning means here (M3), after *containment came before*.
pub(super) fn race_is(document: &RunDocument, jewels: Option<usize>) -> String {
    let curve = document
        .alternatives
        .first()
        .map(|one| one.outrun_curve.as_slice());
    let own = curve.unwrap_or_default().iter().find(|point| point.own);
    let amount = own
        .filter(|point| point.limit != LimitKind::NoCrownJewel)
        .map(|point| format!("more than {}", limit(point)));
    let jewel = match jewels {
        None => Some("a crown jewel".to_owned()),
        Some(0) => None,
        Some(1) => Some("the crown jewel".to_owned()),
        Some(several) => Some(format!("one of {several} crown jewels")),
    };
    match (amount, jewel) {
        (Some(amount), Some(jewel)) => format!("{amount} or {jewel} had fallen"),
        (Some(one), None) | (None, Some(one)) => format!("{one} had fallen"),
        (None, None) => "the horizon: no limit and no crown jewel is written".to_owned(),
    }
}

/// The command that tells an incident of the exercise that another command plays, in backticks.
pub(super) fn told_by(command: &str, (alternative, seed, replication): (&str, u64, u64)) -> String {
    let words = command.splitn(3, ' ').nth(2).unwrap_or("");
    let path = words.split(" --").next().unwrap_or("");
    // As a shell reads it.
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/@%+=:,".contains(c);
    let alternative = if alternative.chars().all(plain) {
        alternative.to_owned()
    } else {
        format!("'{}'", alternative.replace('\'', r"'\''"))
    };
    quoted(&format!(
        "outrun trace {path} --alternative {alternative} --seed {seed} --replication {replication}"
    ))
}

/// A share of counts, in per cent.
pub(super) fn share_of(part: u64, whole: u64) -> String {
    percent(float(part) / float(whole.max(1)), 0.02)
}

#[expect(clippy::cast_precision_loss, reason = "counts of replications")]
pub(super) const fn float(of: u64) -> f64 {
    of as f64
}

#[cfg(test)]
mod tests {
    use super::{quoted, tidy, told_by};

    #[test]
    fn an_incident_is_told_by_the_exercise_that_was_played() {
        let told = told_by("outrun run 'my plan' --seed 3 --alternative x", ("it's", 3, 12));
        assert_eq!(
            told,
            r"`outrun trace 'my plan' --alternative 'it'\''s' --seed 3 --replication 12`"
        );
    }

    #[test]
    fn text_of_others_cannot_turn_the_page_around() {
        assert_eq!(tidy("a\u{202e}b\n\u{7}c"), "a b  c");
        assert_eq!(quoted("a`b"), "`a'b`");
        let long = tidy(&"x ".repeat(9).replace("x x", &"y".repeat(10_000)));
        assert!(long.split(' ').all(|word| word.chars().count() <= 120), "{long}");
        assert_eq!(tidy(&"é ".repeat(9_000)).chars().next_back(), Some('…'));
    }
}
