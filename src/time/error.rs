//! What went wrong when a time was read.

/// A written time, zone, range or duration that cannot be meant.
///
/// The message is in the style of diagnostics: lower case, no full stop, the offending text in backticks, and what was expected.
/// It names no place; whoever read the document adds the span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TimeError {
    message: String,
}

impl TimeError {
    /// An error with this message.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }

    /// The error of finding `found` where `expected` should stand.
    pub(super) fn expected(found: &str, expected: &str) -> Self {
        Self::new(format!("`{found}` cannot be read; expected {expected}"))
    }

    /// The message, ready to be the label of a diagnostic.
    pub fn message(&self) -> &str {
        &self.message
    }
}
