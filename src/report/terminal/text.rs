//! Text of a known width.

use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub(in crate::report) fn columns(text: &str) -> usize {
    text.width()
}

/// The text without anything that could move the cursor or change colours: inputs are untrusted.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The text with spaces after it.
pub(in crate::report) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text with spaces before it.
pub(in crate::report) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text in lines of at most this width where its words allow it; at least one line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// The text, or its beginning and an ellipsis.
pub(in crate::report) fn fit(text: &str, width: usize) -> String {
    let text = clean(text);
    if columns(&text) <= width {
        return text;
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if columns(&short) + 1 > width {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}

/// A whole number with its thousands apart.
pub(in crate::report) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut apart = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

/// `a`, `a and b`, `a, b and c`; of more than `most` the rest is counted.
pub(in crate::report) fn list(items: &[String], most: usize) -> String {
    let shown: Vec<&str> = items.iter().take(most).map(String::as_str).collect();
    let rest = items.len() - shown.len();
    match (shown.split_last(), rest) {
        (None, _) => String::new(),
        (Some((only, [])), 0) => (*only).to_owned(),
        (Some((last, before)), 0) => format!("{} and {last}", before.join(", ")),
        (Some(_), rest) => format!("{} and {rest} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, columns, count, fit, list, wrap};

    #[test]
    fn long_text_is_broken_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(
            wrap("a-word-longer-than-the-line x", 5),
            ["a-word-longer-than-the-line", "x"]
        );
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        assert_eq!(clean("\u{1b}[31mred\n"), " [31mred ");
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("longer text", 7), "longer…");
        assert_eq!(columns(&fit("日本語日本語", 7)), 7);
    }

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, 3), "a, b and c");
        assert_eq!(list(&items, 2), "a, b and 1 more");
        assert_eq!(list(&items[..1], 2), "a");
    }
}
