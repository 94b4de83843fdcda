//! The outline of a text in RON or JSON: its fields, elements and entries as a tree, whether they can be read or not.

use crate::document::depth::skipped;
use crate::document::session::Format;

/// Texts of more parts are not outlined: nobody wrote them by hand, and outlines take memory.
const MOST_UNITS: usize = 4_000_000;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The whole text.
    Root,
    /// `name: value` in round brackets; in JSON, `"name": value` in braces.
    Field,
    /// A value in round brackets that has no name.
    Positional,
    /// A value in square brackets.
    Element,
    /// `key: value` in braces.
    Entry,
}

/// A part of a text that a comma or a bracket ends. All numbers are bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// Where the value begins, behind the name.
    pub(crate) value: usize,
    /// The unit it stands in.
    pub(crate) parent: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether fields with names stand in it.
    pub(crate) has_fields: bool,
    /// The first unit that is not inside of it.
    after: usize,
}

impl Unit {
    const fn new(start: usize, parent: usize, kind: Kind) -> Self {
        Self {
            start,
            end: start,
            value: start,
            parent,
            kind,
            has_fields: false,
            after: 0,
        }
    }
}

/// The parts of a text, in order of their first bytes.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    units: Vec<Unit>,
}

impl Outline {
    /// The outline of a text; nothing where brackets do not match, or there are too many parts.
    pub(crate) fn of(text: &str, format: Format) -> Option<Self> {
        let mut scan = Scan::new(text.len(), format);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let length = skipped(rest);
            if scan.units.len() > MOST_UNITS {
                return None;
            }
            match rest {
                [byte, ..] if byte.is_ascii_whitespace() => {}
                [b'/', b'/' | b'*', ..] => {}
                [open @ (b'(' | b'[' | b'{'), ..] => scan.open(*open, at),
                [close @ (b')' | b']' | b'}'), ..] => scan.close(*close, at)?,
                [b',', ..] => scan.comma(),
                [b':', ..] => scan.colon(at),
                _ => scan.token(at, length),
            }
            at += length;
        }
        scan.finish()
    }

    /// The unit of this number.
    pub(crate) fn unit(&self, index: usize) -> Option<&Unit> {
        self.units.get(index)
    }

    /// The innermost unit at a byte.
    pub(crate) fn innermost(&self, at: usize) -> usize {
        let next = self.units.partition_point(|unit| unit.start <= at);
        let mut index = next.saturating_sub(1);
        while let Some(unit) = self.units.get(index).filter(|_| index > 0) {
            if at < unit.end {
                break;
            }
            index = unit.parent;
        }
        index
    }

    /// The innermost unit at a byte in which fields with names stand.
    pub(crate) fn item(&self, at: usize) -> usize {
        let mut index = self.innermost(at);
        // A unit is not inside of itself: at its first byte stands its own name or value. A key names its value.
        let is_inside = |unit: &Unit| unit.has_fields && (at > unit.value || unit.kind == Kind::Entry);
        loop {
            match self.units.get(index) {
                Some(unit) if index > 0 && !is_inside(unit) => index = unit.parent,
                _ => return index,
            }
        }
    }

    /// The units directly inside of one.
    pub(crate) fn children(&self, index: usize) -> impl Iterator<Item = &Unit> {
        let end = self.units.get(index).map_or(0, |unit| unit.after);
        let mut next = index + 1;
        std::iter::from_fn(move || {
            let child = self.units.get(next).filter(|_| next < end)?;
            next = child.after;
            Some(child)
        })
    }
}

/// An outline on its way.
struct Scan {
    units: Vec<Unit>,
    /// Brackets that are open, each with the unit they stand in and the unit at hand within them.
    open: Vec<(u8, usize, Option<usize>)>,
    /// Whether the next token begins the value of the unit at hand.
    is_value_next: bool,
    /// The bracket in which names and values stand.
    fields_in: u8,
}

impl Scan {
    fn new(length: usize, format: Format) -> Self {
        let mut root = Unit::new(0, 0, Kind::Root);
        root.end = length;
        Self {
            units: vec![root],
            open: Vec::new(),
            is_value_next: false,
            fields_in: match format {
                Format::Ron => b'(',
                Format::Json => b'{',
            },
        }
    }

