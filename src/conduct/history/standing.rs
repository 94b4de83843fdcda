//! Where a finding stands.

/// The state of a finding, as of the last entry of its kind (check, run, exercise with people) that was not interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Found by the last entry, and for the first time.
    New,
    /// Found by the last entry, and before, with no test in between that did not find it.
    Open,
    /// Found by the last entry, after an earlier test had not found it any more.
    Regressed,
    /// Tested by the last entry, and not found any more.
    Closed,
    /// Not tested by the last entry: whatever was known of it is neither confirmed nor refuted.
    NotExercised,
}

impl Standing {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Regressed => "regressed",
            Self::Closed => "closed",
            Self::NotExercised => "not exercised",
        }
    }
}

/// The state that follows from the tests of a finding, oldest first, each whether it was found; `last` is whether the last entry
/// tested it.
pub fn standing(tests: &[bool], last: bool) -> Standing {
    let found = || tests.iter().filter(|found| **found).count();
    let was_closed = || {
        let first = tests.iter().position(|found| *found).unwrap_or(tests.len());
        tests.iter().skip(first).any(|found| !found)
    };
    match tests.last() {
        _ if !last => Standing::NotExercised,
        None => Standing::NotExercised,
        Some(false) => Standing::Closed,
        Some(true) if was_closed() => Standing::Regressed,
        Some(true) if found() > 1 => Standing::Open,
        Some(true) => Standing::New,
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, standing};

    #[test]
    fn each_state_follows_from_the_tests() {
        let cases = [
            (&[true][..], true, Standing::New),
            (&[true, true], true, Standing::Open),
            (&[true, false], true, Standing::Closed),
            (&[true, false, true], true, Standing::Regressed),
            (&[true, false, true, true], true, Standing::Regressed),
            (&[true, false, true, false], true, Standing::Closed),
            (&[true], false, Standing::NotExercised),
            (&[true, false], false, Standing::NotExercised),
            // A test from before it was ever found says that it is new.
            (&[false, true], true, Standing::New),
        ];
        for (tests, last, expected) in cases {
            assert_eq!(standing(tests, last), expected, "{tests:?} {last}");
        }
    }
}
