//! The document of `outrun exercise history`: `outrun/history/1`, field by field as published.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::conduct::history::{Action, DocumentChange, Point, Rated, Series, Timeline, Tracked, ValueChange};
use crate::measure::estimate;
use crate::report::{Interval, Reason};
use crate::time::Zone;

/// The history of one exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/history/1")]
pub struct HistoryDocument {
    /// `outrun/history/1`.
    pub schema: String,
    /// The version of Outrun that reads.
    pub version: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The zone in which instants are written.
    pub zone: String,
    /// The day of reading, by which actions are overdue.
    pub today: String,
    /// How many entries there are in all; those before the first of `points` were not asked for.
    pub entries: u64,
    /// Entries, oldest first.
    pub points: Vec<HistoryPoint>,
    /// Each objective over time.
    pub objectives: Vec<ObjectiveSeries>,
    /// Everything that was ever found, with where it stands.
    pub findings: Vec<HistoryFinding>,
    /// Corrective actions, oldest first.
    pub actions: Vec<HistoryAction>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryPoint {
    /// Its number.
    pub entry: i64,
    /// `check`, `run` or `live`.
    pub kind: String,
    /// When it began, RFC 3339.
    pub at: String,
    /// When a check last found the same in the same inputs, RFC 3339.
    pub last_at: String,
    /// How often it did.
    pub times: u64,
    /// The schedule that it was played for, if any.
    pub schedule: Option<String>,
    /// The version of Outrun that did it.
    pub version: String,
    /// The seed.
    pub seed: Option<u64>,
    /// How many replications were played.
    pub replications: Option<u64>,
    /// It was interrupted.
    pub partial: bool,
    /// Eight digits that stand for all documents together: the version of the plan.
    pub plan: String,
    /// The folder of its results, as it was then.
    pub results: Option<String>,
    /// Documents that changed since the entry before.
    pub changed: Vec<InputChange>,
    /// Values that changed since the entry before; nothing: they were not compared, or could not be.
    pub values: Option<Vec<ValueChanged>>,
    /// Why values could not be compared.
    pub unread: Option<String>,
}

/// A document that came, went or became another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputChange {
    /// Its path in the library.
    pub path: String,
    /// Its SHA-256 then.
    pub then: Option<String>,
    /// Its SHA-256 now.
    pub now: Option<String>,
}

/// A value of the resolved exercise that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValueChanged {
    /// Where it stands in what `outrun show --format json` prints; members of lists by their ids.
    pub at: String,
    /// What it was, as JSON; nothing: it was not there.
    pub then: Option<String>,
    /// What it is, as JSON; nothing: it is not there.
    pub now: Option<String>,
    /// In which alternatives.
    pub alternatives: Vec<String>,
}

/// One objective over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveSeries {
    /// The alternative.
    pub alternative: String,
    /// What is measured: an objective without its threshold, which may have moved.
    pub subject: String,
    /// Each entry that rated it, oldest first.
    pub points: Vec<MeasuredPoint>,
}

/// An objective in one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasuredPoint {
    /// The entry.
    pub entry: i64,
    /// The objective as it was written then.
    pub text: String,
    /// `met`, `missed`, `depends`, `undecided`; with people `P`, `S`, `M`, `U`.
    pub rating: String,
    /// What was measured, in the units of `outrun/run/1`.
    pub measured: Interval,
    /// With what it was compared.
    pub threshold: Option<f64>,
    /// Whether the rating is what was wanted; nothing: neither this nor its opposite was shown.
    pub good: Option<bool>,
}

/// A finding, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryFinding {
    /// Its stable id.
    pub id: String,
    /// `new`, `open`, `closed`, `regressed` or `not exercised`.
    pub state: String,
    /// By what it was found: `check`, `run` or `live`.
    pub kind: String,
    /// Its code; `objective` for a missed objective, `gap` for one of an exercise with people.
    pub code: String,
    /// What it is about.
    pub about: String,
    /// The alternative.
    pub alternative: String,
    /// How bad it is.
    pub level: String,
    /// What is wrong.
    pub title: String,
    /// The entry that first found it.
    pub first: Option<i64>,
    /// The entry that last found it.
    pub last: Option<i64>,
    /// How many entries tested it.
    pub tests: u64,
}

/// A corrective action (HSEEP: a row of the improvement plan).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HistoryAction {
    /// Its number.
    pub action: i64,
    /// What is to be done.
    pub text: String,
    /// The role that answers for it.
    pub owner: String,
    /// `planning`, `organization`, `equipment`, `training` or `exercise`.
    pub element: String,
    /// The day on which it begins.
    pub starts: String,
    /// The day by which it is to be done.
    pub due: Option<String>,
    /// The finding that it is to close.
    pub finding: Option<String>,
    /// `open` or `closed`.
    pub state: String,
    /// Its day has passed, and it is open.
    pub overdue: bool,
    /// The day on which it was done.
    pub closed_on: Option<String>,
    /// What was said then.
    pub note: Option<String>,
}

/// What a history says beside its entries.
#[derive(Clone, Debug)]
pub struct HistoryHeading {
    /// The id of the exercise.
    pub exercise: String,
    /// The zone in which instants are written.
    pub zone: Zone,
    /// The day of reading: `2026-11-23`.
    pub today: String,
    /// Only so many of the latest entries; nothing: all.
    pub last: Option<usize>,
}

