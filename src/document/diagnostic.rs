//! Diagnostics as plain data: what is wrong, where, what was expected, and what helps.

use super::code::Code;
use super::source::Location;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The exercise cannot be played.
    Error,
    /// It can be played, but hardly means what was meant.
    Warning,
}

impl Level {
    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub at: Location,
    /// What; may be empty for the first.
    pub text: String,
}

/// Something wrong with the input. It cannot be built without a place.
///
/// Sorted by place, so that a file's diagnostics read from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The place it is about.
    pub primary: Label,
    /// The code.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, in a line: lower case, no full stop, names in backticks.
    pub title: String,
    /// Other places that have to do with it.
    pub others: Vec<Label>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about a place, with the level of its code.
    pub fn new(code: Code, at: Location, title: impl Into<String>) -> Self {
        Self {
            primary: Label {
                at,
                text: String::new(),
            },
            code,
            level: code.level(),
            title: title.into(),
            others: Vec::new(),
            expected: None,
            help: None,
            suggestion: None,
        }
    }

    /// Says more at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Shows another place.
    #[must_use]
    pub fn also(mut self, at: Location, text: impl Into<String>) -> Self {
        self.others.push(Label {
            at,
            text: text.into(),
        });
        self
    }

    /// Says what should stand there.
    #[must_use]
    pub fn expected(mut self, what: impl Into<String>) -> Self {
        self.expected = Some(what.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, what: impl Into<String>) -> Self {
        self.help = Some(what.into());
        self
    }

    /// Names what was probably meant, if there is such a name.
    #[must_use]
    pub fn suggest<'n>(mut self, written: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        self.suggestion = nearest(written, known);
        self
    }
}

/// The known name nearest to a written one, if any is near.
pub(crate) fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let written = written.to_lowercase();
    // Long texts are no slips of the finger, and comparing them takes long.
    if written.len() > 100 {
        return None;
    }
    let likeness = |name: &str| strsim::jaro_winkler(&written, &name.to_lowercase());
    let near = |name: &&str| name.len() <= 100 && likeness(name) >= 0.8;
    let mut names: Vec<&str> = known.into_iter().filter(near).collect();
    names.sort_unstable();
    names
        .into_iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
        .map(str::to_owned)
}
