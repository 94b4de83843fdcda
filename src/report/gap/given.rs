//! Results as they were given, and which of them belong together.

use crate::report::{CheckDocument, CompareDocument, ImproveDocument, Input};

use super::source::Source;
use super::wording::quoted;

/// A result, recognised by its `schema`.
#[derive(Clone, Debug)]
pub enum Given {
    /// Of `outrun run`: the document, the records, and the copy of the inputs.
    Run(Box<Source>),
    /// Of `outrun compare`.
    Compare(Box<Kept<CompareDocument>>),
    /// Of `outrun check`.
    Check(Box<Kept<CheckDocument>>),
    /// Of `outrun improve`.
    Improve(Box<Kept<ImproveDocument>>),
}

/// A document, and the hash of its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<T> {
    /// What it says.
    pub document: T,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Given {
    /// The exercise that it is of.
    pub fn exercise(&self) -> &str {
        match self {
            Self::Run(run) => &run.document.exercise,
            Self::Compare(kept) => &kept.document.exercise,
            Self::Check(kept) => kept.document.id.as_ref().unwrap_or(&kept.document.exercise),
            Self::Improve(kept) => &kept.document.exercise,
        }
    }

    /// The inputs that it was made of.
    pub fn inputs(&self) -> &[Input] {
        match self {
            Self::Run(run) => &run.document.inputs,
            Self::Compare(kept) => &kept.document.inputs,
            Self::Check(kept) => &kept.document.inputs,
            Self::Improve(kept) => &kept.document.inputs,
        }
    }

    /// The form of the document.
    pub fn schema(&self) -> &str {
        match self {
            Self::Run(run) => &run.document.schema,
            Self::Compare(kept) => &kept.document.schema,
            Self::Check(kept) => &kept.document.schema,
            Self::Improve(kept) => &kept.document.schema,
        }
    }

    /// The SHA-256 of the document.
    pub fn sha256(&self) -> &str {
        match self {
            Self::Run(run) => &run.sha256,
            Self::Compare(kept) => &kept.sha256,
            Self::Check(kept) => &kept.sha256,
            Self::Improve(kept) => &kept.sha256,
        }
    }

    /// What it is called in a sentence, after *the*.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Run(_) => "run",
            Self::Compare(_) => "comparison",
            Self::Check(_) => "check",
            Self::Improve(_) => "improvement plan",
        }
    }

    /// The place of its kind: runs say most, and come first.
    const fn kind(&self) -> usize {
        match self {
            Self::Run(_) => 0,
            Self::Compare(_) => 1,
            Self::Check(_) => 2,
            Self::Improve(_) => 3,
        }
    }
}

/// How many kinds of results there are.
const KINDS: usize = 4;

/// What was given of one exercise: at most one result of each kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Part<'a> {
    /// Where the first of them was given.
    place: usize,
    by_kind: [Option<&'a Given>; KINDS],
}

impl<'a> Part<'a> {
    /// All results of the part, those that say most first.
    pub(super) fn given(&self) -> impl Iterator<Item = &'a Given> + Clone {
        self.by_kind.into_iter().flatten()
    }

    /// The run.
    pub(super) fn run(&self) -> Option<&'a Source> {
        self.given().find_map(|one| match one {
            Given::Run(run) => Some(&**run),
            _ => None,
        })
    }

    /// The comparison.
    pub(super) fn compared(&self) -> Option<&'a CompareDocument> {
        self.given().find_map(|one| match one {
            Given::Compare(kept) => Some(&kept.document),
            _ => None,
        })
    }

    /// The check.
    pub(super) fn checked(&self) -> Option<&'a CheckDocument> {
        self.given().find_map(|one| match one {
            Given::Check(kept) => Some(&kept.document),
            _ => None,
        })
    }

    /// The improvement plan.
    pub(super) fn improved(&self) -> Option<&'a ImproveDocument> {
        self.given().find_map(|one| match one {
            Given::Improve(kept) => Some(&kept.document),
            _ => None,
        })
    }

    /// The exercise.
    pub(super) fn exercise(&self) -> &'a str {
        self.given().next().map_or("", Given::exercise)
    }

    fn is_of(&self, one: &Given) -> bool {
        self.exercise() == one.exercise()
    }

    fn has_inputs_of(&self, one: &Given) -> bool {
        self.given().all(|other| other.inputs() == one.inputs())
    }

    fn is_free_for(&self, one: &Given) -> bool {
        self.by_kind.get(one.kind()).is_some_and(Option::is_none)
    }

    fn take(&mut self, one: &'a Given, place: usize) {
        self.place = self.place.min(place);
        if let Some(free) = self.by_kind.get_mut(one.kind()) {
            *free = Some(one);
        }
    }

    /// What does not belong together, as sentences: results of other inputs than the first.
    pub(super) fn strangers(&self) -> Vec<String> {
        let mut given = self.given();
        let Some(first) = given.next() else {
            return Vec::new();
        };
        let other = given.filter(|one| one.inputs() != first.inputs());
        other
            .map(|one| {
                format!(
                    "The {} was made of other inputs than the {} ({}): their figures do not belong together.",
                    one.word(),
                    first.word(),
                    differing(first.inputs(), one.inputs())
                )
            })
            .collect()
    }
}

/// The first file in which two sets of inputs differ.
fn differing(these: &[Input], those: &[Input]) -> String {
    let only = |of: &[Input], other: &[Input]| of.iter().find(|input| !other.contains(input)).cloned();
    let found = only(these, those).or_else(|| only(those, these));
    found.map_or_else(String::new, |input| format!("{} differs", quoted(&input.file)))
}

/// Puts together what is of one exercise, in whatever order it was given; the exercises stand in the order in which they came.
///
/// Of several results of a kind each begins a part of its own, and the others join the one whose inputs are theirs.
pub(super) fn parts(given: &[Given]) -> Vec<Part<'_>> {
    let mut ordered: Vec<(usize, &Given)> = given.iter().enumerate().collect();
    ordered.sort_by_key(|(place, one)| (one.kind(), *place));
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (place, one) in ordered {
        let fits = |part: &&mut Part<'_>| part.is_free_for(one) && part.is_of(one);
        let same = parts
            .iter()
            .position(|part| part.is_free_for(one) && part.is_of(one) && part.has_inputs_of(one));
        let found = match same {
            Some(same) => parts.get_mut(same),
            None => parts.iter_mut().find(fits),
        };
        if let Some(part) = found {
            part.take(one, place);
        } else {
            let mut part = Part {
                place,
                ..Part::default()
            };
            part.take(one, place);
            parts.push(part);
        }
    }
    parts.sort_by_key(|part| part.place);
    parts
}
