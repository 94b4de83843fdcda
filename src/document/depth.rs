//! How deep brackets are nested, found before any parser looks: parsers recurse, and some look ahead again and again.

use super::comments::block;

/// Brackets nested deeper than this are refused; people do not write them.
const DEEPEST: usize = 100;

/// The first byte that is nested too deeply, if any is. Texts and comments do not count.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += skipped(rest);
    }
    None
}

/// The length of the text or comment at the beginning, or one byte.
pub(crate) fn skipped(rest: &[u8]) -> usize {
    let after = |start: usize, end: &[u8]| {
        let inside = rest.get(start..).unwrap_or_default();
        let found = inside.windows(end.len()).position(|window| window == end);
        found.map_or(rest.len(), |found| start + found + end.len())
    };
    match rest {
        [b'/', b'/', ..] => after(2, b"\n"),
        [b'/', b'*', ..] => block(rest),
        [b'r', b'"', ..] => after(2, b"\""),
        [b'r', b'#', ..] => raw(rest).map_or(1, |(start, end)| after(start, &end)),
        [b'"', ..] => quoted(rest),
        [b'\'', _, b'\'', ..] => 3,
        _ => 1,
    }
}

/// Where a raw text begins, and what ends it.
fn raw(rest: &[u8]) -> Option<(usize, Vec<u8>)> {
    let hashes = rest.iter().skip(1).take_while(|byte| **byte == b'#').count();
    let is_text = rest.get(hashes + 1) == Some(&b'"');
    let end = std::iter::once(b'"')
        .chain(std::iter::repeat_n(b'#', hashes))
        .collect();
    is_text.then_some((hashes + 2, end))
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn brackets_count_and_texts_and_comments_do_not() {
        for open in ["(", "[", "{", "Some(", "a: ("] {
            let text = open.repeat(101);
            assert_eq!(too_deep(&text), text.rfind(['(', '[', '{']), "{open}");
            assert_eq!(too_deep(&open.repeat(100)), None);
        }
        assert_eq!(too_deep(&"()".repeat(1_000)), None);
        for held in [
            "\"(\"",
            "\"\\\"(\"",
            "r\"(\"",
            "r##\"\"#(\"##",
            "// (\n",
            "/* ( */",
            "'('",
        ] {
            assert_eq!(too_deep(&held.repeat(1_000)), None, "{held}");
        }
        assert_eq!(too_deep(&"\"never closed".repeat(1_000)), None);
    }
}
