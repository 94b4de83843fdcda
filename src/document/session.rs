//! One parse of one file: the text that slices are measured against, and the innermost error.
//!
//! serde hands no context down, so the context of a parse is kept for the thread while it runs.

use std::cell::RefCell;

use serde::de::{self, Deserialize, Deserializer};

use super::comments::skip_comments;
use super::depth::too_deep;
use super::place::{FileId, Place};

/// Values nested deeper than this are refused; people do not write them, and recursion must end.
const DEEPEST: u32 = 64;
/// What is said of them.
pub(crate) const TOO_DEEP: &str = "is nested too deeply";

/// The two formats of input documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Rusty Object Notation: what people write.
    Ron,
    /// JSON: what `outrun show` writes.
    Json,
}

/// Why a text could not be read, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last; `start` where the parser names a point.
    pub(crate) end: usize,
    /// What is wrong.
    pub(crate) kind: SyntaxErrorKind,
}

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SyntaxErrorKind {
    /// As the RON parser says.
    Ron(ron::Error),
    /// In words.
    Words(String),
}

struct Session {
    file: FileId,
    base: usize,
    length: usize,
    format: Format,
    depth: u32,
    error: Option<SyntaxError>,
    /// Whether items that cannot be read are left out, so that all of them are found in one go.
    leaves_out: bool,
    left_out: Vec<SyntaxError>,
    /// Where everything is said to stand, for a text that nobody wrote as it is.
    stands_at: Option<Place>,
}

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

fn with<R>(action: impl FnOnce(&mut Session) -> R) -> Option<R> {
    SESSION.with(|session| session.borrow_mut().as_mut().map(action))
}

/// The options of every RON parse. A file's own `#![enable(..)]` does not reach nested parses.
pub(crate) fn options() -> ron::Options {
    let extensions =
        ron::extensions::Extensions::IMPLICIT_SOME | ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES;
    ron::Options::default().with_default_extension(extensions)
}

/// Reads a whole document.
///
/// # Errors
/// The innermost thing that could not be read.
pub(crate) fn read<'de, T: Deserialize<'de>>(
    text: &'de str,
    file: FileId,
    format: Format,
) -> Result<T, SyntaxError> {
    read_with(text, (file, format), false, None).map_err(|mut errors| {
        let last = errors.pop();
        last.unwrap_or_else(unplaced)
    })
}

/// Reads a whole document; of long lists the items that cannot be read are left out, so that one reading finds
/// what is wrong with each of them.
///
/// # Errors
/// Of each item, and of the rest, the innermost thing that could not be read.
pub(crate) fn read_most<'de, T: Deserialize<'de>>(
    text: &'de str,
    file: FileId,
    format: Format,
) -> Result<T, Vec<SyntaxError>> {
    read_with(text, (file, format), true, None)
}

/// Reads a RON text that nobody wrote as it is: everything in it is said to stand at one place.
///
/// # Errors
/// The innermost thing that could not be read, by its place in the text.
pub(crate) fn read_at<'de, T: Deserialize<'de>>(text: &'de str, place: Place) -> Result<T, SyntaxError> {
    let read = read_with(text, (FileId(0), Format::Ron), false, Some(place));
    read.map_err(|mut errors| errors.pop().unwrap_or_else(unplaced))
}

fn unplaced() -> SyntaxError {
    SyntaxError {
        start: 0,
        end: 0,
        kind: SyntaxErrorKind::Words("cannot be read".into()),
    }
}

fn read_with<'de, T: Deserialize<'de>>(
    text: &'de str,
    (file, format): (FileId, Format),
    leaves_out: bool,
    stands_at: Option<Place>,
) -> Result<T, Vec<SyntaxError>> {
    if let Some(at) = too_deep(text) {
        let kind = SyntaxErrorKind::Words(TOO_DEEP.into());
        let (start, end) = (at, at + 1);
        return Err(vec![SyntaxError { start, end, kind }]);
    }
    let session = Session {
        file,
        base: text.as_ptr() as usize,
        length: text.len(),
        format,
        depth: 0,
        error: None,
        leaves_out,
        left_out: Vec::new(),
        stands_at,
    };
    SESSION.with(|slot| *slot.borrow_mut() = Some(session));
    // A byte order mark is not part of the document, but it counts in offsets.
    let document = text.strip_prefix('\u{feff}').unwrap_or(text);
    let result = parse::<T>(document, format);
    let session = SESSION.with(|slot| slot.borrow_mut().take());
    let (mut errors, last) =
        session.map_or_else(Default::default, |session| (session.left_out, session.error));
    match result {
        Ok((value, _)) if errors.is_empty() => Ok(value),
        Ok(_) => Err(errors),
        Err(()) => {
            errors.push(last.unwrap_or_else(unplaced));
            Err(errors)
        }
    }
}

/// Whether items that cannot be read are left out.
pub(crate) fn leaves_out() -> bool {
    with(|session| session.leaves_out).unwrap_or(false)
}

/// Leaves out the item that could not be read just now; not if more than enough are left out already.
pub(crate) fn leave_out() -> bool {
    let left = with(|session| {
        let room = session.left_out.len() < super::report::MOST_FOUND;
        let error = session.error.take_if(|_| room);
        session.left_out.extend(error);
        room
    });
    left.unwrap_or(false)
}

/// A slice of the document that holds one value.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'de>(&'de str);

