//! Pages as a printer sees them: the marking on each, upright or on its side.
//!
//! The head and the foot of a table are what all browsers repeat on every page. A table is of one kind of page only: browsers count pages
//! wrongly where the kind changes inside one.

use crate::report::gap::document::GapReport;

use super::text::escaped;

/// Chapters whose tables are too wide for an upright page.
const WIDE: [&str; 3] = ["findings", "improvement-plan", "appendix"];

/// The marking, and the kind of the page that is being written; nothing: none is.
pub(super) struct Sheets {
    marks: String,
    wide: Option<bool>,
}

impl Sheets {
    pub(super) fn new(of: &GapReport) -> Self {
        let marking = of.marking.as_ref();
        let marking = marking.map_or_else(String::new, |marking| format!("<b>{}</b>", escaped(marking)));
        Self {
            marks: format!("{marking}<span>{}</span>", escaped(&of.basis)),
            wide: None,
        }
    }

    /// What stands first and last on the screen.
    pub(super) fn seen(&self, place: &str) -> String {
        format!("<div class=\"mark {place} seen\">{}</div>\n", self.marks)
    }

    /// Goes on to pages that suit a chapter; the first page is upright.
    pub(super) fn suit(&mut self, chapter: &str, page: &mut String) {
        let wide = WIDE.contains(&chapter);
        if self.wide == Some(wide) {
            return;
        }
        self.end(page);
        let kind = if wide { "sheet wide" } else { "sheet" };
        page.push_str(&format!(
            "<table class=\"{kind}\" role=\"presentation\">\n<thead><tr><td><div class=\"mark first\">{0}</div></td></tr></thead>\n\
             <tfoot><tr><td><div class=\"mark last\">{0}</div></td></tr></tfoot>\n<tbody><tr><td>\n",
            self.marks
        ));
        self.wide = Some(wide);
    }

    /// Ends the pages of a kind.
    pub(super) fn end(&mut self, page: &mut String) {
        if self.wide.take().is_some() {
            page.push_str("</td></tr></tbody>\n</table>\n");
        }
    }
}
