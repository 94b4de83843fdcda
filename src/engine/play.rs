//! The play of one replication: its state, and the loop over the future-event list.

use std::cell::Cell;
use std::collections::BinaryHeap;
use std::hint::black_box;

use crate::chance::{Luck, Purpose};
use crate::model::{
    Approval, BodyId, Decision, InjectId, NodeId, PersonId, PlatformId, RequestNameId, RightId, RotaId,
    Selector, Severity, Table, TagId, VendorId,
};
use crate::time::{SimDuration, SimTime, WallTime};

use super::arena::{
    CaseIx, EdgeStateIx, FateIx, FootholdIx, ItemIx, PageIx, PathIx, Pool, StateIx, TaskIx, TraversalIx,
    WorkIx,
};
use super::attack::{Traversal, Waiting};
use super::cases::{Case, Item, Path, Task};
use super::event::{Happening, Phase};
use super::foothold::{Fate, Foothold};
use super::future::FutureEvents;
use super::gate::Tally;
use super::node::{NodeState, Nodes};
use super::outcome::{Burden, Stopped, Times};
use super::people::{Page, Staff, Work};
use super::plan::Plan;
use super::players::Players;
use super::record::{Kind, Record, RecordIx};
use super::running::EdgeState;

/// What is known and declared of the incident.
#[derive(Clone, Debug)]
pub(super) struct Incident {
    pub(super) severity: Severity,
    pub(super) known_weight: u64,
    pub(super) first_alert: RecordIx,
    pub(super) declared_at: Option<SimTime>,
    pub(super) declared: RecordIx,
    pub(super) triage: Triage,
    pub(super) last_known_at: SimTime,
}

/// How far triage has come (D2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Triage {
    /// No alert yet, or all were recognised as false.
    Idle,
    /// Somebody is contacted or works.
    Under(Option<TaskIx>),
    /// The incident is declared.
    Over,
}

/// What injects have changed for the rest of the replication, or until an instant (I2).
#[derive(Debug, Default)]
pub(super) struct Weather<'p> {
    pub(super) channel_down_until: SimTime,
    pub(super) communications_held_until: SimTime,
    pub(super) paused_until: SimTime,
    pub(super) tool_out_until: Vec<(crate::model::ActionId, SimTime)>,
    pub(super) vendor_silent_until: Vec<(VendorId, SimTime)>,
    pub(super) stale_rotas: Vec<RotaId>,
    pub(super) evidence_work: Option<InjectId>,
    pub(super) disputed: Vec<&'p Selector>,
    pub(super) demanded: Vec<(&'p Selector, &'p Approval)>,
}

impl Weather<'_> {
    fn clear(&mut self) {
        self.channel_down_until = SimTime::ZERO;
        self.communications_held_until = SimTime::ZERO;
        self.paused_until = SimTime::ZERO;
        self.tool_out_until.clear();
        self.vendor_silent_until.clear();
        self.stale_rotas.clear();
        self.evidence_work = None;
        self.disputed.clear();
        self.demanded.clear();
    }
}

/// The watch over a containment that may be declared (E11).
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) stamp: u32,
    pub(super) declared: bool,
    /// Containment requests that are pending.
    pub(super) pending: u32,
    /// When the last of them ended.
    pub(super) settled_at: SimTime,
    /// Known nodes, each once.
    pub(super) known: Vec<NodeId>,
    pub(super) last_known: Option<RecordIx>,
}

impl Watch {
    fn clear(&mut self) {
        self.known.clear();
        *self = Self {
            known: std::mem::take(&mut self.known),
            ..Self::default()
        };
    }
}

