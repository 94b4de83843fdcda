//! From a replication to its row: every measure of section 8 of the model.

use crate::engine::{Cause, Plan, Play, Stopped};
use crate::model::{Index, Measure};
use crate::time::SimTime;

use super::attribution::{Piece, critical_path};
use super::blast::{self, area_until};
use super::charges::{Ledger, place};
use super::clock::Submissions;
use super::columns::{Column, Layout, cell};
use super::estimate::Value;
use super::observations::Observations;

/// Reads replications of one plan; its memory is reused.
#[derive(Debug)]
pub struct Observer<'p> {
    plan: &'p Plan<'p>,
    layout: Layout,
    ledger: Ledger,
    path: Vec<Piece>,
    requests: Vec<Request>,
    executed: Vec<Option<SimTime>>,
}

/// What became of a named request.
#[derive(Clone, Copy, Debug, Default)]
struct Request {
    raised: bool,
    executed_at: Option<SimTime>,
}

/// The row of one replication, half made.
struct Sheet<'a> {
    play: &'a Play<'a>,
    replication: u64,
    requests: &'a [Request],
    executed: &'a [Option<SimTime>],
    charged: [i64; Cause::ALL.len()],
    open: Option<Cause>,
}

impl<'p> Observer<'p> {
    /// An observer of a plan.
    pub fn new(plan: &'p Plan<'p>) -> Self {
        let exercise = plan.exercise;
        let requests = exercise.scenario.requests.len();
        Self {
            plan,
            layout: Layout::new(exercise),
            ledger: Ledger::new(exercise),
            path: Vec::new(),
            requests: vec![Request::default(); requests],
            executed: vec![None; requests],
        }
    }

    /// The columns that it writes.
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Adds the row of the replication that was just played.
    pub fn observe(&mut self, play: &Play<'_>, replication: u64, into: &mut Observations) {
        self.read_requests(play);
        let charged = self.read_path(play);
        let sheet = Sheet {
            play,
            replication,
            requests: &self.requests,
            executed: &self.executed,
            charged,
            open: play.critical().and_then(|critical| critical.open),
        };
        into.push(self.layout.columns().iter().map(|&column| sheet.cell(column)));
    }

    /// Adds the sums of all replications since the last settlement.
    pub fn settle(&mut self, into: &mut Observations) {
        into.charges.merge(&self.ledger.take(self.plan.exercise));
    }

    /// A request is raised once; a body of several cases with one name counts from its last execution.
    fn read_requests(&mut self, play: &Play<'_>) {
        self.requests.fill(Request::default());
        self.executed.fill(None);
        for case in play.cases() {
            let Some(place) = case.name.map(Index::position) else {
                continue;
            };
            if let (Some(request), Some(executed)) =
                (self.requests.get_mut(place), self.executed.get_mut(place))
            {
                request.raised = true;
                request.executed_at = request.executed_at.max(case.executed_at);
                *executed = request.executed_at;
            }
        }
    }

    /// M4: what each cause is charged with; contained and censored paths stay apart.
    fn read_path(&mut self, play: &Play<'_>) -> [i64; Cause::ALL.len()] {
        critical_path(play, &mut self.path);
        let contained = play.contained_at().is_some();
        let mut charged = [0; Cause::ALL.len()];
        for piece in &self.path {
            self.ledger.charge(contained, piece);
            if let Some(sum) = charged.get_mut(place(piece.cause)) {
                *sum += (piece.to - piece.from).as_millis();
            }
        }
        charged
    }
}

