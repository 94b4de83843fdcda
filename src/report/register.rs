//! The document of `outrun show --register`: `outrun/register/1`. Who may decide what, on which terms, approved by whom.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::authority::{Classes, WholeChain};
use crate::model::{
    ChainId, Decider, Decision, Executor, Exercise, Grant, Name, Right, RightId, Scope, Severity,
};

use super::plan_names::{NamedTarget, assets, severity};
use super::register_words::{limits, selector};
use super::seconds::Seconds;

/// The decision rights of a plan, a page for each class of incident. It names roles, and people only where the plan
/// names nobody else.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "outrun/register/1")]
pub struct RegisterDocument {
    /// `outrun/register/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative.
    pub alternative: String,
    /// A page for each class of incident that the plan or the scenario names, by name.
    pub pages: Vec<RegisterPage>,
}

/// The rights for one class of incident.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RegisterPage {
    /// The class.
    pub class: String,
    /// The rights, in the order in which they are matched.
    pub rights: Vec<RegisteredRight>,
    /// What the runbook says for each kind of asset.
    pub runbook: Vec<RunbookLine>,
    /// Assets that no right lets anybody contain, in words; nothing: all are covered.
    pub without_right: Option<String>,
}

/// A decision right.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RegisteredRight {
    /// The id.
    pub id: String,
    /// The decision.
    pub decision: String,
    /// For which assets, in words.
    pub about: String,
    /// From which severity on; nothing: from any.
    pub from_severity: Option<String>,
    /// Further limits, in words.
    pub limits: Vec<String>,
    /// Who decides first; of standing authority who acts.
    pub owner: Vec<NamedTarget>,
    /// In words: `pre-approved`, `the owner of the asset`, or the owner.
    pub decides: String,
    /// Who is asked then.
    pub backups: Vec<Backup>,
    /// When the chain gives up.
    pub gives_up_after_s: Option<Seconds>,
    /// What it does then: `acts` or `waits`.
    pub then: Option<String>,
    /// Who must approve, each in order of asking.
    pub approvals: Vec<Vec<NamedTarget>>,
    /// Who is heard before.
    pub advice: Vec<Vec<NamedTarget>>,
    /// Who carries it out; nothing: whoever decided, or nobody where it is automatic.
    pub executors: Vec<NamedTarget>,
    /// In words: `automatic`, `whoever decided`, or the executors.
    pub executes: String,
    /// Decisions that must be carried out before.
    pub waits_for: Vec<String>,
    /// What a decision covers.
    pub scope: String,
    /// Who approved the rule.
    pub approved_by: Option<String>,
    /// When.
    pub approved_on: Option<String>,
    /// When it is to be reviewed.
    pub review_due: Option<String>,
}

/// Somebody who is asked if those before do not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Backup {
    /// How long after the first.
    pub after_s: Seconds,
    /// Who.
    pub who: NamedTarget,
}

/// A line of the runbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RunbookLine {
    /// The kind of asset; nothing: every kind.
    pub kind: Option<String>,
    /// From which severity on; nothing: from any.
    pub from_severity: Option<String>,
    /// The actions, in order.
    pub actions: Vec<String>,
}

impl RegisterDocument {
    /// The register of a plan.
    pub fn new(exercise: &Exercise) -> Self {
        let classes = Classes::of(exercise);
        Self {
            schema: "outrun/register/1".to_owned(),
            exercise: exercise.id.to_string(),
            alternative: exercise.alternative.to_string(),
            pages: incident_classes(exercise)
                .iter()
                .map(|class| page(exercise, &classes, class))
                .collect(),
        }
    }
}

fn incident_classes(exercise: &Exercise) -> Vec<Name> {
    let rights = exercise
        .playbook
        .rights
        .iter()
        .filter_map(|right| right.class.clone());
    let entries = exercise
        .playbook
        .runbook
        .iter()
        .filter_map(|entry| entry.class.clone());
    let all: BTreeSet<Name> = rights
        .chain(entries)
        .chain([exercise.scenario.class.clone()])
        .collect();
    all.into_iter().collect()
}

