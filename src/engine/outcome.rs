//! What a replication leaves behind, for measures to read (M1, M2, M4, M5).

use crate::model::{Decision, Exercise, NodeId, RequestNameId, RightId, TagId};
use crate::time::{SimTime, WallTime};

use super::arena::{CaseIx, FootholdIx, ItemIx, PathIx};
use super::attack::{Ended, Waiting};
use super::cases::{Duty, Progress, Stage};
use super::people::Purpose;
use super::play::Play;
use super::record::{Cause, Kind, Record, RecordIx};

/// How a replication ended (T2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stopped {
    /// Nothing more could change, or the horizon came.
    #[default]
    Finished,
    /// A node was retaken too often.
    TooManyRetakes,
    /// More events were scheduled than a replication may have.
    TooManyEvents,
}

/// When nothing was live any more (E11).
#[derive(Clone, Copy, Debug)]
pub(super) struct Containment {
    pub(super) at: SimTime,
    pub(super) record: RecordIx,
    pub(super) ended: Ended,
}

/// The instants of a replication (M1); absent where they never came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// The first alert.
    pub detect: Option<SimTime>,
    /// The declaration.
    pub declare: Option<SimTime>,
    /// The first page.
    pub first_page: Option<SimTime>,
    /// The first acknowledgement of a deciding chain.
    pub first_decider: Option<SimTime>,
    /// The first acknowledgement of an executor chain.
    pub first_executor: Option<SimTime>,
    /// The first decision of any kind.
    pub first_decision: Option<SimTime>,
    /// The first execution of any kind.
    pub first_executed: Option<SimTime>,
    /// The first effect on the estate.
    pub first_effect: Option<SimTime>,
    pub(super) contained: Option<Containment>,
    /// The first declared containment.
    pub declared_contained: Option<SimTime>,
    /// The last declared containment.
    pub declared_contained_last: Option<SimTime>,
    /// The last restoration, if nothing is left to restore.
    pub restored: Option<SimTime>,
    /// Nothing was ever disrupted until restored: restoration is not applicable.
    pub nothing_disrupted: bool,
    /// The fall of the first crown jewel.
    pub jewel: Option<SimTime>,
    /// B passing the limit (M3).
    pub limit_passed: Option<SimTime>,
}

/// What an incident costs (M5), and what else is counted (M2).
#[derive(Clone, Copy, Debug, Default)]
pub struct Burden {
    /// Pages sent.
    pub pages: u32,
    /// Distinct people who acknowledged.
    pub engaged: u32,
    /// Distinct people woken.
    pub woken: u32,
    /// Approvals given by people.
    pub approvals: u32,
    /// Milliseconds of work, each piece whole at its start.
    pub work: i64,
    /// Disrupted weight × milliseconds.
    pub disruption: i128,
    /// The part of it that false alarms caused.
    pub wrongful_disruption: i128,
    /// Nodes acted on that were never live before.
    pub clean_acted_on: u32,
    /// How often a node was retaken.
    pub retaken: u32,
    /// How often containment was declared while something was live.
    pub false_all_clears: u32,
}

/// What became of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseView {
    /// The decision.
    pub decision: Decision,
    /// The asset.
    pub asset: Option<NodeId>,
    /// The named request.
    pub name: Option<RequestNameId>,
    /// The rule that decided, or was matched first.
    pub rule: Option<RightId>,
    /// The path that decided, or was begun first: the place of its beginning.
    pub path: Option<usize>,
    /// When it was raised.
    pub raised_at: SimTime,
    /// When it was decided.
    pub decided_at: Option<SimTime>,
    /// When it was approved.
    pub approved_at: Option<SimTime>,
    /// When all of it was executed.
    pub executed_at: Option<SimTime>,
}

/// Where the critical path begins to be walked back from (M4).
#[derive(Clone, Copy, Debug)]
pub struct Critical {
    /// The end of the path: containment, or the horizon.
    pub until: SimTime,
    /// The record that the walk starts at.
    pub record: RecordIx,
    /// What the time from that record to the end is charged to.
    pub open: Option<Cause>,
    /// The foothold on the path; none for a running traversal.
    foothold: Option<FootholdIx>,
    /// When it was taken, or the traversal started: everything before is the attacker's.
    pub taken_at: SimTime,
}

