//! A document as DOCX: A4, marking and page number on each page, heads of tables repeated.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, Footer, Header, LineSpacing, NumPages, PageMargin, PageNum,
    PageOrientationType, Paragraph, Run, RunFonts, Shading, Style, StyleType, Table as WordTable,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use crate::conduct::materials::{Block, Document, Table};

/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_021;
const FONT: &str = "Calibri";
const SHADE: &str = "E3E8ED";
const RULE: &str = "8A929B";

/// The whole document.
///
/// # Errors
/// If the library that packs the file refuses, in words; no document is known to cause that.
pub fn docx(of: &Document) -> Result<Vec<u8>, String> {
    let mut made = first(of);
    let width = width(of);
    for block in &of.blocks {
        made = piece(made, block, width);
    }
    let mut parts = made.build();
    parts.document = repeated(parts.document)?;
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// The library cannot say that a row is the head of its table on each page. Only heads are rows that cannot be split, so the
/// mark of these becomes both; text cannot contain it, for its angle brackets are escaped.
fn repeated(document: Vec<u8>) -> Result<Vec<u8>, String> {
    let text = String::from_utf8(document).map_err(|error| error.to_string())?;
    Ok(text
        .replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />")
        .into_bytes())
}

/// Twentieths of a point between the margins.
fn width(of: &Document) -> usize {
    let paper = if of.wide { A4.1 } else { A4.0 };
    usize::try_from(i64::from(paper) - 2 * i64::from(MARGIN)).unwrap_or(9_000)
}

fn first(of: &Document) -> Docx {
    // Never the clock of the machine: the day of the exercise, or none.
    let day = of.date.as_deref().unwrap_or("2000-01-01");
    let made = format!("{day}T00:00:00Z");
    let (paper, turned) = if of.wide {
        ((A4.1, A4.0), PageOrientationType::Landscape)
    } else {
        (A4, PageOrientationType::Portrait)
    };
    let margin = PageMargin {
        top: 1_247,
        left: MARGIN,
        bottom: 1_134,
        right: MARGIN,
        header: 510,
        footer: 454,
        gutter: 0,
    };
    let mut document = Docx::new()
        .created_at(&made)
        .updated_at(&made)
        .page_size(paper.0, paper.1)
        .page_orient(turned)
        .page_margin(margin)
        .default_fonts(fonts())
        .default_size(20)
        .header(header(of))
        .footer(footer(of));
    for (id, name, size, before) in [
        ("Heading1", "heading 1", 28, 280),
        ("Heading2", "heading 2", 23, 200),
    ] {
        let level = usize::from(id == "Heading2");
        let style = Style::new(id, StyleType::Paragraph)
            .name(name)
            .size(size)
            .bold()
            .outline_lvl(level)
            .line_spacing(LineSpacing::new().before(before).after(80));
        document = document.add_style(style);
    }
    let small = Style::new("Footer", StyleType::Paragraph)
        .name("footer")
        .size(16)
        .color("59616B");
    document = document.add_style(small);
    let title = Paragraph::new().add_run(Run::new().add_text(clean(&of.title)).bold().size(40));
    let date = of
        .date
        .as_deref()
        .map_or_else(String::new, |date| format!(" · {date}"));
    let under = Run::new()
        .add_text(clean(&format!("{}{date}", of.exercise)))
        .size(24)
        .color("59616B");
    let under = Paragraph::new()
        .add_run(under)
        .line_spacing(LineSpacing::new().after(160));
    document.add_paragraph(title).add_paragraph(under)
}

fn fonts() -> RunFonts {
    RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT)
}

fn header(of: &Document) -> Header {
    let mark = of.marking.as_deref().map_or_else(String::new, clean);
    Header::new().add_paragraph(
        Paragraph::new()
            .align(AlignmentType::Center)
            .add_run(Run::new().add_text(mark).bold().size(18)),
    )
}

fn footer(of: &Document) -> Footer {
    let small = |text: String| Run::new().add_text(text).size(16).color("59616B");
    let mark = of
        .marking
        .as_deref()
        .map_or_else(String::new, |marking| format!("{} · ", clean(marking)));
    let line = Paragraph::new()
        .style("Footer")
        .align(AlignmentType::Center)
        .add_run(small(format!(
            "{mark}{} · {} · page ",
            clean(&of.title),
            clean(&of.exercise)
        )))
        .add_page_num(PageNum::new())
        .add_run(small(" of ".to_owned()))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}

