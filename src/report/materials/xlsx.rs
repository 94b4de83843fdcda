//! The MSEL and the improvement plan as XLSX.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::conduct::materials::{
    Conducted, ExercisePackage, IMPROVEMENT_COLUMNS, MselColumn, Timeline, improvement_rows,
};
use crate::time::SimTime;

use super::sheet::{Looks, page, workbook};

/// Above the headings stand so many rows.
const HEAD_ROWS: u32 = 5;
/// A row holds at most so many lines.
const MOST_LINES: u32 = 30;
/// The improvement plan has room for wider columns.
const WIDER: f64 = 1.5;

/// The MSEL: a sheet to edit, and one that says where it comes from, by which it is read back.
///
/// # Errors
/// If the library that writes the file refuses, in words; no package is known to cause that.
pub fn msel_xlsx(of: &ExercisePackage) -> Result<Vec<u8>, String> {
    make_msel(of).map_err(|error| error.to_string())
}

/// The improvement plan.
///
/// # Errors
/// As [`msel_xlsx`].
pub fn improvement_xlsx(of: &ExercisePackage, conducted: Option<&Conducted>) -> Result<Vec<u8>, String> {
    make_improvement(of, conducted).map_err(|error| error.to_string())
}

fn make_msel(of: &ExercisePackage) -> Result<Vec<u8>, XlsxError> {
    let day = &of.arrangements;
    let title = format!("MSEL: {}", of.title);
    let mut workbook = workbook(&title, day.date.as_deref())?;
    let looks = Looks::new();
    let sheet = workbook.add_worksheet().set_name("MSEL")?;
    page(sheet, day.marking.as_deref(), &title);
    head(sheet, of, &looks)?;
    let mut last = HEAD_ROWS;
    for (place, column) in (0..).zip(MselColumn::ALL) {
        sheet.set_column_width(place, f64::from(column.width()))?;
        sheet.write_string_with_format(HEAD_ROWS, place, column.title(), &looks.head)?;
    }
    for (row, inject) in (HEAD_ROWS + 1..).zip(&of.timeline.injects) {
        for (place, column) in (0..).zip(MselColumn::ALL) {
            let text = column.cell(inject, of);
            match text.parse::<u32>() {
                Ok(number)
                    if matches!(column, MselColumn::Number | MselColumn::Day)
                        && number.to_string() == text =>
                {
                    sheet.write_number_with_format(row, place, number, &looks.number)?;
                }
                _ => write(sheet, (row, place), &text, looks.of(&text))?,
            }
        }
        let lines = MselColumn::ALL
            .iter()
            .take(usize::from(MselColumn::PRINTED))
            .map(|column| lines(&column.cell(inject, of), f64::from(column.width())));
        sheet.set_row_height(row, height(lines))?;
        last = row;
    }
    sheet.set_row_height(HEAD_ROWS, height(std::iter::once(2)))?;
    sheet.set_freeze_panes(HEAD_ROWS + 1, 1)?;
    sheet.set_repeat_rows(HEAD_ROWS, HEAD_ROWS)?;
    sheet.set_print_area(0, 0, last, MselColumn::PRINTED - 1)?;
    let columns = u16::try_from(MselColumn::ALL.len()).unwrap_or(MselColumn::PRINTED);
    sheet.autofilter(HEAD_ROWS, 0, last, columns - 1)?;
    about(workbook.add_worksheet().set_name("About")?, of, &looks)?;
    workbook.save_to_buffer()
}

/// How many lines a text takes in a column of so many characters: not every program that opens a sheet makes room by itself.
fn lines(text: &str, width: f64) -> u32 {
    // Words do not fill their lines to the end.
    let room = (width * 0.88).max(1.0);
    let of = |line: &str| {
        (f64::from(u32::try_from(line.chars().count()).unwrap_or(u32::MAX)) / room)
            .ceil()
            .max(1.0)
    };
    let all: f64 = text.split('\n').map(of).sum();
    (1..MOST_LINES)
        .find(|lines| f64::from(*lines) >= all)
        .unwrap_or(MOST_LINES)
}

/// Points for the row with so many lines in its cells; 409 is the most that the format has.
fn height(lines: impl Iterator<Item = u32>) -> f64 {
    f64::from(lines.max().unwrap_or(1)) * 13.2 + 3.0
}

