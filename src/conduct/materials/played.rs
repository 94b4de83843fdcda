//! What a replication makes happen, as messages that players would get: alerts, discoveries, pages, calls that fail.
//!
//! A scenario without any written inject still gives a timeline with this.

use crate::engine::{CaseView, Kind, Play, Record};
use crate::model::{NodeId, Severity};
use crate::time::SimTime;

use super::names::{CONTROLLERS, Names, duration, severity, some};
use super::row::{Row, Track};
use super::tasks::TaskKind;
use super::timeline::InjectType;

/// What comes within this long of another of its kind is one message.
pub(super) const TOGETHER_MS: i64 = 10 * 60_000;

/// Reads the records of one replication.
pub(super) struct Reader<'r, 'e> {
    pub(super) names: &'r Names<'e>,
    pub(super) play: &'r Play<'r>,
    pub(super) cases: Vec<CaseView>,
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
        row.expected = self.response(found, at);
        row.tasks = match found {
            Found::Known => vec![TaskKind::Discover],
            _ => vec![TaskKind::Triage],
        };
        row.rank = 3;
        row
    }

    /// What is expected on a finding, with what the replication did.
    fn response(&self, found: Found, at: SimTime) -> String {
        let declared = self.play.times().declare.is_some_and(|declared| declared <= at);
        match found {
            _ if declared || found == Found::Known => {
                "Take it into the request to contain, and look for what hangs on it.".to_owned()
            }
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
                    row.from = "investigation".into();
                    row.to = self.names.lead();
                    row.means = "phone".into();
                    row.text = format!("It is certain now: the attacker holds {name}.");
                    row.expected =
                        "Tell those who answer for it; see which decisions and notifications follow.".into();
                } else {
                    row.from = "nobody".into();
                    row.to = CONTROLLERS.into();
                    row.means = "none".into();
                    row.text = format!("{name} falls. Nothing tells the players in this replication.");
                    row.expected = "None, unless players go and look.".into();
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
                row.expected = "See which decision rights and duties begin at this severity.".into();
                (row.tasks, row.track) = (vec![TaskKind::Reach], Track::Decisions);
                Some(row)
            }
            Kind::VendorAnswered => {
                let mut row = make("vendor answers");
                (row.from, row.means) = ("vendor".to_owned(), "mail".to_owned());
                row.title = format!("The vendor's logs of {about} are here");
                row.text = format!("Attached are the logs of {about} that you asked for.");
                row.expected = "Read them for where the attacker came from and went.".into();
                row.tasks = vec![TaskKind::Discover];
                Some(row)
            }
            Kind::AllClearWithdrawn => {
                let mut row = make("all-clear withdrawn");
                (row.from, row.means) = ("monitoring".to_owned(), "alert".to_owned());
                row.title = "It was not over".into();
                row.text = "There is activity again, after containment was declared.".into();
                row.expected = "Withdraw the all-clear, tell whoever was told, and go on.".into();
                (row.tasks, row.kind) = (vec![TaskKind::Clear], InjectType::Complexity);
                Some(row)
            }
            Kind::TryFailed => {
                let mut row = make("a try fails");
                (row.from, row.means) = ("console".to_owned(), "error message".to_owned());
                row.to = record.who().map_or(row.to, |person| self.names.person(person));
                row.title = format!("The call on {about} fails");
                row.text = format!("Error: the request on {about} was not carried out. Try again later.");
                row.expected = "Try again, or cut it off in another way.".into();
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

fn more(nodes: &[NodeId]) -> String {
    match nodes.len().saturating_sub(1) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    }
}
