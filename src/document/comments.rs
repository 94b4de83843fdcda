//! Comments of RON: where a value begins after them.

/// The text from its first value on: the RON parser leaves comments before a value in its slice.
pub(crate) fn skip_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment
                .split_once('\n')
                .map_or("", |(_, after)| after)
                .trim_start()
        } else if rest.starts_with("/*") {
            let length = block(rest.as_bytes());
            rest.get(length..).unwrap_or("").trim_start()
        } else {
            return rest;
        };
    }
}

/// The length of the block comment at the beginning; comments nest.
pub(crate) fn block(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(left) = rest.get(at..).filter(|left| !left.is_empty()) {
        match left {
            [b'/', b'*', ..] => {
                depth += 1;
                at += 2;
            }
            [b'*', b'/', ..] => {
                depth = depth.saturating_sub(1);
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    rest.len()
}
