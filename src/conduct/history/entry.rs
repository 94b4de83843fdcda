//! What is recorded of one exercise.

use crate::document::{Input, sha256};
use crate::measure::estimate::Reason;
use crate::time::WallTime;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The plan was checked.
    Check,
    /// It was played by machine.
    Run,
    /// It was played with people.
    Live,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Check, Self::Run, Self::Live];

    /// The word stored and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Run => "run",
            Self::Live => "live",
        }
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How an objective fared: by machine a verdict (M7), with people a rating of HSEEP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// The whole interval satisfies it.
    Met,
    /// None of the interval does.
    Missed,
    /// It flips within the assumptions (M7).
    Depends,
    /// The interval lies on both sides, or there was nothing to measure.
    Undecided,
    /// Performed without challenges.
    Performed,
    /// Performed with some challenges.
    Some,
    /// Performed with major challenges.
    Major,
    /// Unable to be performed.
    Unable,
}

impl Rating {
    /// All ratings.
    pub const ALL: [Self; 8] = [
        Self::Met,
        Self::Missed,
        Self::Depends,
        Self::Undecided,
        Self::Performed,
        Self::Some,
        Self::Major,
        Self::Unable,
    ];

    /// The word stored and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Depends => "depends",
            Self::Undecided => "undecided",
            Self::Performed => "P",
            Self::Some => "S",
            Self::Major => "M",
            Self::Unable => "U",
        }
    }

    /// The rating of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.word() == word)
    }
}

/// An objective, and how it fared.
#[derive(Clone, Debug, PartialEq)]
pub struct Rated {
    /// The alternative.
    pub alternative: String,
    /// The objective as written.
    pub text: String,
    /// How it fared.
    pub rating: Rating,
    /// What was measured, in the units of output: seconds, shares from 0 to 1, numbers.
    pub estimate: Option<f64>,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The level of confidence of the interval.
    pub confidence: Option<f64>,
    /// With what it was compared, in the same unit.
    pub threshold: Option<f64>,
    /// Why a figure is missing.
    pub reason: Option<Reason>,
}

/// The word stored for a missing figure.
pub(super) const fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::BeyondHorizon => "beyond_horizon",
        Reason::NotApplicable => "not_applicable",
        Reason::TooFew => "too_few",
    }
}

/// The reason of this word.
pub(super) fn reason_of(word: &str) -> Option<Reason> {
    let all = [Reason::BeyondHorizon, Reason::NotApplicable, Reason::TooFew];
    all.into_iter().find(|reason| reason_word(*reason) == word)
}

/// A finding that occurred.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFinding {
    /// Its code: `OUT004`; `objective` for a missed objective, `gap` for one of an exercise with people.
    pub code: String,
    /// What it is about, the same wherever it is written.
    pub about: String,
    /// The alternative.
    pub alternative: String,
    /// What is wrong, in a line.
    pub title: String,
    /// How bad it is: `error`, `warning`, `note`.
    pub level: String,
}

/// The stable id of a finding: ten hexadecimal digits.
pub fn finding_id(exercise: &str, kind: Kind, finding: &FoundFinding) -> String {
    let parts = [
        exercise,
        kind.word(),
        &finding.code,
        &finding.about,
        &finding.alternative,
    ];
    let mut id = sha256(parts.join("\u{0}").as_bytes());
    id.truncate(10);
    id
}

/// The folder of results of a run, to be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// The folder.
    pub folder: String,
    /// The SHA-256 of its `run.json`.
    pub sha256: String,
}

/// What is recorded of one run, check or exercise with people.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The id of the exercise.
    pub exercise: String,
    /// The path of the exercise among its inputs.
    pub file: String,
    /// What was done.
    pub kind: Kind,
    /// When it began.
    pub at: WallTime,
    /// When it ended, of an exercise with people.
    pub ended: Option<WallTime>,
    /// The schedule that it answered, if it was played for one.
    pub schedule: Option<String>,
    /// The version of Outrun.
    pub version: String,
    /// The seed.
    pub seed: Option<u64>,
    /// How many replications were played of the first alternative.
    pub replications: Option<u64>,
    /// It was interrupted: it neither finds nor closes anything.
    pub partial: bool,
    /// Where its results are.
    pub results: Option<Results>,
    /// What was read, with its texts.
    pub inputs: Vec<Input>,
    /// Objectives, in the order of alternatives and as written.
    pub objectives: Vec<Rated>,
    /// What was found.
    pub findings: Vec<FoundFinding>,
    /// The alternatives in which a check looked for findings.
    pub looked_at: Vec<String>,
    /// What was not looked for: silenced findings; or, with people, nothing.
    pub left_out: Vec<FoundFinding>,
    /// Known gaps that an exercise with people tried again, and that did not occur.
    pub held: Vec<FoundFinding>,
}

/// What an objective measures, without the threshold: so that a moved threshold stays in the same series.
pub fn subject(text: &str) -> &str {
    let end = text.find(['<', '>', '=']).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::{Kind, Rating, subject};

    #[test]
    fn words_are_read_back() {
        assert!(
            Kind::ALL
                .into_iter()
                .all(|kind| Kind::of_word(kind.word()) == Some(kind))
        );
        assert!(
            Rating::ALL
                .into_iter()
                .all(|rating| Rating::of_word(rating.word()) == Some(rating))
        );
    }

    #[test]
    fn a_moved_threshold_is_the_same_subject() {
        assert_eq!(
            subject("p50(time_to_containment) <= 4h"),
            "p50(time_to_containment)"
        );
        assert_eq!(subject("outrun_rate>=70%"), "outrun_rate");
    }
}
