//! The words, choices, links and recipients of a row.

use crate::conduct::materials::columns::MselColumn;
use crate::conduct::materials::names::EVERYBODY;
use crate::conduct::materials::timeline::{InjectStatus, InjectType, LONGEST_TEXT};

use super::cells::Cell;
use super::directory::nearest;
use super::take::{Read, Taking};

impl Taking<'_> {
    /// Formulas are never computed, and errors say nothing.
    pub(super) fn broken(&self, cells: &[Cell], read: &mut Read) {
        for (column, place) in &self.sheet.columns {
            match cells.get(*place) {
                Some(Cell::Formula) => read.problems.push(format!(
                    "{}: there is a formula; write what it comes to",
                    column.title()
                )),
                Some(Cell::Error) => read
                    .problems
                    .push(format!("{}: there is an error", column.title())),
                _ => {}
            }
        }
    }

    pub(super) fn words(&self, cells: &[Cell], read: &mut Read) {
        let inject = &mut read.inject;
        let fields: [(MselColumn, &mut String); 9] = [
            (MselColumn::From, &mut inject.from),
            (MselColumn::Means, &mut inject.means),
            (MselColumn::Title, &mut inject.title),
            (MselColumn::Text, &mut inject.text),
            (MselColumn::Expected, &mut inject.expected),
            (MselColumn::Controller, &mut inject.controller),
            (MselColumn::Notes, &mut inject.notes),
            (MselColumn::Track, &mut inject.track),
            (MselColumn::Phase, &mut inject.phase),
        ];
        for (column, field) in fields {
            let Some(cell) = self.sheet.cell(cells, column) else {
                continue;
            };
            let text = cell.text();
            if text.chars().count() > LONGEST_TEXT {
                read.problems.push(format!(
                    "{}: it has more than {LONGEST_TEXT} characters",
                    column.title()
                ));
            } else if text != field.trim() {
                read.changes.push(column.title().to_owned());
                *field = text;
            }
        }
        if read.inject.title.trim().is_empty() {
            read.problems.push("there is no title".to_owned());
        }
        if let Some(number) = self.sheet.cell(cells, MselColumn::Number).map(Cell::text)
            && number != read.inject.number
        {
            if number.chars().count() > 16 {
                read.problems
                    .push("No.: it has more than 16 characters".to_owned());
            } else {
                read.changes.push("No.".to_owned());
                read.inject.number = number;
            }
        }
    }

    pub(super) fn choices(&self, cells: &[Cell], read: &mut Read) {
        let text = |column| {
            self.sheet
                .cell(cells, column)
                .map(Cell::text)
                .filter(|text| !text.is_empty())
        };
        if let Some(word) = text(MselColumn::Kind) {
            match InjectType::of_word(&word) {
                Some(kind) if kind == read.inject.kind => {}
                Some(kind) => {
                    read.inject.kind = kind;
                    read.changes.push("Type".to_owned());
                }
                None => read.problems.push(unknown(
                    "Type",
                    &word,
                    InjectType::ALL.iter().map(|one| one.word()),
                )),
            }
        }
        if let Some(word) = text(MselColumn::Status) {
            match InjectStatus::of_word(&word) {
                Some(status) if status == read.inject.status => {}
                Some(status) => {
                    read.inject.status = status;
                    read.changes.push("Status".to_owned());
                }
                None => read.problems.push(unknown(
                    "Status",
                    &word,
                    InjectStatus::ALL.iter().map(|one| one.word()),
                )),
            }
        }
    }

    /// Objectives and tasks by number; decision rights by id.
    pub(super) fn links(&self, cells: &[Cell], read: &mut Read) {
        let objectives: Vec<&str> = self
            .base
            .objectives
            .iter()
            .map(|one| one.number.as_str())
            .collect();
        let tasks: Vec<&str> = self.base.tasks.iter().map(|one| one.number.as_str()).collect();
        let mut rights: Vec<&str> = self
            .base
            .tasks
            .iter()
            .filter_map(|one| one.right.as_deref())
            .collect();
        rights.extend(
            self.base
                .timeline
                .injects
                .iter()
                .flat_map(|one| one.rights.iter().map(String::as_str)),
        );
        let links = [
            (MselColumn::Objectives, &mut read.inject.objectives, objectives),
            (MselColumn::Tasks, &mut read.inject.tasks, tasks),
            (MselColumn::Rights, &mut read.inject.rights, rights),
        ];
        for (column, field, known) in links {
            let Some(cell) = self.sheet.cell(cells, column) else {
                continue;
            };
            let text = cell.text();
            let parts = text
                .split([',', ';', '\n'])
                .map(str::trim)
                .filter(|part| !part.is_empty());
            let mut found: Vec<String> = Vec::new();
            for part in parts {
                match known.iter().find(|one| one.eq_ignore_ascii_case(part)) {
                    Some(one) => found.push((*one).to_owned()),
                    None => read
                        .problems
                        .push(unknown(column.title(), part, known.iter().copied())),
                }
            }
            if found != *field {
                read.changes.push(column.title().to_owned());
                *field = found;
            }
        }
    }

    pub(super) fn recipient(&self, cells: &[Cell], read: &mut Read) {
        let Some(cell) = self.sheet.cell(cells, MselColumn::To) else {
            if read.inject.to.is_empty() {
                EVERYBODY.clone_into(&mut read.inject.to);
            }
            return;
        };
        let text = cell.text();
        let to = match self.directory.recipients(&text) {
            Ok(to) if to.is_empty() => EVERYBODY.to_owned(),
            Ok(to) => to,
            Err(_) if self.options.new_recipients => text,
            Err(why) => {
                read.problems.push(format!("To: {why}"));
                return;
            }
        };
        if to != read.inject.to {
            read.changes.push("To".to_owned());
            read.inject.to = to;
        }
    }
}

fn unknown<'n>(what: &str, word: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    if let Some(meant) = nearest(word, known.clone()) {
        return format!("{what}: there is no `{word}`; did you mean `{meant}`?");
    }
    let known: Vec<&str> = known.take(12).collect();
    format!("{what}: there is no `{word}`; expected {}", known.join(", "))
}
