//! The rooms of `src` import only what the table in ARCHITECTURE.md lets them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::visit::Visit;

/// Room to the rooms it may import, as ARCHITECTURE.md says.
fn table() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("/` |"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let room = cells[1].trim_matches(['`', '/']).to_owned();
        let may = cells[3]
            .split(", ")
            .filter(|name| *name != "–")
            .map(str::to_owned)
            .collect();
        (room, may)
    })
    .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The rooms that a file names, each with the line.
struct Mentions {
    /// How many folders below `src` the file's own module stands.
    depth: usize,
    rooms: Vec<(String, usize)>,
    wildcards: Vec<usize>,
}

impl Mentions {
    fn name(&mut self, first: &[String], span: Span) {
        let line = span.start().line;
        match first {
            [root, room, ..] if root == "crate" || root == "outrun" => self.rooms.push((room.clone(), line)),
            _ => {
                let ups = first.iter().take_while(|part| *part == "super").count();
                if ups > 0 && ups >= self.depth && first.len() > ups {
                    self.rooms.push((first[ups].clone(), line));
                }
            }
        }
    }

    fn tree(&mut self, before: &mut Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.name(before, path.ident.span());
                self.tree(before, &path.tree);
                before.pop();
            }
            syn::UseTree::Name(name) => {
                before.push(name.ident.to_string());
                self.name(before, name.ident.span());
                before.pop();
            }
            syn::UseTree::Rename(name) => {
                before.push(name.ident.to_string());
                self.name(before, name.ident.span());
                before.pop();
            }
            syn::UseTree::Glob(glob) => self.wildcards.push(glob.star_token.spans[0].start().line),
            syn::UseTree::Group(group) => {
                for item in &group.items {
                    self.tree(before, item);
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if let Some(first) = path.segments.first() {
            self.name(&parts, first.ident.span());
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Unit tests stand one module deeper, and may use more.
        if item.ident != "tests" {
            syn::visit::visit_item_mod(self, item);
        }
    }
}

fn mentions(room: &Path, file: &Path) -> Mentions {
    let text = fs::read_to_string(file).unwrap();
    let inside = file.strip_prefix(room).unwrap();
    let folders = inside.components().count() - 1;
    let is_doorplate = file.file_name().is_some_and(|name| name == "mod.rs");
    let depth = 1 + folders + usize::from(!is_doorplate);
    let mut mentions = Mentions {
        depth,
        rooms: Vec::new(),
        wildcards: Vec::new(),
    };
    mentions.visit_file(&syn::parse_file(&text).unwrap());
    mentions
}

#[test]
fn rooms_import_only_what_the_architecture_lets_them() {
    let table = table();
    assert!(
        table.len() >= 8,
        "the table of rooms in ARCHITECTURE.md was not found"
    );
    let mut wrong = Vec::new();
    for (room, may) in &table {
        let folder = root().join("src").join(room);
        let mut files = Vec::new();
        rust_files(&folder, &mut files);
        assert!(!files.is_empty(), "the room `{room}` is empty");
        for file in files {
            let place = file.strip_prefix(root()).unwrap().display().to_string();
            let found = mentions(&folder, &file);
            for (named, line) in found.rooms {
                if table.contains_key(&named) && named != *room && !may.contains(&named) {
                    wrong.push(format!("{place}:{line}: `{room}` may not import `{named}`"));
                }
            }
            wrong.extend(
                found
                    .wildcards
                    .iter()
                    .map(|line| format!("{place}:{line}: a wildcard import")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_stands_in_the_table() {
    let table = table();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let room = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(
                table.contains_key(&room),
                "the room `{room}` is missing in ARCHITECTURE.md"
            );
            let doorplate = fs::read_to_string(path.join("mod.rs")).unwrap();
            assert!(
                doorplate.contains("May import:"),
                "the doorplate of `{room}` does not say what it may import"
            );
            assert!(
                doorplate.contains("Promises:"),
                "the doorplate of `{room}` does not say what it promises"
            );
        }
    }
}

/// The rooms that a doorplate says may be imported, sorted.
fn on_the_doorplate(text: &str, room: &str, all: &[String]) -> Vec<String> {
    let words: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(str::trim)
        .collect();
    let words = words.join(" ");
    let (_, may) = words.split_once("May import:").unwrap_or_default();
    let (may, _) = may.split_once('.').unwrap_or((may, ""));
    let named: Vec<String> = may.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let mut rooms = if may.trim().starts_with("all rooms") {
        let others = all
            .iter()
            .filter(|other| *other != room && !named.contains(other));
        others.cloned().collect()
    } else {
        named
    };
    rooms.sort();
    rooms
}

#[test]
fn doorplates_say_what_the_table_says() {
    let table = table();
    let all: Vec<String> = table.keys().cloned().collect();
    for (room, may) in &table {
        let doorplate = fs::read_to_string(root().join("src").join(room).join("mod.rs")).unwrap();
        let mut may = may.clone();
        may.sort();
        assert_eq!(
            on_the_doorplate(&doorplate, room, &all),
            may,
            "the doorplate of `{room}`"
        );
    }
    let all = ["a", "b", "c"].map(str::to_owned);
    let text = "//! Rooms.\n//! May import: all rooms but\n//! `c`. Promises: `a`.";
    assert_eq!(on_the_doorplate(text, "b", &all), ["a"]);
    assert_eq!(
        on_the_doorplate("//! May import: `b`, `a`. And", "c", &all),
        ["a", "b"]
    );
    assert!(on_the_doorplate("//! May import: nothing.", "c", &all).is_empty());
}

#[test]
fn the_files_that_the_architecture_names_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.ends_with(".rs") && !word.contains(' '));
    for word in named {
        let path = if word.starts_with("tests/") {
            root().join(word)
        } else {
            root().join("src").join(word)
        };
        assert!(
            word == "mod.rs" || path.exists(),
            "ARCHITECTURE.md names `{word}`, which is not there"
        );
    }
}

#[test]
fn a_room_that_reaches_too_far_is_noticed() {
    let file: syn::File = syn::parse_quote! {
        use crate::{cli::run, time::SimTime};
        fn f() -> crate::report::Page { super::super::engine::Play::new() }
    };
    let mut mentions = Mentions {
        depth: 2,
        rooms: Vec::new(),
        wildcards: Vec::new(),
    };
    mentions.visit_file(&file);
    let rooms: Vec<&str> = mentions.rooms.iter().map(|(room, _)| room.as_str()).collect();
    for expected in ["cli", "time", "report", "engine"] {
        assert!(
            rooms.contains(&expected),
            "{expected} was not noticed in {rooms:?}"
        );
    }
}