/// Plays replications of a plan, one after another; its memory is reused.
#[derive(Debug)]
pub struct Play<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) luck: Luck,
    pub(super) start: WallTime,
    pub(super) now: SimTime,
    pub(super) future: FutureEvents,
    pub(super) stopped: Stopped,
    pub(super) detail: bool,
    pub(super) nodes: Nodes,
    pub(super) states: Pool<StateIx, NodeState>,
    pub(super) edges: Pool<EdgeStateIx, EdgeState>,
    pub(super) footholds: Pool<FootholdIx, Foothold>,
    pub(super) fates: Pool<FateIx, Fate>,
    pub(super) traversals: Pool<TraversalIx, Traversal>,
    pub(super) waiting: BinaryHeap<Waiting>,
    pub(super) slots_used: u32,
    pub(super) live: u32,
    /// Detached traversals that can still succeed (E11).
    pub(super) loose: u32,
    pub(super) fallen: Vec<(SimTime, NodeId)>,
    pub(super) fallen_weight: u64,
    pub(super) incident: Incident,
    pub(super) weather: Weather<'p>,
    pub(super) watch: Watch,
    pub(super) cases: Pool<CaseIx, Case>,
    pub(super) paths: Pool<PathIx, Path<'p>>,
    pub(super) tasks: Pool<TaskIx, Task>,
    pub(super) pages: Pool<PageIx, Page>,
    pub(super) works: Pool<WorkIx, Work>,
    pub(super) items: Pool<ItemIx, Item>,
    pub(super) staff: Table<PersonId, Staff>,
    /// Scratch for the people whom a step addresses; nobody where a rota is stale (I2).
    pub(super) addressees: Vec<(Option<PersonId>, Option<BodyId>)>,
    /// Numbers the steps that were begun.
    pub(super) asking: u32,
    /// The bodies that pages were sent for, page after page.
    pub(super) seats: Vec<BodyId>,
    /// What gates look at, by decision (P3).
    pub(super) tallies: [Tally; Decision::ALL.len()],
    /// Scratch for what was taken from a foothold.
    pub(super) successors: Vec<(NodeId, FootholdIx)>,
    /// Scratch for what is revealed.
    pub(super) revealed: Vec<FootholdIx>,
    /// Scratch for requests with the rules that match them.
    pub(super) matched: Vec<(CaseIx, Option<RightId>)>,
    /// Scratch for requests that go together.
    pub(super) together: Vec<CaseIx>,
    /// Where the turns of each rota were last looked up.
    pub(super) turns: Table<RotaId, Cell<usize>>,
    /// Nodes that were ever disrupted until restored, each once.
    pub(super) downed: Vec<NodeId>,
    pub(super) raised: Vec<CaseIx>,
    pub(super) batch_due: bool,
    pub(super) gated: Vec<PathIx>,
    pub(super) granted: Table<RightId, bool>,
    pub(super) requested: Table<RequestNameId, bool>,
    pub(super) injected: Table<InjectId, bool>,
    pub(super) tag_known: Table<TagId, Option<SimTime>>,
    pub(super) calls: Table<PlatformId, Vec<SimTime>>,
    pub(super) records: Vec<Record>,
    pub(super) times: Times,
    pub(super) burden: Burden,
    /// Who really takes part (I3).
    pub(super) players: Players,
}

/// Replications of false alarms have luck of their own, far from that of real incidents (I2).
const FALSE_ALARM_LUCK: u64 = 1 << 40;

impl<'p> Play<'p> {
    /// Prepares to play a plan.
    pub fn new(plan: &'p Plan<'p>) -> Self {
        let exercise = plan.exercise;
        let estate = &exercise.estate;
        let scenario = &exercise.scenario;
        Self {
            luck: Luck::new(exercise.seed, 0),
            start: WallTime::from_millis(0),
            now: SimTime::ZERO,
            future: FutureEvents::new(
                SimTime::ZERO + exercise.horizon,
                estate.nodes.len() + estate.edges.len(),
            ),
            stopped: Stopped::Finished,
            detail: false,
            nodes: Nodes::new(estate.nodes.len()),
            states: Pool::new(),
            edges: Pool::new(),
            footholds: Pool::new(),
            fates: Pool::new(),
            traversals: Pool::new(),
            waiting: BinaryHeap::new(),
            slots_used: 0,
            live: 0,
            loose: 0,
            fallen: Vec::new(),
            fallen_weight: 0,
            incident: Incident::new(scenario.severity),
            weather: Weather::default(),
            watch: Watch::default(),
            cases: Pool::new(),
            paths: Pool::new(),
            tasks: Pool::new(),
            pages: Pool::new(),
            works: Pool::new(),
            items: Pool::new(),
            staff: exercise
                .organisation
                .people
                .iter()
                .map(|_| Staff::default())
                .collect(),
            addressees: Vec::new(),
            asking: 0,
            seats: Vec::new(),
            tallies: Default::default(),
            successors: Vec::new(),
            revealed: Vec::new(),
            matched: Vec::new(),
            together: Vec::new(),
            turns: exercise.organisation.rotas.iter().map(|_| Cell::new(0)).collect(),
            downed: Vec::new(),
            raised: Vec::new(),
            batch_due: false,
            gated: Vec::new(),
            granted: exercise.playbook.rights.iter().map(|_| false).collect(),
            requested: scenario.requests.iter().map(|_| false).collect(),
            injected: scenario.injects.iter().map(|_| false).collect(),
            tag_known: estate.tags.iter().map(|_| None).collect(),
            calls: estate.platforms.iter().map(|_| Vec::new()).collect(),
            records: Vec::new(),
            times: Times::default(),
            burden: Burden::default(),
            players: Players::default(),
            plan,
        }
    }

