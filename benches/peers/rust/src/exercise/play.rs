//! One replication: its state, what comes in, what goes out, and what is measured.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Luck;
use super::attack::{Foothold, NodeState, Traversal};
use super::chains::{Page, Task};
use super::deciding::{Case, Path};
use super::effects::Execution;
use super::people::{Job, PersonState};
use super::tables::Tables;

/// Everything that can come.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum Event {
    Begins,
    InjectDue(usize),
    InjectDoes(usize),
    TraversalEnds(usize),
    SlotsFree,
    WindowTurns(usize),
    SessionEnds(usize, i64),
    LifetimeEnds(usize),
    Told(usize),
    Alert(usize),
    Found(usize),
    PageDue(usize, u32),
    StepOver(usize, u32),
    WorkBegins(usize),
    WorkEnds(usize),
    Effective(usize, usize),
    VendorSpeaks(usize),
    Searched(usize),
    Negotiated(usize, u32),
    DisputeOver(usize, u32),
    HeldOff(usize),
    Revised(usize),
    AccessGiven(usize),
    HoldOver(usize),
    CallLeaves(usize),
    WatchOver(u32),
    Batch,
}

impl Event {
    /// The phase of a millisecond to which it belongs (T1).
    pub fn phase(self) -> u8 {
        match self {
            Self::InjectDue(_) | Self::InjectDoes(_) => 1,
            Self::Begins | Self::TraversalEnds(_) | Self::SlotsFree | Self::WindowTurns(_) => 2,
            Self::SessionEnds(..) | Self::LifetimeEnds(_) | Self::Effective(..) => 3,
            Self::Told(_) | Self::Alert(_) | Self::Found(_) | Self::PageDue(..) | Self::VendorSpeaks(_) => 4,
            Self::WorkBegins(_) | Self::WorkEnds(_) => 5,
            Self::Batch => 7,
            _ => 6,
        }
    }
}

/// A waiting traversal: its rank, since when, its edge, the offer, the traversal.
pub type Waiting = Reverse<(i64, i64, usize, usize, usize)>;

/// The state of one replication.
pub struct Play {
    pub x: Arc<Tables>,
    pub luck: Luck,
    pub now: i64,
    /// What was scheduled since the last event: when, and what. Whoever plays takes it.
    pub agenda: Vec<(i64, Event)>,
    pub start: i64,
    pub nodes: Vec<NodeState>,
    pub people: Vec<PersonState>,
    pub ways: Vec<Option<bool>>,
    pub phases: Vec<i64>,
    pub active: Vec<Vec<usize>>,
    pub footholds: Vec<Foothold>,
    pub traversals: Vec<Traversal>,
    pub ready: BinaryHeap<Waiting>,
    pub slots: u32,
    pub slots_due: bool,
    pub fallen: Vec<(i64, i64)>,
    pub blast: i64,
    pub live: i64,
    pub loose: i64,
    pub contained_at: Option<i64>,
    pub limit_passed: bool,
    pub jewel_at: Option<i64>,
    pub severity: u32,
    pub known: Vec<usize>,
    pub known_weight: i64,
    pub known_tags: Vec<usize>,
    pub detected_at: Option<i64>,
    pub declared_at: Option<i64>,
    pub last_known_at: i64,
    pub all_clear: bool,
    pub settled_at: i64,
    pub pending: i64,
    pub watch: u32,
    pub triage: Option<usize>,
    pub tasks: Vec<Task>,
    pub pages: Vec<Page>,
    pub jobs: Vec<Job>,
    pub cases: Vec<Case>,
    pub paths: Vec<Path>,
    pub executions: Vec<Execution>,
    pub requested: Vec<bool>,
    pub raised: Vec<usize>,
    pub batch_due: bool,
    pub granted: Vec<bool>,
    /// By decision: whether the first of its requests is through (P3).
    pub executed: [bool; 5],
    pub calls: Vec<Vec<i64>>,
    pub injected: Vec<bool>,
    pub disputed: Vec<bool>,
    pub demanded: Vec<usize>,
    pub hold_until: i64,
    pub quiet_until: i64,
    pub silent_until: Vec<i64>,
    pub downed: i64,
    pub counts: Counts,
}

