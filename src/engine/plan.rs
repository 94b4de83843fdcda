//! An exercise compiled for playing: everything resolved before the clock starts.

use std::collections::BTreeMap;

use crate::authority::RuleBook;
use crate::chance::{Key, Luck, Purpose};
use crate::model::{
    ActionId, Chain, ChainId, Decision, Exercise, Exhausted, Index, InjectId, Limit, Moment, NobodyPolicy,
    PersonId, RequestNameId, RotaId, Start, Step, Table, Target,
};
use crate::time::{SimDuration, Span, Starts, WallTime};

use super::hours::{Holders, Hours, holder, rota_holders};
use super::spread::Graph;

/// How far before the first possible start calendars are known, so that the shift before it is (O3).
const LOOK_BACK: SimDuration = SimDuration::from_days(60);
/// How far beyond the last horizon.
const LOOK_AHEAD: SimDuration = SimDuration::from_days(2);

/// One alternative of an exercise, ready to be played any number of times, by any number of threads.
#[derive(Debug)]
pub struct Plan<'e> {
    /// The exercise.
    pub exercise: &'e Exercise,
    pub(super) rules: RuleBook,
    pub(super) graph: Graph,
    pub(super) hours: Table<PersonId, Hours>,
    pub(super) rotas: Table<RotaId, Holders>,
    /// The written chains, then one for each owner of assets.
    pub(super) chains: Table<ChainId, Chain>,
    owner_chains: BTreeMap<Target, ChainId>,
    /// Who can execute each action (O1).
    pub(super) able: Table<ActionId, Table<PersonId, bool>>,
    starts: When,
    /// The weight above which the limit is passed (M3).
    limit: Option<u64>,
    /// The number of nodes above which the limit is passed (M3).
    limit_count: Option<u64>,
    /// Injects that wait for an event, by what they wait for.
    pub(super) waiting_injects: Vec<InjectId>,
    /// Whether carrying out a decision can open a gate, by decision (P3).
    opens_gates: [bool; Decision::ALL.len()],
    /// Named requests by written id: those raised at once are raised in this order (T1).
    pub(super) requests_by_id: Vec<RequestNameId>,
}

/// The key of the instant of StartEx.
const SCENARIO: Key = Key::of("scenario");

#[derive(Debug)]
enum When {
    At(WallTime),
    During(Starts),
}

impl<'e> Plan<'e> {
    /// Compiles an exercise.
    pub fn new(exercise: &'e Exercise) -> Self {
        let starts = match &exercise.scenario.start {
            Start::At(at) => When::At(*at),
            Start::During(window) => When::During(window.starts()),
        };
        let within = span_of(&starts, exercise.horizon);
        let rotas = rota_holders(exercise, within);
        let hours = Hours::of_all(exercise, &rotas, within);
        let (chains, owner_chains) = chains_of(exercise);
        let graph = Graph::new(exercise);
        Self {
            rules: RuleBook::new(exercise, within),
            limit: weight_limit(exercise.limit, graph.reach_weight),
            limit_count: if let Limit::Count(count) = exercise.limit {
                Some(count)
            } else {
                None
            },
            waiting_injects: waiting(exercise),
            opens_gates: Decision::ALL.map(|decision| opens_gates(exercise, decision)),
            requests_by_id: requests_by_id(exercise),
            exercise,
            graph,
            hours,
            rotas,
            chains,
            owner_chains,
            able: able(exercise),
            starts,
        }
    }

    /// The instant of StartEx in a replication (T1).
    pub fn start(&self, luck: &Luck) -> WallTime {
        match &self.starts {
            When::At(at) => *at,
            When::During(starts) => starts.at_word(luck.word(SCENARIO, Purpose::Start, 0)),
        }
    }

    /// How many steps a chain has (C1).
    pub fn steps_of(&self, chain: crate::model::ChainId) -> usize {
        self.chains[chain].steps.len()
    }

    /// The weight that can fall at all (E6).
    pub fn reach_weight(&self) -> u64 {
        self.graph.reach_weight
    }

    /// The weight above which the limit is passed (M3), where the limit is one of weight.
    pub fn limit_weight(&self) -> Option<u64> {
        self.limit
    }

    /// How much memory the attack takes in the plan that all threads share, in bytes: the graph and what is known of each node, without the
    /// exercise itself, in which ids and laws stand.
    pub fn attack_bytes(&self) -> usize {
        self.graph.bytes()
    }

    #[inline]
    pub(super) fn passes_limit(&self, weight: u64, count: u64) -> bool {
        self.limit.is_some_and(|limit| weight > limit) || self.limit_count.is_some_and(|limit| count > limit)
    }

    /// Whether carrying out a decision can open a gate (P3).
    pub(super) fn opens_gates(&self, decision: Decision) -> bool {
        let opens = self.opens_gates.get(decision as usize);
        opens.copied().unwrap_or(true)
    }

