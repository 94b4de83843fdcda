//! Where two texts part.

/// The first line in which they differ, from 1, and both lines there, shortened around the place; nothing: they are the same.
pub fn difference(one: &str, other: &str) -> Option<(usize, String, String)> {
    if one == other {
        return None;
    }
    let (mut ones, mut others) = (one.lines(), other.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (ones.next(), others.next()) {
            (Some(a), Some(b)) if a == b => {}
            // Only the ends of lines differ.
            (None, None) => return Some((number, "its last line ends otherwise".to_owned(), String::new())),
            (a, b) => {
                let (a, b) = (a.unwrap_or("(nothing)"), b.unwrap_or("(nothing)"));
                let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
                return Some((number, around(a, same), around(b, same)));
            }
        }
    }
}

/// What is shown before and after the first character that differs.
const BEFORE: usize = 30;
const AFTER: usize = 60;

fn around(line: &str, place: usize) -> String {
    let from = place.saturating_sub(BEFORE);
    let shown: String = line
        .chars()
        .skip(from)
        .take(BEFORE + AFTER)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let begun = if from > 0 { "…" } else { "" };
    let more = if line.chars().count() > from + BEFORE + AFTER {
        "…"
    } else {
        ""
    };
    format!("{begun}{shown}{more}")
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_first_difference_is_told_with_its_line() {
        assert_eq!(difference("a\nb", "a\nb"), None);
        let (line, one, other) = difference("a\nb 1", "a\nb 2").expect("they differ");
        assert_eq!((line, one.as_str(), other.as_str()), (2, "b 1", "b 2"));
        let (line, one, other) = difference("a", "a\nb").expect("they differ");
        assert_eq!((line, one.as_str(), other.as_str()), (2, "(nothing)", "b"));
        assert!(difference("a\n", "a").is_some());
    }
}