/// What is counted or noted on the way.
#[derive(Default)]
pub struct Counts {
    pub pages: u32,
    pub approvals: u32,
    pub work: i64,
    pub retaken: u32,
    pub first_decision: Option<i64>,
    pub first_effect: Option<i64>,
    pub first_clear: Option<i64>,
    pub restored: Option<i64>,
}

impl Play {
    /// A replication at its first millisecond.
    pub fn new(x: &Arc<Tables>, seed: u64) -> Self {
        let mut luck = Luck::new(seed);
        let start = drawn_start(x, &mut luck);
        let phases = x.edges.iter().map(|edge| {
            edge.window
                .map_or(0, |(every, _)| luck.below(every as usize) as i64)
        });
        let phases: Vec<i64> = phases.collect();
        Self {
            nodes: x
                .nodes
                .iter()
                .map(|node| NodeState {
                    logs: node.logs,
                    ..NodeState::default()
                })
                .collect(),
            people: x.people.iter().map(|_| PersonState::default()).collect(),
            ways: vec![None; x.edges.len()],
            active: vec![Vec::new(); x.edges.len()],
            slots: x.concurrency,
            severity: x.severity,
            requested: vec![false; x.requests.len()],
            granted: vec![false; x.rights.len()],
            calls: vec![Vec::new(); x.platforms.len()],
            injected: vec![false; x.injects.len()],
            disputed: vec![false; x.nodes.len()],
            silent_until: vec![0; x.vendors.len()],
            agenda: Vec::new(),
            x: x.clone(),
            now: 0,
            footholds: Vec::new(),
            traversals: Vec::new(),
            ready: BinaryHeap::new(),
            slots_due: false,
            fallen: Vec::new(),
            blast: 0,
            live: 0,
            loose: 0,
            contained_at: None,
            limit_passed: false,
            jewel_at: None,
            known: Vec::new(),
            known_weight: 0,
            known_tags: Vec::new(),
            detected_at: None,
            declared_at: None,
            last_known_at: 0,
            all_clear: false,
            settled_at: 0,
            pending: 0,
            watch: 0,
            triage: None,
            tasks: Vec::new(),
            pages: Vec::new(),
            jobs: Vec::new(),
            cases: Vec::new(),
            paths: Vec::new(),
            executions: Vec::new(),
            raised: Vec::new(),
            batch_due: false,
            executed: [false; 5],
            demanded: Vec::new(),
            hold_until: 0,
            quiet_until: 0,
            downed: 0,
            counts: Counts::default(),
            luck,
            start,
            phases,
        }
    }

    /// Something comes after so many milliseconds.
    pub fn after(&mut self, lasts: i64, event: Event) {
        let at = self.now.saturating_add(lasts.max(0));
        if at <= self.x.horizon {
            self.agenda.push((at, event));
        }
    }

    /// The instant on the wall.
    pub fn wall(&self) -> i64 {
        self.start + self.now
    }

    /// An event happens.
    pub fn happens(&mut self, now: i64, event: Event) {
        self.now = now;
        match event {
            Event::Begins => self.begins(),
            Event::InjectDue(inject) => self.inject_due(inject),
            Event::InjectDoes(inject) => self.inject_does(inject),
            Event::TraversalEnds(traversal) => self.traversal_ends(traversal),
            Event::SlotsFree => self.fill_slots(),
            Event::WindowTurns(edge) => self.window_turns(edge),
            Event::SessionEnds(foothold, at) => self.session_ends(foothold, at),
            Event::LifetimeEnds(foothold) => self.lifetime_ends(foothold),
            Event::Told(node) => self.told(node),
            Event::Alert(foothold) => self.alerted(foothold),
            Event::Found(foothold) => self.becomes_known(foothold),
            Event::PageDue(page, turn) => self.page_due(page, turn),
            Event::StepOver(task, turn) => self.step_over(task, turn),
            Event::WorkBegins(person) => self.work_begins(person),
            Event::WorkEnds(job) => self.work_ends(job),
            Event::Effective(execution, number) => self.effective(execution, number),
            Event::VendorSpeaks(node) => self.vendor_speaks(node),
            Event::Searched(path) => self.ask_owners(path),
            Event::Negotiated(path, turn) => self.negotiated(path, turn),
            Event::DisputeOver(path, turn) => self.dispute_over(path, turn),
            Event::HeldOff(task) | Event::Revised(task) => self.ask_again(task),
            Event::AccessGiven(path) => self.access_given(path),
            Event::HoldOver(path) => self.try_gates(path),
            Event::CallLeaves(execution) => self.call_leaves(execution),
            Event::WatchOver(turn) => self.watch_over(turn),
            Event::Batch => self.batch(),
        }
    }