    /// The unit at hand, which begins here if there is none yet.
    fn at_hand(&mut self, at: usize) -> usize {
        let next = self.units.len();
        let Some((open, parent, unit)) = self.open.last_mut() else {
            return 0;
        };
        let index = *unit.get_or_insert(next);
        if index == next {
            let kind = match open {
                b'(' => Kind::Positional,
                b'[' => Kind::Element,
                _ => Kind::Entry,
            };
            self.units.push(Unit::new(at, *parent, kind));
        }
        if std::mem::take(&mut self.is_value_next)
            && let Some(unit) = self.units.get_mut(index)
        {
            unit.value = at;
        }
        index
    }

    fn token(&mut self, at: usize, length: usize) {
        let index = self.at_hand(at);
        self.extend(index, at + length);
    }

    fn extend(&mut self, index: usize, end: usize) {
        if let Some(unit) = self.units.get_mut(index).filter(|_| index > 0) {
            unit.end = end;
        }
    }

    fn open(&mut self, bracket: u8, at: usize) {
        let index = self.at_hand(at);
        self.extend(index, at + 1);
        self.open.push((bracket, index, None));
    }

    fn close(&mut self, bracket: u8, at: usize) -> Option<()> {
        self.is_value_next = false;
        let (open, parent, _) = self.open.pop()?;
        self.extend(parent, at + 1);
        matches!((open, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')).then_some(())
    }

    fn comma(&mut self) {
        self.is_value_next = false;
        if let Some((_, _, unit)) = self.open.last_mut() {
            *unit = None;
        }
    }

    fn colon(&mut self, at: usize) {
        let Some((bracket, parent, Some(index))) = self.open.last().copied() else {
            return;
        };
        self.extend(index, at + 1);
        self.is_value_next = bracket != b'[';
        if bracket == self.fields_in {
            if let Some(unit) = self.units.get_mut(index) {
                unit.kind = Kind::Field;
            }
            if let Some(parent) = self.units.get_mut(parent) {
                parent.has_fields = true;
            }
        }
    }

    fn finish(mut self) -> Option<Outline> {
        for index in (0..self.units.len()).rev() {
            let unit = self.units.get_mut(index)?;
            unit.after = unit.after.max(index + 1);
            let (after, parent) = (unit.after, unit.parent);
            let parent = self.units.get_mut(parent)?;
            parent.after = parent.after.max(after);
        }
        self.open.is_empty().then_some(Outline { units: self.units })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Outline};
    use crate::document::session::Format;

    fn innermost<'t>(text: &'t str, at: &str) -> (&'t str, Kind) {
        let outline = Outline::of(text, Format::Ron).expect("brackets match");
        let unit = outline
            .unit(outline.innermost(text.find(at).expect("it is there")))
            .copied()
            .expect("a unit");
        (&text[unit.start..unit.end], unit.kind)
    }

    #[test]
    fn units_end_at_commas_and_brackets_but_not_in_texts_and_comments() {
        let text = r#"A(b: [C(d: "x, )", /* , ) */ e: F(1, 2) // , (
            ), "g"], h: {"i": j, k})"#;
        assert_eq!(innermost(text, "x,"), (r#"d: "x, )""#, Kind::Field));
        assert_eq!(innermost(text, "e:"), ("e: F(1, 2)", Kind::Field));
        assert_eq!(innermost(text, "2)"), ("2", Kind::Positional));
        assert_eq!(innermost(text, "\"g"), ("\"g\"", Kind::Element));
        assert_eq!(innermost(text, "j"), ("\"i\": j", Kind::Entry));
        assert_eq!(innermost(text, "A(").1, Kind::Root);
        assert!(
            ["(", ")", "(]", "([)]", "\"", "a"]
                .map(|text| Outline::of(text, Format::Ron))
                .iter()
                .flatten()
                .count()
                == 2
        );
    }

    #[test]
    fn items_are_what_has_fields() {
        let text = r"A(b: [C(d: E(1), f: [2]), 3])";
        let outline = Outline::of(text, Format::Ron).expect("brackets match");
        let item = |at: &str| {
            let unit = outline.unit(outline.item(text.find(at).expect("there")));
            unit.map(|unit| &text[unit.start..unit.end])
        };
        assert_eq!(item("1"), Some("C(d: E(1), f: [2])"));
        assert_eq!(item("2"), Some("C(d: E(1), f: [2])"));
        assert_eq!(item("C"), Some(text));
        assert_eq!(item("3"), Some(text));
    }
}