    /// Also records what only a story needs: pages, time-outs, single traversals.
    #[must_use]
    pub fn in_detail(mut self) -> Self {
        self.detail = true;
        self
    }

    /// Plays one real incident; `replication` counts from 1.
    pub fn incident(&mut self, replication: u64) {
        self.begin(replication);
        self.run();
    }

    /// Brings a real incident to the instant at which everything begins.
    pub(super) fn begin(&mut self, replication: u64) {
        self.reset(Luck::new(self.plan.exercise.seed, replication));
        self.begin_incident();
    }

    /// Plays one false alarm (I2); `replication` counts from 1.
    pub fn false_alarm(&mut self, replication: u64) {
        self.reset(Luck::new(self.plan.exercise.seed, FALSE_ALARM_LUCK + replication));
        self.begin_false_alarm();
        self.run();
    }

    fn reset(&mut self, luck: Luck) {
        self.luck = luck;
        self.start = self.plan.start(&self.luck);
        self.now = SimTime::ZERO;
        self.future.clear();
        self.stopped = Stopped::Finished;
        self.nodes.begin_epoch();
        self.states.clear();
        self.edges.clear();
        self.footholds.clear();
        self.fates.clear();
        self.traversals.clear();
        self.waiting.clear();
        (self.slots_used, self.live, self.loose) = (0, 0, 0);
        self.fallen.clear();
        self.fallen_weight = 0;
        self.incident = Incident::new(self.plan.exercise.scenario.severity);
        self.weather.clear();
        self.watch.clear();
        self.cases.clear();
        self.paths.clear();
        self.tasks.clear();
        self.pages.clear();
        self.seats.clear();
        self.asking = 0;
        self.works.clear();
        self.items.clear();
        self.downed.clear();
        self.raised.clear();
        self.batch_due = false;
        self.tallies = Default::default();
        self.gated.clear();
        self.records.clear();
        self.times = Times::default();
        self.burden = Burden::default();
        self.players.clear();
        self.reset_tables();
    }

    fn reset_tables(&mut self) {
        for staff in &mut self.staff {
            staff.recycle();
        }
        self.granted.iter_mut().for_each(|granted| *granted = false);
        self.requested.iter_mut().for_each(|requested| *requested = false);
        self.injected.iter_mut().for_each(|injected| *injected = false);
        self.tag_known.iter_mut().for_each(|known| *known = None);
        self.calls.iter_mut().for_each(Vec::clear);
    }

    fn begin_incident(&mut self) {
        let scenario = &self.plan.exercise.scenario;
        self.note(Record::new(Kind::StartEx, RecordIx::NONE));
        self.schedule_injects();
        self.schedule_third_parties();
        for &entry in &scenario.entries {
            self.enter(entry, RecordIx::START);
        }
        self.fill_slots();
    }

    fn begin_false_alarm(&mut self) {
        self.note(Record::new(Kind::StartEx, RecordIx::NONE));
        self.schedule_injects();
        let Some(alarms) = &self.plan.exercise.false_alarms else {
            return;
        };
        // T4: each node draws for itself and the smallest word is named, so that one more node changes only the alarms it takes.
        let nodes = &self.plan.exercise.estate.nodes;
        let draw = |node: NodeId| self.luck.word(nodes[node].key, Purpose::FalseAlarm, 0);
        let chosen = alarms
            .names
            .iter()
            .copied()
            .min_by_key(|&node| (draw(node), node));
        if let Some(node) = chosen {
            self.raise_false_alarm(node, RecordIx::START);
        }
    }

