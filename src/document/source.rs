//! Files, and the places in them as people count them.

use std::io;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

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
}

impl Source {
    /// The SHA-256 of the text, as hexadecimal digits.
    pub(crate) fn sha256(&self) -> String {
        let digest = Sha256::digest(self.text.as_bytes());
        digest
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

/// All files that took part, in order of reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    files: Vec<Source>,
    /// For each file the bytes at which its lines begin.
    line_starts: Vec<Vec<usize>>,
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
        let newlines = source.text.match_indices('\n').map(|(at, _)| at + 1);
        self.line_starts
            .push(std::iter::once(0).chain(newlines).collect());
        self.files.push(source);
        id
    }

    /// The file.
    pub(crate) fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::try_from(id.0).ok()?)
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
        let span = mark(&source.text, self.starts(file), wide(start), wide(end));
        Location {
            file: source.shown.clone(),
            span: Some(span),
        }
    }

    fn starts(&self, file: FileId) -> &[usize] {
        let starts = usize::try_from(file.0)
            .ok()
            .and_then(|file| self.line_starts.get(file));
        starts.map_or(&[], Vec::as_slice)
    }

    /// Path inside the library, line and column of a place.
    pub(crate) fn line_of(&self, file: FileId, start: u32) -> Option<(&str, usize, usize)> {
        let source = self.get(file)?;
        let at = boundary(&source.text, usize::try_from(start).ok()?);
        let (line, column, _) = position(&source.text, self.starts(file), at);
        Some((&source.inside, line, column))
    }
}

fn mark(text: &str, starts: &[usize], start: usize, end: usize) -> Marked {
    let start = boundary(text, start);
    let end = boundary(text, end.max(start));
    let (line, column, first) = position(text, starts, start);
    let (end_line, end_column, _) = position(text, starts, end);
    let lines = lines(text, first, end);
    Marked {
        start,
        end,
        line,
        column,
        end_line,
        end_column,
        lines,
    }
}

/// Lines longer than this are not shown: nobody wrote them by hand.
const LONGEST_SHOWN: usize = 1_000;

fn lines(text: &str, first: usize, end: usize) -> String {
    // Looking for the end of a line no further than is shown.
    let most = boundary(text, end.saturating_add(LONGEST_SHOWN));
    let rest = text.get(end..most).unwrap_or("");
    let last = end + rest.find('\n').unwrap_or(rest.len());
    let shown = text.get(first..last).unwrap_or("").trim_end_matches('\r');
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

/// Line and column of a byte, and the byte at which its line begins.
fn position(text: &str, starts: &[usize], at: usize) -> (usize, usize, usize) {
    let line = starts.partition_point(|start| *start <= at).max(1);
    let first = starts.get(line - 1).copied().unwrap_or(0);
    let before = text.get(first..at).unwrap_or("").trim_start_matches('\u{feff}');
    (line, before.chars().count() + 1, first)
}
