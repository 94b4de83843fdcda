//! What a pass finds, on its way to becoming diagnostics.

use super::code::Code;
use super::diagnostic::{Diagnostic, Level};
use super::names::with_names;
use super::place::Place;
use super::source::{Location, Sources};

/// A pass keeps no more: nobody reads on.
pub(crate) const MOST_FOUND: usize = 1_000;
/// The name that was meant is sought for so many: each search looks at all names, and there may be a million.
const MOST_SOUGHT: usize = 100;

/// The diagnostics of a pass over documents.
pub(crate) struct Report<'s> {
    sources: &'s Sources,
    found: Vec<Diagnostic>,
    /// Whether anything is an error, kept or not.
    failed: bool,
    item: Place,
}

impl<'s> Report<'s> {
    /// Nothing found yet.
    pub(crate) const fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            found: Vec::new(),
            failed: false,
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

    /// The diagnostic with the name that was meant, or all of them where they are few.
    pub(crate) fn with_names<'n>(
        &self,
        draft: Diagnostic,
        written: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Diagnostic {
        if self.found.len() < MOST_SOUGHT {
            with_names(draft, written, known)
        } else {
            draft
        }
    }

    /// The diagnostic with the name that was meant.
    pub(crate) fn suggest<'n>(
        &self,
        draft: Diagnostic,
        written: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Diagnostic {
        if self.found.len() < MOST_SOUGHT {
            draft.suggest(written, known)
        } else {
            draft
        }
    }

    /// A diagnostic to add more to, and then to [`Report::push`].
    pub(crate) fn draft(&self, code: Code, place: Place, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.locate(place), title)
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

    /// Keeps a diagnostic, unless enough are kept.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.failed |= diagnostic.level == Level::Error;
        if !self.is_full() {
            self.found.push(diagnostic);
        }
    }

    /// Whether enough is found.
    const fn is_full(&self) -> bool {
        // Warnings leave room for an error, so that what fails says why.
        self.found.len() >= MOST_FOUND && self.failed
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
        self.failed
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
        if self.is_full() {
            let at = self.sources.locate(Place::Default);
            let title = format!("more than {MOST_FOUND} mistakes; the others are not shown");
            self.found.push(Diagnostic::new(Code::TooMany, at, title));
        }
        self.found.sort();
        self.found.dedup();
        self.found
    }
}
