//! Injects as they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::spanned::Spanned;

use super::contact::Target;
use super::right::{Approval, Severity};
use super::selector::Selector;
use super::value::{Chance, Law, Text};

/// Something else that happens.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Inject {
    /// The id: a name or a short sentence.
    pub(crate) id: Text,
    /// When it happens.
    #[serde(default)]
    pub(crate) on: Spanned<Option<Moment>>,
    /// How long after that.
    #[serde(default = "super::default_nothing")]
    pub(crate) after: Spanned<Law>,
    /// How probably.
    #[serde(default = "super::default_certain")]
    pub(crate) chance: Spanned<Chance>,
    /// What happens.
    #[serde(default)]
    pub(crate) does: Spanned<Option<Does>>,
    /// What players see.
    #[serde(default)]
    pub(crate) text: Spanned<Option<PlayerText>>,
}

/// When an inject happens.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Moment {
    /// So long after the first compromise.
    At(Text),
    /// The first time that the scenario's clock shows this.
    Clock(Text),
    /// The first alert.
    Alert,
    /// The declaration.
    Declared,
    /// The first page.
    FirstPage,
    /// The first decision.
    FirstDecision,
    /// The first effective cut of a node.
    Contained(Text),
    /// The blast weight passing this.
    BlastPasses(u64),
    /// The severity reaching a level.
    SeverityReaches(Severity),
}

/// What an inject does.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) enum Does {
    /// An absence.
    Unavailable {
        /// Who: a person, a role, a team.
        who: Spanned<Target>,
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// The rota points at someone who has left.
    RotaStale {
        /// Which.
        rota: Text,
    },
    /// Pages wait.
    ChannelDown {
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// A lead no longer counts.
    OwnershipDisputed {
        /// Which assets.
        #[serde(default)]
        assets: Spanned<Selector>,
    },
    /// A further approval.
    ApprovalDemanded {
        /// For which assets.
        #[serde(default)]
        assets: Spanned<Selector>,
        /// The approval.
        approval: Box<Approval>,
    },
    /// Communications wait.
    CommunicationsHold {
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// Evidence first.
    LegalHold {
        /// How long securing takes.
        work: Spanned<Law>,
    },
    /// An action cannot be executed.
    ToolOut {
        /// Which.
        action: Text,
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// The vendor's logs do not come.
    VendorSilent {
        /// Which.
        vendor: Text,
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// Automation issues the credential anew.
    Reissued {
        /// Which node.
        asset: Text,
    },
    /// The attacker enters again.
    SecondEntry {
        /// Where.
        asset: Text,
    },
    /// Everybody believes it is over.
    FalseAllClear {
        /// For how long.
        lasts: Spanned<Law>,
    },
    /// A regulator or the press calls.
    Call {
        /// Who must take it.
        role: Text,
        /// How long it takes.
        work: Spanned<Law>,
        /// It is the press.
        #[serde(default)]
        media: Spanned<bool>,
    },
    /// A key person has other work.
    Overloaded {
        /// Who: a person, a role, a team.
        who: Spanned<Target>,
        /// How much.
        work: Spanned<Law>,
    },
    /// An alert names a clean node.
    FalseAlarm {
        /// Which.
        asset: Text,
    },
}

/// What players see.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlayerText {
    /// From whom it seems to come.
    #[serde(default)]
    pub(crate) from: Spanned<Option<String>>,
    /// Who receives it.
    #[serde(default)]
    pub(crate) to: Spanned<Option<String>>,
    /// By which means.
    #[serde(default)]
    pub(crate) by: Spanned<Option<String>>,
    /// The words.
    pub(crate) says: Text,
    /// What players are expected to do.
    #[serde(default)]
    pub(crate) expects: Spanned<Option<String>>,
}
