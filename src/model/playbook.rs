//! The playbook: chains, actions, runbook, severity, contested ownership (C1 to C5, E7, R5, R6, D4).

use crate::chance::{Distribution, Key, Probability};
use crate::time::SimDuration;

use super::{
    ActionId, ChainId, Executor, Name, NodeKindId, Right, RightId, Severity, Table, TagId, Target, VendorId,
};

/// Everything that is decided beforehand.
#[derive(Clone, Debug)]
pub struct Playbook {
    /// Decision rights in written order (R1).
    pub rights: Table<RightId, Right>,
    /// Chains, by id.
    pub chains: Table<ChainId, Chain>,
    /// Actions, by id (E7).
    pub actions: Table<ActionId, Action>,
    /// Which actions are taken on what (R6).
    pub runbook: Vec<RunbookEntry>,
    /// How the incident is declared (D2); nothing: the first alert declares.
    pub triage: Option<Triage>,
    /// How severity follows from what is known (D4).
    pub severity: SeverityScale,
    /// What happens when nobody, or everybody, may decide (R5).
    pub contested: Contested,
    /// Vendors that hold logs, by id (D3).
    pub vendors: Table<VendorId, Vendor>,
    /// How footholds are found (D3).
    pub investigation: Investigation,
    /// How long everything must look contained before it is declared (E11).
    pub watch: SimDuration,
    /// How long an engaged person may be idle (O7).
    pub stand_down: SimDuration,
    /// The longest stretch of work in the incident (O5).
    pub longest_stretch: SimDuration,
    /// The pause that ends a stretch (O5).
    pub rest: SimDuration,
    /// How probably each recognises a false alarm (I2).
    pub recognition: Recognition,
}

/// An escalation chain (C1).
#[derive(Clone, Debug)]
pub struct Chain {
    /// The written id, or one made from the place where the chain is written.
    pub id: Name,
    /// The key of the id (T4).
    pub key: Key,
    /// The steps in order; at least one.
    pub steps: Vec<Step>,
    /// How often the whole chain is repeated after the first time (C5).
    pub repeats: u32,
    /// What a step that resolves to nobody does.
    pub nobody: NobodyPolicy,
    /// What happens after the last repeat.
    pub exhausted: Exhausted,
}

/// A step of a chain.
#[derive(Clone, Debug)]
pub struct Step {
    /// Who is paged, in written order.
    pub targets: Vec<Target>,
    /// How long until the next step starts (C4).
    pub within: SimDuration,
}

/// What a step that resolves to nobody does (C1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NobodyPolicy {
    /// It is skipped at once.
    #[default]
    Skip,
    /// It waits its full time.
    Wait,
    /// It ends the chain, repeats included.
    Drop,
}

/// What an exhausted chain does (C5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exhausted {
    /// Wait for any open page.
    #[default]
    Hold,
    /// Go on with another chain.
    Escalate(ChainId),
    /// Go on as if answered.
    Act,
}

/// A containment action (E7).
#[derive(Clone, Debug)]
pub struct Action {
    /// The written id.
    pub id: Name,
    /// The key of the id (T4).
    pub key: Key,
    /// What it does.
    pub effects: Effects,
    /// How long one try takes; nothing: the rule's execution work.
    pub work: Option<Distribution>,
    /// From executed to effective (E8).
    pub propagation: Distribution,
    /// The probability that one try fails (P4).
    pub fails: Probability,
    /// Can be executed without a person.
    pub automatic: bool,
}

/// The effects of an action (E7).
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the columns of the table in E7, each independent of the others"
)]
pub struct Effects {
    /// Closes the edges that leave the node.
    pub closes_out: bool,
    /// Closes the edges that enter the node.
    pub closes_in: bool,
    /// Ends the foothold at once instead of `residual` later.
    pub ends_sessions: bool,
    /// Gives the node a new credential; the old generation is closed.
    pub reissues: bool,
    /// Takes credentials minted for the node too (E10).
    pub sweeps: bool,
    /// Stops running traversals from the node.
    pub cancels: bool,
    /// Makes further footholds known.
    pub reveals: Option<Reveal>,
    /// What it does to the service.
    pub disrupts: Disruption,
    /// Can be undone.
    pub reversible: bool,
    /// Destroys evidence: a legal hold asks for work before it (I2).
    pub destroys_evidence: bool,
}

