//! Text of documents on its way into HTML.

/// Everything that HTML would read, in content and in attributes.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

/// Words whose names stand in backticks; an odd one is a backtick.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let pieces = parts.iter().enumerate().map(|(place, part)| match place % 2 {
        1 => format!("<code>{}</code>", escaped(part)),
        _ => escaped(part),
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn nothing_of_a_document_is_markup() {
        assert_eq!(
            prose("<script>'\"` & `<b>"),
            "&lt;script&gt;&#39;&quot;<code> &amp; </code>&lt;b&gt;"
        );
        assert_eq!(prose("a ` b"), "a ` b");
    }
}