impl Play<'_> {
    /// The instant of StartEx on the wall.
    pub fn started_at(&self) -> WallTime {
        self.start
    }

    /// The exercise that is played.
    pub fn exercise(&self) -> &Exercise {
        self.plan.exercise
    }

    /// The instants of the replication.
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// When nothing was live any more; absent when it never came, or a limit was passed (T2).
    pub fn contained_at(&self) -> Option<SimTime> {
        self.times
            .contained
            .filter(|_| self.stopped == Stopped::Finished)
            .map(|containment| containment.at)
    }

    /// How the replication ended.
    pub fn stopped(&self) -> Stopped {
        self.stopped
    }

    /// What it cost.
    pub fn burden(&self) -> &Burden {
        &self.burden
    }

    /// How much memory the attack takes in one thread, in bytes: the states of nodes and edges, footholds, traversals, events, and the
    /// records of what fell.
    pub fn attack_bytes(&self) -> usize {
        let states = self.nodes.bytes() + self.states.bytes() + self.edges.bytes();
        let attack = self.footholds.bytes() + self.fates.bytes() + self.traversals.bytes();
        let arenas = attack + self.future.bytes();
        let waiting = self.waiting.capacity() * size_of::<Waiting>();
        let told = self.records.capacity() * size_of::<Record>();
        states + arenas + waiting + told + self.fallen.capacity() * size_of::<(SimTime, NodeId)>()
    }

    /// The records, in order of writing.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The fallen nodes with the instants of their fall, in order of falling (E6).
    pub fn fallen(&self) -> &[(SimTime, NodeId)] {
        &self.fallen
    }

    /// When a node with the tag was first known (L2).
    pub fn tag_known_at(&self, tag: TagId) -> Option<SimTime> {
        self.tag_known[tag]
    }

    /// Nodes that were live and never known (M2).
    pub fn never_known(&self) -> u32 {
        let unknown = self
            .fallen
            .iter()
            .filter(|(_, node)| !self.node(*node).known)
            .count();
        u32::try_from(unknown).unwrap_or(u32::MAX)
    }

    /// When each fallen node's first known foothold became known.
    pub fn first_known_at(&self, node: NodeId) -> Option<SimTime> {
        let of = self
            .footholds
            .ids()
            .filter(|&foothold| self.footholds[foothold].node == node);
        of.filter_map(|foothold| self.fate(foothold).known_at).min()
    }

    /// What became of each request, in the order of raising.
    pub fn cases(&self) -> impl Iterator<Item = CaseView> + '_ {
        self.cases.ids().map(|case| self.case_view(case))
    }

    fn case_view(&self, case: CaseIx) -> CaseView {
        let it = &self.cases[case];
        CaseView {
            decision: it.decision,
            asset: it.asset,
            name: it.name,
            rule: it.path.and_then(|path| self.paths[path].rule),
            path: it.path.map(crate::model::Index::position),
            raised_at: it.raised_at,
            decided_at: it.decided_at,
            approved_at: it.approved_at,
            executed_at: it.executed_at,
        }
    }

    /// Where the critical path begins (M4). Absent in a false alarm, where nothing was ever live.
    pub fn critical(&self) -> Option<Critical> {
        let containment = self.times.contained.filter(|_| self.stopped == Stopped::Finished);
        if let Some(Containment { at, record, ended }) = containment {
            let (foothold, taken_at) = match ended {
                Ended::Foothold(foothold) => (Some(foothold), self.footholds[foothold].taken_at),
                Ended::Traversal { started_at } => (None, started_at),
            };
            return Some(Critical {
                until: at,
                record,
                open: None,
                foothold,
                taken_at,
            });
        }
        (!self.fallen.is_empty()).then(|| self.censored())
    }

    /// A censored replication has the path to the horizon of the live node taken first (ties by id).
    fn censored(&self) -> Critical {
        let until = SimTime::ZERO + self.plan.exercise.horizon;
        let live = self
            .footholds
            .ids()
            .filter(|&foothold| self.current(self.footholds[foothold].node) == Some(foothold));
        let first =
            live.min_by_key(|&foothold| (self.footholds[foothold].taken_at, self.footholds[foothold].node));
        let Some(foothold) = first else {
            // No node is live, but a detached traversal runs.
            let open = Some(Cause::Attacker);
            return Critical {
                until,
                record: RecordIx::START,
                open,
                foothold: None,
                taken_at: until,
            };
        };
        let (record, open) = self.open_stage(foothold);
        let taken_at = self.footholds[foothold].taken_at;
        Critical {
            until,
            record,
            open: Some(open),
            foothold: Some(foothold),
            taken_at,
        }
    }

    /// The stage that is open for a live foothold, and the record at which it began.
    fn open_stage(&self, foothold: FootholdIx) -> (RecordIx, Cause) {
        let (node, fate) = (self.footholds[foothold].node, self.fate(foothold));
        if let Some(closed) = fate.closed {
            return (closed, Cause::Residual);
        }
        if fate.known_at.is_none() {
            return self.open_discovery(foothold);
        }
        if let Some(item) = self.items.ids().rev().find(|&item| self.works_on(item, foothold)) {
            return self.open_item(item);
        }
        let case = self
            .cases
            .ids()
            .rev()
            .find(|&case| self.cases[case].asset == Some(node));
        case.and_then(|case| self.cases[case].path)
            .map_or((fate.known, Cause::Contact), |path| self.open_path(path))
    }

    fn works_on(&self, item: ItemIx, foothold: FootholdIx) -> bool {
        let it = &self.items[item];
        let decided_at = self.paths[it.path].decided_at;
        it.node == Some(self.footholds[foothold].node)
            && it.effective < it.actions.len()
            && decided_at >= self.fate(foothold).known_at
    }

    /// The foothold is not known: detection, triage, or discovery from the condition last met (D3).
    fn open_discovery(&self, foothold: FootholdIx) -> (RecordIx, Cause) {
        let it = &self.footholds[foothold];
        if self.times.detect.is_none() {
            return (RecordIx::START, Cause::Detection);
        }
        if self.times.declare.is_none() {
            return (self.incident.first_alert, Cause::Triage);
        }
        let neighbours = it.from.into_iter().chain(self.successors(foothold));
        let known = neighbours.map(|near| self.fate(near).known);
        // Ties go to own compromise, then a neighbour, then the declaration: the last maximum wins.
        let outlived = self.node(it.node).spared_by;
        let conditions = [self.incident.declared]
            .into_iter()
            .chain(known)
            .chain([it.taken])
            .chain(outlived);
        let latest = conditions
            .filter(|record| *record != RecordIx::NONE)
            .max_by_key(|record| self.record(*record).map(|record| record.at));
        (latest.unwrap_or(it.taken), Cause::Discovery)
    }

    fn open_item(&self, item: ItemIx) -> (RecordIx, Cause) {
        let it = &self.items[item];
        if it.executed.len() > it.effective && it.progress == Progress::Executed {
            return (it.last, Cause::Propagation);
        }
        let cause = match it.progress {
            Progress::Queue => Cause::Queue,
            Progress::Contact => Cause::Contact,
            Progress::Work => Cause::Execution,
            Progress::Held => Cause::Gate,
            Progress::Platform => Cause::Platform,
            Progress::Executed => Cause::Propagation,
        };
        (it.last, cause)
    }

    fn open_path(&self, path: PathIx) -> (RecordIx, Cause) {
        let it = &self.paths[path];
        let stage = if it.stage == Stage::Over {
            it.stood_at
        } else {
            it.stage
        };
        let cause = match stage {
            Stage::Search => Cause::Search,
            Stage::Contact | Stage::Executor | Stage::Over => Cause::Contact,
            Stage::Dispute => return (it.dispute_from, Cause::Dispute),
            Stage::Consult => Cause::Consult,
            Stage::Decide => return self.open_decision(path),
            Stage::HoldOff => Cause::Decide,
            Stage::Approval => Cause::Approval,
            Stage::Gate => Cause::Gate,
            Stage::Access | Stage::Items => Cause::Execution,
        };
        (it.last, cause)
    }

    /// The decider is at it, or at other work.
    fn open_decision(&self, path: PathIx) -> (RecordIx, Cause) {
        let it = &self.paths[path];
        let current = it
            .deciders
            .iter()
            .filter_map(|&person| self.staff[person].current);
        let begun = current
            .map(|work| &self.works[work])
            .find(|work| match work.purpose {
                Purpose::Task(task, _) => {
                    self.tasks[task].duty == Duty::Decide && self.tasks[task].path == Some(path)
                }
                _ => false,
            });
        begun.map_or((it.last, Cause::Queue), |work| (work.began, Cause::Decide))
    }

    /// The record from which the walk goes on (M4): for the beginning of a path, the request of the critical asset
    /// or, for a node in scope, of the first known node by id.
    pub fn walk_on(&self, from: RecordIx, critical: &Critical) -> Option<RecordIx> {
        let record = self.record(from)?;
        let cause = record.cause()?;
        let began = record.kind == Kind::PathBegan;
        if !began || self.record(cause).is_none_or(|cause| cause.kind != Kind::Raised) {
            return Some(cause);
        }
        let path: PathIx = crate::model::Index::at(record.place()?);
        let node = critical.foothold.map(|foothold| self.footholds[foothold].node);
        let of_node = |case: &&CaseIx| self.cases[**case].asset == node;
        let members = &self.paths[path].members;
        let member = members.iter().find(of_node).or_else(|| members.first());
        Some(member.map_or(cause, |&member| self.cases[member].raised))
    }

    /// If the critical foothold is a retake: the critical point before it, at the closing of the one before (M4).
    pub fn before_retake(&self, critical: &Critical) -> Option<Critical> {
        let it = self.footholds[critical.foothold?];
        let taken = self.record(it.taken)?;
        if taken.kind != Kind::Retaken || taken.charge != Some(Cause::Retaken) {
            return None;
        }
        let (closing, before) = (taken.cause()?, it.before?);
        let until = self.record(closing)?.at;
        let taken_at = self.footholds[before].taken_at;
        Some(Critical {
            until,
            record: closing,
            open: None,
            foothold: Some(before),
            taken_at,
        })
    }

    /// The node of the critical foothold.
    pub fn critical_node(&self, critical: &Critical) -> Option<NodeId> {
        critical.foothold.map(|foothold| self.footholds[foothold].node)
    }
}
