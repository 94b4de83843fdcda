//! Cells of a spreadsheet.

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date and time, or a time of day where the day is 0: days since 1899-12-30.
    Serial(f64),
    /// A formula, whatever it comes to.
    Formula,
    /// An error.
    Error,
}

impl Cell {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As text: what a person reads in it, without the mark that keeps text from being a formula.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => unguarded(text.trim()).to_owned(),
            Self::Number(number) | Self::Serial(number) => format!("{number}"),
            Self::Empty | Self::Formula | Self::Error => String::new(),
        }
    }
}

/// Letters with which a spreadsheet begins a formula.
const BEGIN_FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one.
pub fn guarded(text: &str) -> String {
    if text.starts_with(BEGIN_FORMULAS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text as it was before [`guarded`].
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(BEGIN_FORMULAS) => rest,
        _ => text,
    }
}

/// Whether a text of a CSV file would be a formula in a spreadsheet.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with('=') || (text.starts_with(['+', '-', '@']) && text.contains('(') && text.contains(')'))
}

#[cfg(test)]
mod tests {
    use super::{Cell, guarded, is_formula};

    #[test]
    fn what_is_guarded_comes_back() {
        for text in ["=1+1", "+49 30", "-", "@all", "plain", "'quoted'", ""] {
            assert!(!guarded(text).starts_with(['=', '+', '-', '@']), "{text}");
            assert_eq!(Cell::Text(guarded(text)).text(), text);
        }
    }

    #[test]
    fn a_time_is_no_formula() {
        assert!(is_formula("=1"));
        assert!(is_formula("@SUM(A1)"));
        assert!(!is_formula("+0:35"));
    }
}
