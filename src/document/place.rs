//! Where a value comes from.

/// A file of the exercise, by its order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(pub(crate) u32);

/// Where a value comes from: a place in a file, a default, or a preset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Nobody wrote it.
    #[default]
    Default,
    /// A preset of this id gave it.
    Preset(&'static str),
    /// Written here: a range of bytes.
    File {
        /// The file.
        file: FileId,
        /// The first byte.
        start: u32,
        /// The byte after the last.
        end: u32,
    },
}

impl Place {
    /// Whether somebody wrote the value.
    pub(crate) const fn is_written(self) -> bool {
        matches!(self, Self::File { .. })
    }

    /// This place, or the other where nobody wrote the value.
    #[must_use]
    pub(crate) const fn or(self, other: Self) -> Self {
        if self.is_written() { self } else { other }
    }
}

impl Place {
    /// The place as plain data, for collecting origins: a kind or file, a begin, and the id of a preset.
    pub(crate) const fn numbers(self) -> (i64, u32, &'static str) {
        match self {
            Self::Default => (-1, 0, ""),
            Self::Preset(id) => (-2, 0, id),
            Self::File { file, start, .. } => (file.0 as i64, start, ""),
        }
    }
}
