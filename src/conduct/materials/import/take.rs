//! Taking rows: each is held against the timeline that it came from.

use crate::conduct::materials::columns::MselColumn;
use crate::conduct::materials::names::EVERYBODY;
use crate::conduct::materials::package::{BRIEFING_MIN, ExercisePackage};
use crate::conduct::materials::timeline::{
    InjectSource, InjectStatus, InjectType, LONGEST_TEXT, MOST_INJECTS, Timeline, TimelineInject,
};
use crate::time::SimTime;

use super::cells::Cell;
use super::clock::{Written, scenario_ms, written};
use super::directory::{Directory, nearest};
use super::outcome::{ImportReport, RowOutcome, RowReport};
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

/// When the play begins by the clock on the wall, in milliseconds since midnight: as it was said, else with the first row.
fn begins(sheet: &Sheet, base: &ExercisePackage) -> i64 {
    if let Some(begins) = base.arrangements.begins_min {
        return i64::from(begins + BRIEFING_MIN) * 60_000;
    }
    let clock = |cells: &Vec<Cell>| match written(sheet.cell(cells, MselColumn::Planned)?) {
        Ok(Written::OfDay(ms)) => Some(ms),
        Ok(Written::Local(local)) => Some(local.millis_since(local.date().midnight())),
        _ => None,
    };
    sheet.rows.iter().find_map(|(_, cells)| clock(cells)).unwrap_or(0)
}

struct Taking<'a> {
    sheet: &'a Sheet,
    base: &'a ExercisePackage,
    directory: &'a Directory,
    options: ImportOptions,
    begins_ms: i64,
    /// Where a time of day without a day goes on from.
    previous: SimTime,
    taken: Vec<TimelineInject>,
    /// Ids of the base that a row stands for, taken or refused.
    seen: Vec<String>,
    report: ImportReport,
}

/// What is read of a row besides the inject itself.
struct Read {
    inject: TimelineInject,
    problems: Vec<String>,
    changes: Vec<String>,
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

    /// Formulas are never computed, and errors say nothing.
    fn broken(&self, cells: &[Cell], read: &mut Read) {
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

    fn words(&self, cells: &[Cell], read: &mut Read) {
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

    fn choices(&self, cells: &[Cell], read: &mut Read) {
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
    fn links(&self, cells: &[Cell], read: &mut Read) {
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

    fn recipient(&self, cells: &[Cell], read: &mut Read) {
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

    fn times(&mut self, cells: &[Cell], before: Option<&TimelineInject>, read: &mut Read) {
        let is_as_written = |column: MselColumn| {
            let cell = self.sheet.cell(cells, column).map(Cell::text);
            before.is_some_and(|before| cell.is_none_or(|cell| cell == column.cell(before, self.base)))
        };
        let planned_kept = is_as_written(MselColumn::Planned);
        let time_kept = is_as_written(MselColumn::Day) && is_as_written(MselColumn::Time);
        if !planned_kept && self.sheet.has(MselColumn::Planned) {
            match self.planned(cells) {
                Ok(planned) if planned == read.inject.planned_min => {}
                Ok(planned) => {
                    read.inject.planned_min = planned;
                    read.changes.push("Planned time".to_owned());
                }
                Err(why) => read.problems.push(format!("Planned time: {why}")),
            }
        }
        // The minute that a sheet shows is not the millisecond that it came from: what was not touched stays.
        if !time_kept || before.is_none() {
            match self.scenario(cells, read.inject.planned_min) {
                Ok(at_ms) if at_ms == read.inject.at_ms => {}
                Ok(at_ms) => {
                    read.inject.at_ms = at_ms;
                    read.changes.push("Scenario time".to_owned());
                }
                Err(why) => read.problems.push(format!("Scenario time: {why}")),
            }
        }
        if read.inject.at_ms.is_none()
            && read.inject.kind != InjectType::Contingency
            && read.problems.is_empty()
        {
            read.problems.push(
                "there is no time; only an inject of type Contingency may wait for the facilitator"
                    .to_owned(),
            );
        }
        self.previous = read.inject.at().unwrap_or(self.previous);
    }

    /// Minutes since the players began.
    fn planned(&self, cells: &[Cell]) -> Result<Option<u32>, String> {
        let cell = self
            .sheet
            .cell(cells, MselColumn::Planned)
            .filter(|cell| !cell.is_empty());
        let Some(cell) = cell else { return Ok(None) };
        let since = match written(cell)? {
            Written::OfDay(ms) => ms - self.begins_ms,
            Written::Local(local) => local.millis_since(local.date().midnight()) - self.begins_ms,
            Written::After(ms) => ms - i64::from(BRIEFING_MIN) * 60_000,
        };
        let minutes = u32::try_from(since.div_euclid(60_000));
        minutes
            .map(Some)
            .map_err(|_| "it is before the players begin".to_owned())
    }

    /// Milliseconds since StartEx. Without any column for it the scenario runs as the clock on the wall.
    fn scenario(&self, cells: &[Cell], planned: Option<u32>) -> Result<Option<u64>, String> {
        let Some(cell) = self.sheet.cell(cells, MselColumn::Time) else {
            return Ok(planned.map(|minutes| u64::from(minutes) * 60_000));
        };
        if cell.is_empty() {
            return Ok(None);
        }
        let day = match self.sheet.cell(cells, MselColumn::Day) {
            Some(cell) if !cell.is_empty() => Some(day(&cell.text())?),
            _ => None,
        };
        let timeline = &self.base.timeline;
        scenario_ms(timeline, written(cell)?, (day, self.previous)).map(Some)
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

fn day(text: &str) -> Result<i64, String> {
    // `Day 2` is how other platforms write it.
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit() && letter != '-');
    let day: i64 = digits
        .trim()
        .parse()
        .map_err(|_| format!("`{text}` is no day; expected 1, 2, ..."))?;
    if (1..=366).contains(&day) {
        Ok(day)
    } else {
        Err(format!("day {day} does not exist; expected 1 to 366"))
    }
}

fn unknown<'n>(what: &str, word: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(meant) => format!("{what}: there is no `{word}`; did you mean `{meant}`?"),
        None => {
            let known: Vec<&str> = known.take(12).collect();
            format!("{what}: there is no `{word}`; expected {}", known.join(", "))
        }
    }
}
