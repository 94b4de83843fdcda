//! Reading the files of an exercise: paths that stay in the library, text that is text, syntax.

use std::path::{Path, PathBuf};

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::form::Form;
use super::mistake;
use super::place::{FileId, Place};
use super::recover::{Budget, Hole, Holes, recover};
use super::report::Report;
use super::session::{Format, SyntaxError};
use super::source::{Library, Location, Source, Sources, normal, slashed};
use super::syntax::{File, Text};

/// No file is longer.
pub(crate) const LARGEST_FILE: u64 = 64 << 20;
/// All files together are no longer.
const LARGEST_LIBRARY: u64 = 256 << 20;
/// The file that marks the root of a library.
const MARK: &str = "outrun.ron";

/// Reads files of one library.
pub(crate) struct Files<'l> {
    library: &'l dyn Library,
    root: PathBuf,
    read: Vec<PathBuf>,
    bytes: u64,
    /// The files read.
    pub(crate) sources: Sources,
    /// What was wrong with them.
    pub(crate) found: Vec<Diagnostic>,
    /// What could not be read of them.
    pub(crate) holes: Holes,
    budget: Budget,
}

/// A file that was read, and where it stands.
pub(crate) struct Opened {
    /// Its id.
    pub(crate) id: FileId,
    /// Its format.
    pub(crate) format: Format,
    /// Its path as the user would write it.
    pub(crate) shown: PathBuf,
}

fn whole_file(path: &Path) -> Location {
    Location {
        file: slashed(path),
        span: None,
    }
}

/// The exercise file that a path means: the file itself, or `exercise.ron` in the folder.
pub(crate) fn entry_file(path: &Path, library: &dyn Library) -> PathBuf {
    let inside = ["exercise.ron", "exercise.json"].map(|name| path.join(name));
    inside
        .into_iter()
        .find(|file| library.canonical(file).is_ok())
        .unwrap_or_else(|| path.to_path_buf())
}

impl<'l> Files<'l> {
    /// Opens the library that holds an exercise.
    ///
    /// # Errors
    /// If there is no such file, or it lies outside of the root that was asked for.
    pub(crate) fn around(
        entry: &Path,
        root: Option<&Path>,
        library: &'l dyn Library,
    ) -> Result<Self, Box<Diagnostic>> {
        let unreadable = |path: &Path, error: &std::io::Error| {
            let title = format!("cannot read `{}`: {}", slashed(path), reason(error));
            Box::new(Diagnostic::new(Code::Unreadable, whole_file(path), title))
        };
        let file = library
            .canonical(entry)
            .map_err(|error| unreadable(entry, &error))?;
        let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
        let root = if let Some(root) = root {
            let found = library.canonical(root);
            found.map_err(|error| unreadable(root, &error))?
        } else {
            let marked = |folder: &&Path| library.canonical(&folder.join(MARK)).is_ok();
            let found = folder.ancestors().find(marked);
            found.map_or_else(|| folder.clone(), Path::to_path_buf)
        };
        if !file.starts_with(&root) {
            let title = format!(
                "`{}` lies outside of the library `{}`",
                slashed(entry),
                slashed(&root)
            );
            return Err(Box::new(Diagnostic::new(
                Code::OutsideLibrary,
                whole_file(entry),
                title,
            )));
        }
        Ok(Self {
            library,
            root,
            read: Vec::new(),
            bytes: 0,
            sources: Sources::default(),
            found: Vec::new(),
            holes: Holes::default(),
            budget: Budget::default(),
        })
    }

    /// The root of the library, without links.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a file that the user names, or a document uses.
    pub(crate) fn open(&mut self, shown: &Path, written: Option<&Text>) -> Option<Opened> {
        let place = written.map(|text| text.place);
        let canonical = match self.library.canonical(shown) {
            Ok(canonical) => canonical,
            Err(error) => {
                return self.refuse(
                    place,
                    shown,
                    Code::Unreadable,
                    &format!("cannot read it: {}", reason(&error)),
                );
            }
        };
        let Ok(inside) = canonical.strip_prefix(&self.root).map(slashed) else {
            return self.refuse(
                place,
                shown,
                Code::OutsideLibrary,
                "it lies outside of the library",
            );
        };
        if self.read.contains(&canonical) {
            return self.refuse(place, shown, Code::UsedTwice, "it is used already");
        }
        let bytes = match self.library.read(&canonical, LARGEST_FILE) {
            Ok(bytes) => bytes,
            Err(error) => {
                return self.refuse(
                    place,
                    shown,
                    Code::Unreadable,
                    &format!("cannot read it: {}", reason(&error)),
                );
            }
        };
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(length);
        if length > LARGEST_FILE {
            return self.refuse(place, shown, Code::TooLarge, "it is longer than 64 MiB");
        }
        if self.bytes > LARGEST_LIBRARY {
            return self.refuse(
                place,
                shown,
                Code::TooLarge,
                "all files together are longer than 256 MiB",
            );
        }
        self.read.push(canonical);
        self.keep(bytes, shown, inside)
    }

