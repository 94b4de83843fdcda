//! What an alternative says differently.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::spanned::Spanned;

use super::contact::Chain;
use super::estate::{Edge, EdgeKind, Node, Platform};
use super::inject::Inject;
use super::law::Clock;
use super::organisation::{Body, Person, Profile, Rota};
use super::playbook::{Action, Contested, Investigation, Recognition, Runbook, Triage, Vendor};
use super::right::Right;
use super::scenario::{Attacker, Request, ThirdParty};
use super::value::Text;

/// One change: what has an id that is there replaces the fields written, what has a new id is added.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[expect(clippy::large_enum_variant, reason = "changes are few and short-lived")]
pub(crate) enum Change {
    /// A decision right.
    Right(Right),
    /// A named chain, replaced whole.
    Chain(NamedChain),
    /// A person.
    Person(Person),
    /// The holders of a role.
    Role(Holders),
    /// The members of a team.
    Team(Members),
    /// A rota.
    Rota(Rota),
    /// A body.
    Body(Body),
    /// A reach profile.
    Profile(Profile),
    /// An action.
    Action(Action),
    /// A rule of the runbook: kind, class and severity are its id.
    Runbook(Runbook),
    /// A vendor.
    Vendor(Vendor),
    /// A node.
    Node(Node),
    /// An edge.
    Edge(Edge),
    /// A kind of edge.
    EdgeKind(EdgeKind),
    /// A platform.
    Platform(Platform),
    /// An inject.
    Inject(Inject),
    /// A request.
    Request(Request),
    /// A legal clock.
    Clock(Clock),
    /// The attacker.
    Attacker(Attacker),
    /// Triage.
    Triage(Triage),
    /// Contested ownership.
    Contested(Contested),
    /// Investigation.
    Investigation(Investigation),
    /// Recognition of false alarms.
    Recognition(Recognition),
    /// Times of the playbook.
    Set(Set),
    /// Takes something away.
    Remove(Removal),
    /// Begins with the changes of another alternative; only at the beginning.
    Like(Text),
    /// Somebody outside who may tell; replaced whole.
    ThirdParty(ThirdParty),
    /// How long every step of a chain waits.
    Within(StepTimes),
    /// Makes an alternative of each value.
    Sweep(Sweep),
}

/// How long every step of a chain waits, whoever the steps address.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct StepTimes {
    /// The chain of the decider of this right.
    pub(crate) right: Spanned<Option<String>>,
    /// This named chain.
    pub(crate) chain: Spanned<Option<String>>,
    /// How long until the next step.
    #[serde(default = "super::default_within")]
    pub(crate) within: Text,
}

/// One value of the plan, tried at several settings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sweep {
    /// What is swept, by kind, id and field: `right.contain.from_severity`.
    pub(crate) of: Text,
    /// The values, each as it would be written there.
    pub(crate) values: Spanned<Vec<Text>>,
}

/// A named chain.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedChain {
    /// The id.
    pub(crate) id: Text,
    /// The chain.
    pub(crate) chain: Chain,
}

/// The holders of a role.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holders {
    /// The id.
    pub(crate) id: Text,
    /// The holders, in order.
    pub(crate) holders: Spanned<Vec<Text>>,
}

/// The members of a team.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Members {
    /// The id.
    pub(crate) id: Text,
    /// The members, besides those who name the team themselves.
    pub(crate) members: Spanned<Vec<Text>>,
}

/// Times and severity of the playbook.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Set {
    /// How long everything must look contained.
    pub(crate) watch: Text,
    /// How long an engaged person may be idle.
    pub(crate) stand_down: Text,
    /// The longest stretch of work.
    pub(crate) longest_stretch: Text,
    /// The pause that ends a stretch.
    pub(crate) rest: Text,
    /// What makes it how severe.
    pub(crate) severity: Spanned<Vec<super::playbook::Reaches>>,
}

/// What is taken away.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Removal {
    /// A decision right.
    Right(Text),
    /// A named chain.
    Chain(Text),
    /// A person.
    Person(Text),
    /// A role.
    Role(Text),
    /// A team.
    Team(Text),
    /// A rota.
    Rota(Text),
    /// A body.
    Body(Text),
    /// An action.
    Action(Text),
    /// All runbook rules for a kind.
    Runbook(Text),
    /// A vendor.
    Vendor(Text),
    /// A node, with its edges.
    Node(Text),
    /// An edge.
    Edge(Text),
    /// A platform.
    Platform(Text),
    /// An inject.
    Inject(Text),
    /// A request.
    Request(Text),
    /// A legal clock.
    Clock(Text),
}
