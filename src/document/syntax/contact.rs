//! Whom to contact: targets, steps, chains.

use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer};
use serde::{Deserialize as DeriveDeserialize, Serialize};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

use super::value::{OneOrMany, Text};

/// Whom a step addresses.
#[derive(Clone, Debug, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum Target {
    /// A person.
    Person(Text),
    /// The first holder of a role who is not absent.
    Role(Text),
    /// Whoever is on call.
    Rota(Text),
    /// All members of a team.
    Team(Text),
    /// The members of a body, until its quorum is there.
    Body(Text),
}

/// What a step that resolves to nobody does.
#[derive(Clone, Copy, Debug, Default, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum Nobody {
    /// It is skipped at once.
    #[default]
    Skip,
    /// It waits its full time.
    Wait,
    /// It ends the chain.
    Drop,
}

/// What an exhausted chain does.
#[derive(Clone, Debug, Default, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum Exhausted {
    /// Wait for any open page.
    #[default]
    Hold,
    /// Go on as if answered.
    Act,
    /// Go on with a named chain.
    Escalate(Text),
}

/// A step of a chain.
#[derive(Clone, Debug, Serialize, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Who is paged.
    pub(crate) who: OneOrMany<Spanned<Target>>,
    /// How long until the next step.
    #[serde(default = "super::default_within")]
    pub(crate) within: Text,
}

/// An element of a list of steps: a step, or a target with the default time.
#[derive(Clone, Debug, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum StepForm {
    /// A step.
    Step(Step),
    /// A person.
    Person(Text),
    /// A role.
    Role(Text),
    /// A rota.
    Rota(Text),
    /// A team.
    Team(Text),
    /// A body.
    Body(Text),
}

/// A chain, named in the playbook or written in place.
#[derive(Clone, Debug, Serialize, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chain {
    /// The steps.
    pub(crate) steps: Spanned<Vec<Spanned<StepForm>>>,
    /// How often it is repeated after the first time.
    #[serde(default)]
    pub(crate) repeat: Spanned<u32>,
    /// After the last repeat.
    #[serde(default)]
    pub(crate) exhausted: Spanned<Exhausted>,
    /// What a step that resolves to nobody does.
    #[serde(default)]
    pub(crate) nobody: Spanned<Nobody>,
}

/// Whom to contact, wherever somebody is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Contact {
    /// Steps in brackets.
    Steps(Vec<Spanned<StepForm>>),
    /// Anything else.
    Form(ContactForm),
}

/// Whom to contact, by a word.
#[derive(Clone, Debug, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum ContactForm {
    /// A chain of the playbook.
    Chain(Text),
    /// A chain written here, with its repeats.
    Inline(Chain),
    /// A person.
    Person(Text),
    /// A role.
    Role(Text),
    /// A rota.
    Rota(Text),
    /// A team.
    Team(Text),
    /// A body.
    Body(Text),
    /// The owner of the asset; for a decider only.
    Owner,
    /// Whoever decided; for an executor only.
    Decider,
    /// No person; for an executor only.
    Automatic,
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.first() == '[' {
            raw.read().map(Self::Steps)
        } else {
            raw.read().map(Self::Form)
        }
    }
}
