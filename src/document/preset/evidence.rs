//! Where a preset comes from, and how far it is to be trusted.

use std::sync::LazyLock;

use serde::Deserialize;

use super::read;

/// How good the evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Quality {
    /// Read at the source, or in a verbatim copy of it.
    Primary,
    /// Read in the press, a summary or somebody's retelling.
    Secondary,
    /// Read in the code or data of the named project.
    Code,
    /// Our curve through figures of others.
    Fit,
    /// Ours, for want of data; the note names what it leans on.
    Judgement,
}

impl Quality {
    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary source",
            Self::Secondary => "secondary source",
            Self::Code => "code or data",
            Self::Fit => "our fit",
            Self::Judgement => "judgement",
        }
    }
}

/// What a parameter rests on, shared by all that rest on the same.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id by which parameters refer to it.
    pub id: Box<str>,
    /// Who says so.
    pub source: Box<str>,
    /// When it happened or was published: a day, month, year or range of them, as far as known.
    pub date: Box<str>,
    /// How good it is.
    pub quality: Quality,
    /// What it says, or what a judgement leans on.
    pub note: Box<str>,
}

static TABLE: LazyLock<Vec<Evidence>> =
    LazyLock::new(|| read::shipped("evidence.ron", read::rows(include_str!("evidence.ron"))));

/// All evidence, in written order.
pub fn all_evidence() -> &'static [Evidence] {
    &TABLE
}

/// The evidence with this id.
pub(super) fn find(id: &str) -> Option<&'static Evidence> {
    TABLE.iter().find(|evidence| &*evidence.id == id)
}
