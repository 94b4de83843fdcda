//! One mistake made harmless in a copy of the text, which keeps its length.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::diagnostic::nearest;
use crate::document::place::FileId;
use crate::document::session::{SyntaxError, SyntaxErrorKind};

use super::hole::Hole;
use super::outline::{Kind, Outline, Unit};

/// A copy of a text, and what was changed in it.
pub(super) struct Mender<'t> {
    original: &'t str,
    file: FileId,
    /// The copy.
    pub(super) copy: Vec<u8>,
    /// The outline of the copy.
    pub(super) outline: Outline,
    /// The units in which a word was replaced, by their first bytes.
    replaced: BTreeMap<usize, usize>,
    /// The units of which a part was taken out, by their first bytes.
    wounded: BTreeSet<usize>,
    /// Whether the outline fits the copy no longer.
    is_cut_anew: bool,
    /// What was taken out.
    pub(super) holes: Vec<Hole>,
}

/// What came of one mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mended {
    /// It is a mistake of the text, and made harmless.
    Mistake,
    /// It only follows from what was changed before, and is made harmless.
    FollowOn,
    /// Nothing could be done.
    Nothing,
}

impl<'t> Mender<'t> {
    /// A copy in which nothing is changed yet; nothing where the text has no outline.
    pub(super) fn of(original: &'t str, file: FileId) -> Option<Self> {
        Some(Self {
            outline: Outline::of(original)?,
            original,
            file,
            copy: original.as_bytes().to_vec(),
            replaced: BTreeMap::new(),
            wounded: BTreeSet::new(),
            is_cut_anew: false,
            holes: Vec::new(),
        })
    }

    /// Outlines the copy again where that is needed; gives whether it has an outline.
    pub(super) fn refresh(&mut self) -> bool {
        if !std::mem::take(&mut self.is_cut_anew) {
            return true;
        }
        let outline = std::str::from_utf8(&self.copy).ok().and_then(Outline::of);
        let is_there = outline.is_some();
        self.outline = outline.unwrap_or_else(|| self.outline.clone());
        is_there
    }

    /// Makes one mistake harmless; `at` is the first byte that its mark shows.
    pub(super) fn mend(&mut self, error: &SyntaxError, at: usize) -> Mended {
        if let SyntaxErrorKind::Ron(ron::Error::TrailingCharacters) = error.kind
            && let Some(mended) = self.cut_the_rest(error)
        {
            return mended;
        }
        if self.drop_comma(at) {
            return Mended::Mistake;
        }
        let (index, innermost) = self.unit_at(at);
        let Some(unit) = self.outline.unit(index).copied() else {
            return Mended::Nothing;
        };
        let follows = self.follows(error, &unit);
        if !follows && self.replace(error, index, innermost) {
            return Mended::Mistake;
        }
        let is_taken_out = self.take_out(index);
        if let Some(hole) = self
            .holes
            .last_mut()
            .filter(|_| is_taken_out && names_nothing(error))
        {
            hole.nameless = hole.around.iter().take(2).cloned().collect();
        }
        match (is_taken_out, follows) {
            (false, _) => Mended::Nothing,
            (true, true) => Mended::FollowOn,
            (true, false) => Mended::Mistake,
        }
    }

    /// The unit that a mistake is in, and the innermost one there; values without a name cannot be taken out alone.
    fn unit_at(&self, at: usize) -> (usize, usize) {
        let blank = self
            .copy
            .iter()
            .skip(at)
            .take_while(|byte| byte.is_ascii_whitespace());
        let innermost = self.outline.innermost(at + blank.count().min(1_000));
        let mut index = innermost;
        while let Some(unit) = self.outline.unit(index).filter(|unit| self.is_positional(unit)) {
            index = unit.parent;
        }
        (index, innermost)
    }

    /// Whether a value has its meaning by its position; among fields it is one whose colon is missing.
    fn is_positional(&self, unit: &Unit) -> bool {
        let among_fields = self
            .outline
            .unit(unit.parent)
            .is_some_and(|parent| parent.has_fields);
        unit.kind == Kind::Positional && !among_fields
    }

