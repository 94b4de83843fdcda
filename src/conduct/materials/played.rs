//! What a replication makes happen, as messages that players would get: alerts, discoveries, pages, calls that fail.
//!
//! A scenario without any written inject still gives a timeline with this.

use std::collections::BTreeMap;

use crate::engine::{CaseView, Errand, Kind, Note, Play, Record};
use crate::model::{Decision, NodeId, RightId, Severity};
use crate::time::SimTime;

use super::names::{CONTROLLERS, Names, duration, severity, some};
use super::objectives::TaskKind;
use super::row::{Row, Track};
use super::timeline::InjectType;

/// What comes within this long of another of its kind is one message.
const TOGETHER_MS: i64 = 10 * 60_000;

/// Reads the records of one replication.
pub(super) struct Reader<'r, 'e> {
    pub(super) names: &'r Names<'e>,
    pub(super) play: &'r Play<'r>,
    cases: Vec<CaseView>,
}

impl<'r, 'e> Reader<'r, 'e> {
    pub(super) fn new(names: &'r Names<'e>, play: &'r Play<'r>) -> Self {
        Self {
            names,
            play,
            cases: play.cases().collect(),
        }
    }

    /// Everything, in no order.
    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = self.control();
        rows.extend(self.findings());
        rows.extend(self.pages());
        rows.extend(self.jewels());
        rows.extend(
            self.play
                .records()
                .iter()
                .filter_map(|record| self.single(record)),
        );
        rows
    }

    /// Beginning and end.
    fn control(&self) -> Vec<Row> {
        let start = Row {
            from: "exercise director".to_owned(),
            to: super::names::EVERYBODY.to_owned(),
            means: "announcement".to_owned(),
            title: "StartEx".to_owned(),
            text: format!(
                "Exercise, exercise, exercise. The exercise begins. On the scenario's clock it is {}.",
                self.names.exercise.scenario.zone.display(self.play.started_at())
            ),
            expected: "Players are at their places, and know how messages reach them.".to_owned(),
            track: Track::Control,
            source: super::timeline::InjectSource::Control,
            rank: 0,
            ..Row::simulated("control/start".to_owned(), SimTime::ZERO, "")
        };
        vec![start]
    }

    /// Alerts, third parties and discoveries: those of a kind that come together are one message.
    fn findings(&self) -> Vec<Row> {
        let mut groups: Vec<(Found, SimTime, Vec<NodeId>)> = Vec::new();
        for record in self.play.records() {
            let (Some(found), Some(node)) = (self.found(record), record.about()) else {
                continue;
            };
            let open = groups.iter_mut().find(|(of, since, nodes)| {
                *of == found
                    && record.at.as_millis() - since.as_millis() <= TOGETHER_MS
                    && !nodes.contains(&node)
            });
            match open {
                Some((.., nodes)) => nodes.push(node),
                None => groups.push((found, record.at, vec![node])),
            }
        }
        groups
            .into_iter()
            .map(|(found, at, nodes)| self.finding(found, at, &nodes))
            .collect()
    }

    fn found(&self, record: &Record) -> Option<Found> {
        match record.kind {
            Kind::Alert => Some(Found::Alert),
            Kind::Told => record.place().map(Found::Told),
            Kind::Known => {
                let cause = record
                    .cause()
                    .and_then(|cause| self.play.records().get(cause.position()))?;
                // Who was alerted knows it already; the declaration makes known what alerts have named.
                (!matches!(cause.kind, Kind::Alert | Kind::Told | Kind::Declared)).then_some(Found::Known)
            }
            _ => None,
        }
    }

    fn finding(&self, found: Found, at: SimTime, nodes: &[NodeId]) -> Row {
        let first = nodes
            .first()
            .map_or_else(String::new, |node| self.names.node(*node));
        let listed: Vec<String> = nodes.iter().map(|node| self.names.node_and_kind(*node)).collect();
        let about = some(&listed);
        let jewels: Vec<NodeId> = nodes
            .iter()
            .copied()
            .filter(|node| self.is_jewel(*node))
            .collect();
        let weighty = if jewels.is_empty() {
            String::new()
        } else {
            format!(" {} must not fall.", self.names.nodes(&jewels))
        };
        let to = self.names.lead();
        let mut row = Row::simulated(
            format!("{}/{first}/{}", found.word(), at.as_millis()),
            at,
            found.word(),
        );
        row.to = to;
        (row.from, row.means, row.title, row.text) = match found {
            Found::Alert => (
                "monitoring".to_owned(),
                "alert".to_owned(),
                format!("Alert: {first}{}", more(nodes)),
                format!("Unusual use of {about}.{weighty}"),
            ),
            Found::Told(place) => {
                let party = self.names.exercise.scenario.told_by.get(place);
                let party = party.map_or("a third party", |party| &party.id);
                (
                    party.to_owned(),
                    "mail".to_owned(),
                    format!("A third party tells of {first}"),
                    format!("We have reason to believe that {about} is in the wrong hands.{weighty}"),
                )
            }
            Found::Known => (
                "investigation".to_owned(),
                "report".to_owned(),
                format!("Found: {first}{}", more(nodes)),
                format!("The logs show that the attacker has used {about}.{weighty}"),
            ),
        };
        row.expected = self.response(found);
        row.tasks = match found {
            Found::Known => vec![TaskKind::Discover],
            _ => vec![TaskKind::Triage],
        };
        row.rank = 3;
        row
    }

    /// What is expected on a finding, with what the replication did.
    fn response(&self, found: Found) -> String {
        match found {
            Found::Known => "Take it into the request to contain, and look for what hangs on it.".to_owned(),
            _ => match self.play.times().declare {
                Some(at) => format!(
                    "Somebody takes it up, and declares an incident. Simulated: declared {} after StartEx.",
                    duration(at.as_millis())
                ),
                None => {
                    "Somebody takes it up, and declares an incident. Simulated: never declared.".to_owned()
                }
            },
        }
    }

    fn is_jewel(&self, node: NodeId) -> bool {
        self.names.exercise.crown_jewels.binary_search(&node).is_ok()
    }

    /// A crown jewel in the attacker's hands, when players learn of it; else for controllers only.
    fn jewels(&self) -> Vec<Row> {
        let fallen = self.play.fallen().iter().filter(|(_, node)| self.is_jewel(*node));
        fallen
            .map(|&(at, node)| {
                let name = self.names.node_and_kind(node);
                let known = self.play.first_known_at(node);
                let mut row = Row::simulated(
                    format!("jewel/{}", self.names.node(node)),
                    known.unwrap_or(at),
                    "crown jewel falls",
                );
                row.title = format!("Crown jewel: {}", self.names.node(node));
                row.track = Track::Decisions;
                row.kind = InjectType::Complexity;
                row.tasks = vec![TaskKind::Reach, TaskKind::Discover];
                row.rank = 6;
                row.notes = format!("It fell {} after StartEx.", duration(at.as_millis()));
                if known.is_some() {
                    row.from = "investigation".to_owned();
                    row.to = self.names.lead();
                    row.means = "phone".to_owned();
                    row.text = format!("It is certain now: the attacker holds {name}.");
                    row.expected =
                        "Tell those who answer for it; see which decisions and notifications follow."
                            .to_owned();
                } else {
                    row.from = "nobody".to_owned();
                    row.to = CONTROLLERS.to_owned();
                    row.means = "none".to_owned();
                    row.text = format!("{name} falls. Nothing tells the players in this replication.");
                    row.expected = "None, unless players go and look.".to_owned();
                }
                row
            })
            .collect()
    }

    /// Records that are a message each.
    fn single(&self, record: &Record) -> Option<Row> {
        let node = record.about().map(|node| self.names.node(node));
        let about = node.clone().unwrap_or_default();
        let make = |what: &str| {
            let mut row = Row::simulated(
                format!("{what}/{about}/{}", record.at.as_millis()),
                record.at,
                what,
            );
            row.to = self.names.lead();
            row
        };
        match record.kind {
            Kind::SeverityRose => {
                let level = severity(Severity(u8::try_from(record.place()?).ok()?));
                let mut row = make("severity rises");
                (row.from, row.means) = ("incident record".to_owned(), "note".to_owned());
                row.title = format!("Severity: {level}");
                row.text = format!("By the plan, what is known now makes this severity {level}.");
                row.expected = "See which decision rights and duties begin at this severity.".to_owned();
                (row.tasks, row.track) = (vec![TaskKind::Reach], Track::Decisions);
                Some(row)
            }
            Kind::VendorAnswered => {
                let mut row = make("vendor answers");
                (row.from, row.means) = ("vendor".to_owned(), "mail".to_owned());
                row.title = format!("The vendor's logs of {about} are here");
                row.text = format!("Attached are the logs of {about} that you asked for.");
                row.expected = "Read them for where the attacker came from and went.".to_owned();
                row.tasks = vec![TaskKind::Discover];
                Some(row)
            }
            Kind::AllClearWithdrawn => {
                let mut row = make("all-clear withdrawn");
                (row.from, row.means) = ("monitoring".to_owned(), "alert".to_owned());
                row.title = "It was not over".to_owned();
                row.text = "There is activity again, after containment was declared.".to_owned();
                row.expected = "Withdraw the all-clear, tell whoever was told, and go on.".to_owned();
                (row.tasks, row.kind) = (vec![TaskKind::Clear], InjectType::Complexity);
                Some(row)
            }
            Kind::TryFailed => {
                let mut row = make("a try fails");
                (row.from, row.means) = ("console".to_owned(), "error message".to_owned());
                row.to = record.who().map_or(row.to, |person| self.names.person(person));
                row.title = format!("The call on {about} fails");
                row.text = format!("Error: the request on {about} was not carried out. Try again later.");
                row.expected = "Try again, or cut it off in another way.".to_owned();
                row.tasks = record
                    .by_rule()
                    .map(|right| TaskKind::Execute(Some(right), self.names.right(right).decision))
                    .into_iter()
                    .collect();
                row.rights = record.by_rule().into_iter().collect();
                Some(row)
            }
            _ => None,
        }
    }

    /// One message for each path to a decision and each errand on it, when the first page goes out.
    fn pages(&self) -> Vec<Row> {
        let mut asked: BTreeMap<(usize, Errand), Asked> = BTreeMap::new();
        for record in self.play.records() {
            if !matches!(record.kind, Kind::Paged | Kind::Acknowledged) {
                continue;
            }
            let Some(errand) = Note::read(record).and_then(|note| errand(note.errand)) else {
                continue;
            };
            let Some((path, right)) = self.path(record) else {
                continue;
            };
            if record.kind == Kind::Paged {
                let to = record
                    .who()
                    .map_or_else(String::new, |person| self.names.person(person));
                let entry = asked
                    .entry((path, errand))
                    .or_insert_with(|| Asked::new(record.at, to, right));
                entry.pages += 1;
            } else if let Some(entry) = asked.get_mut(&(path, errand)) {
                entry.answered.get_or_insert(record.at);
            }
        }
        let decided: Vec<usize> = asked
            .keys()
            .filter(|(_, errand)| *errand == Errand::Decide)
            .map(|(path, _)| *path)
            .collect();
        // Whoever carries out is told in the room by whoever decided; only standing authority pages them first.
        let told = asked
            .into_iter()
            .filter(|((path, errand), _)| *errand != Errand::Execute || !decided.contains(path));
        self.together(
            told.map(|((path, errand), asked)| (errand, path, asked))
                .collect(),
        )
    }

    /// Requests to the same person under the same rule that come together are one message.
    fn together(&self, mut all: Vec<(Errand, usize, Asked)>) -> Vec<Row> {
        all.sort_by_key(|(errand, path, asked)| (asked.at, *errand, *path));
        let mut groups: Vec<(Errand, Vec<usize>, Asked)> = Vec::new();
        for (errand, path, asked) in all {
            let open = groups.iter_mut().find(|(of, _, before)| {
                (*of, &before.to, before.right) == (errand, &asked.to, asked.right)
                    && asked.at.as_millis() - before.at.as_millis() <= TOGETHER_MS
            });
            match open {
                Some((_, paths, before)) => {
                    paths.push(path);
                    before.pages += asked.pages;
                    before.answered = before.answered.or(asked.answered);
                }
                None => groups.push((errand, vec![path], asked)),
            }
        }
        groups
            .iter()
            .filter_map(|(errand, paths, asked)| self.page(*errand, paths, asked))
            .collect()
    }

    fn page(&self, errand: Errand, paths: &[usize], asked: &Asked) -> Option<Row> {
        let cases: Vec<&CaseView> = self
            .cases
            .iter()
            .filter(|case| case.path.is_some_and(|path| paths.contains(&path)))
            .collect();
        let first = cases.first()?;
        let subject = self.subject(&cases);
        let what = format!("{} {subject}", first.decision.word());
        let (ask, done): (String, &str) = match errand {
            Errand::Approve => (format!("Your approval is needed: {what}."), "approved"),
            Errand::Execute => (format!("Please carry out: {what}. It is decided."), "carried out"),
            _ => (format!("A decision is needed: {what}?"), "decided"),
        };
        let at = cases.iter().filter_map(|case| match errand {
            Errand::Approve => case.approved_at,
            Errand::Execute => case.executed_at,
            _ => case.decided_at,
        });
        let key = cases
            .iter()
            .find_map(|case| case.asset.map(|node| self.names.node(node)))
            .unwrap_or_else(|| subject.clone());
        let mut row = Row::simulated(
            format!("{}/{key}/{}", errand.word(), asked.at.as_millis()),
            asked.at,
            "page",
        );
        (row.from, row.means) = ("paging system".to_owned(), "page".to_owned());
        row.to.clone_from(&asked.to);
        row.title = match errand {
            Errand::Approve => format!("Approve: {what}"),
            Errand::Execute => format!("Carry out: {what}"),
            _ => format!("Decide: {what}"),
        };
        row.text = ask;
        row.expected = self.expectation(asked, done, at.min());
        row.notes = format!("{} for this in the replication.", counted(asked.pages, "page"));
        row.track = Track::of(first.decision);
        row.tasks = task_of(errand, asked.right, first.decision);
        row.rights = asked.right.into_iter().collect();
        row.rank = 8;
        Some(row)
    }

    fn subject(&self, cases: &[&CaseView]) -> String {
        let scenario = &self.names.exercise.scenario;
        let of = cases.iter().map(|case| match (case.asset, case.name) {
            (Some(node), _) => self.names.node(node),
            (None, Some(request)) => scenario
                .requests
                .item(request)
                .map_or_else(String::new, |request| format!("“{}”", request.id)),
            (None, None) => "the incident".to_owned(),
        });
        let mut names: Vec<String> = of.collect();
        names.dedup();
        some(&names)
    }

    /// What whoever is asked should do, by the plan, and what the replication did.
    fn expectation(&self, asked: &Asked, done: &str, at: Option<SimTime>) -> String {
        let by_plan = match asked.right {
            Some(right) => {
                let of = self.names.right(right);
                let gates: Vec<&str> = of.gates.iter().map(|gate| gate.decision.word()).collect();
                let waits = if gates.is_empty() {
                    String::new()
                } else {
                    format!(" It waits until it is settled to {}.", gates.join(" and to "))
                };
                format!("Under {} ({}).{waits}", of.id, self.names.decider(of))
            }
            None => "No decision right says who: settle it.".to_owned(),
        };
        let ago = |at: SimTime| duration(at.as_millis() - asked.at.as_millis());
        let answered = asked.answered.map_or_else(
            || "nobody answered".to_owned(),
            |at| format!("answered after {}", ago(at)),
        );
        let ended = at.map_or_else(
            || format!("never {done}"),
            |at| format!("{done} after {}", ago(at)),
        );
        format!("{by_plan} Simulated: {answered}, {ended}.")
    }

    /// The path of a request that a record stands on, and the rule it follows.
    fn path(&self, record: &Record) -> Option<(usize, Option<RightId>)> {
        let records = self.play.records();
        let (mut at, mut right) = (Some(record), None);
        // A record's cause stands before it, so the walk ends.
        while let Some(record) = at {
            right = right.or(record.by_rule());
            if record.kind == Kind::PathBegan {
                return record.place().map(|path| (path, right));
            }
            at = record.cause().and_then(|cause| records.get(cause.position()));
        }
        None
    }
}

