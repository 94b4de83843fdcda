//! What could not be read, and was taken out.

use crate::document::place::{FileId, Place};
use crate::document::source::Sources;

use super::outline::{Kind, Outline, Unit};
use super::tokens::Tokens;

/// A part of a text that was taken out or replaced, because it could not be read.
#[derive(Clone, Debug)]
pub(crate) struct Hole {
    /// The file.
    pub(crate) file: FileId,
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// The first byte of the thing with fields in which it stands.
    pub(super) item: usize,
    /// The names of fields and structs around it and in front of it.
    pub(super) around: Vec<String>,
    /// Whether it can have to do with anything of the exercise.
    pub(super) is_everywhere: bool,
    /// Whether its text says nothing of the names that went with it: those stand in other files.
    pub(super) is_blind: bool,
    /// What is defined there by a name that cannot be told any more: the words of its field, struct and list.
    pub(super) nameless: Vec<String>,
    /// Whether nothing was lost.
    pub(super) is_replaced: bool,
}

impl Hole {
    /// A hole in a text that has an outline.
    pub(super) fn inside(outline: &Outline, text: &str, file: FileId, (start, end): (usize, usize)) -> Self {
        let around = around(outline, text, start);
        let is = |field: &str| around.iter().take(2).any(|word| word == field);
        let lost = text.get(start..end).unwrap_or("");
        let names_files = [".ron\"", ".json\"", ".csv\""]
            .iter()
            .any(|ending| lost.contains(ending));
        let is_blind = is("uses") || is("nodes_csv") || is("edges_csv") || names_files;
        Self {
            nameless: nameless(outline, text, (start, end)),
            file,
            start,
            end,
            item: item_of(outline, start),
            is_everywhere: is_blind || is("alternatives") || is("scenario"),
            is_blind,
            is_replaced: false,
            around,
        }
    }

    /// A whole file that could not be read.
    pub(crate) const fn whole(file: FileId, length: usize) -> Self {
        Self {
            file,
            start: 0,
            end: length,
            item: 0,
            around: Vec::new(),
            is_everywhere: true,
            is_blind: false,
            nameless: Vec::new(),
            is_replaced: false,
        }
    }

    /// A part of a table; all of a record goes together.
    pub(crate) fn in_table(file: FileId, (start, end): (usize, usize), is_nameless: bool) -> Self {
        let around = ["nodes", "Node", "edges", "Edge"].map(str::to_owned).to_vec();
        Self {
            nameless: if is_nameless { around.clone() } else { Vec::new() },
            around,
            is_everywhere: false,
            ..Self::whole(file, end).from(start)
        }
    }

    const fn from(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// A file that could not even be opened.
    pub(crate) const fn unknown() -> Self {
        let mut hole = Self::whole(FileId(u32::MAX), 0);
        hole.is_blind = true;
        hole
    }

    /// Whether this place is in it, or around it.
    pub(super) const fn touches(&self, start: usize, end: usize) -> bool {
        let is_inside = self.start <= start && start < self.end;
        let is_around = start <= self.start && self.end <= end;
        is_inside || is_around
    }

    /// Whether it stands in this place.
    pub(super) fn is_in(&self, place: Place) -> bool {
        let Place::File { file, start, end } = place else {
            return false;
        };
        let wide = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        file == self.file && wide(start) <= self.start && self.end <= wide(end)
    }
}

/// The words that tell what is defined at a place, where the name itself cannot be told any more.
fn nameless(outline: &Outline, text: &str, (start, end): (usize, usize)) -> Vec<String> {
    let lost = text.get(start..end).unwrap_or("");
    let Some(unit) = outline.unit(outline.innermost(start)) else {
        return Vec::new();
    };
    let is_named = match unit.kind {
        Kind::Entry => lost.starts_with('"'),
        // In JSON the name of a field is quoted too.
        Kind::Field => text.get(unit.value.max(start)..end).unwrap_or("").contains('"'),
        _ => lost.contains('"'),
    };
    if is_named {
        return Vec::new();
    }
    let mut words = words_of(text, unit);
    let above = match unit.kind {
        Kind::Field if words.first().is_some_and(|word| word == "id") => 2,
        Kind::Field => 0,
        _ => 1,
    };
    let mut unit = unit;
    for _ in 0..above {
        if let Some(parent) = outline.unit(unit.parent) {
            words.extend(words_of(text, parent));
            unit = parent;
        }
    }
    words
}

/// The thing with fields around a unit.
fn item_of(outline: &Outline, start: usize) -> usize {
    let unit = outline.unit(outline.innermost(start));
    let parent = unit.map_or(0, |unit| unit.parent);
    let mut index = parent;
    while let Some(unit) = outline.unit(index).filter(|unit| index > 0 && !unit.has_fields) {
        index = unit.parent;
    }
    outline.unit(index).map_or(0, |unit| unit.start)
}

/// The words in front of the units around a byte, from the inside.
fn around(outline: &Outline, text: &str, at: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut index = outline.innermost(at);
    while let Some(unit) = outline.unit(index) {
        words.extend(words_of(text, unit));
        if index == 0 {
            break;
        }
        index = unit.parent;
    }
    words
}

/// The name of a field, and that of the struct or word which is its value.
fn words_of(text: &str, unit: &Unit) -> Vec<String> {
    let is_field = unit.kind == Kind::Field;
    let word = |at: usize| {
        let rest = text.get(at..unit.end).unwrap_or("").trim_start();
        let is_name = is_field && at == unit.start;
        let rest = rest.strip_prefix('"').filter(|_| is_name).unwrap_or(rest);
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or("").to_owned()
    };
    let mut words = vec![word(unit.start), word(unit.value)];
    words.dedup();
    words.retain(|word| !word.is_empty());
    words
}

/// All holes of an exercise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holes {
    pub(super) all: Vec<Hole>,
    pub(super) outlines: Vec<(FileId, Outline)>,
    pub(super) lost: Tokens,
}

impl Holes {
    /// Adds a hole.
    pub(crate) fn push(&mut self, hole: Hole) {
        self.all.push(hole);
    }

    /// Whether a value stands in a hole.
    pub(crate) fn cover(&self, place: Place) -> bool {
        let Place::File { file, start, .. } = place else {
            return false;
        };
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let mut holes = self
            .all
            .iter()
            .filter(|hole| hole.file == file && !hole.is_replaced);
        holes.any(|hole| hole.start <= start && start < hole.end)
    }

    /// Adds the holes of a file that could be read in part.
    pub(crate) fn add(&mut self, holes: Vec<Hole>, outline: Option<(FileId, Outline)>) {
        self.all.extend(holes);
        self.outlines.extend(outline);
    }

    /// Collects the names that may have stood in the holes.
    pub(crate) fn settle(&mut self, sources: &Sources) {
        let mut lost = Tokens::default();
        for hole in self.all.iter().filter(|hole| !hole.is_replaced) {
            let text = sources.get(hole.file).map_or("", |source| source.text.as_str());
            lost.add(text.get(hole.start..hole.end).unwrap_or(""));
        }
        lost.sort();
        self.lost = lost;
    }
}
