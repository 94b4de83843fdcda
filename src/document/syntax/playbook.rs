//! What a playbook file holds.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

use super::contact::{Chain, Contact};
use super::right::{Right, Severity};
use super::value::{Chance, Entries, Law, Text};

/// Everything that is decided beforehand.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Playbook {
    /// Decision rights, in the order in which they are matched.
    #[serde(deserialize_with = "super::items")]
    pub(crate) rights: Vec<Right>,
    /// Named chains.
    pub(crate) chains: Entries<Chain>,
    /// Actions of one's own, or changed ones.
    #[serde(deserialize_with = "super::items")]
    pub(crate) actions: Vec<Action>,
    /// Which actions are taken on what.
    pub(crate) runbook: RunbookForm,
    /// How an alert becomes an incident.
    pub(crate) triage: Spanned<Triage>,
    /// What makes it how severe.
    pub(crate) severity: Spanned<Vec<Reaches>>,
    /// What happens where ownership is split or no rule matches.
    pub(crate) contested: Spanned<Contested>,
    /// Vendors that hold logs.
    pub(crate) vendors: Vec<Vendor>,
    /// How footholds are found.
    pub(crate) investigation: Spanned<Investigation>,
    /// How probably a false alarm is recognised.
    pub(crate) recognition: Spanned<Recognition>,
    /// How long everything must look contained.
    #[serde(default = "super::default_watch")]
    pub(crate) watch: Text,
    /// How long an engaged person may be idle.
    #[serde(default = "super::default_stand_down")]
    pub(crate) stand_down: Text,
    /// The longest stretch of work.
    #[serde(default = "super::default_longest_stretch")]
    pub(crate) longest_stretch: Text,
    /// The pause that ends a stretch.
    #[serde(default = "super::default_rest")]
    pub(crate) rest: Text,
}

/// An action.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Action {
    /// The id; that of a preset changes the preset.
    pub(crate) id: Text,
    /// Closes the edges that leave.
    #[serde(default)]
    pub(crate) closes_out: Spanned<bool>,
    /// Closes the edges that enter.
    #[serde(default)]
    pub(crate) closes_in: Spanned<bool>,
    /// Ends the foothold at once.
    #[serde(default)]
    pub(crate) ends_sessions: Spanned<bool>,
    /// Gives a new credential.
    #[serde(default)]
    pub(crate) reissues: Spanned<bool>,
    /// Takes minted credentials too.
    #[serde(default)]
    pub(crate) sweeps: Spanned<bool>,
    /// Stops running traversals.
    #[serde(default)]
    pub(crate) cancels: Spanned<bool>,
    /// Makes further footholds known.
    #[serde(default)]
    pub(crate) reveals: Spanned<Option<Reveals>>,
    /// What it does to the service.
    #[serde(default)]
    pub(crate) disrupts: Spanned<Disrupts>,
    /// Can be undone.
    #[serde(default)]
    pub(crate) reversible: Spanned<bool>,
    /// Destroys evidence.
    #[serde(default)]
    pub(crate) destroys_evidence: Spanned<bool>,
    /// How long one try takes; nothing: the rule's execution work.
    #[serde(default)]
    pub(crate) work: Spanned<Option<Law>>,
    /// From executed to effective.
    #[serde(default)]
    pub(crate) propagation: Spanned<Law>,
    /// How probably one try fails.
    #[serde(default)]
    pub(crate) fails: Spanned<Chance>,
    /// Needs no person.
    #[serde(default)]
    pub(crate) automatic: Spanned<bool>,
}

/// Where further footholds are looked for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reveals {
    /// Up to so many hops, or in the tenant.
    pub(crate) reach: Spanned<RevealReach>,
    /// How probably each is found.
    #[serde(default)]
    pub(crate) chance: Spanned<Chance>,
}

/// Where further footholds are looked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum RevealReach {
    /// Up to so many hops.
    Hops(u32),
    /// In the whole tenant.
    Tenant,
}

