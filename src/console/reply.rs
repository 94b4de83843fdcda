//! What somebody is told who asked for something.

use crate::conduct::live::Refused;

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// It is done; the number of its entry.
    Done(u64),
    /// A new link was made, or the old ones are taken back.
    Linked(Option<String>),
    /// It may not be, or not now.
    Refused(Refused),
    /// It could not be stored, so it does not count.
    Failed(String),
}
