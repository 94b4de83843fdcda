//! What was looked at, and what came of it.

/// One thing that was looked at.
pub(super) struct Look {
    /// Nothing: it could not be told.
    pub(super) same: Option<bool>,
    /// What was found.
    pub(super) words: String,
}

impl Look {
    /// As it should be.
    pub(super) fn well(words: impl Into<String>) -> Self {
        Self {
            same: Some(true),
            words: words.into(),
        }
    }

    /// Not as it should be.
    pub(super) fn wrong(words: impl Into<String>) -> Self {
        Self {
            same: Some(false),
            words: words.into(),
        }
    }

    /// It was not made again, and why.
    pub(super) fn not_made(what: &str, because: &str) -> Self {
        Self {
            same: None,
            words: format!("{what}: not made again: {because}"),
        }
    }

    /// A line with a mark that can be told apart without colour.
    pub(super) fn line(&self) -> String {
        let mark = match self.same {
            Some(true) => "✓",
            Some(false) => "✗",
            None => "–",
        };
        format!("  {mark} {}\n", self.words)
    }
}
