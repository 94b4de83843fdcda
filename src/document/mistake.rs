//! Syntax errors of the parsers, said as diagnostics.

use crate::time::SimDuration;

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::names::listed;
use super::place::{FileId, Place};
use super::session::{SyntaxError, SyntaxErrorKind, TOO_DEEP};
use super::source::Sources;

/// What is wrong with the text of a file.
pub(crate) fn diagnostic(error: &SyntaxError, file: FileId, sources: &Sources) -> Diagnostic {
    let text = sources.get(file).map_or("", |source| source.text.as_str());
    let mut said = said(error);
    if is_fraction(text, error) {
        said = Said::new(Code::WrongType, "a whole number is needed here");
    }
    let (start, end) = widened(text, error.start, error.end, said.code);
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let place = Place::File {
        file,
        start: narrow(start),
        end: narrow(end),
    };
    let mut diagnostic = Diagnostic::new(said.code, sources.locate(place), said.title);
    if !said.known.is_empty() {
        let known: Vec<&str> = said.known.iter().map(String::as_str).collect();
        diagnostic = diagnostic.suggest(&said.found, known.iter().copied());
        diagnostic = diagnostic.expected(format!("one of {}", listed(&known)));
    }
    match (unquoted(text, start), said.help) {
        (Some(unquoted), _) => diagnostic.help(unquoted),
        (None, Some(help)) => diagnostic.help(help),
        (None, None) => diagnostic,
    }
}

fn said(error: &SyntaxError) -> Said {
    match &error.kind {
        SyntaxErrorKind::Ron(error) => of_ron(error),
        SyntaxErrorKind::Words(words) => of_words(words),
    }
}

/// Whether a number was read up to its decimal point, because a whole one is needed.
fn is_fraction(text: &str, error: &SyntaxError) -> bool {
    let is_rest = matches!(&error.kind, SyntaxErrorKind::Ron(ron::Error::TrailingCharacters));
    let before = text.get(..error.start).unwrap_or("");
    let after = text.get(error.start..).unwrap_or("");
    is_rest && before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with('.')
}

/// The first byte that the mark of a mistake shows.
pub(crate) fn first_marked(text: &str, error: &SyntaxError) -> usize {
    widened(text, error.start, error.end, said(error).code).0
}

/// A duration or a share that stands at a place without quotation marks, with the advice to write them.
fn unquoted(text: &str, at: usize) -> Option<String> {
    let bare = |c: &char| c.is_ascii_digit() || ". %".contains(*c) || "wdhms".contains(*c);
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let back: usize = before.chars().rev().take_while(bare).map(char::len_utf8).sum();
    let ahead: usize = after.chars().take_while(bare).map(char::len_utf8).sum();
    let value = text.get(at - back..at + ahead)?.trim();
    let share = value.strip_suffix('%').map(str::trim);
    let is_share = share.is_some_and(|share| share.parse::<f64>().is_ok());
    let is_limit = text.get(..at - back)?.trim_end().ends_with("limit:");
    if is_share && is_limit {
        Some(format!("write `Share(\"{value}\")`"))
    } else if is_share {
        Some(format!("quote shares: `\"{value}\"`"))
    } else if value.starts_with(|c: char| c.is_ascii_digit()) && value.parse::<SimDuration>().is_ok() {
        Some(format!("quote durations: `\"{value}\"`"))
    } else {
        None
    }
}

/// A file in which nothing stands but comments.
pub(crate) fn nothing(text: &str, file: FileId, sources: &Sources) -> Option<Diagnostic> {
    let text = text.trim_start_matches('\u{feff}');
    let is_nothing = text
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with("//"));
    let at = sources.locate(Place::File {
        file,
        start: 0,
        end: 0,
    });
    is_nothing.then(|| {
        Diagnostic::new(Code::Syntax, at, "the file holds nothing")
            .expected("one value, such as `Exercise(..)`")
    })
}

