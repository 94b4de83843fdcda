//! What a draw is for.

/// One purpose for each cause of chance, so that one cause cannot shift the draws of another.
///
/// The numbers are part of the draws: never change or reuse one, add new ones at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// The instant at which the exercise starts.
    Start = 1,
    /// Whether a traversal succeeds.
    Success = 2,
    /// How long a traversal takes.
    Traversal = 3,
    /// The order of edges that wait for the attacker.
    WaitingOrder = 4,
    /// Whether a node's sensor alerts after its compromise (E2).
    Sensor = 5,
    /// How long a sensor takes to alert.
    SensorDelay = 6,
    /// How long a session outlives its credential (E2).
    Residual = 7,
    /// How long a credential lives (E12).
    Lifetime = 8,
    /// How long scoping takes to find a foothold (D3).
    Scoping = 9,
    /// Whether scoping finds a foothold (D3).
    ScopingChance = 10,
    /// How long tracing back takes to find a foothold (D3).
    TraceBack = 11,
    /// Whether tracing back finds a foothold (D3).
    TraceBackChance = 12,
    /// Whether a third party tells.
    ThirdParty = 13,
    /// How long a third party takes to tell.
    ThirdPartyDelay = 14,
    /// Whether a page is answered.
    PageAnswered = 15,
    /// How long a page takes to be answered.
    PageDelay = 16,
    /// How long after coming on shift a person sees a page they had missed (C2).
    ShiftDelay = 17,
    /// Whether a person cannot be reached in one off-shift period (O3).
    Unreachable = 18,
    /// How long triage takes.
    Triage = 19,
    /// How long a decider takes.
    Decide = 20,
    /// How long a consultation takes.
    Consult = 21,
    /// How long advice takes (P1).
    Advice = 22,
    /// How long an approver takes.
    Approval = 23,
    /// Whether a person declines.
    Decline = 24,
    /// How long a revision takes.
    Revision = 25,
    /// Whether a decider holds off.
    HoldOff = 26,
    /// How long a decider holds off.
    HoldOffDelay = 27,
    /// How long the owners of a contested asset negotiate (R5).
    Negotiation = 28,
    /// How long finding out who may decide takes (R5).
    Search = 29,
    /// How long an action takes.
    Execution = 30,
    /// Whether a tool fails.
    ToolFailure = 31,
    /// How long just-in-time access takes.
    JustInTime = 32,
    /// How long evidence takes to secure.
    Evidence = 33,
    /// How long an action takes to come into effect everywhere.
    Propagation = 34,
    /// Whether an action reveals a foothold (E7).
    Reveal = 35,
    /// Whether an inject happens.
    Inject = 36,
    /// How long after its cause an inject happens.
    InjectDelay = 37,
    /// How long an inject lasts.
    InjectLasts = 38,
    /// How long work that an inject brings takes.
    InjectedWork = 39,
    /// Whether a person recognises a false alarm.
    Recognised = 40,
    /// Whether, or when, a false alarm comes.
    FalseAlarm = 41,
    /// When and how long something written as a window is open.
    Window = 42,
    /// What a disruption of the business costs.
    Disruption = 43,
    /// Where in its range an assumption stands.
    Assumption = 44,
    /// Which observation a resampling takes.
    Resample = 45,
    /// After how long a person on shift looks again at what they missed (O3).
    Relook = 46,
}