impl<'de> Raw<'de> {
    /// Takes the next value as text, without the white space and comments before it.
    pub(crate) fn take<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = match with(|session| session.format) {
            Some(Format::Ron) => <&'de ron::value::RawValue>::deserialize(deserializer)?.get_ron(),
            Some(Format::Json) => <&'de serde_json::value::RawValue>::deserialize(deserializer)?.get(),
            None => return Err(de::Error::custom("read outside of a document")),
        };
        Ok(Self(skip_comments(raw)))
    }

    /// The first character: tells a string, a list, a map and a word apart.
    pub(crate) fn first(self) -> char {
        self.0.chars().next().unwrap_or(' ')
    }

    /// Whether the value is a string.
    pub(crate) fn is_string(self) -> bool {
        self.0.starts_with('"') || self.0.starts_with("r\"") || self.0.starts_with("r#")
    }

    /// Whether the value is a number.
    pub(crate) fn is_number(self) -> bool {
        matches!(self.first(), '0'..='9' | '-' | '+' | '.')
    }

    /// Reads the value.
    pub(crate) fn read<T: Deserialize<'de>, E: de::Error>(self) -> Result<T, E> {
        self.read_placed().map(|(value, _)| value)
    }

    /// Reads the value and says where it stands.
    pub(crate) fn read_placed<T: Deserialize<'de>, E: de::Error>(self) -> Result<(T, Place), E> {
        let format = with(|session| session.format).unwrap_or(Format::Ron);
        let deeper = with(|session| {
            session.depth += 1;
            session.depth <= DEEPEST
        });
        if deeper != Some(true) {
            remember(self.0, (0, 0), SyntaxErrorKind::Words(TOO_DEEP.into()));
            return Err(de::Error::custom("nested"));
        }
        let result = parse::<T>(self.0, format).map_err(|()| de::Error::custom("nested"));
        with(|session| session.depth -= 1);
        result.map(|(value, length)| (value, place(self.0, length)))
    }

    /// Refuses the value with these words.
    pub(crate) fn refuse<T, E: de::Error>(self, words: impl Into<String>) -> Result<T, E> {
        remember(
            self.0,
            (0, self.0.trim_end().len()),
            SyntaxErrorKind::Words(words.into()),
        );
        Err(de::Error::custom("nested"))
    }
}

/// Reads one value, and says how many bytes it takes. The error is left in the session.
fn parse<'de, T: Deserialize<'de>>(text: &'de str, format: Format) -> Result<(T, usize), ()> {
    match format {
        Format::Ron => parse_ron(text),
        Format::Json => parse_json(text),
    }
}

fn parse_ron<'de, T: Deserialize<'de>>(text: &'de str) -> Result<(T, usize), ()> {
    let keep = |error: &ron::error::SpannedError| {
        let at = (offset(text, error.span.start), offset(text, error.span.end));
        remember(text, at, SyntaxErrorKind::Ron(error.code.clone()));
    };
    let mut deserializer =
        ron::Deserializer::from_str_with_options(text, &options()).map_err(|error| keep(&error))?;
    let value = T::deserialize(&mut deserializer).map_err(|error| keep(&deserializer.span_error(error)))?;
    let length = text.len() - deserializer.remainder().len();
    deserializer
        .end()
        .map_err(|error| keep(&deserializer.span_error(error)))?;
    Ok((
        value,
        text.get(..length).map_or(length, |value| value.trim_end().len()),
    ))
}

fn parse_json<'de, T: Deserialize<'de>>(text: &'de str) -> Result<(T, usize), ()> {
    serde_json::from_str(text)
        .map(|value| (value, text.trim_end().len()))
        .map_err(|error| {
            let at = line_offset(text, error.line(), error.column());
            let words = error.to_string();
            let words = words
                .rsplit_once(" at line ")
                .map_or(words.as_str(), |(before, _)| before)
                .to_owned();
            remember(text, (at, at), SyntaxErrorKind::Words(words));
        })
}

/// The byte at a position that counts lines and characters from 1.
fn offset(text: &str, position: ron::error::Position) -> usize {
    let line = line_offset(text, position.line, 1);
    let rest = text.get(line..).unwrap_or("");
    line + rest
        .char_indices()
        .nth(position.col.saturating_sub(1))
        .map_or(rest.len(), |(at, _)| at)
}

/// The byte at a position that counts lines and bytes from 1.
fn line_offset(text: &str, line: usize, column: usize) -> usize {
    let before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    (before + column.saturating_sub(1)).min(text.len())
}

/// Keeps an error unless one further inside is kept already.
fn remember(slice: &str, (from, to): (usize, usize), kind: SyntaxErrorKind) {
    with(|session| {
        let start = (slice.as_ptr() as usize).wrapping_sub(session.base);
        let start = if start <= session.length { start } else { 0 };
        session.error.get_or_insert(SyntaxError {
            start: start + from,
            end: start + to,
            kind,
        });
    });
}

fn place(slice: &str, length: usize) -> Place {
    with(|session| {
        let start = (slice.as_ptr() as usize).wrapping_sub(session.base);
        // Keys with escapes are not slices of the text; they have no place of their own.
        if start.saturating_add(length) > session.length {
            return Place::Default;
        }
        if let Some(place) = session.stands_at {
            return place;
        }
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place::File {
            file: session.file,
            start: narrow(start),
            end: narrow(start + length),
        }
    })
    .unwrap_or_default()
}
