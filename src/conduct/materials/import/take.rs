//! Taking rows: each is held against the timeline that it came from.

use crate::conduct::materials::columns::MselColumn;
use crate::conduct::materials::package::ExercisePackage;
use crate::conduct::materials::timeline::{InjectSource, MOST_INJECTS, Timeline, TimelineInject};
use crate::time::SimTime;

use super::cells::Cell;
use super::directory::Directory;
use super::outcome::{ImportReport, RowOutcome, RowReport};
use super::when::begins;
use super::workbook::Sheet;

/// What is allowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Recipients whom nobody knows are taken as they are written.
    pub new_recipients: bool,
    /// Rows that are refused are left out; else one of them refuses all.
    pub leave_out_refused: bool,
}

/// What came of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The timeline; nothing: a row was refused.
    pub timeline: Option<Timeline>,
    /// Row by row.
    pub report: ImportReport,
}

/// Reads the rows of a sheet into a timeline; `base` is what the sheet was made from.
pub fn import(
    sheet: &Sheet,
    base: &ExercisePackage,
    (directory, options): (&Directory, ImportOptions),
) -> Imported {
    let mut taking = Taking {
        sheet,
        base,
        directory,
        options,
        begins_ms: begins(sheet, base),
        previous: SimTime::ZERO,
        taken: Vec::new(),
        seen: Vec::new(),
        report: ImportReport {
            columns: sheet
                .columns
                .iter()
                .map(|(column, _)| column.title().to_owned())
                .collect(),
            ignored: sheet.ignored.clone(),
            ..ImportReport::default()
        },
    };
    taking.rows();
    taking.removed();
    taking.finish()
}

pub(super) struct Taking<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) base: &'a ExercisePackage,
    pub(super) directory: &'a Directory,
    pub(super) options: ImportOptions,
    pub(super) begins_ms: i64,
    /// Where a time of day without a day goes on from.
    pub(super) previous: SimTime,
    pub(super) taken: Vec<TimelineInject>,
    /// Ids of the base that a row stands for, taken or refused.
    pub(super) seen: Vec<String>,
    pub(super) report: ImportReport,
}

/// What is read of a row besides the inject itself.
pub(super) struct Read {
    pub(super) inject: TimelineInject,
    pub(super) problems: Vec<String>,
    pub(super) changes: Vec<String>,
}

