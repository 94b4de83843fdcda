//! The times of a row: when it is planned, and when it happens in the scenario.

use crate::conduct::materials::columns::MselColumn;
use crate::conduct::materials::package::{BRIEFING_MIN, ExercisePackage};
use crate::conduct::materials::timeline::{InjectType, TimelineInject};

use super::cells::Cell;
use super::clock::{Written, scenario_ms, written};
use super::take::{Read, Taking};
use super::workbook::Sheet;

/// When the play begins by the clock on the wall, in milliseconds since midnight: as it was said, else with the first row.
pub(super) fn begins(sheet: &Sheet, base: &ExercisePackage) -> i64 {
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

impl Taking<'_> {
    pub(super) fn times(&mut self, cells: &[Cell], before: Option<&TimelineInject>, read: &mut Read) {
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
