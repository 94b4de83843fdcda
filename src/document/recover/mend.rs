//! One mistake made harmless in a copy of the text, which keeps its length.

use std::collections::BTreeSet;

use crate::document::place::FileId;
use crate::document::session::{Format, SyntaxError, SyntaxErrorKind};

use super::hole::Hole;
use super::outline::{Kind, Outline, Unit};

/// A copy of a text, and what was changed in it.
pub(super) struct Mender<'t> {
    pub(super) original: &'t str,
    pub(super) file: FileId,
    format: Format,
    /// The copy.
    pub(super) copy: Vec<u8>,
    /// The outline of the copy.
    pub(super) outline: Outline,
    /// The units in which a word was replaced, by their first bytes.
    pub(super) replaced: BTreeSet<usize>,
    /// The units of which a part was taken out, by their first bytes.
    wounded: BTreeSet<usize>,
    /// Whether the outline fits the copy no longer.
    pub(super) is_cut_anew: bool,
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
    pub(super) fn of(original: &'t str, file: FileId, format: Format) -> Option<Self> {
        Some(Self {
            outline: Outline::of(original, format)?,
            format,
            original,
            file,
            copy: original.as_bytes().to_vec(),
            replaced: BTreeSet::new(),
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
        let copy = std::str::from_utf8(&self.copy).ok();
        let outline = copy.and_then(|copy| Outline::of(copy, self.format));
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
            // Braces from which all was taken are no word with a value any more, in JSON.
            SyntaxErrorKind::Words(words) => {
                words.starts_with("missing field") || words.starts_with("expected value")
            }
        };
        (is_missing && self.wounded.contains(&unit.start)) || self.replaced.contains(&unit.start)
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
        } else if was_there && self.format == Format::Json {
            self.drop_comma_before(unit.start);
        }
        was_there
    }

    /// JSON allows no comma behind the last value.
    fn drop_comma_before(&mut self, start: usize) {
        let mut before = self.copy.iter_mut().take(start).rev();
        let last = before.find(|byte| !byte.is_ascii_whitespace());
        if let Some(comma) = last.filter(|byte| **byte == b',') {
            *comma = b' ';
        }
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