    /// Whether a mistake is there only because of what was changed.
    fn follows(&self, error: &SyntaxError, unit: &Unit) -> bool {
        let is_missing = match &error.kind {
            SyntaxErrorKind::Ron(error) => matches!(error, ron::Error::MissingStructField { .. }),
            SyntaxErrorKind::Words(words) => words.starts_with("missing field"),
        };
        (is_missing && self.wounded.contains(&unit.start)) || self.replaced.contains_key(&unit.start)
    }

    /// Replaces a word by the one that was probably meant, or a value by one that can be read.
    fn replace(&mut self, error: &SyntaxError, index: usize, innermost: usize) -> bool {
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
            self.replaced.insert(unit.start, index);
        }
        done
    }

    /// The name of the document, misspelt.
    fn rename_root(&mut self, error: &SyntaxError) -> bool {
        let SyntaxErrorKind::Ron(ron::Error::NoSuchEnumVariant { expected, found, .. }) = &error.kind else {
            return false;
        };
        let is_new = self.replaced.insert(0, 0).is_none();
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

    /// Takes out a comma that has nothing before it.
    fn drop_comma(&mut self, at: usize) -> bool {
        let before = self
            .copy
            .iter()
            .take(at)
            .rev()
            .find(|byte| !byte.is_ascii_whitespace());
        let has_nothing = matches!(before, Some(b',' | b'(' | b'[' | b'{'));
        let comma = self.copy.get_mut(at).filter(|byte| has_nothing && **byte == b',');
        let is_there = comma.is_some();
        if let Some(byte) = comma {
            *byte = b' ';
        }
        is_there
    }

    /// Takes out a unit with its comma, or the one around it.
    fn take_out(&mut self, index: usize) -> bool {
        let mut index = index;
        loop {
            let Some(unit) = self.outline.unit(index).copied().filter(|_| index > 0) else {
                return false;
            };
            if !self.is_positional(&unit) && self.blank(&unit) {
                let parent = self.outline.unit(unit.parent).map_or(0, |parent| parent.start);
                self.wounded.insert(parent);
                let hole = Hole::inside(&self.outline, self.original, self.file, (unit.start, unit.end));
                self.holes.push(hole);
                return true;
            }
            index = unit.parent;
        }
    }

    /// Writes spaces over a unit and the comma behind it; gives whether anything stood there.
    fn blank(&mut self, unit: &Unit) -> bool {
        let mut was_there = false;
        for byte in self.copy.iter_mut().take(unit.end).skip(unit.start) {
            was_there |= !byte.is_ascii_whitespace();
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        let rest = self.copy.get(unit.end..).unwrap_or_default();
        let comma = unit.end + comma_after(rest);
        if let Some(byte) = self
            .copy
            .get_mut(comma)
            .filter(|byte| was_there && **byte == b',')
        {
            *byte = b' ';
        }
        was_there
    }

    /// Takes out what stands behind the document.
    fn cut_the_rest(&mut self, error: &SyntaxError) -> Option<Mended> {
        let last = self.outline.children(0).map(|unit| unit.end).max();
        if last.is_none_or(|last| error.start <= last) {
            return None;
        }
        let mut hole = Hole::inside(
            &self.outline,
            self.original,
            self.file,
            (error.start, self.original.len()),
        );
        hole.is_everywhere = true;
        self.holes.push(hole);
        self.copy
            .iter_mut()
            .skip(error.start)
            .for_each(|byte| *byte = b' ');
        self.is_cut_anew = true;
        Some(Mended::Mistake)
    }
}

/// Whether a mistake is that an id is missing.
fn names_nothing(error: &SyntaxError) -> bool {
    matches!(
        &error.kind,
        SyntaxErrorKind::Ron(ron::Error::MissingStructField { field: "id", .. })
    )
}

/// How many bytes of white space and comments stand before the next token.
fn comma_after(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(left) = rest.get(at..).filter(|left| !left.is_empty()) {
        match left {
            [byte, ..] if byte.is_ascii_whitespace() => at += 1,
            [b'/', b'/' | b'*', ..] => at += crate::document::depth::skipped(left),
            _ => break,
        }
    }
    at
}

/// The known word that was meant, where that is hardly in doubt.
fn meant(found: &str, known: &[&'static str]) -> Option<String> {
    let near = nearest(found, known.iter().copied())?;
    let distance = strsim::damerau_levenshtein(&near.to_lowercase(), &found.to_lowercase());
    (distance <= 2 && distance * 2 < found.len()).then_some(near)
}