/// What a parser says, in our words.
struct Said {
    code: Code,
    title: String,
    found: String,
    known: Vec<String>,
    help: Option<&'static str>,
}

impl Said {
    fn new(code: Code, title: impl Into<String>) -> Self {
        Self {
            code,
            title: title.into(),
            found: String::new(),
            known: Vec::new(),
            help: None,
        }
    }

    fn among(mut self, found: &str, known: impl IntoIterator<Item = impl Into<String>>) -> Self {
        found.clone_into(&mut self.found);
        self.known = known.into_iter().map(Into::into).collect();
        self
    }

    fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

fn of_ron(error: &ron::Error) -> Said {
    use ron::Error as E;
    let inside = |outer: &Option<String>| {
        outer
            .as_ref()
            .map_or(String::new(), |outer| format!(" in `{outer}`"))
    };
    match error {
        E::NoSuchStructField {
            expected,
            found,
            outer,
        } => Said::new(Code::UnknownField, format!("no field `{found}`{}", inside(outer)))
            .among(found, expected.iter().copied()),
        E::NoSuchEnumVariant { expected, found, .. } => {
            Said::new(Code::UnknownVariant, format!("no `{found}` can stand here"))
                .among(found, expected.iter().copied())
        }
        E::MissingStructField { field, outer } => Said::new(
            Code::MissingField,
            format!("`{field}` is missing{}", inside(outer)),
        ),
        E::DuplicateStructField { field, outer } => Said::new(
            Code::DuplicateField,
            format!("the field `{field}` stands twice{}", inside(outer)),
        ),
        E::ExpectedDifferentStructName { expected, found } => {
            Said::new(Code::UnknownVariant, format!("no `{found}` can stand here")).among(found, [*expected])
        }
        E::InvalidValueForType { expected, found } => Said::new(
            Code::WrongType,
            format!("{found} cannot stand here: {expected} is needed"),
        ),
        E::ExceededRecursionLimit => Said::new(Code::TooDeep, "values are nested too deeply"),
        E::ExpectedStringEnd => {
            Said::new(Code::Syntax, "a text is not closed").help("write the quotation mark at its end")
        }
        E::Eof => Said::new(Code::Syntax, "the text ends too early")
            .help("a bracket or quotation mark is not closed"),
        other => of_kind(other).unwrap_or_else(|| of_words(&other.to_string())),
    }
}

/// The errors of finding another kind of value.
fn of_kind(error: &ron::Error) -> Option<Said> {
    use ron::Error as E;
    let needed = match error {
        E::ExpectedString => "a text in quotation marks",
        E::ExpectedInteger | E::IntegerOutOfBounds | E::InvalidIntegerDigit { .. } => {
            "a whole number in range"
        }
        E::ExpectedFloat => "a number",
        E::ExpectedBoolean => "`true` or `false`",
        E::ExpectedArray => "a list in `[` and `]`",
        E::ExpectedMap => "a map in `{` and `}`",
        E::ExpectedStructLike => "fields in `(` and `)`",
        E::ExpectedNamedStructLike(name) => {
            return Some(Said::new(Code::WrongType, format!("`{name}(..)` is needed here")));
        }
        E::ExpectedIdentifier => "a word",
        E::ExpectedUnit => "nothing more",
        E::ExpectedDifferentLength { .. } => "another number of values",
        E::ExpectedComma => return Some(Said::new(Code::Syntax, "a comma is needed before this")),
        E::ExpectedArrayEnd => {
            return Some(Said::new(
                Code::Syntax,
                "a comma or the closing `]` is needed here",
            ));
        }
        E::ExpectedMapEnd => {
            return Some(Said::new(
                Code::Syntax,
                "a comma or the closing `}` is needed here",
            ));
        }
        E::ExpectedStructLikeEnd => {
            return Some(Said::new(
                Code::Syntax,
                "a comma or the closing `)` is needed here",
            ));
        }
        E::ExpectedMapColon => {
            return Some(Said::new(
                Code::Syntax,
                "a colon is needed after the name of a field",
            ));
        }
        E::TrailingCharacters => {
            let said = Said::new(Code::Syntax, "there is more after the end of the value");
            return Some(said.help("a file holds one value"));
        }
        _ => return None,
    };
    Some(Said::new(Code::WrongType, format!("{needed} is needed here")))
}

/// Words of serde about JSON, or ours.
fn of_words(words: &str) -> Said {
    let quoted: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    let found = quoted.first().copied().unwrap_or("");
    let known = || quoted.iter().skip(1).copied();
    if words == TOO_DEEP || words.starts_with("recursion limit") {
        Said::new(Code::TooDeep, "values are nested too deeply")
    } else if words.starts_with("unknown field") {
        Said::new(Code::UnknownField, format!("no field `{found}`")).among(found, known())
    } else if words.starts_with("unknown variant") {
        Said::new(Code::UnknownVariant, format!("no `{found}` can stand here")).among(found, known())
    } else if words.starts_with("missing field") {
        Said::new(Code::MissingField, format!("`{found}` is missing"))
    } else if words.starts_with("duplicate field") {
        Said::new(Code::DuplicateField, format!("the field `{found}` stands twice"))
    } else if words.starts_with("invalid type") || words.starts_with("invalid value") {
        let needed = words
            .rsplit_once(", expected ")
            .and_then(|(_, needed)| plain(needed));
        let title = needed.map_or_else(|| lowered(words), |needed| format!("{needed} is needed here"));
        Said::new(Code::WrongType, title)
    } else if words.starts_with("a duration needs")
        || words.starts_with("a runbook is")
        || words.starts_with("a limit says")
    {
        Said::new(Code::WrongType, words)
    } else {
        Said::new(Code::Syntax, lowered(words))
    }
}

/// What serde calls by its type in Rust, in the words of people who write documents.
fn plain(needed: &str) -> Option<&'static str> {
    match needed {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => {
            Some("a whole number in range")
        }
        "f32" | "f64" => Some("a number"),
        "a string" => Some("a text in quotation marks"),
        "a boolean" => Some("`true` or `false`"),
        "a sequence" => Some("a list in `[` and `]`"),
        "a map" => Some("a map in `{` and `}`"),
        _ => needed.starts_with("struct ").then_some("fields in brackets"),
    }
}

