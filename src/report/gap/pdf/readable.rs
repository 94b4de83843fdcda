//! Text that can be set: in letters that the fonts have, and in words that can be broken.

use serde_json::Value;

/// A word longer than this is broken wherever it must be.
const WORD: usize = 22;

/// All texts of a document, made ready.
pub(super) fn readable(of: &mut Value, has: &impl Fn(char) -> bool) {
    match of {
        Value::String(text) => *text = broken(&known(text, has)),
        Value::Array(items) => items.iter_mut().for_each(|item| readable(item, has)),
        Value::Object(fields) => fields.values_mut().for_each(|field| readable(field, has)),
        _ => {}
    }
}

/// What no font has a letter for is told as missing: an empty place would hide it, and a page that can be listened to may not have any.
pub(super) fn known(text: &str, has: &impl Fn(char) -> bool) -> String {
    let letter = |c: char| {
        if c.is_whitespace() || has(c) {
            c
        } else {
            '\u{fffd}'
        }
    };
    text.chars().map(letter).collect()
}

/// Long words with places that are not seen, at which a line may end: after a mark between words, or after so many letters.
fn broken(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let long = word.chars().count() > WORD;
        let mut since = 0;
        for c in word.chars() {
            made.push(c);
            since += 1;
            let mark = since > 3 && !c.is_alphanumeric();
            if long && (mark || since >= WORD) {
                made.push('\u{200b}');
                since = 0;
            }
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::{broken, known};

    #[test]
    fn long_words_can_be_broken_and_short_ones_are_kept() {
        assert_eq!(broken("release token"), "release token");
        assert_eq!(
            broken("team/one/two_three_four_five"),
            "team/\u{200b}one/\u{200b}two_\u{200b}three_\u{200b}four_\u{200b}five"
        );
        assert_eq!(
            broken(&"x".repeat(30)),
            format!("{}\u{200b}{}", "x".repeat(22), "x".repeat(8))
        );
        assert_eq!(known("a\u{1f525}b", &|c: char| c.is_ascii()), "a\u{fffd}b");
    }
}
