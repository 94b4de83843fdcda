//! The pages that people read.

use std::path::{Path, PathBuf};

use super::markdown::{Block, blocks};

/// A page of the docs.
pub(crate) struct Page {
    /// Path below the root, with slashes.
    pub(crate) name: String,
    /// The Markdown.
    pub(crate) text: String,
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Page {
    /// A page by its path below the root.
    pub(crate) fn read(name: &str) -> Self {
        let text =
            std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self {
            name: name.to_owned(),
            text: text.replace("\r\n", "\n"),
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        blocks(&self.text)
    }

    /// The files that a reader of the page is told to write, with their paths.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let written = |block: Block| Some((block.note("file")?.to_owned(), block.text));
        self.blocks().into_iter().filter_map(written).collect()
    }
}

/// README, everything in `docs/`, and the READMEs of the scenarios.
pub(super) fn all() -> Vec<Page> {
    let mut found = vec!["README.md".to_owned()];
    for folder in ["docs", "scenarios"] {
        below(&root().join(folder), &mut found);
    }
    assert!(found.len() > 20, "{found:?}");
    found.iter().map(|name| Page::read(name)).collect()
}

fn below(folder: &Path, into: &mut Vec<String>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.strip_prefix(root()).expect("it lies below the root");
            into.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
}
