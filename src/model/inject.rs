//! Injects: what else happens during the exercise (I1 to I3).

use crate::chance::{Distribution, Key, Probability};
use crate::time::{SimDuration, TimeOfDay, Zone};

use super::{
    ActionId, Approval, Name, NodeId, PersonId, RoleId, RotaId, Selector, Severity, TeamId, VendorId,
};

/// An inject (I1).
#[derive(Clone, Debug)]
pub struct Inject {
    /// The written id.
    pub id: Name,
    /// The key of the id (T4).
    pub key: Key,
    /// When it happens.
    pub on: Moment,
    /// How long after that.
    pub after: Distribution,
    /// The probability that it happens in a replication.
    pub chance: Probability,
    /// What happens.
    pub does: InjectKind,
    /// What players see in an exercise with people (I3).
    pub text: Option<PlayerText>,
}

/// When an inject happens (I1). Each happens at most once in a replication.
#[derive(Clone, Debug)]
pub enum Moment {
    /// So long after StartEx.
    At(SimDuration),
    /// The first time after StartEx that the clock shows this.
    Clock(Zone, TimeOfDay),
    /// The first alert.
    Alert,
    /// The declaration of the incident.
    Declared,
    /// The first page.
    FirstPage,
    /// The first decision.
    FirstDecision,
    /// The first effective cut of this node.
    Contained(NodeId),
    /// The blast radius going strictly above this weight.
    BlastPasses(u64),
    /// The severity reaching this level.
    SeverityReaches(Severity),
}

/// Whom an inject is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Person(PersonId),
    /// Everybody who holds the role.
    Role(RoleId),
    /// Everybody in the team.
    Team(TeamId),
}

/// What an inject does (I2).
#[derive(Clone, Debug)]
pub enum InjectKind {
    /// An absence from this instant.
    Unavailable {
        /// Who is away.
        who: Who,
        /// For how long.
        lasts: Distribution,
    },
    /// The rota points at someone who has left: nobody answers.
    RotaStale {
        /// Which rota.
        rota: RotaId,
    },
    /// Pages wait until the channel is back.
    ChannelDown {
        /// For how long.
        lasts: Distribution,
    },
    /// Several claim the asset, a lead no longer counts.
    OwnershipDisputed {
        /// Which assets.
        assets: Selector,
    },
    /// A further approval for containment not yet decided.
    ApprovalDemanded {
        /// For which assets.
        assets: Selector,
        /// The approval.
        approval: Approval,
    },
    /// Executions of communications wait.
    CommunicationsHold {
        /// For how long.
        lasts: Distribution,
    },
    /// Evidence must be secured before an action that destroys it.
    LegalHold {
        /// How long securing takes, before each such action.
        work: Distribution,
    },
    /// An action cannot be executed.
    ToolOut {
        /// Which action.
        action: ActionId,
        /// For how long.
        lasts: Distribution,
    },
    /// The vendor's logs come no sooner than the end.
    VendorSilent {
        /// Which vendor.
        vendor: VendorId,
        /// For how long.
        lasts: Distribution,
    },
    /// Automation issues the credential anew: a closed node opens again.
    Reissued {
        /// Which node.
        asset: NodeId,
    },
    /// The attacker enters again.
    SecondEntry {
        /// Where.
        asset: NodeId,
    },
    /// Everybody believes it is over: begun work ends, none is begun.
    FalseAllClear {
        /// For how long.
        lasts: Distribution,
    },
    /// A regulator or the press calls: work for the role, and media attention where it is the press.
    Call {
        /// Who must take it.
        role: RoleId,
        /// How long it takes.
        work: Distribution,
        /// It is the press: raises what waits for media attention (L1).
        media: bool,
    },
    /// A key person has other work.
    Overloaded {
        /// Who.
        who: Who,
        /// How much.
        work: Distribution,
    },
    /// An alert names a clean node.
    FalseAlarm {
        /// Which.
        asset: NodeId,
    },
}

/// What players see of an inject in an exercise with people (I3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlayerText {
    /// From whom it seems to come.
    pub from: Option<Name>,
    /// Who receives it.
    pub to: Option<Name>,
    /// By which means.
    pub by: Option<Name>,
    /// The words.
    pub says: Name,
    /// What players are expected to do.
    pub expects: Option<Name>,
}