    /// Who holds a rota at an instant (O4).
    pub(super) fn holder(&self, rota: RotaId, at: WallTime) -> Option<PersonId> {
        holder(&self.rotas[rota], at)
    }

    /// The chain that reaches an owner: one step, without end.
    pub(super) fn owner_chain(&self, owner: Target) -> Option<ChainId> {
        self.owner_chains.get(&owner).copied()
    }
}

fn span_of(starts: &When, horizon: SimDuration) -> Span {
    let (first, last) = match starts {
        When::At(at) => (*at, *at),
        When::During(starts) => {
            let spans = starts.spans();
            let first = spans.first().map_or(WallTime::from_millis(0), |span| span.start);
            (first, spans.last().map_or(first, |span| span.end))
        }
    };
    let back = WallTime::from_millis(first.as_millis() - LOOK_BACK.as_millis());
    Span::new(back, last + horizon + LOOK_AHEAD)
}

fn able(exercise: &Exercise) -> Table<ActionId, Table<PersonId, bool>> {
    let people = &exercise.organisation.people;
    let can = |action| {
        let can = people.iter().map(|person| &person.capabilities);
        can.map(|can| can.all || can.actions.binary_search(&action).is_ok())
            .collect()
    };
    exercise.playbook.actions.ids().map(can).collect()
}

/// P3: one that waits for requests about assets may also open because one was dropped, which shows when the next is carried out.
fn opens_gates(exercise: &Exercise, decision: Decision) -> bool {
    let mut gates = exercise.playbook.rights.iter().flat_map(|right| &right.gates);
    gates.any(|gate| gate.decision == decision || gate.decision.is_about_an_asset())
}

fn requests_by_id(exercise: &Exercise) -> Vec<RequestNameId> {
    let requests = &exercise.scenario.requests;
    let mut by_id: Vec<RequestNameId> = requests.ids().collect();
    by_id.sort_by_key(|&request| &requests[request].id);
    by_id
}

/// Shares are taken to this precision.
const TRILLION: u128 = 1_000_000_000_000;

/// The largest weight that does not pass the limit: a share counts of the reachable weight (E6, M3).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "weights are far below 2^52, a share of one is not negative"
)]
fn weight_limit(limit: Limit, reach: u64) -> Option<u64> {
    match limit {
        Limit::NoCrownJewel | Limit::Count(_) => None,
        Limit::Weight(weight) => Some(weight),
        // A whole weight is strictly above the share exactly when it is above the floor of it. A share that people write has few
        // digits: to the trillionth it is exact, and 29 % of 100 does not come out below 29.
        Limit::Share(share) => {
            let trillionths = (share * TRILLION as f64).round() as u128;
            u64::try_from(trillionths * u128::from(reach) / TRILLION).ok()
        }
    }
}

/// The written chains and one for each distinct owner, whose id comes from the owner's.
fn chains_of(exercise: &Exercise) -> (Table<ChainId, Chain>, BTreeMap<Target, ChainId>) {
    let mut chains: Vec<Chain> = exercise.playbook.chains.iter().cloned().collect();
    let mut owners = BTreeMap::new();
    for node in &exercise.estate.nodes {
        for owner in node.owners.iter().map(|facet| facet.owner).chain(node.lead) {
            owners.entry(owner).or_insert_with(|| {
                chains.push(owner_chain(exercise, owner));
                ChainId::at(chains.len() - 1)
            });
        }
    }
    (Table::new(chains), owners)
}

fn owner_chain(exercise: &Exercise, owner: Target) -> Chain {
    let id = format!("owner {}", target_id(exercise, owner));
    Chain {
        key: Key::of(&id),
        id: id.into(),
        steps: vec![Step {
            targets: vec![owner],
            within: SimDuration::MAX,
        }],
        repeats: 0,
        nobody: NobodyPolicy::Skip,
        exhausted: Exhausted::Hold,
    }
}

fn target_id(exercise: &Exercise, target: Target) -> String {
    let organisation = &exercise.organisation;
    match target {
        Target::Person(id) => format!("person {}", organisation.people[id].id),
        Target::Role(id) => format!("role {}", organisation.roles[id].id),
        Target::Rota(id) => format!("rota {}", organisation.rotas[id].id),
        Target::Team(id) => format!("team {}", organisation.teams[id].id),
        Target::Body(id) => format!("body {}", organisation.bodies[id].id),
    }
}

fn waiting(exercise: &Exercise) -> Vec<InjectId> {
    let waits = |moment: &Moment| !matches!(moment, Moment::At(_) | Moment::Clock(..));
    exercise
        .scenario
        .injects
        .enumerate()
        .filter(|(_, inject)| waits(&inject.on))
        .map(|(id, _)| id)
        .collect()
}
