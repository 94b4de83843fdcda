//! Pages of a replication, as messages: to decide, to approve, to carry out.

use std::collections::BTreeMap;

use crate::engine::{CaseView, Errand, Kind, Note, Record};
use crate::model::{Decision, RightId};
use crate::time::SimTime;

use super::names::{duration, some};
use super::played::{Reader, TOGETHER_MS};
use super::row::{Row, Track};
use super::tasks::TaskKind;

impl Reader<'_, '_> {
    /// One message for each path to a decision and each errand on it, when the first page goes out.
    pub(super) fn pages(&self) -> Vec<Row> {
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

fn counted(count: u32, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
