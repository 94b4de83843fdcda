//! Reading on after a mistake, so that all mistakes of all files are found in one go.
//!
//! What cannot be read is taken out of a copy of the text, which keeps its length, and so the places of everything
//! else; then the copy is read again. What is taken out leaves a hole, and the holes tell which of the mistakes that
//! are found later only follow from it: those are no mistakes of the text, and are not reported.

mod follow;
mod hole;
mod mend;
mod outline;
mod read;
mod replace;
mod tokens;

pub(crate) use follow::Own;
pub(crate) use hole::{Hole, Holes};
pub(crate) use read::{Budget, recover};