/// How something became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Alert,
    Told(usize),
    Known,
}

impl Found {
    const fn word(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Told(_) => "third party",
            Self::Known => "discovery",
        }
    }
}

/// Pages for one thing.
#[derive(Clone, Debug)]
struct Asked {
    at: SimTime,
    to: String,
    right: Option<RightId>,
    pages: u32,
    answered: Option<SimTime>,
}

impl Asked {
    fn new(at: SimTime, to: String, right: Option<RightId>) -> Self {
        Self {
            at,
            to,
            right,
            pages: 0,
            answered: None,
        }
    }
}

/// What players are told of a page: that they are to decide, approve or carry out.
const fn errand(of: Errand) -> Option<Errand> {
    match of {
        Errand::Decide | Errand::Own | Errand::Arbitrate => Some(Errand::Decide),
        Errand::Approve => Some(Errand::Approve),
        Errand::Execute => Some(Errand::Execute),
        _ => None,
    }
}

fn task_of(errand: Errand, right: Option<RightId>, decision: Decision) -> Vec<TaskKind> {
    match (errand, right) {
        (Errand::Approve, Some(right)) => vec![TaskKind::Approve(right, decision)],
        (Errand::Execute, right) => vec![TaskKind::Execute(right, decision)],
        (_, right) => vec![TaskKind::Decide(right, decision), TaskKind::Reach],
    }
}

fn more(nodes: &[NodeId]) -> String {
    match nodes.len().saturating_sub(1) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    }
}

pub(super) fn counted(count: u32, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
