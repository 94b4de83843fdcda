//! What records of pages and of work say besides who and when: for the story of a replication.

use super::people::State;
use super::record::{Kind, Record};

/// What somebody is paged or works for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Errand {
    /// Triage of an alert (D2).
    Triage,
    /// A decision (R1).
    Decide,
    /// A decision, as the owner of the asset (R5).
    Own,
    /// A decision in a dispute or over a missing approval (R5, P2).
    Arbitrate,
    /// A question about the asset (P1).
    Consult,
    /// Required advice (P1).
    Advise,
    /// An approval (P2).
    Approve,
    /// Carrying out (P4).
    Execute,
    /// A vendor's logs (D3).
    Logs,
    /// Securing evidence (I2).
    Evidence,
    /// A call that the incident brought (I2).
    Call,
    /// Work that has nothing to do with the incident (I2).
    Other,
}

impl Errand {
    /// All errands, in the order of their numbers.
    pub const ALL: [Self; 12] = [
        Self::Triage,
        Self::Decide,
        Self::Own,
        Self::Arbitrate,
        Self::Consult,
        Self::Advise,
        Self::Approve,
        Self::Execute,
        Self::Logs,
        Self::Evidence,
        Self::Call,
        Self::Other,
    ];

    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Decide => "decide",
            Self::Own => "own",
            Self::Arbitrate => "arbitrate",
            Self::Consult => "consult",
            Self::Advise => "advise",
            Self::Approve => "approve",
            Self::Execute => "execute",
            Self::Logs => "logs",
            Self::Evidence => "evidence",
            Self::Call => "call",
            Self::Other => "other",
        }
    }
}

/// How a page found a person, or work a piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// What for.
    pub errand: Errand,
    /// The state of the person (O2).
    pub state: State,
    /// They were at work on the incident already (O7).
    pub engaged: bool,
    /// They sleep through this off-shift period (O3), or an acknowledgement woke them (M5).
    pub asleep: bool,
}

/// The errand takes the lowest bits, then the state, then the two flags.
const STATE: usize = 16;
const ENGAGED: usize = 64;
const ASLEEP: usize = 128;

impl Note {
    /// A note of a person on shift.
    #[inline]
    pub(super) const fn of(errand: Errand, state: State) -> Self {
        Self {
            errand,
            state,
            engaged: false,
            asleep: false,
        }
    }

    #[inline]
    pub(super) const fn packed(self) -> usize {
        self.errand as usize
            + self.state as usize * STATE
            + if self.engaged { ENGAGED } else { 0 }
            + if self.asleep { ASLEEP } else { 0 }
    }

    /// The note of a record of a page or of work.
    pub fn read(record: &Record) -> Option<Self> {
        let noted = matches!(
            record.kind,
            Kind::Paged | Kind::Unseen | Kind::Acknowledged | Kind::WorkBegan
        );
        let packed = record.place().filter(|_| noted)?;
        Some(Self {
            errand: Errand::ALL.get(packed % STATE).copied()?,
            state: State::ALL.get(packed % ENGAGED / STATE).copied()?,
            engaged: packed & ENGAGED != 0,
            asleep: packed & ASLEEP != 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Errand, Note, State};
    use crate::engine::record::{Kind, Record, RecordIx};

    #[test]
    fn a_note_is_read_as_it_was_written() {
        for errand in Errand::ALL {
            for state in State::ALL {
                for (engaged, asleep) in [(false, false), (false, true), (true, false), (true, true)] {
                    let note = Note {
                        errand,
                        state,
                        engaged,
                        asleep,
                    };
                    let record = Record::new(Kind::Paged, RecordIx::START).extra(note.packed());
                    assert_eq!(Note::read(&record), Some(note));
                }
            }
        }
    }

    #[test]
    fn other_records_have_no_note() {
        let record = Record::new(Kind::Executed, RecordIx::START).extra(3);
        assert_eq!(Note::read(&record), None);
    }
}
