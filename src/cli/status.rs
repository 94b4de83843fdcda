//! Exit statuses: what scripts and CI rely on.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well.
    Well,
    /// It ran, and an objective was missed, or something stands that `--fail-on` names.
    FellShort,
    /// Bad usage or bad input.
    BadInput,
    /// The environment failed, or Outrun did.
    Failed,
    /// Ended by Ctrl-C; what was played is kept.
    Interrupted,
    /// A part of a run cannot be had, whoever asks and however often: for schedulers.
    NeverRetry,
    /// A part of a run is not there, and may be had by asking again: for schedulers.
    Retry,
}

impl Status {
    /// The number.
    pub const fn number(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::FellShort => 1,
            Self::BadInput => 2,
            Self::Failed => 3,
            Self::Interrupted => 130,
            // As `sysexits.h` numbers data that is wrong, and failures that pass.
            Self::NeverRetry => 65,
            Self::Retry => 75,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}
