//! What all pictures share.

/// The beginning of a picture of this size, with the styles of its texts.
pub(super) fn begin(width: usize, height: usize) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#1a1a1a">
<style>.title{{font-size:18px;font-weight:bold}}.head{{font-size:13px;font-weight:bold}}.quiet{{fill:#666;font-size:11px}}</style>
<rect width="{width}" height="{height}" fill="#fff"/>
"##
    )
}

/// Text that cannot end or begin an element: inputs are untrusted.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// The text, or its beginning and an ellipsis.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begin: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", begin.trim_end())
}
