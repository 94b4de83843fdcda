//! Changes of a text that leave everything else as it is: comments, layout, line ends.

use std::ops::Range;

/// The item around a byte: the innermost `Name(..)` or `(..)` of a RON text that holds it, with the comma behind
/// it; where nothing else stands on its lines, the whole lines. Nothing where the byte is in no such item.
pub(super) fn item_around(text: &str, at: usize) -> Option<Range<usize>> {
    let item = innermost(text, at)?;
    let mut end = item.end;
    let after = text.get(end..)?;
    let comma = after.trim_start_matches([' ', '\t']);
    if comma.starts_with(',') {
        end += after.len() - comma.len() + 1;
    }
    let line_start = text
        .get(..item.start)?
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let before = text.get(line_start..item.start)?;
    let rest = text.get(end..)?;
    let line_rest = rest.split('\n').next().unwrap_or_default();
    if before.trim().is_empty() && line_rest.trim().is_empty() {
        let newline = usize::from(rest.len() > line_rest.len());
        return Some(line_start..end + line_rest.len() + newline);
    }
    // In the middle of a line one space goes with it.
    let space = usize::from(rest.starts_with(' '));
    Some(item.start..end + space)
}

/// From the name before the bracket to the bracket that closes it.
fn innermost(text: &str, at: usize) -> Option<Range<usize>> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let place = text.len() - rest.len();
        let length = skipped(rest).unwrap_or(letter.len_utf8());
        rest = rest.get(length..)?;
        match letter {
            '(' | '[' | '{' if length == 1 => open.push((place, letter)),
            ')' | ']' | '}' if length == 1 => {
                let (begin, bracket) = open.pop()?;
                if bracket == '(' && begin <= at && at < place {
                    return Some(name_start(text, begin)..place + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of a comment or a text that begins here.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(super::comments::block(rest.as_bytes()));
    }
    if rest.starts_with('"') {
        return Some(quoted(rest));
    }
    raw(rest)
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inside.find(&close).map_or(inside.len(), |end| end + close.len());
    Some(1 + hashes + 1 + end)
}

fn name_start(text: &str, bracket: usize) -> usize {
    let before = text.get(..bracket).unwrap_or_default();
    let name = |letter: char| letter.is_alphanumeric() || letter == '_';
    before.trim_end_matches(name).len()
}

#[cfg(test)]
mod tests {
    use super::item_around;

    fn without(text: &str, inside: &str) -> String {
        let at = text.find(inside).expect("it is there");
        let range = item_around(text, at).expect("an item");
        format!("{}{}", &text[..range.start], &text[range.end..])
    }

    #[test]
    fn an_item_on_lines_of_its_own_goes_with_them() {
        let text = "[\n    // keep\n    A(id: \"one\"),\n    B(\n        id: \"two\", // (not a bracket\n    ),\n    C(id: \")\"),\n]\n";
        assert_eq!(
            without(text, "two"),
            "[\n    // keep\n    A(id: \"one\"),\n    C(id: \")\"),\n]\n"
        );
        assert_eq!(
            without(text, "\")\""),
            "[\n    // keep\n    A(id: \"one\"),\n    B(\n        id: \"two\", // (not a bracket\n    ),\n]\n"
        );
    }

    #[test]
    fn an_item_within_a_line_leaves_its_neighbours() {
        let text = "x: [A(id: r#\"o\"ne)\"#), (id: \"two\")], // both\n";
        assert_eq!(without(text, "ne)"), "x: [(id: \"two\")], // both\n");
        assert_eq!(without(text, "two"), "x: [A(id: r#\"o\"ne)\"#), ], // both\n");
    }

    #[test]
    fn what_stands_in_no_item_is_left_alone() {
        assert_eq!(item_around("x: [1, 2]", 4), None);
        assert_eq!(item_around("((", 1), None);
        assert_eq!(item_around("a /* ( */ \"(\"", 6), None);
    }
}