impl Sheet<'_> {
    fn cell(&self, column: Column) -> i64 {
        match column {
            Column::Replication => i64::try_from(self.replication).unwrap_or(i64::MAX),
            Column::StartedAt => self.play.started_at().as_millis(),
            Column::Stopped => match self.play.stopped() {
                Stopped::Finished => 0,
                Stopped::TooManyRetakes => 1,
                Stopped::TooManyEvents => 2,
            },
            Column::Outrun if self.play.fallen().is_empty() => cell(Value::NotApplicable),
            Column::Outrun => i64::from(self.is_outrun()),
            Column::Measure(measure) => cell(self.measure(measure)),
            Column::Count(landmark) => cell(self.blast(landmark.time()).1),
            Column::AreaCount => self.area().count,
            Column::BlastAtEnd => self.end().weight,
            Column::FalseAllClears => i64::from(self.play.burden().false_all_clears),
            Column::Charged(cause) => self.charged.get(place(cause)).copied().unwrap_or(0),
            Column::OpenStage => self.open.map_or_else(
                || cell(Value::NotApplicable),
                |cause| i64::try_from(place(cause)).unwrap_or(0),
            ),
            Column::Stage(place) => cell(self.stage(place)),
        }
    }

    /// M3: in the same millisecond is too late; never contained is not outrun.
    fn is_outrun(&self) -> bool {
        let times = self.play.times();
        let before = |other: Option<SimTime>, at: SimTime| other.is_none_or(|other| at < other);
        let contained = self.play.contained_at();
        contained.is_some_and(|at| before(times.limit_passed, at) && before(times.jewel, at))
    }

    /// A measure in whole units. T2: what follows from a compromise that happened is a time or censored; where nothing
    /// was ever live (a false alarm) it never was to come.
    fn measure(&self, measure: Measure) -> Value {
        let (times, burden) = (self.play.times(), self.play.burden());
        match measure {
            Measure::TimeToDetect => self.response(times.detect),
            Measure::TimeToDeclare => self.response(times.declare),
            // M1: the first to acknowledge a deciding chain, else the executor.
            Measure::TimeToFirstAuthorised => self.response(times.first_decider.or(times.first_executor)),
            Measure::TimeToFirstDecision => self.response(times.first_decision),
            Measure::TimeToFirstAction => self.response(times.first_executed),
            Measure::TimeToFirstEffect => self.response(times.first_effect),
            Measure::TimeToContainment => self.of_incident(self.play.contained_at()),
            Measure::TimeToDeclaredFirst => self.of_incident(times.declared_contained),
            Measure::TimeToDeclaredLast => self.of_incident(times.declared_contained_last),
            Measure::TimeToRestore if times.nothing_disrupted => Value::NotApplicable,
            Measure::TimeToRestore => open_until(times.restored),
            Measure::TimeToCrownJewel if self.play.exercise().crown_jewels.is_empty() => Value::NotApplicable,
            Measure::TimeToCrownJewel => self.of_incident(times.jewel),
            Measure::TimeTo(request) => self.request(request.position()),
            Measure::BlastAtDetect => self.blast(Measure::TimeToDetect).0,
            Measure::BlastAtDeclare => self.blast(Measure::TimeToDeclare).0,
            Measure::BlastAtFirstEffect => self.blast(Measure::TimeToFirstEffect).0,
            // A row keeps the weight; the share follows from it.
            Measure::BlastAtContainment | Measure::BlastShareAtContainment => {
                self.blast(Measure::TimeToContainment).0
            }
            Measure::BlastCountAtContainment => self.blast(Measure::TimeToContainment).1,
            Measure::BlastArea => Value::Observed(self.area().weight),
            Measure::NeverKnown => number(self.play.never_known()),
            Measure::Retaken => number(burden.retaken),
            Measure::Pages => number(burden.pages),
            Measure::PeopleEngaged => number(burden.engaged),
            Measure::PeopleWoken => number(burden.woken),
            Measure::Approvals => number(burden.approvals),
            Measure::Work => Value::Observed(burden.work),
            Measure::Disruption => wide(burden.disruption),
            Measure::CleanActedOn => number(burden.clean_acted_on),
            Measure::WrongfulDisruption => wide(burden.wrongful_disruption),
        }
    }

    /// A step of the response: in a false alarm it may come too, and where it does not, nothing asked for it.
    fn response(&self, at: Option<SimTime>) -> Value {
        at.map_or_else(|| self.of_incident(None), observed)
    }

    /// What only a compromise brings.
    fn of_incident(&self, at: Option<SimTime>) -> Value {
        if self.play.fallen().is_empty() {
            Value::NotApplicable
        } else {
            open_until(at)
        }
    }

    /// L1: a request that nothing raised does not apply, one that was not executed is open.
    fn request(&self, place: usize) -> Value {
        match self.requests.get(place) {
            Some(request) if request.raised => open_until(request.executed_at),
            _ => Value::NotApplicable,
        }
    }

    fn blast(&self, time: Measure) -> (Value, Value) {
        blast::at_landmark(self.play, self.measure(time))
    }

    /// What had fallen at containment, else at the horizon.
    fn end(&self) -> blast::Fallen {
        let horizon = SimTime::ZERO + self.play.exercise().horizon;
        blast::blast_at(self.play, self.play.contained_at().unwrap_or(horizon))
    }

    /// M2: until containment, else to the horizon; [`Observations::measure`] marks the latter as censored.
    fn area(&self) -> blast::Fallen {
        let horizon = SimTime::ZERO + self.play.exercise().horizon;
        area_until(self.play, self.play.contained_at().unwrap_or(horizon))
    }

    fn stage(&self, place: usize) -> Value {
        let clocks = self.play.exercise().scenario.clocks.iter();
        let mut stages = clocks.flat_map(|clock| clock.stages.iter().map(move |stage| (clock, stage)));
        let submissions = Submissions::new(self.play, self.executed);
        stages.nth(place).map_or(Value::NotApplicable, |(clock, stage)| {
            submissions.outcome(clock, stage).value()
        })
    }
}

fn observed(at: SimTime) -> Value {
    Value::Observed(at.as_millis())
}

fn open_until(at: Option<SimTime>) -> Value {
    at.map_or(Value::Censored, observed)
}

fn number(count: u32) -> Value {
    Value::Observed(i64::from(count))
}

/// Beyond what a row can hold the largest is meant: weights of billions over centuries.
fn wide(value: i128) -> Value {
    Value::Observed(i64::try_from(value).unwrap_or(i64::MAX))
}
