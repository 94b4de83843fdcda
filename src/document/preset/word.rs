//! What the words `quick`, `usual`, `slow` and `Unknown` stand for.

use std::sync::LazyLock;

use serde::Deserialize;

use super::read::{self, Values};
use super::{Parameter, Quantity};

/// A word in place of a duration or a chance.
///
/// `Quick` is always the side that speeds things up, for chances too: quick answers are likely ones, quick
/// declines are rare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// Quicker than usual.
    Quick,
    /// As it usually is.
    Usual,
    /// Slower than usual.
    Slow,
    /// Not known: played as usual, over all that the evidence leaves open.
    Unknown,
}

impl Word {
    /// All words.
    pub const ALL: [Self; 4] = [Self::Quick, Self::Usual, Self::Slow, Self::Unknown];

    /// The word as it is written in ids and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Usual => "usual",
            Self::Slow => "slow",
            Self::Unknown => "unknown",
        }
    }
}

macro_rules! families {
    ($($variant:ident $name:literal $what:literal),* $(,)?) => {
        /// What a word is said of. Each place in the input belongs to one family.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum Family {
            $(#[doc = $what] $variant,)*
        }

        impl Family {
            /// All families, durations before chances.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in ids and output.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is.
            pub const fn what(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }
        }
    };
}

families! {
    PageDelay "page-delay" "From a page to its acknowledgement, of those that are acknowledged (O3).",
    Relook "re-look" "Until somebody on shift sees a page that they missed (O3).",
    TriageWork "triage-work" "Triage, from its beginning to the declaration (D2).",
    DecideWork "decide-work" "Deciding, by one who was reached (P1).",
    ConsultWork "consult-work" "Explaining an asset to a decider (P1).",
    AdviceWork "advice-work" "Advice that a rule requires, by counsel for example (P1).",
    ApprovalWork "approval-work" "Approving or declining (P2).",
    ExecutionWork "execution-work" "One try of an action by hand (P4).",
    RestoreWork "restore-work" "Bringing an asset back into service (L3).",
    EvidenceWork "evidence-work" "Securing evidence before it is destroyed (I2).",
    CallWork "call-work" "A call from a regulator or the media (I2).",
    JustInTime "just-in-time" "Being given just-in-time access (P4).",
    Revision "revision" "Revising a request that was declined (P2).",
    HoldOffDelay "hold-off-delay" "Until one who held off is asked again (P1).",
    Search "search" "Finding out who may decide where no rule says so (R5).",
    Negotiation "negotiation" "Owners coming to a decision together (R5).",
    ScopingDelay "scoping-delay" "Finding where an attacker went from a known foothold (D3).",
    TraceBackDelay "trace-back-delay" "Finding where an attacker came from (D3).",
    SensorDelay "sensor-delay" "From a compromise to its alert, where there is one (E2).",
    ThirdPartyDelay "third-party-delay" "From the first compromise until somebody outside tells (D1).",
    Traversal "traversal" "The attacker taking one edge (E3).",
    Disruption "disruption" "How long an action disturbs a service that it does not stop (E7).",
    InjectLength "inject-length" "How long an unavailability, outage or pause lasts (I2).",
    Residual "residual" "How long a session outlives its credential (E2).",
    Lifetime "lifetime" "How long a short-lived credential lives (E12).",
    Propagation "propagation" "From an executed action to its effect (E8).",
    Sensor "sensor" "That a compromise raises an alert (E2).",
    Scoping "scoping" "That scoping finds a foothold at all (D3).",
    TraceBack "trace-back" "That tracing back finds a foothold at all (D3).",
    Reveal "reveal" "That a review finds a foothold (E7).",
    ThirdParty "third-party" "That somebody outside tells (D1).",
    Answers "answers" "That one page is acknowledged (O3).",
    Unreachable "unreachable" "Being out of reach for a whole off-shift period (O3).",
    Declines "declines" "That one asking for approval is declined (P2).",
    HoldsOff "holds-off" "That a decider holds off (P1).",
    ToolFailure "tool-failure" "That one try of an action fails (P4).",
    RecognisedAtTriage "recognised-at-triage" "That triage recognises a false alarm (I2).",
    RecognisedByDecider "recognised-by-decider" "That a decider recognises a false alarm (I2).",
    RecognisedByApprover "recognised-by-approver" "That an approver recognises a false alarm (I2).",
    EdgeSuccess "edge-success" "That a way on the map can be walked (E3).",
    Inject "inject" "That an inject happens in a replication (I1).",
}

/// The four words of one family.
struct Scale {
    family: Family,
    quick: Parameter,
    usual: Parameter,
    slow: Parameter,
    unknown: Parameter,
}

impl Scale {
    fn read((family, values): &(Family, Values)) -> Result<Self, String> {
        let about = |message: String| format!("`{}`: {message}", family.name());
        let points: [Quantity; 5] = values.points().map_err(about)?;
        let evidence = values.evidence().map_err(about)?;
        let steps = || points.iter().zip(points.iter().skip(1));
        let rising = steps().all(|(one, next)| read::rises(one, next));
        let falling = steps().all(|(one, next)| read::rises(next, one));
        if !rising && !falling {
            return Err(about("the five points are not in order".to_owned()));
        }
        let [first, quick, usual, slow, last] = &points;
        let named = |word: Word, from: &Quantity, nominal: &Quantity, to: &Quantity| {
            let (low, high) = if rising { (from, to) } else { (to, from) };
            Parameter {
                id: format!("word.{}.{}", family.name(), word.name()).into(),
                low: low.clone(),
                nominal: nominal.clone(),
                high: high.clone(),
                evidence,
            }
        };
        Ok(Self {
            family: *family,
            quick: named(Word::Quick, first, quick, usual),
            usual: named(Word::Usual, quick, usual, slow),
            slow: named(Word::Slow, usual, slow, last),
            unknown: named(Word::Unknown, first, usual, last),
        })
    }

    const fn word(&self, word: Word) -> &Parameter {
        match word {
            Word::Quick => &self.quick,
            Word::Usual => &self.usual,
            Word::Slow => &self.slow,
            Word::Unknown => &self.unknown,
        }
    }
}

/// In the order of [`Family::ALL`].
static SCALES: LazyLock<Vec<Scale>> = LazyLock::new(|| read::shipped("words.ron", scales()));

fn scales() -> Result<Vec<Scale>, String> {
    let rows: Vec<(Family, Values)> = read::rows(include_str!("words.ron"))?;
    let mut scales = rows.iter().map(Scale::read).collect::<Result<Vec<_>, _>>()?;
    scales.sort_by_key(|scale| scale.family);
    let found: Vec<Family> = scales.iter().map(|scale| scale.family).collect();
    if found == Family::ALL {
        Ok(scales)
    } else {
        Err("each family needs one row".to_owned())
    }
}

/// What a word stands for in a family.
#[expect(
    clippy::indexing_slicing,
    reason = "reading the table refuses one without a row for each family"
)]
pub fn word(family: Family, word: Word) -> &'static Parameter {
    SCALES[family as usize].word(word)
}

/// All words of all families.
pub(super) fn parameters() -> impl Iterator<Item = &'static Parameter> {
    SCALES
        .iter()
        .flat_map(|scale| Word::ALL.map(|word| scale.word(word)))
}