    fn keep(&mut self, bytes: Vec<u8>, shown: &Path, inside: String) -> Option<Opened> {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let id = self.sources.add(Source::new(slashed(shown), inside, text));
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                let place = Place::File {
                    file: id,
                    start: at,
                    end: at.saturating_add(1),
                };
                let title = "the file is not text in UTF-8";
                let diagnostic = Diagnostic::new(Code::NotUtf8, self.sources.locate(place), title);
                self.found.push(diagnostic.help("save it as UTF-8"));
                // A name with a character that is none cannot be found in it.
                self.holes.push(Hole::unknown());
                return None;
            }
        };
        let is_json = shown
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let format = if is_json { Format::Json } else { Format::Ron };
        let id = self.sources.add(Source::new(slashed(shown), inside, text));
        Some(Opened {
            id,
            format,
            shown: shown.to_path_buf(),
        })
    }

    /// Keeps that nothing of a file is used.
    pub(crate) fn lose(&mut self, id: FileId) {
        let length = self.sources.get(id).map_or(0, |source| source.text.len());
        self.holes.push(Hole::whole(id, length));
    }

    fn refuse<T>(&mut self, place: Option<Place>, shown: &Path, code: Code, why: &str) -> Option<T> {
        let at = place
            .filter(|place| place.is_written())
            .map_or_else(|| whole_file(shown), |place| self.sources.locate(place));
        self.found
            .push(Diagnostic::new(code, at, format!("`{}`: {why}", slashed(shown))));
        // Where a file is used twice, another one may be meant.
        self.holes.push(Hole::unknown());
        None
    }

    /// Reads the text of a file as one document.
    pub(crate) fn parse(&mut self, opened: &Opened) -> Option<File> {
        let text = self.sources.get(opened.id).map(|source| source.text.clone())?;
        let form = Form::of(&text, opened.format);
        match form.read(&text, opened.id) {
            Ok(file) => Some(file),
            Err(error) => self.read_on(opened, (&text, form), error),
        }
    }

    /// Reads what can be read of a text with mistakes, and reports all of them.
    fn read_on(&mut self, opened: &Opened, (text, form): (&str, Form), first: SyntaxError) -> Option<File> {
        if let Some(nothing) = mistake::nothing(text, opened.id, &self.sources) {
            self.found.push(nothing);
            self.lose(opened.id);
            return None;
        }
        let recovered = recover(text, (opened.id, form), first, &mut self.budget);
        let said = |error| mistake::diagnostic(error, opened.id, &self.sources);
        let mut found: Vec<Diagnostic> = recovered.errors.iter().map(said).collect();
        if recovered.is_cut_short {
            let at = whole_file(&opened.shown);
            let draft = Diagnostic::new(Code::TooMany, at, "there may be more mistakes in this file");
            found.push(draft.help("mend these, and check it again"));
        }
        self.found.extend(found);
        let outline = recovered.outline.map(|outline| (opened.id, outline));
        self.holes.add(recovered.holes, outline);
        recovered.file
    }

    /// The path that a document means, seen from its own folder.
    pub(crate) fn beside(opened: &Opened, path: &str) -> PathBuf {
        let folder = opened.shown.parent().unwrap_or(Path::new(""));
        normal(&folder.join(path.replace('\\', "/")))
    }

    /// The files, what was wrong with them, and what could not be read of them.
    pub(crate) fn into_parts(mut self) -> (Sources, Vec<Diagnostic>, Holes) {
        self.holes.settle(&self.sources);
        (self.sources, self.found, self.holes)
    }
}

/// The same words for the same error on every platform.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether a file may be used at all: a path, not a web address.
pub(crate) fn check_path(text: &Text, report: &mut Report<'_>) -> bool {
    let path = Path::new(&text.value);
    let is_absolute = path.is_absolute() || text.value.starts_with(['/', '\\']) || text.value.contains("://");
    if is_absolute {
        let draft = report.draft(
            Code::OutsideLibrary,
            text.place,
            format!("`{}` is no path beside this file", text.value),
        );
        report.push(draft.expected("a path relative to this file, such as `../worlds/northwind/estate.ron`"));
    }
    !is_absolute
}
