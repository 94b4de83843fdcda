//! The tables of the reference: sections by heading, rows by field, and the examples in them.

use super::markdown;

/// A section of the reference with a table.
pub(super) struct Section {
    /// The heading.
    pub(super) heading: String,
    /// Where an example stands, with two dots in its place.
    pub(super) wrapper: Option<String>,
    /// Whether the table is one of fields, and not of variants.
    pub(super) is_of_fields: bool,
    /// The rows, without the head.
    pub(super) rows: Vec<Row>,
}

/// A row.
pub(super) struct Row {
    /// The line of the page.
    pub(super) line: usize,
    /// The names in the first cell.
    pub(super) names: Vec<String>,
    /// The other cells.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The code of the last cell, if that is all the cell holds.
    pub(super) fn example(&self) -> Option<&str> {
        let code = self.cells.last()?.strip_prefix('`')?.strip_suffix('`')?;
        (!code.contains('`')).then_some(code)
    }
}

/// All sections of a page.
pub(super) fn sections(page: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for (number, line) in page.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            found.push(Section {
                heading: heading.to_owned(),
                wrapper: None,
                is_of_fields: false,
                rows: Vec::new(),
            });
        }
        let Some(section) = found.last_mut() else { continue };
        if let Some(wrapper) = line.strip_prefix("<!-- example: ") {
            section.wrapper = wrapper.strip_suffix(" -->").map(str::to_owned);
        }
        section.is_of_fields |= line.starts_with("| field |");
        if let Some(row) = row(number + 1, line) {
            section.rows.push(row);
        }
    }
    found
}

fn row(line: usize, text: &str) -> Option<Row> {
    let inside = text.strip_prefix("| `")?.strip_suffix(" |")?;
    let mut cells = inside.split(" | ").map(str::to_owned);
    let first = format!("`{}", cells.next()?);
    let names = markdown::spans(&first)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    Some(Row {
        line,
        names,
        cells: cells.collect(),
    })
}

/// The wrapper with the example as the value of the field, in place of what the wrapper writes for it itself.
pub(super) fn put(wrapper: &str, field: &str, example: &str) -> Option<String> {
    let [head, own, after] = parts(wrapper, field)?;
    let written = if own.is_empty() { own } else { own + ", " };
    Some(format!("{head}{written}{field}: {example}{after}"))
}

/// The wrapper without the field, and with nothing in the place of an example.
pub(super) fn without(wrapper: &str, field: &str) -> Option<String> {
    parts(wrapper, field).map(|parts| parts.concat())
}

/// What stands before the struct's fields, those that the wrapper writes but for this one, and what stands after them.
fn parts(wrapper: &str, field: &str) -> Option<[String; 3]> {
    let (before, after) = wrapper.split_once("..")?;
    // The struct's own fields begin after the last bracket that is still open.
    let mut depth = 0_i32;
    let opens = before.char_indices().rev().find(|(_, letter)| {
        depth += match letter {
            ')' | ']' | '}' => 1,
            '(' | '[' | '{' => -1,
            _ => 0,
        };
        depth < 0
    });
    let (head, own) = before.split_at(opens.map_or(0, |(place, _)| place + 1));
    let kept: Vec<&str> = fields(own)
        .into_iter()
        .filter(|written| !written.starts_with(&format!("{field}: ")))
        .collect();
    Some([head.to_owned(), kept.join(", "), after.to_owned()])
}

/// What stands between commas, where no bracket is open.
fn fields(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let pieces = text.split(|letter: char| {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    });
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

#[test]
fn examples_are_put_in_their_place() {
    let wrapper = "A(b: [C(id: \"x\", d: [E(f: 1), 2], ..)])";
    assert_eq!(
        put(wrapper, "id", "\"y\"").as_deref(),
        Some("A(b: [C(d: [E(f: 1), 2], id: \"y\")])")
    );
    assert_eq!(
        put(wrapper, "g", "3").as_deref(),
        Some("A(b: [C(id: \"x\", d: [E(f: 1), 2], g: 3)])")
    );
    assert_eq!(put("A(..)", "g", "3").as_deref(), Some("A(g: 3)"));
    assert_eq!(without(wrapper, "d").as_deref(), Some("A(b: [C(id: \"x\")])"));
}
