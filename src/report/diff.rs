//! The difference of two texts in the unified form that `patch` reads.

use std::fmt::Write;

/// So many lines stand around each change.
const AROUND: usize = 3;

/// A line that stays, goes or comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Same(&'t str),
    Gone(&'t str),
    New(&'t str),
}

/// The difference; empty if there is none.
pub fn unified(file: &str, before: &str, after: &str) -> String {
    let lines = lines(before, after);
    let changed: Vec<usize> = (0..lines.len())
        .filter(|place| {
            lines
                .get(*place)
                .is_some_and(|line| !matches!(line, Line::Same(_)))
        })
        .collect();
    let Some(&first) = changed.first() else {
        return String::new();
    };
    let mut text = format!("--- {file}\n+++ {file}\n");
    let (mut begin, mut last) = (first, first);
    for &place in changed.iter().skip(1) {
        if place - last > 2 * AROUND {
            hunk(&lines, begin, last, &mut text);
            begin = place;
        }
        last = place;
    }
    hunk(&lines, begin, last, &mut text);
    text
}

/// The longest common run is found from both ends and, between them, line by line: edits here only take away or
/// replace, so what stays is in the same order.
fn lines<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let (mut from, mut to, mut found) = (0, 0, Vec::new());
    while let (Some(one), Some(other)) = (old.get(from), new.get(to)) {
        if one == other {
            found.push(Line::Same(one));
            (from, to) = (from + 1, to + 1);
            continue;
        }
        let rest =
            |of: &[&'t str], begin: usize, line: &str| of.iter().skip(begin).position(|next| *next == line);
        match (rest(&old, from, other), rest(&new, to, one)) {
            // What comes again further down in the old text: lines have gone before it.
            (Some(gone), again) if again.is_none_or(|again| gone <= again) => {
                found.extend(old.iter().skip(from).take(gone).map(|line| Line::Gone(line)));
                from += gone;
            }
            (_, Some(come)) => {
                found.extend(new.iter().skip(to).take(come).map(|line| Line::New(line)));
                to += come;
            }
            _ => {
                found.extend([Line::Gone(one), Line::New(other)]);
                (from, to) = (from + 1, to + 1);
            }
        }
    }
    found.extend(old.iter().skip(from).map(|line| Line::Gone(line)));
    found.extend(new.iter().skip(to).map(|line| Line::New(line)));
    found
}

fn hunk(lines: &[Line<'_>], first: usize, last: usize, text: &mut String) {
    let begin = first.saturating_sub(AROUND);
    let shown = lines.iter().skip(begin).take(last + AROUND + 1 - begin);
    let old = |lines: &mut dyn Iterator<Item = &Line<'_>>| {
        lines.filter(|line| !matches!(line, Line::New(_))).count()
    };
    let new = |lines: &mut dyn Iterator<Item = &Line<'_>>| {
        lines.filter(|line| !matches!(line, Line::Gone(_))).count()
    };
    let (mut above, mut also) = (lines.iter().take(begin), lines.iter().take(begin));
    let (old_count, new_count) = (old(&mut shown.clone()), new(&mut shown.clone()));
    let line = |above: usize, count: usize| if count == 0 { above } else { above + 1 };
    let (from, to) = (line(old(&mut above), old_count), line(new(&mut also), new_count));
    // Writing to a text cannot fail.
    let _ = writeln!(text, "@@ -{from},{old_count} +{to},{new_count} @@");
    for line in shown {
        let (sign, words) = match line {
            Line::Same(words) => (' ', words),
            Line::Gone(words) => ('-', words),
            Line::New(words) => ('+', words),
        };
        let _ = write!(text, "{sign}{words}");
        if !words.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn what_goes_is_shown_with_what_stands_around() {
        let before = "a\nb\nc\nd\ne\nf\ng\n";
        let after = "a\nb\nc\ne\nf\ng\n";
        assert_eq!(
            unified("x", before, after),
            "--- x\n+++ x\n@@ -1,7 +1,6 @@\n a\n b\n c\n-d\n e\n f\n g\n"
        );
        assert_eq!(unified("x", before, before), "");
    }

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let lines: Vec<String> = (0..30).map(|line| line.to_string() + "\n").collect();
        let before = lines.concat();
        let after = before.replace("\n5\n", "\nfive\n").replace("\n25\n", "\n");
        let text = unified("x", &before, &after);
        assert_eq!(text.matches("@@ -").count(), 2);
        assert!(text.contains("-5\n+five\n") && text.contains("-25\n"), "{text}");
    }
}
