//! Event logs: what happened in replications, as process-mining tools read it (case, activity, timestamp, resource).

use std::io::Write;

use crate::engine::{Kind, Play, Record};
use crate::model::Exercise;

use super::naming::{Labels, Naming};

/// Writes an event log as CSV.
#[derive(Debug)]
pub struct EventLog<W: Write> {
    csv: csv::Writer<W>,
    naming: Naming,
}

impl<W: Write> EventLog<W> {
    /// Writes the headings.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn new(out: W, naming: Naming) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record([
            "case",
            "activity",
            "timestamp",
            "resource",
            "asset",
            "rule",
            "cause",
        ])?;
        Ok(Self { csv, naming })
    }

    /// Writes the replication that was just played: one row for each record.
    ///
    /// # Errors
    /// If a row cannot be written.
    pub fn write(&mut self, play: &Play<'_>, replication: u64) -> csv::Result<()> {
        let exercise = play.exercise();
        let labels = Labels::new(exercise, self.naming);
        let case = format!("{}/{replication}", exercise.alternative);
        for record in play.records() {
            let at = record.at.on_wall(play.started_at());
            let row = [
                case.clone(),
                activity(record.kind).to_owned(),
                exercise.scenario.zone.rfc3339(at),
                record.who().map(|person| labels.of(person)).unwrap_or_default(),
                asset(exercise, record),
                rule(exercise, record),
                record.charge.map_or("", |cause| cause.word()).to_owned(),
            ];
            self.csv.write_record(row)?;
        }
        Ok(())
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.csv.flush()
    }
}

fn asset(exercise: &Exercise, record: &Record) -> String {
    let node = record.about().and_then(|node| exercise.estate.nodes.item(node));
    node.map(|node| node.id.to_string()).unwrap_or_default()
}

fn rule(exercise: &Exercise, record: &Record) -> String {
    let rule = record
        .by_rule()
        .and_then(|rule| exercise.playbook.rights.item(rule));
    rule.map(|rule| rule.id.to_string()).unwrap_or_default()
}

/// The activity of a record, in words.
pub const fn activity(kind: Kind) -> &'static str {
    match kind {
        Kind::StartEx => "start of exercise",
        Kind::Inject => "inject",
        Kind::TraversalStarted => "traversal started",
        Kind::TraversalFailed => "traversal failed",
        Kind::Taken => "node taken",
        Kind::Retaken => "node retaken",
        Kind::JewelFell => "crown jewel fell",
        Kind::Alert => "alert",
        Kind::Told => "told by third party",
        Kind::Recognised => "false alarm recognised",
        Kind::Declared => "incident declared",
        Kind::SeverityRose => "severity rose",
        Kind::Known => "foothold known",
        Kind::Raised => "request raised",
        Kind::PathBegan => "path began",
        Kind::Paged => "page sent",
        Kind::Unseen => "page not seen",
        Kind::Acknowledged => "page acknowledged",
        Kind::StepEnded => "step timed out",
        Kind::Exhausted => "chain exhausted",
        Kind::Answered => "chain answered",
        Kind::SearchEnded => "owner found",
        Kind::Negotiating => "negotiation begun",
        Kind::Consulted => "consulted",
        Kind::WorkBegan => "work begun",
        Kind::Rested => "rest begun",
        Kind::HeldOff => "held off",
        Kind::Decided => "decided",
        Kind::ApprovalGiven => "approval given",
        Kind::ApprovalDeclined => "approval declined",
        Kind::Approved => "approved",
        Kind::GateOpened => "gate opened",
        Kind::PutOff => "put off",
        Kind::AccessGranted => "access granted",
        Kind::ToolBack => "tool back",
        Kind::TryEnded => "try ended",
        Kind::TryFailed => "try failed",
        Kind::Executed => "action executed",
        Kind::Effective => "action effective",
        Kind::FootholdEnded => "foothold ended",
        Kind::Contained => "contained",
        Kind::DeclaredContained => "containment declared",
        Kind::AllClearWithdrawn => "all-clear withdrawn",
        Kind::Restored => "node restored",
        Kind::VendorAnswered => "vendor answered",
        Kind::Died => "request died",
    }
}