/// What stands above an MSEL: exercise, contact, date, day 1.
fn head(sheet: &mut Worksheet, of: &ExercisePackage, looks: &Looks) -> Result<(), XlsxError> {
    let timeline = &of.timeline;
    let first = timeline.local(SimTime::ZERO);
    let blank = || "[to be filled in]".to_owned();
    write(
        sheet,
        (0, 0),
        &format!("Master scenario events list: {}", of.title),
        &looks.title,
    )?;
    let contact = of.arrangements.contact.clone().unwrap_or_else(blank);
    let date = of.arrangements.date.clone().unwrap_or_else(blank);
    let rows = [
        format!("Point of contact: {contact}    Date: {date}    Last revision: {}", revision(timeline)),
        format!(
            "Day 1 of the scenario: {} {}, {}; StartEx at {}",
            first.weekday(),
            first.date(),
            timeline.zone,
            first.time_of_day()
        ),
        "Edit, add and delete rows below; keep the row of headings and the column Id. `outrun exercise msel import` reads it back.".to_owned(),
    ];
    for (row, text) in (1..).zip(rows) {
        write(sheet, (row, 0), &text, &looks.label)?;
    }
    Ok(())
}

fn revision(timeline: &Timeline) -> String {
    format!(
        "made from {}, alternative {}, replication {}",
        timeline.exercise, timeline.alternative, timeline.replication
    )
}

fn about(sheet: &mut Worksheet, of: &ExercisePackage, looks: &Looks) -> Result<(), XlsxError> {
    page(sheet, of.arrangements.marking.as_deref(), "About this workbook");
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 60)?;
    let timeline = &of.timeline;
    let day = &of.arrangements;
    let rows = [
        ("Exercise", timeline.exercise.clone()),
        ("Alternative", timeline.alternative.clone()),
        ("Seed", timeline.seed.to_string()),
        ("Replication", timeline.replication.to_string()),
        ("Chosen", timeline.chosen.clone().unwrap_or_default()),
        ("Zone", timeline.zone.clone()),
        ("Date", day.date.clone().unwrap_or_default()),
        ("Begins", day.begins_min.map(|_| day.clock(0)).unwrap_or_default()),
        ("Lasts, minutes", day.lasts_min.to_string()),
        ("Made by", format!("outrun {}", of.version)),
    ];
    for (row, (name, value)) in (0..).zip(rows) {
        write(sheet, (row, 0), name, &looks.head)?;
        write(sheet, (row, 1), &value, looks.of(&value))?;
    }
    Ok(())
}

/// Always as text: nothing of a document is a formula, a link or a number. A cell holds at most 32,767 characters.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_control() || *letter == '\n')
        .take(32_000)
        .collect();
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

fn make_improvement(of: &ExercisePackage, conducted: Option<&Conducted>) -> Result<Vec<u8>, XlsxError> {
    let title = format!("Improvement plan: {}", of.title);
    let day = &of.arrangements;
    let date = conducted
        .and_then(|conducted| conducted.date.as_deref())
        .or(day.date.as_deref());
    let mut workbook = workbook(&title, date)?;
    let looks = Looks::new();
    let sheet = workbook.add_worksheet().set_name("Improvement plan")?;
    page(sheet, day.marking.as_deref(), &title);
    write(sheet, (0, 0), &title, &looks.title)?;
    for (place, (name, share)) in (0..).zip(IMPROVEMENT_COLUMNS) {
        sheet.set_column_width(place, f64::from(share) * WIDER)?;
        sheet.write_string_with_format(2, place, name, &looks.head)?;
    }
    let mut last = 2;
    for (row, cells) in (3..).zip(improvement_rows(of, conducted)) {
        for (place, text) in (0..).zip(&cells) {
            write(sheet, (row, place), text, looks.of(text))?;
        }
        let widths = IMPROVEMENT_COLUMNS
            .iter()
            .map(|(_, share)| f64::from(*share) * WIDER);
        sheet.set_row_height(
            row,
            height(cells.iter().zip(widths).map(|(text, width)| lines(text, width))),
        )?;
        last = row;
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_repeat_rows(2, 2)?;
    sheet.set_print_area(0, 0, last, 7)?;
    workbook.save_to_buffer()
}
