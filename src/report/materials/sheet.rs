//! What an XLSX file of ours looks like: page, marking, head, properties that never change.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// A4.
const PAPER: u8 = 9;

/// The formats of cells.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) head: Format,
    pub(super) cell: Format,
    pub(super) number: Format,
    /// For a text that another program could take for a formula: spreadsheets keep it as text.
    pub(super) quoted: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let base = || {
            Format::new()
                .set_font_name("Calibri")
                .set_font_size(10.0)
                .set_align(FormatAlign::Top)
        };
        let bordered = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00B9_C0C8))
                .set_text_wrap()
        };
        Self {
            title: base().set_font_size(14.0).set_bold(),
            label: base().set_bold(),
            head: bordered()
                .set_bold()
                .set_background_color(Color::RGB(0x00E3_E8ED)),
            cell: bordered(),
            number: bordered().set_align(FormatAlign::Left),
            quoted: bordered().set_quote_prefix(),
        }
    }

    /// The format of a text.
    pub(super) fn of(&self, text: &str) -> &Format {
        if text.starts_with(['=', '+', '-', '@']) {
            &self.quoted
        } else {
            &self.cell
        }
    }
}

/// A workbook whose properties hold nothing but the day of the exercise.
pub(super) fn workbook(title: &str, date: Option<&str>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a day the first that the format knows to be safe: never the clock of the machine.
    let made = ExcelDateTime::parse_from_str(date.unwrap_or("2000-01-01"))?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("Outrun")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// Sideways on A4, as wide as one page, with marking and page numbers on each.
pub(super) fn page(sheet: &mut Worksheet, marking: Option<&str>, title: &str) {
    let marking = plain(marking.unwrap_or_default());
    sheet
        .set_landscape()
        .set_paper_size(PAPER)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
        .set_header(format!("&L{}&C&B{marking}", plain(title)))
        .set_footer(format!("&C&B{marking}&R&P / &N"));
}

/// An ampersand begins a code in headers and is doubled to be one; they have at most 255 characters.
fn plain(text: &str) -> String {
    let short: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .take(80)
        .collect();
    short.replace('&', "&&")
}