    /// T2: until nothing more can change a measure, or the horizon.
    fn run(&mut self) {
        self.fill_slots();
        while let Some((at, what)) = self.future.next() {
            self.look_ahead();
            self.come_to(at, what);
            if self.stopped != Stopped::Finished {
                break;
            }
        }
        self.close_books();
    }

    /// Reads what the next event will need of the estate, so that it is there when its turn comes: in a large estate a node's
    /// edges come from far away, and this event can happen meanwhile.
    #[inline]
    fn look_ahead(&self) {
        if let Some(Happening::Arrives(node)) = self.future.coming() {
            black_box(self.plan.graph.first_way(node));
        }
    }

    #[inline]
    fn come_to(&mut self, at: SimTime, what: Happening) {
        self.now = at;
        self.happen(what);
        self.fill_slots();
        if self.future.is_full() {
            self.stopped = Stopped::TooManyEvents;
        }
    }

    /// Everything up to an instant, which is then the present one (I3).
    pub(super) fn run_until(&mut self, until: SimTime) {
        self.fill_slots();
        while self.stopped == Stopped::Finished
            && self.future.next_at().is_some_and(|at| at <= until)
            && let Some((at, what)) = self.future.next()
        {
            self.come_to(at, what);
        }
        self.future.pass(until);
        self.now = self.now.max(until);
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Inject(inject) => self.inject_happens(inject),
            Happening::Arrives(node) => self.arrives(node),
            Happening::TraversalEnds(traversal) => self.traversal_ends(traversal),
            Happening::WindowOpens(lane) => self.window_opens(lane),
            Happening::WindowCloses(lane) => self.window_closes(lane),
            Happening::Effective(item, action) => self.effective(item, action),
            Happening::SessionEnds(foothold) => self.session_ends(foothold),
            Happening::LifetimeEnds(foothold) => self.lifetime_ends(foothold),
            Happening::Alert(foothold) => self.alert(foothold),
            Happening::Told(party) => self.told(party),
            Happening::Scoped(foothold) => self.scoped(foothold),
            Happening::TracedBack(foothold) => self.traced_back(foothold),
            Happening::Delivered(page) => self.delivered(page),
            Happening::Due(task) => self.due(task),
            Happening::VendorAnswers(node) => self.logs_arrive(node),
            Happening::WorkEnds(work) => self.work_ends(work),
            Happening::Begins(person) => self.begin_work(person),
            Happening::AutomationEnds(item) => self.try_ends(item),
            Happening::TriageEnds => self.triage_ends(None),
            Happening::SearchEnds(path) => self.search_ends(path),
            Happening::NegotiationEnds(path) => self.negotiation_ends(path),
            Happening::DisputeLimit(path, stamp) => self.dispute_limit(path, stamp),
            Happening::RevisionEnds(task) => self.revision_ends(task),
            Happening::HoldOffEnds(path, stamp) => self.hold_off_ends(path, stamp),
            Happening::AccessGranted(path) => self.access_granted(path),
            Happening::ToolBack(item) => self.tool_back(item),
            Happening::CallLeaves(item) => self.call_leaves(item),
            Happening::WatchEnds(stamp) => self.watch_ends(stamp),
            Happening::Batch => self.batch(),
            Happening::Moved(place) => self.moved(place),
        }
    }

    /// The present instant on the wall.
    #[inline]
    pub(super) fn wall(&self) -> WallTime {
        self.on_wall(self.now)
    }

    /// Writes a record with the present instant.
    #[inline]
    pub(super) fn note(&mut self, mut record: Record) -> RecordIx {
        record.at = self.now;
        let place = RecordIx::at(self.records.len());
        self.records.push(record);
        place
    }

    /// Writes a record that only a story needs.
    #[inline]
    pub(super) fn note_detail(&mut self, record: Record) {
        if self.detail {
            self.note(record);
        }
    }

    #[inline]
    pub(super) fn schedule(&mut self, after: SimDuration, phase: Phase, what: Happening) {
        self.future.schedule(self.now + after, phase, what);
    }

    pub(super) fn record(&self, place: RecordIx) -> Option<&Record> {
        self.records.get(place.position())
    }
}

impl Incident {
    fn new(severity: Severity) -> Self {
        Self {
            severity,
            known_weight: 0,
            first_alert: RecordIx::NONE,
            declared_at: None,
            declared: RecordIx::NONE,
            triage: Triage::Idle,
            last_known_at: SimTime::ZERO,
        }
    }
}
