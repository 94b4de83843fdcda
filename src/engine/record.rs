//! Records: what happened, and because of what (M4).

use crate::model::{Index, NodeId, PersonId, RightId};
use crate::time::SimTime;

/// The place of a record in its replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordIx(u32);

impl RecordIx {
    /// The first record: StartEx.
    pub const START: Self = Self(0);
    /// No record.
    pub(super) const NONE: Self = Self(u32::MAX);

    #[expect(
        clippy::cast_possible_truncation,
        reason = "fewer records than events, which are bounded"
    )]
    #[inline]
    pub(super) fn at(position: usize) -> Self {
        Self(position as u32)
    }

    /// The position in the list of records; larger than any for no record.
    #[inline]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// What a stretch of the critical path is charged to (M4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The attacker had not come so far yet.
    Attacker,
    /// Nothing had told.
    Detection,
    /// From the first alert to the declaration.
    Triage,
    /// Finding a foothold that did not tell.
    Discovery,
    /// Finding out who may decide.
    Search,
    /// Reaching a person.
    Contact,
    /// Asking somebody who knows the asset, and advice.
    Consult,
    /// Waiting for a person who is at other work.
    Queue,
    /// Deciding, and holding off.
    Decide,
    /// Ownership in dispute.
    Dispute,
    /// Approvals.
    Approval,
    /// Waiting for another decision.
    Gate,
    /// Carrying out.
    Execution,
    /// Waiting for a platform's rate limit.
    Platform,
    /// From executed to effective.
    Propagation,
    /// A session that outlived its credential.
    Residual,
    /// From the closing of one foothold to the taking of the next.
    Retaken,
}

impl Cause {
    /// All causes, in the order in which an incident meets them.
    pub const ALL: [Self; 17] = [
        Self::Attacker,
        Self::Detection,
        Self::Triage,
        Self::Discovery,
        Self::Search,
        Self::Contact,
        Self::Consult,
        Self::Queue,
        Self::Decide,
        Self::Dispute,
        Self::Approval,
        Self::Gate,
        Self::Execution,
        Self::Platform,
        Self::Propagation,
        Self::Residual,
        Self::Retaken,
    ];

    /// The word used in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Attacker => "attacker",
            Self::Detection => "detection",
            Self::Triage => "triage",
            Self::Discovery => "discovery",
            Self::Search => "search",
            Self::Contact => "contact",
            Self::Consult => "consult",
            Self::Queue => "queue",
            Self::Decide => "decide",
            Self::Dispute => "dispute",
            Self::Approval => "approval",
            Self::Gate => "gate",
            Self::Execution => "execution",
            Self::Platform => "platform",
            Self::Propagation => "propagation",
            Self::Residual => "residual",
            Self::Retaken => "retaken",
        }
    }
}