/// What an action does to the service.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Disrupts {
    /// Nothing.
    #[default]
    No,
    /// It is down for a time.
    For(Law),
    /// It is down until it is restored.
    UntilRestored,
}

/// The runbook: a map from kinds to actions, or a list of rules.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub(crate) struct RunbookForm(pub(crate) Vec<Runbook>);

/// One rule of the runbook.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Runbook {
    /// For this kind; nothing: for all.
    #[serde(default)]
    pub(crate) kind: Spanned<Option<String>>,
    /// For this class; nothing: for all.
    #[serde(default)]
    pub(crate) class: Spanned<Option<String>>,
    /// From which severity on.
    #[serde(default)]
    pub(crate) from_severity: Spanned<Severity>,
    /// The actions, in order.
    pub(crate) actions: Spanned<Vec<Text>>,
}

impl<'de> Deserialize<'de> for RunbookForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        match raw.first() {
            '[' => raw.read().map(Self),
            '{' => Ok(Self(rules(raw.read::<Entries<_>, D::Error>()?))),
            _ => Err(raw
                .refuse::<(), D::Error>(
                    "a runbook is a map `{ \"kind\": [\"action\"] }` or a list `[Runbook(..)]`",
                )
                .err()
                .unwrap_or_else(|| D::Error::custom("nested"))),
        }
    }
}

fn rules(entries: Entries<Spanned<Vec<Text>>>) -> Vec<Runbook> {
    let rule = |(kind, actions): (Text, Spanned<Vec<Text>>)| Runbook {
        kind: kind.map(Some),
        class: Spanned::default(),
        from_severity: Spanned::default(),
        actions,
    };
    entries.0.into_iter().map(rule).collect()
}

/// How an alert becomes an incident.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Triage {
    /// Who is contacted; nothing: nobody, the work is a delay.
    pub(crate) by: Spanned<Option<Contact>>,
    /// How long it takes.
    pub(crate) work: Spanned<Law>,
}

/// What makes it how severe.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reaches {
    /// So much known blast weight.
    #[serde(default)]
    pub(crate) weight: Spanned<Option<u64>>,
    /// A known node with this tag.
    #[serde(default)]
    pub(crate) tag: Spanned<Option<String>>,
    /// At least this level.
    pub(crate) level: Spanned<Severity>,
}

/// What happens where ownership is split or no rule matches.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Contested {
    /// Finding out who may decide.
    pub(crate) search: Spanned<Law>,
    /// Coming to a decision together.
    pub(crate) negotiation: Spanned<Law>,
    /// After how long the arbiter is contacted too; nothing: never.
    pub(crate) limit: Spanned<Option<String>>,
    /// The arbiter.
    pub(crate) arbiter: Spanned<Option<Contact>>,
    /// How long the arbiter takes.
    pub(crate) arbiter_work: Spanned<Law>,
    /// Who executes; nothing: whoever decided.
    pub(crate) executor: Spanned<Option<Contact>>,
}

/// A vendor that holds logs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vendor {
    /// The id.
    pub(crate) id: Text,
    /// How it is reached.
    #[serde(default)]
    pub(crate) by: Spanned<Option<Contact>>,
}

/// How footholds are found.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Investigation {
    /// From a known predecessor onwards.
    pub(crate) scoping: Spanned<Discovery>,
    /// From a known successor backwards.
    pub(crate) trace_back: Spanned<Discovery>,
}

/// One way of finding.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Discovery {
    /// How probably it finds at all.
    pub(crate) chance: Spanned<Chance>,
    /// How long it takes.
    pub(crate) delay: Spanned<Law>,
}

/// How probably a false alarm is recognised.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Recognition {
    /// At triage.
    pub(crate) triage: Spanned<Chance>,
    /// By a decider.
    pub(crate) decider: Spanned<Chance>,
    /// By an approver.
    pub(crate) approver: Spanned<Chance>,
}
