//! Legal clocks: what the law wants to know, and by when (L2).

use crate::time::{Jurisdiction, Term};

use super::{Name, RequestNameId, TagId};

/// The clock of one regime.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The written id, for example `gdpr-33`.
    pub regime: Name,
    /// Where the text stands, to be printed beside it.
    pub source: Option<Name>,
    /// Business days and local midnights.
    pub jurisdiction: Jurisdiction,
    /// Awareness needs a known node with this tag; nothing: the declaration is enough.
    pub tag: Option<TagId>,
    /// The stages in order.
    pub stages: Vec<Stage>,
}

/// One submission that the regime asks for.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The written id, for example `initial`.
    pub id: Name,
    /// What starts the stage.
    pub starts: ClockStart,
    /// The earliest of these is the deadline; one already past when the stage starts is disregarded unless all are.
    pub terms: Vec<ClockTerm>,
    /// A deadline on a day off moves to noon of the next working day.
    pub rolls_to_noon: bool,
    /// The request whose execution is the submission.
    pub submission: RequestNameId,
}

/// A term that runs from an instant.
#[derive(Clone, Copy, Debug)]
pub struct ClockTerm {
    /// From when.
    pub from: ClockStart,
    /// For how long.
    pub term: Term,
}

/// What starts a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockStart {
    /// The declaration or, if later, the first known node with the regime's tag.
    Awareness,
    /// The execution of this request: classification, determination of materiality.
    Executed(RequestNameId),
    /// The submission of an earlier stage of the same clock, by its place.
    Submission(usize),
}
