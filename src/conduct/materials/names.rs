//! What things and people are called in documents for planners: roles, not names.

use crate::authority::WholeChain;
use crate::model::{
    ChainId, Decider, Executor, Exercise, Index, NodeId, PersonId, Right, RightId, Selector, Severity,
    Target, Who,
};

/// Of more than so many the rest is counted.
const MOST_NAMED: usize = 4;

/// The names of one exercise.
pub(super) struct Names<'e> {
    pub(super) exercise: &'e Exercise,
    /// What each person is called, by place.
    pub(super) labels: &'e [String],
}

impl Names<'_> {
    pub(super) fn person(&self, id: PersonId) -> String {
        let label = self.labels.get(id.position());
        label.cloned().unwrap_or_else(|| "a person".to_owned())
    }

    pub(super) fn node(&self, id: NodeId) -> String {
        self.exercise.estate.nodes[id].id.to_string()
    }

    /// `ci-release-token (ci-token)`.
    pub(super) fn node_and_kind(&self, id: NodeId) -> String {
        let node = &self.exercise.estate.nodes[id];
        let kind = &self.exercise.estate.node_kinds[node.kind].id;
        format!("{} ({kind})", node.id)
    }

    pub(super) fn nodes(&self, nodes: &[NodeId]) -> String {
        let names: Vec<String> = nodes.iter().map(|&node| self.node(node)).collect();
        some(&names)
    }

    /// `ciso`, `soc-oncall on call`, `team soc`, `change-board`.
    pub(super) fn target(&self, target: Target) -> String {
        let organisation = &self.exercise.organisation;
        match target {
            Target::Person(id) => self.person(id),
            Target::Role(id) => organisation.roles[id].id.to_string(),
            Target::Rota(id) => organisation.rotas[id].id.to_string(),
            Target::Team(id) => format!("team {}", organisation.teams[id].id),
            Target::Body(id) => organisation.bodies[id].id.to_string(),
        }
    }

    pub(super) fn who(&self, who: Who) -> String {
        match who {
            Who::Person(id) => self.person(id),
            Who::Role(id) => self.target(Target::Role(id)),
            Who::Team(id) => self.target(Target::Team(id)),
        }
    }

    /// Whom a chain asks at once.
    pub(super) fn first_of(&self, chain: ChainId) -> String {
        let whole = WholeChain::of(&self.exercise.playbook, chain);
        let first = whole.asked.iter().filter(|asked| asked.after.is_zero());
        let names: Vec<String> = first.map(|asked| self.target(asked.target)).collect();
        some(&names)
    }

    /// Whom a chain asks, one after another.
    pub(super) fn chain(&self, chain: ChainId) -> String {
        let whole = WholeChain::of(&self.exercise.playbook, chain);
        let targets = whole.targets().into_iter();
        let names: Vec<String> = targets.map(|target| self.target(target)).collect();
        match names.len().saturating_sub(MOST_NAMED) {
            0 => names.join(", then "),
            rest => {
                let first: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
                format!("{} and {rest} more", first.join(", then "))
            }
        }
    }

    pub(super) fn right(&self, id: RightId) -> &Right {
        &self.exercise.playbook.rights[id]
    }

    /// Who decides under a right.
    pub(super) fn decider(&self, right: &Right) -> String {
        match right.decider {
            Decider::Standing => "nobody needs to: it is decided beforehand".to_owned(),
            Decider::Owner => "the owner of the asset".to_owned(),
            Decider::Chain(chain) => self.chain(chain),
        }
    }

    /// Who carries it out.
    pub(super) fn executor(&self, right: &Right) -> String {
        match right.executor {
            Executor::Automatic => "automation".to_owned(),
            Executor::Decider => "whoever decided".to_owned(),
            Executor::Chain(chain) => self.chain(chain),
        }
    }

    /// What a right is about.
    pub(super) fn about(&self, right: &Right) -> String {
        if right.decision.is_about_an_asset() {
            self.selector(&right.assets)
        } else {
            "the incident".to_owned()
        }
    }

    pub(super) fn selector(&self, of: &Selector) -> String {
        let estate = &self.exercise.estate;
        let joined = |parts: &[Selector], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| self.selector(part)).collect();
            parts.join(word)
        };
        match of {
            Selector::All => "any asset".to_owned(),
            Selector::Assets(nodes) => self.nodes(nodes),
            Selector::Kind(kind) => format!("assets of kind {}", estate.node_kinds[*kind].id),
            Selector::Tag(tag) => format!("assets tagged {}", estate.tags[*tag].id),
            Selector::Tenant(tenant) => format!("assets of tenant {}", estate.tenants[*tenant].id),
            Selector::AnyOf(parts) => joined(parts, " or "),
            Selector::AllOf(parts) => joined(parts, " that are also "),
            Selector::Not(part) => format!("all but {}", self.selector(part)),
        }
    }

    /// Whoever leads the first response: whom triage asks, else whom the first right asks.
    pub(super) fn lead(&self) -> String {
        let playbook = &self.exercise.playbook;
        let triage = playbook.triage.as_ref().and_then(|triage| triage.chain);
        let decides = playbook.rights.iter().find_map(|right| match right.decider {
            Decider::Chain(chain) => Some(chain),
            _ => None,
        });
        let first = triage.or(decides).map(|chain| self.first_of(chain));
        first
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| EVERYBODY.to_owned())
    }
}

/// Whoever plays.
pub const EVERYBODY: &str = "all players";
/// What players must not see.
pub const CONTROLLERS: &str = "controllers only";

/// `a, b, c and 3 more`.
pub(super) fn some(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
    match names.len().saturating_sub(MOST_NAMED) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// The word for a severity, or its number.
pub(super) fn severity(level: Severity) -> String {
    level
        .word()
        .map_or_else(|| format!("level {}", level.0), str::to_owned)
}

/// The two largest units of a duration: `2 d 4 h`, `3 h 12 min`, `45 s`.
pub(super) fn duration(ms: i64) -> String {
    let seconds = (ms.max(0) + 500) / 1_000;
    let (minutes, hours) = ((seconds + 30) / 60, (seconds + 1_800) / 3_600);
    let pair = |count: i64, per: i64, large: &str, small: &str| match (count / per, count % per) {
        (whole, 0) => format!("{whole} {large}"),
        (whole, rest) => format!("{whole} {large} {rest} {small}"),
    };
    if seconds < 60 {
        format!("{seconds} s")
    } else if minutes < 60 {
        format!("{minutes} min")
    } else if minutes < 24 * 60 {
        pair(minutes, 60, "h", "min")
    } else {
        pair(hours, 24, "d", "h")
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, some};

    #[test]
    fn durations_have_two_units() {
        let cases = [
            (0, "0 s"),
            (59_000, "59 s"),
            (90_000, "2 min"),
            (11_520_000, "3 h 12 min"),
            (187_200_000, "2 d 4 h"),
        ];
        for (ms, words) in cases {
            assert_eq!(duration(ms), words, "{ms}");
        }
    }

    #[test]
    fn many_are_counted() {
        let names: Vec<String> = "abcdef".chars().map(String::from).collect();
        assert_eq!(some(&names), "a, b, c, d and 2 more");
        assert_eq!(some(&names[..2]), "a, b");
    }
}
