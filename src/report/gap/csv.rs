//! Every table of a report as CSV.

use super::document::{Block, Cell, Column, GapReport, Section, Table};

/// The name of a file for each table, and its text; what every exercise has bears its number where there are several.
///
/// The last file is no table: it says of what they were made.
pub fn tables(of: &GapReport) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (number, run) in (1_u32..).zip(&of.runs) {
        let before = if of.runs.len() > 1 {
            format!("{number}-")
        } else {
            String::new()
        };
        let race = run.front.race.iter().map(|picture| &picture.table);
        let others = run.sections.iter().flat_map(tables_of);
        let mut names: Vec<String> = Vec::new();
        for table in race.chain(others) {
            let again = names.iter().filter(|name| **name == table.id).count();
            let again = if again > 0 {
                format!("-{}", again + 1)
            } else {
                String::new()
            };
            names.push(table.id.clone());
            files.push((format!("{before}{}{again}.csv", table.id), text(table)));
        }
    }
    let manifest = serde_json::to_string_pretty(&of.manifest).unwrap_or_default();
    files.push((MANIFEST.to_owned(), manifest + "\n"));
    files
}

/// The name of the file beside the tables that says of what they were made.
pub const MANIFEST: &str = "manifest.json";

/// The tables of a chapter, those behind pictures among them.
fn tables_of(section: &Section) -> impl Iterator<Item = &Table> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Picture(picture) => Some(&picture.table),
        Block::Text { .. } | Block::List { .. } => None,
    })
}

fn text(of: &Table) -> String {
    let line = |fields: Vec<String>| {
        fields
            .iter()
            .map(|field| written(field))
            .collect::<Vec<_>>()
            .join(",")
            + "\n"
    };
    let wide: Vec<bool> = (0..of.columns.len())
        .map(|place| has_figures(of, place))
        .collect();
    let mut text = line(
        of.columns
            .iter()
            .zip(&wide)
            .flat_map(|(column, &wide)| heading(column, wide))
            .collect(),
    );
    for row in &of.rows {
        text.push_str(&line(
            row.iter()
                .zip(&wide)
                .flat_map(|(cell, &wide)| fields(cell, wide))
                .collect(),
        ));
    }
    text
}

fn has_figures(of: &Table, place: usize) -> bool {
    of.rows
        .iter()
        .filter_map(|row| row.get(place))
        .any(|cell| cell.value.is_some())
}

fn heading(of: &Column, wide: bool) -> Vec<String> {
    if wide {
        ["", " value", " low", " high"]
            .map(|end| format!("{}{end}", harmless(&of.title)))
            .to_vec()
    } else {
        vec![harmless(&of.title)]
    }
}

/// The words, and where the column has figures, these as they are.
fn fields(cell: &Cell, wide: bool) -> Vec<String> {
    let number = |of: Option<f64>| of.map_or_else(String::new, |of| of.to_string());
    if wide {
        vec![
            harmless(&cell.text),
            number(cell.value),
            number(cell.low),
            number(cell.high),
        ]
    } else {
        vec![harmless(&cell.text)]
    }
}

/// A cell that begins like a formula is text to every spreadsheet.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn written(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{harmless, written};

    #[test]
    fn formulas_are_text() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("12 %"), "12 %");
        assert_eq!(written("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
