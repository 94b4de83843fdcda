//! All that Typst can see: the template, the data, the pictures and the fonts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, PathError, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, embedded};

/// Sans and its bold, under the SIL Open Font License; Typst's own fonts stand in for letters that they lack.
const FONTS: [&[u8]; 2] = [
    include_bytes!("fonts/Inter-Regular.otf"),
    include_bytes!("fonts/Inter-SemiBold.otf"),
];

/// A world of a few files in memory.
pub(super) struct Paper {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl Paper {
    /// A world with this template and nothing else.
    ///
    /// # Errors
    /// Never, as long as the path of the template is one.
    pub(super) fn new(template: &str) -> Result<Self, PathError> {
        let path = RootedPath::new(VirtualRoot::Project, VirtualPath::new("/report.typ")?);
        let mut fonts = FontStore::new();
        for data in FONTS {
            let own = Font::iter(Bytes::new(data));
            fonts.extend(own.map(|font| (font.clone(), font.info().clone())));
        }
        fonts.extend(embedded());
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts,
            main: Source::new(path.intern(), template.to_owned()),
            files: BTreeMap::new(),
        })
    }

    /// Puts in a file, by its path with a slash before it.
    pub(super) fn add(&mut self, path: String, data: Vec<u8>) {
        self.files.insert(path, Bytes::new(data));
    }

    /// Whether some font has the letter.
    pub(super) fn has(&self, letter: char) -> bool {
        if letter.is_ascii_graphic() {
            return true;
        }
        let book = self.fonts.book();
        let infos = (0..).map_while(|index| book.info(index));
        infos
            .into_iter()
            .any(|info| info.coverage.contains(u32::from(letter)))
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::NotSource)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        let file = self.files.get(path).cloned();
        file.ok_or_else(|| FileError::NotFound(PathBuf::from(path)))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// The clock is never asked.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
