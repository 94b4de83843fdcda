//! Reading a text again and again, until all that is wrong with it is known.

use crate::document::form::Form;
use crate::document::mistake;
use crate::document::place::FileId;
use crate::document::report::MOST_FOUND;
use crate::document::session::{SyntaxError, SyntaxErrorKind, TOO_DEEP};
use crate::document::syntax::File;

use super::hole::Hole;
use super::mend::{Mended, Mender};
use super::outline::Outline;

/// A text is read again at most so often.
const MOST_ROUNDS: usize = 200;
/// All texts together are read again for at most so many bytes.
const MOST_BYTES: usize = 192 << 20;

/// How many bytes may still be read again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_BYTES)
    }
}

impl Budget {
    /// Takes bytes; not if fewer are left.
    fn take(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes.max(1));
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// What could be read of a text with mistakes.
pub(crate) struct Recovered {
    /// The document, if anything of it could be read.
    pub(crate) file: Option<File>,
    /// The mistakes.
    pub(crate) errors: Vec<SyntaxError>,
    /// What was taken out; the whole text where nothing could be read.
    pub(crate) holes: Vec<Hole>,
    /// The outline of the text.
    pub(crate) outline: Option<Outline>,
    /// Whether there may be more mistakes.
    pub(crate) is_cut_short: bool,
}

impl Recovered {
    fn lost(text: &str, file: FileId, errors: Vec<SyntaxError>, is_cut_short: bool) -> Self {
        Self {
            file: None,
            errors,
            holes: vec![Hole::whole(file, text.len())],
            outline: None,
            is_cut_short,
        }
    }
}

/// Reads what can be read of a text; `first` is what was found at the first reading.
pub(crate) fn recover(
    text: &str,
    (file, form): (FileId, Form),
    first: SyntaxError,
    budget: &mut Budget,
) -> Recovered {
    let is_too_deep = match &first.kind {
        SyntaxErrorKind::Words(words) => words == TOO_DEEP,
        SyntaxErrorKind::Ron(error) => *error == ron::Error::ExceededRecursionLimit,
    };
    if is_too_deep {
        return Recovered::lost(text, file, vec![first], false);
    }
    let Some(mut mender) = Mender::of(text, file, form.format()) else {
        return Recovered::lost(text, file, vec![first], false);
    };
    let mut errors = Vec::new();
    for _ in 0..MOST_ROUNDS {
        if errors.len() > MOST_FOUND || !budget.take(text.len()) {
            break;
        }
        let read = std::str::from_utf8(&mender.copy).map(|copy| form.read_most(copy, file));
        let found = match read {
            Ok(Ok(document)) => {
                return Recovered {
                    file: Some(document),
                    errors,
                    holes: mender.holes,
                    outline: Some(mender.outline),
                    is_cut_short: false,
                };
            }
            Ok(Err(found)) => found,
            Err(_) => break,
        };
        if !round(&mut mender, text, found, &mut errors) {
            return Recovered::lost(text, file, errors, false);
        }
    }
    if errors.is_empty() {
        errors.push(first);
    }
    Recovered::lost(text, file, errors, true)
}

/// Makes what one reading found harmless; gives whether another one is worth while.
fn round(
    mender: &mut Mender<'_>,
    text: &str,
    found: Vec<SyntaxError>,
    errors: &mut Vec<SyntaxError>,
) -> bool {
    let mut is_changed = false;
    for error in found {
        let at = mistake::first_marked(text, &error);
        let mended = mender.mend(&error, at);
        is_changed |= mended != Mended::Nothing;
        // What cannot be mended is a mistake, unless something else may have led to it.
        if mended == Mended::Mistake || (mended == Mended::Nothing && errors.is_empty()) {
            errors.push(error);
        }
    }
    is_changed && mender.refresh()
}
