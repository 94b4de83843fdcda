//! Written ids for the indices of the model.

use crate::model::{
    Exercise, InjectKind, NodeId, PersonId, RequestNameId, RightId, RoleId, Selector, Severity, TeamId, Who,
};
use crate::report::naming::{Labels, Naming};

/// The names of one exercise.
pub(super) struct Names<'e> {
    pub(super) exercise: &'e Exercise,
    pub(super) naming: Naming,
    labels: Labels,
}

impl<'e> Names<'e> {
    pub(super) fn new(exercise: &'e Exercise, naming: Naming) -> Self {
        Self {
            exercise,
            naming,
            labels: Labels::new(exercise, naming),
        }
    }

    pub(super) fn node(&self, id: NodeId) -> String {
        self.exercise.estate.nodes[id].id.to_string()
    }

    pub(super) fn person(&self, id: PersonId) -> String {
        self.labels.of(id)
    }

    /// The name to show: of a person only where people were asked for.
    pub(super) fn shown(&self, id: PersonId) -> String {
        match self.naming {
            Naming::Roles => self.person(id),
            Naming::People => self.exercise.organisation.people[id].name.to_string(),
        }
    }

    pub(super) fn rule(&self, id: RightId) -> String {
        self.exercise.playbook.rights[id].id.to_string()
    }

    pub(super) fn request(&self, id: RequestNameId) -> String {
        self.exercise.scenario.requests[id].id.to_string()
    }

    fn role(&self, id: RoleId) -> String {
        format!("role {}", self.exercise.organisation.roles[id].id)
    }

    fn team(&self, id: TeamId) -> String {
        format!("team {}", self.exercise.organisation.teams[id].id)
    }

    fn who(&self, who: Who) -> String {
        match who {
            Who::Person(id) => self.shown(id),
            Who::Role(id) => self.role(id),
            Who::Team(id) => self.team(id),
        }
    }

    fn selected(&self, selector: &Selector) -> String {
        match selector {
            Selector::Assets(nodes) => {
                let nodes: Vec<String> = nodes.iter().map(|&node| self.node(node)).collect();
                nodes.join(", ")
            }
            Selector::All => "all assets".to_owned(),
            _ => "some assets".to_owned(),
        }
    }

    /// What an inject does, in a few words (I2).
    pub(super) fn does(&self, kind: &InjectKind) -> String {
        match kind {
            InjectKind::Unavailable { who, .. } => format!("{} unavailable", self.who(*who)),
            InjectKind::RotaStale { rota } => {
                format!(
                    "rota {} points at someone who has left",
                    self.exercise.organisation.rotas[*rota].id
                )
            }
            InjectKind::ChannelDown { .. } => "pages wait: the channel is down".to_owned(),
            InjectKind::OwnershipDisputed { assets } => {
                format!("ownership of {} disputed", self.selected(assets))
            }
            InjectKind::ApprovalDemanded { assets, .. } => {
                format!("a further approval demanded for {}", self.selected(assets))
            }
            InjectKind::CommunicationsHold { .. } => "communications on hold".to_owned(),
            InjectKind::LegalHold { .. } => "legal hold: evidence first".to_owned(),
            InjectKind::ToolOut { action, .. } => {
                format!("no tool for {}", self.exercise.playbook.actions[*action].id)
            }
            InjectKind::VendorSilent { vendor, .. } => {
                format!("vendor {} silent", self.exercise.playbook.vendors[*vendor].id)
            }
            InjectKind::FalseAllClear { .. } => "a false all-clear: nothing new is begun".to_owned(),
            InjectKind::Reissued { asset } => format!("automation reissues {}", self.node(*asset)),
            InjectKind::SecondEntry { asset } => format!("the attacker enters {} again", self.node(*asset)),
            InjectKind::FalseAlarm { asset } => format!("a false alarm on {}", self.node(*asset)),
            InjectKind::Call { role, media, .. } => {
                let who = if *media { "the press" } else { "a regulator" };
                format!("{who} calls {}", self.role(*role))
            }
            InjectKind::Overloaded { who, .. } => format!("{} has other work", self.who(*who)),
        }
    }
}

/// The word for a severity, or its number.
pub(super) fn severity(level: Severity) -> String {
    level
        .word()
        .map_or_else(|| format!("level {}", level.0), str::to_owned)
}
