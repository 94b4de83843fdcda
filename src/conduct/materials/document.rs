//! A document for planners as data: titles, texts, lists, tables, room to write. `report` renders it.

use serde::Serialize;

/// Who may see a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Readers {
    /// Everybody, players too.
    Everybody,
    /// Whoever plans, controls, facilitates or evaluates.
    Planners,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The name of its file, without an ending.
    pub file: String,
    /// What it is: `Situation manual`.
    pub title: String,
    /// Of which exercise.
    pub exercise: String,
    /// Who may see it.
    pub readers: Readers,
    /// The handling marking of each page.
    pub marking: Option<String>,
    /// The day of the exercise, if it is known.
    pub date: Option<String>,
    /// The page lies on its side.
    pub wide: bool,
    /// The content.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A chapter; on paper it begins a new page if it says so.
    Chapter {
        /// Its title.
        title: String,
        /// On a new page.
        new_page: bool,
    },
    /// A section of a chapter.
    Section(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that stands out.
    Notice(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// So many empty lines to write on.
    Room(u8),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Titles and widths; no title at all: it has no head.
    pub columns: Vec<Column>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its share of the width of the page, in hundredths.
    pub share: u8,
}

impl Table {
    /// A table of these columns.
    pub fn new<const N: usize>(columns: [(&str, u8); N], rows: Vec<[String; N]>) -> Self {
        let columns = columns.map(|(title, share)| Column {
            title: title.to_owned(),
            share,
        });
        Self {
            columns: columns.to_vec(),
            rows: rows.into_iter().map(Vec::from).collect(),
        }
    }

    /// Names and values, without a head.
    pub fn fields(rows: Vec<(String, String)>) -> Self {
        let rows = rows.into_iter().map(|(name, value)| [name, value]).collect();
        Self::new([("", 30), ("", 70)], rows)
    }

    /// Whether any column has a title.
    pub fn has_head(&self) -> bool {
        self.columns.iter().any(|column| !column.title.is_empty())
    }
}

/// A chapter.
pub(super) fn chapter(title: &str) -> Block {
    Block::Chapter {
        title: title.to_owned(),
        new_page: false,
    }
}

/// A chapter that begins a page.
pub(super) fn page(title: &str) -> Block {
    Block::Chapter {
        title: title.to_owned(),
        new_page: true,
    }
}

/// A paragraph.
pub(super) fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

/// A list.
pub(super) fn list<const N: usize>(items: [&str; N]) -> Block {
    Block::List(items.map(str::to_owned).to_vec())
}
