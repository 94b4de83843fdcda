//! The sheet that renderers write on: its width, and whether it has colours.

use super::text::{clean, columns, wrap};

/// What a piece of text is, from which its colour follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    Plain,
    /// Headings and what matters most.
    Strong,
    /// What is only there to be looked up.
    Quiet,
    /// Good.
    Good,
    /// Bad.
    Bad,
    /// Neither, or to be looked at.
    Doubtful,
    /// What is pointed at.
    Accent,
}

impl Tone {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Quiet => Some("2"),
            Self::Good => Some("32"),
            Self::Bad => Some("31"),
            Self::Doubtful => Some("33"),
            Self::Accent => Some("36"),
        }
    }
}

/// Text in the making.
#[derive(Clone, Debug)]
pub struct Canvas {
    /// How many columns there are.
    pub width: usize,
    colour: bool,
    text: String,
}

/// Lines of running text are not longer than people read with ease.
const LONGEST: usize = 120;

impl Canvas {
    /// An empty sheet; narrower than 40 columns nothing can be laid out.
    pub fn new(width: usize, colour: bool) -> Self {
        Self {
            width: width.max(40),
            colour,
            text: String::new(),
        }
    }

    /// An empty sheet like this one.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(self.width, self.colour)
    }

    /// The width of running text.
    pub fn measure(&self) -> usize {
        self.width.min(LONGEST)
    }

    /// The text in the colour of its tone.
    pub fn paint(&self, text: &str, tone: Tone) -> String {
        match tone.code().filter(|_| self.colour && !text.is_empty()) {
            Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }

    /// The text in one of 256 colours.
    pub fn colour(&self, text: &str, colour: u8) -> String {
        if self.colour {
            format!("\u{1b}[38;5;{colour}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// A line, as it is; spaces at its end are dropped.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless there is one already or nothing yet.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading after a gap, with a remark beside it or, where there is no room, below.
    pub fn heading(&mut self, words: &str, remark: &str) {
        self.gap();
        let words = clean(words).to_uppercase();
        let beside = columns(&words) + 2 + columns(remark) <= self.width;
        let painted = self.paint(&words, Tone::Strong);
        if beside || remark.is_empty() {
            let remark = self.paint(&clean(remark), Tone::Quiet);
            return self.line(&format!("{painted}  {remark}"));
        }
        self.line(&painted);
        self.hang("", 0, remark, Tone::Quiet);
    }

    /// Running text after a given beginning, whose further lines begin below the first.
    pub fn hang(&mut self, beginning: &str, indent: usize, text: &str, tone: Tone) {
        let width = self.measure().saturating_sub(indent).max(20);
        for (place, line) in wrap(text, width).iter().enumerate() {
            let line = self.paint(line, tone);
            let before = if place == 0 {
                beginning.to_owned()
            } else {
                " ".repeat(indent)
            };
            self.line(&format!("{before}{line}"));
        }
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Canvas, Tone};

    #[test]
    fn without_colour_there_is_not_one_escape() {
        let mut canvas = Canvas::new(80, false);
        canvas.heading("cost", "of each");
        canvas.hang("  ", 2, "some words", Tone::Bad);
        assert_eq!(canvas.finish(), "COST  of each\n  some words\n");
    }

    #[test]
    fn colours_end_with_their_text() {
        let canvas = Canvas::new(80, true);
        assert_eq!(canvas.paint("no", Tone::Bad), "\u{1b}[31mno\u{1b}[0m");
    }
}