/// Lower case at the beginning, as all our titles.
fn lowered(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

/// A part of the text worth marking: parsers often name the point just after the culprit.
fn widened(text: &str, start: usize, end: usize, code: Code) -> (usize, usize) {
    let start = floor(text, start.min(text.len()));
    let end = floor(text, end.min(text.len()).max(start));
    let (before, after) = (text.get(..start).unwrap_or(""), text.get(start..).unwrap_or(""));
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    if end > start {
        let blank = text
            .get(start..end)
            .map_or(0, |marked| marked.len() - marked.trim_start().len());
        let start = if blank < end - start { start + blank } else { start };
        // Marks stop at the end of a line, so that they do not run over the rest of the file.
        let marked = text.get(start..end).unwrap_or("");
        let line = marked.split('\n').next().unwrap_or("").trim_end().len();
        return (start, start + line.max(1).min(end - start));
    }
    let ahead = after
        .chars()
        .take_while(|c| word(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    let behind = before
        .chars()
        .rev()
        .take_while(|c| word(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    match code {
        Code::WrongType | Code::UnknownVariant | Code::UnknownField | Code::DuplicateField if ahead == 0 => {
            (start - behind, start)
        }
        _ if ahead > 0 => (
            start - if before.ends_with(word) { behind } else { 0 },
            start + ahead,
        ),
        _ => (
            start,
            start
                + after
                    .chars()
                    .next()
                    .filter(|c| *c != '\n')
                    .map_or(0, char::len_utf8),
        ),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
