//! Building the authority graph from a checked exercise.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{
    ActionId, ChainId, Decider, Decision, Executor, Exercise, Index, Member, PersonId, RightId, Target,
};

use super::chain::WholeChain;
use super::class::{ClassId, Classes};
use super::graph::{AuthorityGraph, Link, Vertex};
use super::people::people_of;

impl AuthorityGraph {
    /// The graph of an exercise, its assets put into these classes.
    pub fn of(exercise: &Exercise, classes: &Classes) -> Self {
        let mut build = Build {
            exercise,
            graph: DiGraph::new(),
            index: BTreeMap::new(),
        };
        build.organisation();
        for (id, class) in classes.table.enumerate() {
            build.owners(id, class.first);
            for &right in &class.rights {
                build.link(Vertex::Right(right), Link::Covers, Vertex::Assets(id));
            }
        }
        for right in exercise.playbook.rights.ids() {
            build.right(right);
        }
        for person in exercise.organisation.people.ids() {
            build.knows(person, classes);
        }
        Self {
            graph: build.graph,
            index: build.index,
        }
    }
}

struct Build<'e> {
    exercise: &'e Exercise,
    graph: DiGraph<Vertex, Link>,
    index: BTreeMap<Vertex, NodeIndex>,
}

impl Build<'_> {
    fn vertex(&mut self, vertex: Vertex) -> NodeIndex {
        if let Some(&at) = self.index.get(&vertex) {
            return at;
        }
        let at = self.graph.add_node(vertex.clone());
        self.index.insert(vertex, at);
        at
    }

    fn link(&mut self, from: impl Into<Vertex>, link: Link, to: impl Into<Vertex>) {
        let (from, to) = (self.vertex(from.into()), self.vertex(to.into()));
        self.graph.add_edge(from, to, link);
    }

    fn organisation(&mut self) {
        let organisation = &self.exercise.organisation;
        for id in organisation.people.ids() {
            self.vertex(Vertex::Person(id));
            for action in capabilities(self.exercise, id) {
                self.link(Vertex::Person(id), Link::HasCapability, Vertex::Action(action));
            }
        }
        let roles = organisation.roles.ids().map(Target::Role);
        let rotas = organisation.rotas.ids().map(Target::Rota);
        let teams = organisation.teams.ids().map(Target::Team);
        for target in roles.chain(rotas).chain(teams) {
            self.vertex(target.into());
            for person in people_of(organisation, target) {
                self.link(Vertex::Person(person), Link::Holds, target);
            }
        }
        for (id, body) in organisation.bodies.enumerate() {
            for member in &body.members {
                let seat = match *member {
                    Member::Person(person) => Vertex::Person(person),
                    Member::Role(role) => Vertex::Role(role),
                };
                self.link(seat, Link::Holds, Vertex::Body(id));
            }
        }
    }

    fn owners(&mut self, class: ClassId, first: crate::model::NodeId) {
        let node = &self.exercise.estate.nodes[first];
        self.vertex(Vertex::Assets(class));
        for facet in &node.owners {
            let owned = Vertex::Facet(class, facet.name.clone());
            self.link(facet.owner, Link::Owns, owned.clone());
            self.link(Vertex::Assets(class), Link::Covers, owned);
        }
        if let Some(operator) = node.operator {
            self.link(operator, Link::Operates, Vertex::Assets(class));
        }
    }

    fn right(&mut self, id: RightId) {
        let right = &self.exercise.playbook.rights[id];
        self.vertex(Vertex::Right(id));
        let decider = match right.decider {
            Decider::Chain(chain) => Some(chain),
            Decider::Standing | Decider::Owner => None,
        };
        if let Some(chain) = decider {
            self.decider(id, chain);
        }
        for approval in &right.approvals {
            self.all(id, Some(approval.chain), &Link::MustApprove);
        }
        let advice = right.advice.iter().map(|advice| advice.chain);
        for chain in advice.chain(right.consult) {
            self.all(id, Some(chain), &Link::MustBeConsulted);
        }
        let executor = match right.executor {
            Executor::Chain(chain) => Some(chain),
            Executor::Decider => decider,
            Executor::Automatic => None,
        };
        self.all(id, executor, &Link::Executes);
        for gate in &right.gates {
            for other in self.rights_for(gate.decision) {
                self.link(Vertex::Right(id), Link::IsGatedBy, Vertex::Right(other));
            }
        }
    }

    fn rights_for(&self, decision: Decision) -> Vec<RightId> {
        let rights = self.exercise.playbook.rights.enumerate();
        rights
            .filter(|(_, right)| right.decision == decision)
            .map(|(id, _)| id)
            .collect()
    }

    /// Who decides first, and who backs them up after how long.
    fn decider(&mut self, right: RightId, chain: ChainId) {
        let whole = WholeChain::of(&self.exercise.playbook, chain);
        let mut before = None;
        for asked in &whole.asked {
            let link = if asked.after.is_zero() {
                Link::Decides
            } else {
                Link::BacksUp(asked.after)
            };
            self.link(asked.target, link, Vertex::Right(right));
            if let Some((earlier, since)) = before.filter(|(earlier, _)| *earlier != asked.target) {
                self.link(earlier, Link::EscalatesAfter(asked.after - since), asked.target);
            }
            before = Some((asked.target, asked.after));
        }
    }

    fn all(&mut self, right: RightId, chain: Option<ChainId>, link: &Link) {
        let Some(chain) = chain else { return };
        for target in WholeChain::of(&self.exercise.playbook, chain).targets() {
            self.link(target, link.clone(), Vertex::Right(right));
        }
    }

    /// Classes of which a person knows every asset; who knows everything is left out, being no news.
    fn knows(&mut self, person: PersonId, classes: &Classes) {
        let context = &self.exercise.organisation.people[person].context;
        if context.all {
            return;
        }
        let mut known: BTreeMap<ClassId, usize> = BTreeMap::new();
        for &asset in &context.assets {
            *known.entry(classes.class_of(asset)).or_default() += 1;
        }
        for (class, count) in known {
            if count == classes.table[class].nodes.len() {
                self.link(Vertex::Person(person), Link::HasContext, Vertex::Assets(class));
            }
        }
    }
}

/// The actions of the runbook that a person can execute.
fn capabilities(exercise: &Exercise, person: PersonId) -> Vec<ActionId> {
    let can = &exercise.organisation.people[person].capabilities;
    let actions = exercise.playbook.actions.ids();
    if can.all {
        return actions.collect();
    }
    let known = actions.len();
    let mut able = can.actions.clone();
    able.retain(|action| action.position() < known);
    able
}