    fn begins(&mut self) {
        let x = self.x.clone();
        self.prepare_injects();
        for (edge, _) in x
            .edges
            .iter()
            .enumerate()
            .filter(|(_, edge)| edge.window.is_some())
        {
            self.await_turn(edge);
        }
        for (node, after, chance) in &x.told_by {
            if self.luck.happens(*chance) {
                let lasts = after.draw(&mut self.luck);
                self.after(lasts, Event::Told(*node));
            }
        }
        x.entry
            .iter()
            .for_each(|node| self.becomes_live(*node, None, false));
    }

    /// What is measured at the end (M1 to M5).
    pub fn row(&self) -> Row {
        let held = self.contained_at.unwrap_or(self.x.horizon);
        let area: i64 = self
            .fallen
            .iter()
            .filter(|(at, _)| *at < held)
            .map(|(at, weight)| weight * (held - at))
            .sum();
        let count = |of: fn(&PersonState) -> bool| self.people.iter().filter(|person| of(person)).count();
        Row {
            outrun: self.contained_at.is_some() && !self.limit_passed && self.jewel_at.is_none(),
            contained: self.contained_at.is_some(),
            held,
            blast_at_containment: self.contained_at.map(|_| self.blast),
            blast_area: area as f64 / 1000.0,
            pages: self.counts.pages,
            woken: count(|person| person.woken),
            engaged: count(|person| person.engaged_once),
            approvals: self.counts.approvals,
            retaken: self.counts.retaken,
            work: self.counts.work,
            times: [
                self.detected_at,
                self.declared_at,
                self.counts.first_decision,
                self.counts.first_effect,
                self.counts.first_clear,
                self.jewel_at,
                self.counts.restored.filter(|_| self.downed == 0),
            ],
        }
    }
}

fn drawn_start(x: &Tables, luck: &mut Luck) -> i64 {
    let whole: i64 = x.starts.iter().map(|(begin, end)| end - begin).sum();
    let mut left = luck.below(whole as usize) as i64;
    for (begin, end) in &x.starts {
        if left < end - begin {
            return begin + left;
        }
        left -= end - begin;
    }
    unreachable!("it was drawn below the sum")
}

/// The columns of the records, named as those of the SimPy peer.
pub const FIELDS: [&str; 18] = [
    "outrun",
    "contained",
    "held",
    "blast_at_containment",
    "blast_area",
    "pages",
    "woken",
    "engaged",
    "approvals",
    "retaken",
    "work",
    "detected",
    "declared",
    "first_decision",
    "first_effect",
    "all_clear",
    "jewel",
    "restored",
];

/// One record.
pub struct Row {
    pub outrun: bool,
    pub contained: bool,
    pub held: i64,
    pub blast_at_containment: Option<i64>,
    pub blast_area: f64,
    pub pages: u32,
    pub woken: usize,
    pub engaged: usize,
    pub approvals: u32,
    pub retaken: u32,
    pub work: i64,
    pub times: [Option<i64>; 7],
}

impl fmt::Display for Row {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let maybe = |value: Option<i64>| value.map(|it| it.to_string()).unwrap_or_default();
        write!(
            to,
            "{},{},{},{}",
            u8::from(self.outrun),
            u8::from(self.contained),
            self.held,
            maybe(self.blast_at_containment)
        )?;
        write!(
            to,
            ",{},{},{},{}",
            self.blast_area, self.pages, self.woken, self.engaged
        )?;
        write!(to, ",{},{},{}", self.approvals, self.retaken, self.work)?;
        self.times
            .iter()
            .try_for_each(|time| write!(to, ",{}", maybe(*time)))
    }
}