/// What a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// StartEx.
    StartEx,
    /// An inject; `extra` is its place.
    Inject,
    /// A traversal started; `extra` is its edge.
    TraversalStarted,
    /// A traversal failed, because of `cause`; `extra` is its edge.
    TraversalFailed,
    /// A node was taken for the first time; `extra` is its edge, if any.
    Taken,
    /// A node was taken again; `extra` is its edge, if any.
    Retaken,
    /// A crown jewel fell.
    JewelFell,
    /// An alert.
    Alert,
    /// A third party told; `extra` is its place.
    Told,
    /// Triage recognised a false alarm.
    Recognised,
    /// The incident was declared.
    Declared,
    /// The severity rose; `extra` is the level.
    SeverityRose,
    /// A foothold became known.
    Known,
    /// A request was raised; `extra` is its case.
    Raised,
    /// The path of a request began; `extra` is the path.
    PathBegan,
    /// A page was sent.
    Paged,
    /// A page would not be seen before later.
    Unseen,
    /// A page was acknowledged.
    Acknowledged,
    /// A step had had its time.
    StepEnded,
    /// A chain was exhausted.
    Exhausted,
    /// A chain was answered.
    Answered,
    /// It was found out who may decide.
    SearchEnded,
    /// The owners began to negotiate.
    Negotiating,
    /// Somebody who knows the asset, and advice, had been heard.
    Consulted,
    /// Work began.
    WorkBegan,
    /// Whoever was to work must rest first: the work is contacted anew.
    Rested,
    /// The decider held off.
    HeldOff,
    /// A decision was taken.
    Decided,
    /// An approval was given.
    ApprovalGiven,
    /// An approval was declined.
    ApprovalDeclined,
    /// Everything was approved.
    Approved,
    /// The gates opened.
    GateOpened,
    /// Work that had waited could not begin: a tool was out, a hold on, evidence not secured.
    PutOff,
    /// Just-in-time access was there.
    AccessGranted,
    /// A tool was back.
    ToolBack,
    /// One try ended well.
    TryEnded,
    /// One try failed.
    TryFailed,
    /// An action was executed: the call left; `extra` is the action.
    Executed,
    /// An action was effective; `extra` is the action.
    Effective,
    /// A foothold ended.
    FootholdEnded,
    /// Nothing was live any more.
    Contained,
    /// Containment was declared.
    DeclaredContained,
    /// A declared containment was withdrawn.
    AllClearWithdrawn,
    /// A node was restored.
    Restored,
    /// A vendor's logs arrived.
    VendorAnswered,
    /// A request died: refused for good, or a false alarm recognised.
    Died,
}

/// One record of a replication.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// When.
    pub at: SimTime,
    /// The record without which this one would not have happened when it did.
    cause: RecordIx,
    /// What.
    pub kind: Kind,
    /// What the time since the causing record is charged to.
    pub charge: Option<Cause>,
    rule: u32,
    asset: u32,
    person: u32,
    /// A further place, as the kind says.
    pub extra: u32,
}

const NOBODY: u32 = u32::MAX;

impl Record {
    /// A record of this kind caused by another.
    #[inline]
    pub(super) fn new(kind: Kind, cause: RecordIx) -> Self {
        Self {
            at: SimTime::ZERO,
            cause,
            kind,
            charge: None,
            rule: NOBODY,
            asset: NOBODY,
            person: NOBODY,
            extra: NOBODY,
        }
    }

    #[inline]
    pub(super) fn charge(mut self, charge: Cause) -> Self {
        self.charge = Some(charge);
        self
    }

    #[inline]
    pub(super) fn rule(mut self, rule: Option<RightId>) -> Self {
        self.rule = pack(rule);
        self
    }

    #[inline]
    pub(super) fn asset(mut self, asset: Option<NodeId>) -> Self {
        self.asset = pack(asset);
        self
    }

    #[inline]
    pub(super) fn person(mut self, person: Option<PersonId>) -> Self {
        self.person = pack(person);
        self
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "places in bounded tables")]
    pub(super) fn extra(mut self, place: usize) -> Self {
        self.extra = place as u32;
        self
    }

    /// The causing record, if there is one.
    pub fn cause(&self) -> Option<RecordIx> {
        (self.cause != RecordIx::NONE).then_some(self.cause)
    }

    /// The rule it happened under.
    pub fn by_rule(&self) -> Option<RightId> {
        unpack(self.rule)
    }

    /// The asset it is about.
    pub fn about(&self) -> Option<NodeId> {
        unpack(self.asset)
    }

    /// The person who did it.
    pub fn who(&self) -> Option<PersonId> {
        unpack(self.person)
    }

    /// The further place, if there is one.
    pub fn place(&self) -> Option<usize> {
        (self.extra != NOBODY).then_some(self.extra as usize)
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "indices are u32 inside")]
fn pack<I: Index>(id: Option<I>) -> u32 {
    id.map_or(NOBODY, |id| id.position() as u32)
}

#[inline]
fn unpack<I: Index>(packed: u32) -> Option<I> {
    (packed != NOBODY).then(|| I::at(packed as usize))
}
