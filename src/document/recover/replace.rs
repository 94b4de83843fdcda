//! A word or a value written in place of one that cannot be read, within its length.

use crate::document::diagnostic::nearest;
use crate::document::session::{SyntaxError, SyntaxErrorKind};

use super::hole::Hole;
use super::mend::Mender;
use super::outline::{Kind, Unit};

impl Mender<'_> {
    /// Replaces a word by the one that was probably meant, or a value by one that can be read.
    pub(super) fn replace(&mut self, error: &SyntaxError, index: usize, innermost: usize) -> bool {
        use ron::Error as E;
        let Some(unit) = self.outline.unit(index).copied().filter(|_| index > 0) else {
            return self.rename_root(error);
        };
        let is_value = index == innermost && (unit.kind != Kind::Entry || error.start >= unit.value);
        let done = match &error.kind {
            SyntaxErrorKind::Ron(E::NoSuchStructField { expected, found, .. }) => {
                self.rename_field(index, found, expected)
            }
            SyntaxErrorKind::Ron(E::NoSuchEnumVariant { expected, found, .. }) => {
                self.rename_word(error.start, found, expected)
            }
            SyntaxErrorKind::Ron(E::ExpectedDifferentStructName { expected, found }) => {
                self.rename_word(error.start, found, &[*expected])
            }
            SyntaxErrorKind::Ron(
                E::ExpectedComma | E::ExpectedArrayEnd | E::ExpectedMapEnd | E::ExpectedStructLikeEnd,
            ) => return self.divide(error.start, &unit),
            SyntaxErrorKind::Ron(E::ExpectedString) if is_value => self.stand_in(&unit, "\"\""),
            SyntaxErrorKind::Ron(
                E::ExpectedInteger | E::IntegerOutOfBounds | E::InvalidIntegerDigit { .. } | E::ExpectedFloat,
            ) if is_value => self.stand_in(&unit, "1"),
            SyntaxErrorKind::Words(words) if words.starts_with("a duration needs") && is_value => {
                self.stand_in(&unit, "\"\"")
            }
            _ => false,
        };
        if done {
            self.replaced.insert(unit.start);
        }
        done
    }

    /// The name of the document, misspelt.
    fn rename_root(&mut self, error: &SyntaxError) -> bool {
        let SyntaxErrorKind::Ron(ron::Error::NoSuchEnumVariant { expected, found, .. }) = &error.kind else {
            return false;
        };
        let is_new = self.replaced.insert(0);
        is_new && self.rename_word(error.start, found, expected)
    }

    /// Writes the field that was probably meant, unless it stands there too.
    fn rename_field(&mut self, index: usize, found: &str, known: &[&'static str]) -> bool {
        let Some(unit) = self
            .outline
            .unit(index)
            .copied()
            .filter(|unit| unit.kind == Kind::Field)
        else {
            return false;
        };
        let (Some(meant), Some(head)) = (meant(found, known), self.original.get(unit.start..unit.value))
        else {
            return false;
        };
        let is_there = |other: &Unit| {
            let head = self.original.get(other.start..other.value);
            head.is_some_and(|head| head.trim_end_matches(|c: char| c == ':' || c.is_whitespace()) == meant)
        };
        let is_plain = head.strip_prefix(found).is_some_and(|rest| rest.trim() == ":");
        if !is_plain || self.outline.children(unit.parent).any(is_there) {
            return false;
        }
        self.write((unit.start, unit.value), &format!("{meant}:"))
    }

    fn rename_word(&mut self, start: usize, found: &str, known: &[&'static str]) -> bool {
        let end = start + found.len();
        let is_there = self.original.get(start..end) == Some(found);
        match meant(found, known).filter(|_| is_there) {
            Some(meant) => self.write((start, end), &meant),
            None => false,
        }
    }

    /// Writes a text into a range and the spaces around it, if there is room.
    fn write(&mut self, (start, end): (usize, usize), text: &str) -> bool {
        let is_space = |byte: Option<&u8>| byte == Some(&b' ');
        let (mut from, mut to) = (start, end);
        while to - from < text.len() && is_space(self.copy.get(to)) {
            to += 1;
        }
        while to - from < text.len() && from > 0 && is_space(self.copy.get(from - 1)) {
            from -= 1;
        }
        if to - from < text.len() {
            return false;
        }
        let mut hole = Hole::inside(&self.outline, self.original, self.file, (start, end));
        hole.is_replaced = true;
        (hole.start, hole.end) = (from, to.max(end));
        self.holes.push(hole);
        let padded = text.bytes().chain(std::iter::repeat(b' '));
        for (byte, new) in self.copy.iter_mut().take(to).skip(from).zip(padded) {
            *byte = new;
        }
        true
    }

    /// Writes a value that can be read instead of one that cannot; what is said of it follows from that.
    fn stand_in(&mut self, unit: &Unit, value: &str) -> bool {
        let done = self.write((unit.value, unit.end), value);
        if let Some(hole) = self.holes.last_mut().filter(|_| done) {
            hole.is_replaced = false;
        }
        done
    }

    /// Writes a comma between two parts, where something that can stand alone follows.
    fn divide(&mut self, at: usize, unit: &Unit) -> bool {
        let is_semicolon = self.copy.get(at) == Some(&b';');
        let is_free = |byte: &u8| byte.is_ascii_whitespace() || is_semicolon;
        let gap = if is_semicolon { Some(at) } else { at.checked_sub(1) };
        let gap = gap.filter(|gap| *gap > unit.start && self.copy.get(*gap).is_some_and(is_free));
        let Some(gap) = gap else {
            return false;
        };
        let rest = self.original.get(at + usize::from(is_semicolon)..unit.end);
        let rest = rest.unwrap_or("").trim_start();
        let word = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        let is_named = word.len() < rest.len() && word.trim_start().starts_with(':');
        let stands_alone = match unit.kind {
            Kind::Field => is_named,
            Kind::Element => rest.starts_with('"') || (word.len() < rest.len() && word.starts_with('(')),
            Kind::Entry => rest.starts_with('"'),
            Kind::Root | Kind::Positional => false,
        };
        if let Some(byte) = self.copy.get_mut(gap).filter(|_| stands_alone) {
            *byte = b',';
            self.is_cut_anew = true;
        }
        stands_alone
    }
}

/// The known word that was meant, where that is hardly in doubt.
fn meant(found: &str, known: &[&'static str]) -> Option<String> {
    let near = nearest(found, known.iter().copied())?;
    let distance = strsim::damerau_levenshtein(&near.to_lowercase(), &found.to_lowercase());
    (distance <= 2 && distance * 2 < found.len()).then_some(near)
}
