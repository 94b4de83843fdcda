//! What keeps a command from its result: the user's input, or the environment. Our own mistakes panic.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use crate::document::{Diagnostic, render};
use crate::report::check_document;

use super::arguments::Format;
use super::status::Status;
use super::streams::Streams;

/// Why a command has no result.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was asked for cannot be done.
    Usage(String),
    /// The documents are wrong.
    Documents {
        /// The path of the exercise as the user wrote it.
        exercise: String,
        /// What is wrong with them.
        diagnostics: Vec<Diagnostic>,
        /// How to say so.
        format: Format,
    },
    /// The user has ended it, and there is nothing to keep.
    Interrupted,
    /// A file, a thread or a stream could not be had.
    Environment {
        /// What was being done.
        doing: String,
        /// The file or folder, if it is one.
        path: Option<PathBuf>,
        /// What the system says.
        because: String,
        /// Whether it may be otherwise the next time without anybody's doing.
        passes: bool,
        /// What state things were left in.
        left: Cow<'static, str>,
    },
}

/// Nothing has changed.
pub(super) const NOTHING_WRITTEN: &str = "nothing was written";

impl Failure {
    /// A file or folder that could not be written or read.
    pub(super) fn file(doing: &str, path: &Path, because: &io::Error, left: &'static str) -> Self {
        Self::Environment {
            doing: doing.to_owned(),
            path: Some(path.to_path_buf()),
            because: because.to_string(),
            passes: !stays(because.kind()),
            left: left.into(),
        }
    }

    /// The same, where things were left otherwise than it knew.
    pub(super) fn leaving(mut self, words: String) -> Self {
        if let Self::Environment { left, .. } = &mut self {
            *left = words.into();
        }
        self
    }

    /// Says it, and gives the exit status for schedulers: usage and input stay wrong, an environment may recover.
    pub(super) fn report_to_schedulers(self, streams: &mut Streams) -> Status {
        let passes = matches!(&self, Self::Environment { passes: true, .. } | Self::Interrupted);
        self.report(streams);
        if passes { Status::Retry } else { Status::NeverRetry }
    }

    /// What it is, in a line or two.
    #[cfg(feature = "conduct")]
    pub(super) fn words(&self) -> String {
        match self {
            Self::Usage(words) => words.clone(),
            Self::Documents { diagnostics, .. } => {
                format!("{} in its documents", mistakes(diagnostics.len()))
            }
            Self::Interrupted => "interrupted".to_owned(),
            Self::Environment { doing, because, .. } => format!("cannot {doing}: {because}"),
        }
    }

    /// Says it, and gives the exit status of its kind.
    pub(super) fn report(self, streams: &mut Streams) -> Status {
        match self {
            Self::Usage(words) => {
                streams.tell(&format!("error: {words}\n"));
                Status::BadInput
            }
            Self::Documents {
                exercise,
                diagnostics,
                format,
            } => {
                documents(&exercise, &diagnostics, format, streams);
                Status::BadInput
            }
            Self::Interrupted => Status::Interrupted,
            Self::Environment {
                doing,
                path,
                because,
                left,
                ..
            } => {
                let path = path.map_or_else(String::new, |path| format!(" `{}`", path.display()));
                streams.tell(&format!("error: cannot {doing}{path}: {because}\n  {left}\n"));
                Status::Failed
            }
        }
    }
}

/// Whether something else lies where a file or a folder should: waiting mends nothing.
const fn stays(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::AlreadyExists
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
    )
}

/// So many mistakes.
pub(super) fn mistakes(count: usize) -> String {
    if count == 1 {
        "1 mistake".to_owned()
    } else {
        format!("{count} mistakes")
    }
}

fn documents(exercise: &str, diagnostics: &[Diagnostic], format: Format, streams: &mut Streams) {
    let count = diagnostics.len();
    match format {
        Format::Human => {
            let text = render(diagnostics, streams.error_colour());
            let mistakes = mistakes(count);
            streams.tell(&format!(
                "{text}\n\n{mistakes} in `{exercise}`; `outrun explain CODE` says more of each\n"
            ));
        }
        // Whether the reader got it changes nothing about the exit status.
        Format::Json => drop(streams.print_json(&check_document(exercise, diagnostics))),
    }
}
