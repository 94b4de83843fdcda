//! Where a chain is written, and the change that writes it anew.

use crate::model::{Chain, ChainId, Decider, Executor, Exercise, Name, Right};

use super::base::Base;
use super::text;

/// Where a chain is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// Among the chains of the playbook, by its id; whoever uses it gets the change.
    Named(String),
    /// Who decides under a right.
    Decider(String),
    /// Who carries out what is decided under a right.
    Executor(String),
    /// Who approves under a right: the right, and the id of the chain.
    Approval(String, String),
    /// Triage.
    Triage,
    /// The arbiter.
    Arbiter,
}

impl Slot {
    /// The slot of the decider of a right, if it has a chain.
    pub(super) fn of_decider(exercise: &Exercise, right: &Right) -> Option<Self> {
        let Decider::Chain(chain) = right.decider else {
            return None;
        };
        let own = format!("{}/decider", right.id);
        Some(Self::here(exercise, chain, &own, || {
            Self::Decider(right.id.to_string())
        }))
    }

    /// The slot of the executor of a right, if it has a chain of its own.
    pub(super) fn of_executor(exercise: &Exercise, right: &Right) -> Option<Self> {
        let Executor::Chain(chain) = right.executor else {
            return None;
        };
        let own = format!("{}/executor", right.id);
        Some(Self::here(exercise, chain, &own, || {
            Self::Executor(right.id.to_string())
        }))
    }

    /// The slots of the approvals of a right.
    pub(super) fn of_approvals(exercise: &Exercise, right: &Right) -> Vec<Self> {
        let of = |chain: ChainId| {
            let id = name(exercise, chain);
            let own = if id.starts_with(&format!("{}/approval", right.id)) {
                &*id
            } else {
                ""
            };
            Self::here(exercise, chain, own, || {
                Self::Approval(right.id.to_string(), id.to_string())
            })
        };
        right
            .approvals
            .iter()
            .map(|approval| of(approval.chain))
            .collect()
    }

    /// The slot of triage, if somebody is asked.
    pub(super) fn of_triage(exercise: &Exercise) -> Option<Self> {
        let chain = exercise.playbook.triage.as_ref()?.chain?;
        Some(Self::here(exercise, chain, "triage", || Self::Triage))
    }

    /// The slot of the arbiter, if there is one.
    pub(super) fn of_arbiter(exercise: &Exercise) -> Option<Self> {
        let chain = exercise.playbook.contested.arbiter?;
        Some(Self::here(exercise, chain, "contested/arbiter", || Self::Arbiter))
    }

    fn here(exercise: &Exercise, chain: ChainId, own: &str, slot: impl FnOnce() -> Self) -> Self {
        let id = name(exercise, chain);
        if &*id == own {
            slot()
        } else {
            Self::Named(id.to_string())
        }
    }

    /// The chain that stands there now.
    pub(super) fn chain<'e>(&self, exercise: &'e Exercise) -> Option<&'e Chain> {
        let id = match self {
            Self::Named(id) | Self::Approval(_, id) => id.clone(),
            Self::Decider(right) => format!("{right}/decider"),
            Self::Executor(right) => format!("{right}/executor"),
            Self::Triage => "triage".to_owned(),
            Self::Arbiter => "contested/arbiter".to_owned(),
        };
        exercise.playbook.chains.iter().find(|chain| *chain.id == *id)
    }

    /// The ids that the slot is about.
    pub(super) fn about(&self) -> Vec<String> {
        match self {
            Self::Named(id) => vec![id.clone()],
            Self::Decider(right) => vec![right.clone(), format!("{right}/decider")],
            Self::Executor(right) => vec![right.clone(), format!("{right}/executor")],
            Self::Approval(right, chain) => vec![right.clone(), chain.clone()],
            Self::Triage => vec!["triage".to_owned()],
            Self::Arbiter => vec!["contested/arbiter".to_owned()],
        }
    }

    /// Who is asked, in words: ``those who decide under `contain/x` ``.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Named(id) => format!("the chain `{id}`"),
            Self::Decider(right) => format!("those who decide under `{right}`"),
            Self::Executor(right) => format!("those who carry out `{right}`"),
            Self::Approval(right, chain) => {
                let first = chain.rsplit('/').next().unwrap_or(chain);
                format!("the approval by `{first}` under `{right}`")
            }
            Self::Triage => "triage".to_owned(),
            Self::Arbiter => "the arbiter".to_owned(),
        }
    }

    /// The change that puts this chain there; `exercise` is what the changes so far have made of the base.
    pub(super) fn write(
        &self,
        base: &Base<'_>,
        changes: &[String],
        exercise: &Exercise,
        chain: &Chain,
    ) -> Option<String> {
        let inline = || format!("Inline({})", text::chain(exercise, chain));
        Some(match self {
            Self::Named(id) => {
                format!(
                    "Chain(id: {}, chain: ({}))",
                    text::quoted(id),
                    text::chain(exercise, chain)
                )
            }
            // What the right says of its decider's steps goes over what the steps say themselves.
            Self::Decider(right) => format!(
                "Right(id: {}, decider: {}{})",
                text::quoted(right),
                text::steps(exercise, &chain.steps),
                text::manner(exercise, chain, true)
            ),
            Self::Executor(right) => format!("Right(id: {}, executor: {})", text::quoted(right), inline()),
            Self::Approval(right, id) => {
                let instead = |other: &str| (other == id).then(|| Some(inline()));
                approvals(base, changes, exercise, (right, &instead))?
            }
            Self::Triage => format!("Triage(by: {})", inline()),
            Self::Arbiter => format!("Contested(arbiter: {})", inline()),
        })
    }
}

/// For an approval's chain: nothing where it stays as it is, else what stands instead, or that it goes.
pub(super) type Instead<'a> = &'a dyn Fn(&str) -> Option<Option<String>>;

/// The change that writes the approvals of a right anew.
pub(super) fn approvals(
    base: &Base<'_>,
    changes: &[String],
    exercise: &Exercise,
    (right, instead): (&str, Instead<'_>),
) -> Option<String> {
    let mut all = Vec::new();
    let mut changed = false;
    for written in base.approvals(changes, right) {
        let by = match instead(&written.chain) {
            Some(None) => {
                changed = true;
                continue;
            }
            Some(Some(by)) => {
                changed = true;
                by
            }
            None => as_written(exercise, right, &written.chain)?,
        };
        all.push(format!("Approval(by: {by}{})", written.further));
    }
    let right = text::quoted(right);
    changed.then(|| format!("Right(id: {right}, approvals: [{}])", all.join(", ")))
}

fn as_written(exercise: &Exercise, right: &str, chain: &str) -> Option<String> {
    if !chain.starts_with(&format!("{right}/approval")) {
        return Some(format!("Chain({})", text::quoted(chain)));
    }
    let chain = exercise.playbook.chains.iter().find(|one| *one.id == *chain)?;
    Some(format!("Inline({})", text::chain(exercise, chain)))
}

fn name(exercise: &Exercise, chain: ChainId) -> Name {
    let chain = exercise.playbook.chains.item(chain);
    chain.map_or_else(|| Name::from(""), |chain| chain.id.clone())
}