impl Taking<'_> {
    fn rows(&mut self) {
        let sheet = self.sheet;
        for (row, cells) in &sheet.rows {
            if cells.iter().all(Cell::is_empty) {
                // A merged region leaves rows behind that look blank, and a blank one at the end says nothing.
                let merged = sheet.merged.contains(row);
                self.tell(Some(*row), ("", ""), RowOutcome::Blank, merged_words(merged));
            } else {
                self.row(*row, cells);
            }
        }
    }

    fn row(&mut self, row: usize, cells: &[Cell]) {
        let before = self.before(cells).cloned();
        let mut read = Read {
            inject: before.clone().unwrap_or_default(),
            problems: Vec::new(),
            changes: Vec::new(),
        };
        if let Some(before) = &before {
            self.seen.push(before.id.clone());
        }
        if self.sheet.merged.contains(&row) {
            read.problems
                .push("a merged cell reaches into it; unmerge it and write each cell".to_owned());
        }
        self.broken(cells, &mut read);
        self.words(cells, &mut read);
        self.choices(cells, &mut read);
        self.links(cells, &mut read);
        self.recipient(cells, &mut read);
        self.times(cells, before.as_ref(), &mut read);
        self.identity(before.as_ref(), &mut read);
        self.settle(row, before.as_ref(), read);
    }

    /// The inject of the base that a row stands for: by id, else by its title, else by its number.
    fn before(&self, cells: &[Cell]) -> Option<&TimelineInject> {
        let text = |column| {
            self.sheet
                .cell(cells, column)
                .map(Cell::text)
                .filter(|text| !text.is_empty())
        };
        let injects = &self.base.timeline.injects;
        if self.sheet.has(MselColumn::Id) {
            let id = text(MselColumn::Id)?;
            return injects.iter().find(|inject| inject.id == id);
        }
        let (title, number) = (text(MselColumn::Title)?, text(MselColumn::Number));
        let free = || injects.iter().filter(|inject| !self.seen.contains(&inject.id));
        let both = free().find(|inject| inject.title == title && Some(&inject.number) == number.as_ref());
        both.or_else(|| free().find(|inject| inject.title == title))
    }

    fn identity(&self, before: Option<&TimelineInject>, read: &mut Read) {
        let inject = &mut read.inject;
        if before.is_none() {
            inject.source = InjectSource::Hand;
        }
        if let Some(before) = before
            && self.seen.iter().filter(|id| **id == before.id).count() > 1
        {
            read.problems.push(format!(
                "it is there twice: another row has the id `{}`",
                before.id
            ));
        }
        let number = &inject.number;
        if !number.is_empty() && self.taken.iter().any(|taken| taken.number == *number) {
            read.problems.push(format!("another row has the number {number}"));
        }
        let same = |taken: &TimelineInject| {
            taken.title == inject.title && taken.at_ms == inject.at_ms && taken.to == inject.to
        };
        if before.is_none() && self.taken.iter().any(same) {
            read.problems
                .push("it is there twice: another row has its title, time and recipient".to_owned());
        }
        if self.taken.len() >= MOST_INJECTS {
            read.problems
                .push(format!("there are more than {MOST_INJECTS} injects"));
        }
    }

    fn settle(&mut self, row: usize, before: Option<&TimelineInject>, read: Read) {
        let Read {
            mut inject,
            problems,
            changes,
        } = read;
        let (number, title) = (inject.number.clone(), inject.title.clone());
        if !problems.is_empty() {
            return self.tell(Some(row), (&number, &title), RowOutcome::Refused, problems);
        }
        let (outcome, details) = match before {
            None => (RowOutcome::Added, Vec::new()),
            Some(_) if changes.is_empty() => (RowOutcome::Unchanged, Vec::new()),
            Some(_) => (RowOutcome::Changed, changes),
        };
        if inject.id.is_empty() {
            inject.id = self.new_id();
        }
        self.tell(Some(row), (&number, &title), outcome, details);
        self.taken.push(inject);
    }

    /// An id that nobody has: `hand/3`.
    fn new_id(&self) -> String {
        let injects = &self.base.timeline.injects;
        let used = |id: &String| self.taken.iter().chain(injects).any(|inject| inject.id == *id);
        let mut ids = (1..=2 * MOST_INJECTS + 1).map(|number| format!("hand/{number}"));
        ids.find(|id| !used(id)).unwrap_or_default()
    }

    fn removed(&mut self) {
        let base = self.base;
        for inject in &base.timeline.injects {
            if !self.seen.contains(&inject.id) {
                self.tell(
                    None,
                    (&inject.number, &inject.title),
                    RowOutcome::Removed,
                    Vec::new(),
                );
            }
        }
    }

    fn tell(
        &mut self,
        row: Option<usize>,
        (number, title): (&str, &str),
        outcome: RowOutcome,
        details: Vec<String>,
    ) {
        self.report.rows.push(RowReport {
            row,
            number: number.to_owned(),
            title: title.to_owned(),
            outcome,
            details,
        });
    }

    fn finish(mut self) -> Imported {
        if self.taken.is_empty() {
            self.report.notes.push("no row was taken".to_owned());
        }
        let refused = self.report.count(RowOutcome::Refused) > 0;
        let whole = !self.taken.is_empty() && (self.options.leave_out_refused || !refused);
        let mut timeline = Timeline {
            injects: self.taken,
            ..self.base.timeline.clone()
        };
        timeline.sort();
        timeline.number();
        let checked = timeline.check();
        if let Err(why) = &checked {
            self.report.notes.push(why.clone());
        }
        Imported {
            timeline: (whole && checked.is_ok()).then_some(timeline),
            report: self.report,
        }
    }
}

fn merged_words(merged: bool) -> Vec<String> {
    if merged {
        vec!["a merged cell reaches into it".to_owned()]
    } else {
        Vec::new()
    }
}