fn piece(made: Docx, of: &Block, width: usize) -> Docx {
    let spaced = || Paragraph::new().line_spacing(LineSpacing::new().after(100));
    match of {
        Block::Chapter { title, new_page } => {
            let heading = Paragraph::new()
                .style("Heading1")
                .keep_next(true)
                .page_break_before(*new_page);
            made.add_paragraph(heading.add_run(Run::new().add_text(clean(title))))
        }
        Block::Section(title) => {
            let heading = Paragraph::new().style("Heading2").keep_next(true);
            made.add_paragraph(heading.add_run(Run::new().add_text(clean(title))))
        }
        Block::Text(words) => made.add_paragraph(spaced().add_run(run(words))),
        Block::Notice(words) => {
            let cell = cell_of(words, false)
                .shading(Shading::new().fill(SHADE))
                .width(width, WidthType::Dxa);
            made.add_table(framed(vec![TableRow::new(vec![cell])], vec![width]))
                .add_paragraph(gap())
        }
        Block::List(items) => items.iter().fold(made, |made, item| {
            let line = spaced().indent(
                Some(284),
                Some(docx_rs::SpecialIndentType::Hanging(284)),
                None,
                None,
            );
            made.add_paragraph(
                line.add_run(Run::new().add_text("•").add_tab())
                    .add_run(run(item)),
            )
        }),
        Block::Table(of) => made.add_table(table(of, width)).add_paragraph(gap()),
        Block::Room(lines) => {
            let row = |_| {
                let empty = TableCell::new()
                    .add_paragraph(Paragraph::new())
                    .width(width, WidthType::Dxa);
                TableRow::new(vec![empty]).row_height(420.0)
            };
            made.add_table(framed((0..*lines).map(row).collect(), vec![width]))
                .add_paragraph(gap())
        }
    }
}

/// Two tables that touch would be one.
fn gap() -> Paragraph {
    Paragraph::new()
        .line_spacing(LineSpacing::new().after(60))
        .size(12)
}

fn table(of: &Table, width: usize) -> WordTable {
    let grid: Vec<usize> = of
        .columns
        .iter()
        .map(|column| width * usize::from(column.share) / 100)
        .collect();
    let mut rows = Vec::new();
    if of.has_head() {
        let cells = of.columns.iter().zip(&grid).map(|(column, &width)| {
            cell_of(&column.title, true)
                .shading(Shading::new().fill(SHADE))
                .width(width, WidthType::Dxa)
        });
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    for row in &of.rows {
        let cells = row.iter().zip(&grid).enumerate().map(|(place, (text, &width))| {
            let label = place == 0 && !of.has_head();
            let cell = cell_of(text, label).width(width, WidthType::Dxa);
            if label {
                cell.shading(Shading::new().fill(SHADE))
            } else {
                cell
            }
        });
        rows.push(TableRow::new(cells.collect()));
    }
    framed(rows, grid)
}

fn framed(rows: Vec<TableRow>, grid: Vec<usize>) -> WordTable {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let borders = [Top, Bottom, Left, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::new(),
        |borders, position| {
            borders.set(
                TableBorder::new(position)
                    .border_type(BorderType::Single)
                    .size(4)
                    .color(RULE),
            )
        },
    );
    let width = grid.iter().sum();
    WordTable::new(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(borders)
}

fn cell_of(text: &str, bold: bool) -> TableCell {
    let run = run(text).size(17);
    TableCell::new().add_paragraph(Paragraph::new().add_run(if bold { run.bold() } else { run }))
}

/// A text with its breaks.
fn run(text: &str) -> Run {
    let mut lines = text.split('\n');
    let first = Run::new().add_text(clean(lines.next().unwrap_or_default()));
    lines.fold(first, |run, line| {
        run.add_break(BreakType::TextWrapping).add_text(clean(line))
    })
}

/// Letters that XML may hold.
fn clean(text: &str) -> String {
    let may = |letter: &char| !letter.is_control() && !matches!(*letter, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(may).collect()
}
