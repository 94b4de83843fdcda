//! Files, and the places in them as people count them.

use std::io;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::lines::Lines;
use super::place::{FileId, Place};

/// Where files are read from. Only the caller touches the disk; tests and the web give files from memory.
pub trait Library {
    /// The path without links, dots and relative parts, if something is there.
    ///
    /// # Errors
    /// If nothing is there or it cannot be looked at.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file; of a file longer than `most`, any number above `most` of them.
    ///
    /// # Errors
    /// If it is no file or cannot be read.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
}

/// Files in memory, by path.
#[derive(Clone, Debug, Default)]
pub struct MemoryLibrary {
    files: std::collections::BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryLibrary {
    /// A library without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; paths are absolute or relative to the same folder, as the caller likes.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(normal(path.as_ref()), text.into());
        self
    }
}

impl Library for MemoryLibrary {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = normal(path);
        let holds = |file: &PathBuf| file == &path || file.starts_with(&path);
        let found = path.as_os_str().is_empty() || self.files.keys().any(holds);
        if found {
            Ok(path)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn read(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        self.files
            .get(&normal(path))
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// The path without `.` and with `..` taken back, without looking at the disk.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.file_name().is_some() => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts
}

/// A path with `/` between its parts on every platform.
pub(crate) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").replace("//", "/")
}

/// A file that took part.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The path as the user would write it.
    pub(crate) shown: String,
    /// The path inside the library.
    pub(crate) inside: String,
    /// The text.
    pub(crate) text: String,
    lines: Lines,
}

impl Source {
    /// A file by its paths and its text.
    pub(crate) fn new(shown: String, inside: String, text: String) -> Self {
        Self {
            lines: Lines::of(&text),
            shown,
            inside,
            text,
        }
    }

    /// A place as people count.
    fn mark(&self, start: usize, end: usize) -> Marked {
        let text = &self.text;
        let start = boundary(text, start);
        let end = boundary(text, end.max(start));
        let (from, to) = (self.lines.position(text, start), self.lines.position(text, end));
        Marked {
            start,
            end,
            line: from.line + 1,
            column: from.column + 1,
            end_line: to.line + 1,
            end_column: to.column + 1,
            lines: shown_lines(text, start, end),
        }
    }

    /// A range of bytes as people count.
    pub(crate) fn location(&self, range: std::ops::Range<usize>) -> Location {
        Location {
            file: self.shown.clone(),
            span: Some(self.mark(range.start, range.end)),
        }
    }

    /// The SHA-256 of the text, as hexadecimal digits.
    pub(crate) fn sha256(&self) -> String {
        sha256(self.text.as_bytes())
    }
}

/// The SHA-256 of bytes, as 64 hexadecimal digits: how inputs, results and parts are told apart.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// All files that took part, in order of reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    files: Vec<Source>,
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The path of the file as the user would write it.
    pub file: String,
    /// The bytes; nothing where the whole file is meant.
    pub span: Option<Marked>,
}

/// A part of a file. Bytes count the file; lines count from 1, columns from 1 in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marked {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line of the first.
    pub line: usize,
    /// The column of the first.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column just after the last.
    pub end_column: usize,
    /// The lines from the first to the end, to be shown; empty where they are too long to show.
    pub lines: String,
}

impl Sources {
    /// Adds a file.
    pub(crate) fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(source);
        id
    }

    /// The file.
    pub(crate) fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The file that is shown by this path.
    pub(crate) fn id_of(&self, shown: &str) -> Option<FileId> {
        let index = self.files.iter().position(|source| source.shown == shown)?;
        u32::try_from(index).ok().map(FileId)
    }

    /// All files.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// The place as people count; of what nobody wrote, the first file as a whole.
    pub(crate) fn locate(&self, place: Place) -> Location {
        let Place::File { file, start, end } = place else {
            let file = self
                .files
                .first()
                .map(|source| source.shown.clone())
                .unwrap_or_default();
            return Location { file, span: None };
        };
        let Some(source) = self.get(file) else {
            return Location {
                file: String::new(),
                span: None,
            };
        };
        let wide = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        let span = source.mark(wide(start), wide(end));
        Location {
            file: source.shown.clone(),
            span: Some(span),
        }
    }

    /// Line and column of a place.
    pub(crate) fn line_of(&self, file: FileId, start: u32) -> Option<(&str, usize, usize)> {
        let source = self.get(file)?;
        let start = boundary(&source.text, usize::try_from(start).ok()?);
        let at = source.lines.position(&source.text, start);
        Some((&source.inside, at.line + 1, at.column + 1))
    }
}

/// Lines longer than this are not shown: nobody wrote them by hand.
const LONGEST_SHOWN: usize = 1_000;

/// The lines of a place; looks no further than what would be shown.
fn shown_lines(text: &str, start: usize, end: usize) -> String {
    if end - start > LONGEST_SHOWN {
        return String::new();
    }
    let earliest = boundary(text, start.saturating_sub(LONGEST_SHOWN));
    let latest = boundary(text, end.saturating_add(LONGEST_SHOWN));
    let before = text.get(earliest..start).unwrap_or("");
    let after = text.get(end..latest).unwrap_or("");
    let first = before.rfind('\n').map(|newline| earliest + newline + 1);
    let first = first.or((earliest == 0).then_some(0));
    let last = after.find('\n').map(|newline| end + newline);
    let last = last.or((latest == text.len()).then_some(latest));
    let shown = first.zip(last).and_then(|(first, last)| text.get(first..last));
    let shown = shown.unwrap_or("").trim_end_matches('\r');
    if shown.len() > LONGEST_SHOWN {
        return String::new();
    }
    shown.trim_start_matches('\u{feff}').to_owned()
}

/// The last place at or before `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
