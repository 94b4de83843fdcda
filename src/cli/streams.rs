//! The standard streams: who reads them, how wide, and whether in colour.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::report::terminal::Canvas;

use super::failure::{Failure, NOTHING_WRITTEN};

/// Where there is no terminal, text is laid out for this many columns.
const COLUMNS: usize = 80;

/// Standard output and standard error.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked alone, and none follows from another"
)]
pub(super) struct Streams {
    width: usize,
    colour: bool,
    error_is_terminal: bool,
    error_colour: bool,
    /// Whether anything is written at all.
    heard: bool,
    /// Whether results are.
    printed: bool,
}

impl Streams {
    /// As the environment says: `NO_COLOR`, `TERM=dumb`, `COLUMNS`, and whether a person is looking.
    pub(super) fn of_the_environment() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let plain = set("NO_COLOR") || dumb;
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            width: columns.or(seen).unwrap_or(COLUMNS),
            colour: !plain && io::stdout().is_terminal(),
            error_is_terminal: io::stderr().is_terminal(),
            error_colour: !plain && io::stderr().is_terminal(),
            heard: true,
            printed: true,
        }
    }

    /// The same without results and messages, for a command that is obeyed on behalf of another.
    pub(super) const fn unheard(self) -> Self {
        Self { heard: false, ..self }
    }

    /// The same without results, for a command that is obeyed on behalf of another that says what came of it.
    #[cfg(feature = "conduct")]
    pub(super) const fn without_results(self) -> Self {
        Self {
            printed: false,
            ..self
        }
    }

    /// An empty sheet for standard output.
    pub(super) fn canvas(&self) -> Canvas {
        Canvas::new(self.width, self.colour)
    }

    /// Whether a person watches standard error.
    pub(super) const fn is_watched(&self) -> bool {
        self.error_is_terminal
    }

    /// Whether standard error has colours.
    pub(super) const fn error_colour(&self) -> bool {
        self.error_colour
    }

    /// Writes a result. A reader who has gone away is no failure.
    ///
    /// # Errors
    /// If standard output takes nothing more, for example because the disk is full.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        if !self.heard || !self.printed {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Environment {
                doing: "write to standard output".to_owned(),
                path: None,
                because: error.to_string(),
                passes: true,
                left: "results on disk, if any, are whole".into(),
            }),
            _ => Ok(()),
        }
    }

    /// Writes a JSON document, and a line break after it.
    ///
    /// # Errors
    /// As [`Streams::print`].
    pub(super) fn print_json(&mut self, document: &impl Serialize) -> Result<(), Failure> {
        let text = json(document)?;
        self.print(&text)
    }

    /// Writes a message to standard error, if anybody takes it.
    pub(super) fn tell(&mut self, text: &str) {
        if !self.heard {
            return;
        }
        let mut err = io::stderr().lock();
        let _ = err.write_all(text.as_bytes());
    }
}

/// A JSON document as it is printed and kept: indented, with a line break at its end.
pub(super) fn json(document: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(document).map_err(|error| Failure::Environment {
        doing: "write a JSON document".to_owned(),
        path: None,
        because: error.to_string(),
        passes: true,
        left: NOTHING_WRITTEN.into(),
    })?;
    Ok(text + "\n")
}
