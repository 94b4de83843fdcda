//! What a pass finds, on its way to becoming diagnostics.

use super::code::Code;
use super::diagnostic::{Diagnostic, Level};
use super::place::Place;
use super::source::{Location, Sources};

/// The diagnostics of a pass over documents.
pub(crate) struct Report<'s> {
    sources: &'s Sources,
    found: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
    item: Place,
}

/// So many errors, and so many warnings, are kept; who wrote more mends these first.
const MOST: usize = 1_000;
/// For so many the nearest name is looked for: looking takes long among many names.
const MOST_SUGGESTED: usize = 100;

impl<'s> Report<'s> {
    /// Nothing found yet.
    pub(crate) const fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            found: Vec::new(),
            errors: 0,
            warnings: 0,
            item: Place::Default,
        }
    }

    /// Says which written thing is looked at: the place of what is wrong in a value that nobody wrote.
    pub(crate) const fn enter(&mut self, item: Place) {
        if item.is_written() {
            self.item = item;
        }
    }

    /// The place, or that of the thing looked at.
    pub(crate) const fn place(&self, place: Place) -> Place {
        place.or(self.item)
    }

    /// The place as people count.
    pub(crate) fn locate(&self, place: Place) -> Location {
        self.sources.locate(self.place(place))
    }

    /// A diagnostic to add more to, and then to [`Report::push`].
    pub(crate) fn draft(&self, code: Code, place: Place, title: impl Into<String>) -> Diagnostic {
        let count = match code.level() {
            Level::Error => self.errors,
            Level::Warning => self.warnings,
        };
        // What will not be kept need not be located: a million mistakes must not take forever.
        let place = if count < MOST { self.place(place) } else { Place::Default };
        Diagnostic::new(code, self.sources.locate(place), title)
    }

    /// The place of a part of a text, where the text is written in plain quotation marks.
    pub(crate) fn inside(&self, place: Place, text: &str, part: &std::ops::Range<usize>) -> Place {
        let Place::File { file, start, end } = place else {
            return place;
        };
        let written = self.sources.get(file).and_then(|source| {
            source
                .text
                .get(usize::try_from(start).ok()? + 1..usize::try_from(end).ok()?.checked_sub(1)?)
        });
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        if written != Some(text) || part.is_empty() {
            return place;
        }
        Place::File {
            file,
            start: start + 1 + narrow(part.start),
            end: start + 1 + narrow(part.end),
        }
    }

    /// Keeps a diagnostic.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST {
            self.found.push(diagnostic);
        }
    }

    /// Keeps a diagnostic that needs no more than a title.
    pub(crate) fn say(&mut self, code: Code, place: Place, title: impl Into<String>) {
        let diagnostic = self.draft(code, place, title);
        self.push(diagnostic);
    }

    /// Keeps what another room says is wrong with a text, as `what; expected what else`.
    pub(crate) fn refuse(&mut self, code: Code, place: Place, words: &str) {
        let diagnostic = match words.split_once("; expected ") {
            Some((title, expected)) => self.draft(code, place, title).expected(expected),
            None => self.draft(code, place, words),
        };
        self.push(diagnostic);
    }

    /// Whether anything is an error.
    pub(crate) const fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether the nearest name is still looked for.
    pub(crate) const fn suggests(&self) -> bool {
        self.errors + self.warnings < MOST_SUGGESTED
    }

    /// Whether an error at this place is reported already.
    pub(crate) fn has_errors_at(&self, place: Place) -> bool {
        let at = self.locate(place);
        self.found
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error && diagnostic.primary.at == at)
    }

    /// Everything found, by place, each once.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        self.found
    }
}
