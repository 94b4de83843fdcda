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
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}
