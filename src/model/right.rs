//! Decision rights: who may decide what, on which conditions, and how it goes on (R1 to R5, P1 to P5).

use crate::chance::{Distribution, Key, Probability};
use crate::time::{Date, Span, WeekHours, Zone};

use super::{ChainId, Name, NodeId, NodeKindId, TagId, TenantId};

/// What is decided. The order is that of waiting work at the same severity (O5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Stop the attacker at an asset.
    Contain,
    /// Bring an asset back into service.
    Restore,
    /// Tell an authority or those concerned, by law or contract.
    Notify,
    /// Tell the public or the market.
    Disclose,
    /// Speak inside and outside: staff, customers, press.
    Communicate,
}

impl Decision {
    /// All decisions, in order.
    pub const ALL: [Self; 5] = [
        Self::Contain,
        Self::Restore,
        Self::Notify,
        Self::Disclose,
        Self::Communicate,
    ];

    /// The word used in input and output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Contain => "contain",
            Self::Restore => "restore",
            Self::Notify => "notify",
            Self::Disclose => "disclose",
            Self::Communicate => "communicate",
        }
    }

    /// Whether the decision is about an asset.
    pub const fn is_about_an_asset(self) -> bool {
        matches!(self, Self::Contain | Self::Restore)
    }
}

/// How bad the incident is. Levels 1 to 4 have words; more may be used by a playbook with a finer scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Severity(pub u8);

impl Severity {
    /// Below every level: the least severity of a rule that does not ask for one.
    pub const NONE: Self = Self(0);
    /// The lowest level.
    pub const LOW: Self = Self(1);
    /// The second level.
    pub const MEDIUM: Self = Self(2);
    /// The third level.
    pub const HIGH: Self = Self(3);
    /// The highest level with a word.
    pub const CRITICAL: Self = Self(4);

    /// The word used in input and output, where the level has one.
    pub const fn word(self) -> Option<&'static str> {
        match self.0 {
            1 => Some("low"),
            2 => Some("medium"),
            3 => Some("high"),
            4 => Some("critical"),
            _ => None,
        }
    }
}

/// A decision right (R1).
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties that a user writes one by one"
)]
pub struct Right {
    /// The written id.
    pub id: Name,
    /// The key of the id.
    pub key: Key,
    /// What it lets somebody decide.
    pub decision: Decision,
    /// For which class of incident; nothing: every class.
    pub class: Option<Name>,
    /// For which assets. Decisions without an asset match `Selector::All` only by definition.
    pub assets: Selector,
    /// From which severity on.
    pub from_severity: Severity,
    /// Further conditions of matching.
    pub limits: Limits,
    /// Who decides.
    pub decider: Decider,
    /// How long deciding takes.
    pub decide_work: Distribution,
    /// Whom a decider without context asks first (P1).
    pub consult: Option<ChainId>,
    /// How long the consulted person works on it.
    pub consult_work: Distribution,
    /// Whose advice is required before deciding (P1).
    pub advice: Vec<Advice>,
    /// The decider may hold off (P1).
    pub hold_off: Option<HoldOff>,
    /// Who must approve (P2).
    pub approvals: Vec<Approval>,
    /// Approvals are asked for one after another instead of all at once.
    pub in_series: bool,
    /// What the decided request waits for (P3).
    pub gates: Vec<Gate>,
    /// Who carries it out (P4).
    pub executor: Executor,
    /// How long execution takes where the action has no work of its own.
    pub execution_work: Distribution,
    /// How long just-in-time access takes, where it is needed (P4).
    pub just_in_time: Option<Distribution>,
    /// Approvers, deciders and executors must be different people (P5).
    pub separation_of_duties: bool,
    /// What an approval covers (R3).
    pub grant: Grant,
    /// What a decision covers (R4).
    pub scope: Scope,
    /// Contain: may act on an alerted node before the incident is declared (D2).
    pub before_declaration: bool,
    /// Restore: may bring a node back before containment is declared (L3).
    pub before_all_clear: bool,
    /// Who approved this rule, when, and when it is to be reviewed.
    pub approved: Option<Approved>,
}

/// Who approved a rule, and until when that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Who, as written.
    pub by: Name,
    /// When.
    pub on: Date,
    /// When it is due for review; nothing: never.
    pub review: Option<Date>,
}

/// Conditions of matching besides decision, class, asset and severity (R1).
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The rule is in force within this span only.
    pub dates: Option<Span>,
    /// The rule holds in these hours of its zone only.
    pub hours: Option<(Zone, WeekHours)>,
    /// The largest known blast weight.
    pub known_blast: Option<u64>,
    /// The largest weight of an asset that the runbook's actions may disrupt.
    pub disruption: Option<u32>,
    /// All of the runbook's actions must be reversible.
    pub reversible_only: bool,
    /// Only assets of these tenants; empty: of all.
    pub tenants: Vec<TenantId>,
    /// Only assets in these jurisdictions; empty: in all.
    pub jurisdictions: Vec<Name>,
}

/// Which assets a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every asset.
    All,
    /// These assets.
    Assets(Vec<NodeId>),
    /// Assets of this kind.
    Kind(NodeKindId),
    /// Assets with this tag.
    Tag(TagId),
    /// Assets of this tenant.
    Tenant(TenantId),
    /// Assets that one of these selects.
    AnyOf(Vec<Selector>),
    /// Assets that all of these select.
    AllOf(Vec<Selector>),
    /// Assets that this does not select.
    Not(Box<Selector>),
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// Nobody: it is pre-approved (R2).
    Standing,
    /// The owner of the asset (R5).
    Owner,
    /// Whoever answers this chain.
    Chain(ChainId),
}

/// Who executes (P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// The decider's or the owner's chain, paging only the capable.
    Decider,
    /// Whoever answers this chain.
    Chain(ChainId),
    /// No person.
    Automatic,
}

/// Required advice, which cannot be declined (P1).
#[derive(Clone, Debug)]
pub struct Advice {
    /// Whom to ask.
    pub chain: ChainId,
    /// How long they work on it.
    pub work: Distribution,
}

/// A decider may hold off and be asked again (P1).
#[derive(Clone, Debug)]
pub struct HoldOff {
    /// How probable each time.
    pub chance: Probability,
    /// When they are asked again, unless severity rises before.
    pub delay: Distribution,
}

/// An approval (P2).
#[derive(Clone, Debug)]
pub struct Approval {
    /// Whom to ask.
    pub chain: ChainId,
    /// How long they work on it.
    pub work: Distribution,
    /// The probability that one asking is declined.
    pub declines: Probability,
    /// How many further times it is asked for.
    pub reasks: u32,
    /// How long revising takes before each further asking.
    pub revision: Distribution,
}

/// What a decided request waits for (P3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The other decision.
    pub decision: Decision,
    /// How far it must have come.
    pub opens: GateOpens,
}

/// How far the other decision must have come (P3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateOpens {
    /// Carried out.
    Executed,
    /// Approved.
    Approved,
}

/// What an approval covers (R3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grant {
    /// The assets of the request.
    #[default]
    PerAsset,
    /// All further requests of the incident under the same rule.
    PerIncident,
}

/// What a decision covers (R4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The known nodes of the request.
    #[default]
    Known,
    /// Also successors up to so many hops over open edges.
    Hops(u32),
    /// The whole tenant.
    Tenant,
}
