//! The forms in which a document is written.

use super::place::FileId;
use super::session::{Format, SyntaxError, read, read_most};
use super::syntax::{Exercise, File};

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// RON: what people write.
    Ron,
    /// The same documents as JSON.
    Json,
    /// What `outrun show --format json` writes: the exercise with its origins.
    Shown,
}

#[derive(serde::Deserialize)]
struct Shown {
    exercise: Box<Exercise>,
}

impl From<Shown> for File {
    fn from(shown: Shown) -> Self {
        Self::Exercise(shown.exercise)
    }
}

impl Form {
    /// The form of a text whose format is known.
    pub(crate) fn of(text: &str, format: Format) -> Self {
        match format {
            Format::Ron => Self::Ron,
            Format::Json if is_shown(text) => Self::Shown,
            Format::Json => Self::Json,
        }
    }

    /// The format in which it is written.
    pub(crate) const fn format(self) -> Format {
        match self {
            Self::Ron => Format::Ron,
            Self::Json | Self::Shown => Format::Json,
        }
    }

    /// Reads a whole document.
    ///
    /// # Errors
    /// The innermost thing that could not be read.
    pub(crate) fn read(self, text: &str, file: FileId) -> Result<File, SyntaxError> {
        match self {
            Self::Shown => read::<Shown>(text, file, Format::Json).map(File::from),
            Self::Ron | Self::Json => read(text, file, self.format()),
        }
    }

    /// Reads a whole document, and goes on behind items of long lists that cannot be read.
    ///
    /// # Errors
    /// Of each such item, and of the rest, the innermost thing that could not be read.
    pub(crate) fn read_most(self, text: &str, file: FileId) -> Result<File, Vec<SyntaxError>> {
        match self {
            Self::Shown => read_most::<Shown>(text, file, Format::Json).map(File::from),
            Self::Ron | Self::Json => read_most(text, file, self.format()),
        }
    }
}

fn is_shown(text: &str) -> bool {
    let head: String = text
        .trim_start_matches('\u{feff}')
        .chars()
        .take(200)
        .filter(|c| !c.is_whitespace())
        .collect();
    head.starts_with("{\"schema\":\"outrun/exercise/")
}