fn page(exercise: &Exercise, classes: &Classes, class: &Name) -> RegisterPage {
    let of_class = |written: &Option<Name>| written.as_ref().is_none_or(|written| written == class);
    let rights = exercise.playbook.rights.enumerate();
    let rights: Vec<(RightId, &Right)> = rights.filter(|(_, right)| of_class(&right.class)).collect();
    let covered = |id: &RightId| rights.iter().any(|(of, _)| of == id);
    let without = classes.table.iter().filter(|assets| {
        let mut contain = assets.rights_for(exercise, Decision::Contain);
        !contain.any(|right| covered(&right))
    });
    let without: Vec<_> = without.flat_map(|assets| assets.nodes.iter().copied()).collect();
    let entries = exercise
        .playbook
        .runbook
        .iter()
        .filter(|entry| of_class(&entry.class));
    RegisterPage {
        class: class.to_string(),
        rights: rights
            .iter()
            .map(|(_, right)| registered(exercise, right))
            .collect(),
        runbook: entries
            .map(|entry| RunbookLine {
                kind: entry
                    .kind
                    .map(|kind| exercise.estate.node_kinds[kind].id.to_string()),
                from_severity: level(entry.from_severity),
                actions: entry
                    .actions
                    .iter()
                    .map(|action| exercise.playbook.actions[*action].id.to_string())
                    .collect(),
            })
            .collect(),
        without_right: (!without.is_empty()).then(|| assets(exercise, &without)),
    }
}

fn level(of: Severity) -> Option<String> {
    (of > Severity::NONE).then(|| severity(of))
}

fn registered(exercise: &Exercise, right: &Right) -> RegisteredRight {
    let targets = |chain: ChainId| -> Vec<NamedTarget> {
        let whole = WholeChain::of(&exercise.playbook, chain);
        let targets = whole.targets().into_iter();
        targets.map(|target| NamedTarget::of(exercise, target)).collect()
    };
    let asked = match (right.decider, right.executor) {
        (Decider::Chain(chain), _) | (Decider::Standing, Executor::Chain(chain)) => Some(chain),
        _ => None,
    };
    let whole = asked.map(|chain| WholeChain::of(&exercise.playbook, chain));
    let (owner, backups) = asked
        .map(|chain| owner_and_backups(exercise, chain))
        .unwrap_or_default();
    let (executors, executes) = match right.executor {
        Executor::Automatic => (Vec::new(), "automatic".to_owned()),
        Executor::Decider => (Vec::new(), "whoever decided".to_owned()),
        Executor::Chain(chain) => (targets(chain), words(&targets(chain))),
    };
    RegisteredRight {
        id: right.id.to_string(),
        decision: right.decision.word().to_owned(),
        about: selector(exercise, right),
        from_severity: level(right.from_severity),
        limits: limits(exercise, &right.limits),
        decides: match right.decider {
            Decider::Standing => "pre-approved: whoever is reached acts".to_owned(),
            Decider::Owner => "the owner of the asset".to_owned(),
            Decider::Chain(_) => words(&owner),
        },
        owner,
        backups,
        gives_up_after_s: whole.as_ref().map(|whole| whole.exhausted_after.into()),
        then: whole.map(|whole| if whole.acts { "acts" } else { "waits" }.to_owned()),
        approvals: right.approvals.iter().map(|one| targets(one.chain)).collect(),
        advice: right.advice.iter().map(|one| targets(one.chain)).collect(),
        executors,
        executes,
        waits_for: right
            .gates
            .iter()
            .map(|gate| gate.decision.word().to_owned())
            .collect(),
        scope: scope(right),
        approved_by: right.approved.as_ref().map(|one| one.by.to_string()),
        approved_on: right.approved.as_ref().map(|one| one.on.to_string()),
        review_due: right
            .approved
            .as_ref()
            .and_then(|one| one.review)
            .map(|date| date.to_string()),
    }
}

/// Whoever is asked at once, and whoever is asked later; each once.
fn owner_and_backups(exercise: &Exercise, chain: ChainId) -> (Vec<NamedTarget>, Vec<Backup>) {
    let whole = WholeChain::of(&exercise.playbook, chain);
    let (mut owner, mut backups): (Vec<NamedTarget>, Vec<Backup>) = (Vec::new(), Vec::new());
    for asked in &whole.asked {
        let who = NamedTarget::of(exercise, asked.target);
        if owner.contains(&who) || backups.iter().any(|backup| backup.who == who) {
            continue;
        }
        if asked.after.is_zero() {
            owner.push(who);
        } else {
            backups.push(Backup {
                after_s: asked.after.into(),
                who,
            });
        }
    }
    (owner, backups)
}

fn scope(right: &Right) -> String {
    let scope = match right.scope {
        Scope::Known => "what is known".to_owned(),
        Scope::Hops(1) => "what is known and 1 hop further".to_owned(),
        Scope::Hops(hops) => format!("what is known and {hops} hops further"),
        Scope::Tenant => "the whole tenant".to_owned(),
    };
    match right.grant {
        Grant::PerAsset => scope,
        Grant::PerIncident => format!("{scope}; holds for the whole incident"),
    }
}

/// `role a, rota b`.
pub(super) fn words(targets: &[NamedTarget]) -> String {
    let words: Vec<String> = targets.iter().map(NamedTarget::words).collect();
    words.join(", ")
}