impl Effects {
    /// Whether the action cuts the attacker off (E7).
    #[inline]
    pub const fn cuts(&self) -> bool {
        self.closes_out || self.reissues || self.ends_sessions
    }
}

/// Footholds that become known when the action is effective (E7).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reveal {
    /// Where they are looked for.
    pub reach: RevealReach,
    /// The probability for each.
    pub chance: Probability,
}

/// Where an action looks for further footholds (E7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevealReach {
    /// Among those taken from here, and on, up to so many hops.
    Hops(u32),
    /// In the whole tenant of the node.
    Tenant,
}

/// What an action does to the service (E7).
#[derive(Clone, Debug, Default)]
pub enum Disruption {
    /// Nothing.
    #[default]
    No,
    /// It is down for a time.
    For(Distribution),
    /// It is down until it is restored.
    UntilRestored,
}

/// One entry of the runbook (R6). Of several that fit, the most specific holds: a kind before none, then a
/// class before none, then the highest severity that is reached.
#[derive(Clone, Debug)]
pub struct RunbookEntry {
    /// For this kind of asset; nothing: for every kind.
    pub kind: Option<NodeKindId>,
    /// For this class of incident; nothing: for every class.
    pub class: Option<Name>,
    /// From which severity on.
    pub from_severity: Severity,
    /// The actions in order.
    pub actions: Vec<ActionId>,
}

/// How an alert becomes a declared incident (D2).
#[derive(Clone, Debug)]
pub struct Triage {
    /// Who is contacted; nothing: nobody, the work is a delay.
    pub chain: Option<ChainId>,
    /// How long triage takes.
    pub work: Distribution,
}

/// The severity that what is known demands (D4).
#[derive(Clone, Debug, Default)]
pub struct SeverityScale {
    /// From so much known blast weight on, at least this severity.
    pub weights: Vec<(u64, Severity)>,
    /// With a known node of this tag, at least this severity.
    pub tags: Vec<(TagId, Severity)>,
}

/// What happens where ownership is split or no rule matches (R5).
#[derive(Clone, Debug)]
pub struct Contested {
    /// Finding out who may decide, where no rule matches.
    pub search: Distribution,
    /// Coming to a decision together.
    pub negotiation: Distribution,
    /// After how long the arbiter is contacted too; nothing: never.
    pub dispute_limit: Option<SimDuration>,
    /// The arbiter.
    pub arbiter: Option<ChainId>,
    /// How long the arbiter takes to decide.
    pub arbiter_work: Distribution,
    /// Who executes where no rule matched.
    pub executor: Executor,
}

/// A vendor that holds logs (D3).
#[derive(Clone, Debug)]
pub struct Vendor {
    /// The written id.
    pub id: Name,
    /// How the vendor is reached.
    pub chain: ChainId,
}

/// How footholds that raised no alert are found (D3).
#[derive(Clone, Debug)]
pub struct Investigation {
    /// From a known predecessor onwards.
    pub scoping: Discovery,
    /// From a known successor backwards.
    pub trace_back: Discovery,
}

/// One way of finding a foothold (D3).
#[derive(Clone, Debug)]
pub struct Discovery {
    /// The probability that this way finds it at all.
    pub chance: Probability,
    /// How long it takes.
    pub delay: Distribution,
}

/// The probability that a false alarm is recognised (I2).
#[derive(Clone, Copy, Debug)]
pub struct Recognition {
    /// At triage.
    pub triage: Probability,
    /// By a decider.
    pub decider: Probability,
    /// By an approver.
    pub approver: Probability,
}