/// What values changed in which entry since the one before it.
type Values = BTreeMap<i64, Result<Vec<ValueChange>, String>>;

impl HistoryDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/history/1";

    /// The document of a timeline.
    pub fn new(heading: &HistoryHeading, timeline: &Timeline, values: &Values) -> Self {
        let all = timeline.points.len();
        let skipped = heading.last.map_or(0, |last| all.saturating_sub(last));
        let shown = timeline.points.iter().skip(skipped);
        let points: Vec<HistoryPoint> = shown.map(|point| entry(point, &heading.zone, values)).collect();
        let first = points.first().map_or(i64::MAX, |point| point.entry);
        let objectives = timeline.series.iter().map(|series| objective(series, first));
        Self {
            schema: Self::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            exercise: heading.exercise.clone(),
            zone: heading.zone.name().to_owned(),
            today: heading.today.clone(),
            entries: all as u64,
            objectives: objectives.filter(|series| !series.points.is_empty()).collect(),
            points,
            findings: timeline.findings.iter().map(HistoryFinding::from).collect(),
            actions: timeline
                .actions
                .iter()
                .map(|action| HistoryAction::new(action, &heading.today))
                .collect(),
        }
    }
}

fn entry(point: &Point, zone: &Zone, values: &Values) -> HistoryPoint {
    let of = &point.entry;
    let compared = values.get(&of.id);
    let changed = |found: &Vec<ValueChange>| found.iter().map(ValueChanged::from).collect();
    HistoryPoint {
        entry: of.id,
        kind: of.kind.word().to_owned(),
        at: zone.rfc3339(of.at),
        last_at: zone.rfc3339(of.last_at),
        times: of.times,
        schedule: of.schedule.clone(),
        version: of.version.clone(),
        seed: of.seed,
        replications: of.replications,
        partial: of.partial,
        plan: point.plan.clone(),
        results: of.results.as_ref().map(|results| results.folder.clone()),
        changed: point.changed.iter().map(InputChange::from).collect(),
        values: compared.and_then(|found| found.as_ref().ok()).map(changed),
        unread: compared.and_then(|found| found.as_ref().err()).cloned(),
    }
}

fn objective(series: &Series, first: i64) -> ObjectiveSeries {
    let shown = series.rated.iter().filter(|(entry, _)| *entry >= first);
    ObjectiveSeries {
        alternative: series.alternative.clone(),
        subject: series.subject.clone(),
        points: shown.map(|(entry, rated)| measured(*entry, rated)).collect(),
    }
}

fn measured(entry: i64, rated: &Rated) -> MeasuredPoint {
    let good = rated.rating.is_good();
    MeasuredPoint {
        entry,
        text: rated.text.clone(),
        rating: rated.rating.word().to_owned(),
        measured: Interval {
            estimate: rated.estimate,
            low: rated.low,
            high: rated.high,
            confidence: rated.confidence.unwrap_or(0.0),
            reason: rated.reason.map(reason),
            assumptions: None,
        },
        threshold: rated.threshold,
        good: (good || rated.rating.is_bad()).then_some(good),
    }
}

const fn reason(missing: estimate::Reason) -> Reason {
    match missing {
        estimate::Reason::BeyondHorizon => Reason::BeyondHorizon,
        estimate::Reason::NotApplicable => Reason::NotApplicable,
        estimate::Reason::TooFew => Reason::TooFew,
    }
}

impl From<&DocumentChange> for InputChange {
    fn from(change: &DocumentChange) -> Self {
        Self {
            path: change.path.clone(),
            then: change.then.clone(),
            now: change.now.clone(),
        }
    }
}

impl From<&ValueChange> for ValueChanged {
    fn from(change: &ValueChange) -> Self {
        Self {
            at: change.at.clone(),
            then: change.then.clone(),
            now: change.now.clone(),
            alternatives: change.alternatives.clone(),
        }
    }
}

impl From<&Tracked> for HistoryFinding {
    fn from(tracked: &Tracked) -> Self {
        let past = &tracked.past;
        Self {
            id: past.id.clone(),
            state: tracked.standing.words().to_owned(),
            kind: past.kind.word().to_owned(),
            code: past.finding.code.clone(),
            about: past.finding.about.clone(),
            alternative: past.finding.alternative.clone(),
            level: past.finding.level.clone(),
            title: past.finding.title.clone(),
            first: tracked.first,
            last: tracked.last,
            tests: past.tests.len() as u64,
        }
    }
}

impl HistoryAction {
    /// A row of the improvement plan, as of a day.
    pub fn new(action: &Action, today: &str) -> Self {
        let planned = &action.planned;
        Self {
            action: action.id,
            text: planned.text.clone(),
            owner: planned.owner.clone(),
            element: planned.element.word().to_owned(),
            starts: planned.starts.clone(),
            due: planned.due.clone(),
            finding: planned.finding.clone(),
            state: action.state.word().to_owned(),
            overdue: action.is_overdue(today),
            closed_on: action.closed_on.clone(),
            note: action.note.clone(),
        }
    }
}
