//! Lines and columns of a text, found without reading it all again.

/// Bytes from one noted place to the next. Diagnostics come by the thousand, and files are long, or one long line.
const STRIDE: usize = 1_024;

/// A place in a text as people count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// Lines before this one.
    pub(crate) line: usize,
    /// Characters before this one in its line; the byte order mark of the file is none.
    pub(crate) column: usize,
}

/// The positions of every so many bytes of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    noted: Vec<Position>,
}

impl Lines {
    /// Notes the positions in a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut noted = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut position = Position::default();
        for part in text.as_bytes().chunks(STRIDE) {
            noted.push(position);
            position = position.after(part);
        }
        noted.push(position);
        Self { noted }
    }

    /// The position of a byte at which a character begins; `text` is the one that was noted.
    pub(crate) fn position(&self, text: &str, at: usize) -> Position {
        let noted = self.noted.get(at / STRIDE).copied().unwrap_or_default();
        let since = text.as_bytes().get(at - at % STRIDE..at).unwrap_or(&[]);
        let mut position = noted.after(since);
        if position.line == 0 && at > 0 && text.starts_with('\u{feff}') {
            position.column = position.column.saturating_sub(1);
        }
        position
    }
}

impl Position {
    /// The position that many bytes later; they may begin and end within a character.
    #[expect(clippy::naive_bytecount, reason = "the text of one mark, counted once")]
    fn after(self, bytes: &[u8]) -> Self {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        let (column, rest) = match bytes.iter().rposition(|byte| *byte == b'\n') {
            Some(newline) => (0, bytes.get(newline + 1..).unwrap_or(&[])),
            None => (self.column, bytes),
        };
        Self {
            line: self.line + lines,
            column: column + rest.iter().filter(|byte| begins_character(**byte)).count(),
        }
    }
}

/// Whether a byte is the first of a character.
const fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position, STRIDE};

    #[test]
    fn positions_are_those_that_counting_finds() {
        let texts = [
            "a\nbc\r\n\u{e9}\u{1f525}x\n".repeat(400),
            "\u{feff}x\ny".to_owned(),
            "\u{1f525}".repeat(STRIDE),
            String::new(),
        ];
        for text in texts {
            let lines = Lines::of(&text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in ends {
                let before = text[..at].trim_start_matches('\u{feff}');
                let counted = Position {
                    line: before.matches('\n').count(),
                    column: before.rsplit('\n').next().map_or(0, |line| line.chars().count()),
                };
                assert_eq!(lines.position(&text, at), counted, "{at}");
            }
        }
    }
}
