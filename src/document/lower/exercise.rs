//! The exercise as a whole: its parts in the order in which they need each other.

use std::collections::BTreeMap;

use crate::document::code::Code;
use crate::document::diagnostic::Diagnostic;
use crate::document::place::Place;
use crate::document::presets_used::Presets;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::syntax;
use crate::document::whole::Whole;
use crate::model::{Decision, Exercise, FalseAlarms, Limit, NodeId, Severity, Target};
use crate::time::{SimDuration, Zone};

use super::all_names::AllNames;

/// What lowering knows while it runs.
pub(crate) struct Lower<'a> {
    pub(super) report: Report<'a>,
    pub(super) presets: Presets<'a>,
    pub(super) names: AllNames,
    /// The zone of whoever writes none.
    pub(super) home: Option<Zone>,
    /// Which nodes a target owns or operates, sorted.
    pub(super) owned: BTreeMap<Target, Vec<NodeId>>,
    /// The class of the scenario.
    class: String,
}

/// What came of lowering.
pub(crate) struct Lowered<'a> {
    /// The exercise; not to be used if there are errors.
    pub(crate) exercise: Exercise,
    /// Everything that was found.
    pub(crate) found: Vec<Diagnostic>,
    /// Whether anything found is an error.
    pub(crate) failed: bool,
    /// The presets in use.
    pub(crate) presets: Presets<'a>,
}

/// Lowers one alternative; `whole` has its changes and presets in it, and gets its words resolved.
pub(crate) fn lower<'a>(
    whole: &mut Whole,
    (id, alternative): (&str, &str),
    mut report: Report<'a>,
    presets: Presets<'a>,
) -> Lowered<'a> {
    requests_of_gates(whole);
    let names = AllNames::collect(whole, &mut report);
    let class = whole.scenario.incident.value.clone().unwrap_or_default();
    let mut lower = Lower {
        report,
        presets,
        names,
        home: None,
        owned: BTreeMap::new(),
        class,
    };
    if let Some(name) = &whole.organisation.zone.value {
        lower.home = Some(lower.zone_of(name, whole.organisation.zone.place));
    }
    let exercise = exercise(&mut lower, whole, (id, alternative));
    super::checks::check(&mut lower, &exercise, whole);
    let failed = lower.report.has_errors();
    Lowered {
        exercise,
        failed,
        found: lower.report.finish(),
        presets: lower.presets,
    }
}

fn exercise(lower: &mut Lower<'_>, whole: &mut Whole, (id, alternative): (&str, &str)) -> Exercise {
    let calendars = super::organisation::calendars(lower, &whole.organisation);
    let (mut organisation, people) =
        super::organisation::organisation(lower, &mut whole.organisation, &calendars);
    let estate = super::estate::estate(lower, &mut whole.estate, &mut whole.scenario);
    super::organisation::settle(lower, &whole.organisation, (&mut organisation, people), &estate);
    let playbook = super::playbook::playbook(lower, &mut whole.playbook);
    let scenario = super::scenario::scenario(lower, &mut whole.scenario, &whole.organisation, &calendars);
    let written = &mut whole.exercise;
    lower.report.enter(written.title.place);
    let objectives = super::objective::objectives(lower, &written.objectives.value, &scenario.clocks);
    let margin = super::margin::margin(lower, &written.margin.value, &scenario.clocks);
    if let Some(title) = &written.title.value {
        crate::document::names::check_shown("the title", title, written.title.place, &mut lower.report);
    }
    if written.title.value.is_none() {
        written.title.value = Some(id.to_owned());
    }
    let false_alarms = false_alarms(lower, written, &estate, &scenario);
    let schedule = super::schedule::schedules(lower, &mut written.schedule.value);
    Exercise {
        id: id.into(),
        title: written.title.value.clone().unwrap_or_default().into(),
        alternative: alternative.into(),
        limit: limit(lower, &written.limit),
        crown_jewels: crown_jewels(lower, written, &whole.estate),
        objectives,
        margin,
        horizon: horizon(lower, &written.horizon),
        seed: written.seed.value,
        replications: replications(lower, &written.replications),
        false_alarms,
        schedule,
        organisation,
        estate,
        playbook,
        scenario,
    }
}

/// The level in numbers.
pub(super) const fn severity_of(written: syntax::Severity) -> Severity {
    match written {
        syntax::Severity::Any => Severity::NONE,
        syntax::Severity::Low => Severity::LOW,
        syntax::Severity::Medium => Severity::MEDIUM,
        syntax::Severity::High => Severity::HIGH,
        syntax::Severity::Critical => Severity::CRITICAL,
        syntax::Severity::Level(level) => Severity(level),
    }
}

/// A gate on a decision that nobody requests requests it (P3): there must be something to request.
fn requests_of_gates(whole: &mut Whole) {
    let written = &mut whole.scenario.requests;
    for right in &whole.playbook.rights {
        for gate in &right.gates.value {
            let decision = super::right::gate_of(gate.value).decision;
            let is_there = |request: &syntax::Request| {
                request.decision.value.map(super::right::decision_of) == Some(decision)
            };
            if decision.is_about_an_asset() || written.iter().any(is_there) {
                continue;
            }
            let word = match decision {
                Decision::Notify => syntax::Decision::Notify,
                Decision::Disclose => syntax::Decision::Disclose,
                _ => syntax::Decision::Communicate,
            };
            written.push(syntax::Request {
                id: Spanned::new(decision.word().to_owned(), gate.place),
                decision: Spanned::default_of(Some(word)),
                on: Spanned::default_of(syntax::Trigger::Gate),
            });
        }
    }
}

impl Lower<'_> {
    /// Warns of a class that is nearly that of the scenario: a slip of the finger would switch a rule off.
    pub(super) fn check_class(&mut self, class: &str, place: Place) {
        let near = strsim::jaro_winkler(class, &self.class) > 0.93
            || strsim::damerau_levenshtein(class, &self.class) <= 2;
        if class != self.class && class.len() > 4 && near {
            let title = format!("the class `{class}` is not that of the scenario");
            let draft = self.report.draft(Code::StrayClass, place, title);
            let draft = draft.suggest(class, [self.class.as_str()]);
            self.report.push(draft);
        }
    }
}

fn limit(lower: &mut Lower<'_>, written: &Spanned<syntax::Limit>) -> Limit {
    match &written.value {
        syntax::Limit::NoCrownJewel => Limit::NoCrownJewel,
        syntax::Limit::Weight(weight) => Limit::Weight(*weight),
        syntax::Limit::Count(count) => Limit::Count(*count),
        syntax::Limit::Share(share) => {
            let share = lower.plain_chance(share, written.place).value();
            if share >= 1.0 {
                let draft = lower.report.draft(
                    Code::BadLimit,
                    written.place,
                    "a limit of everything can never be passed",
                );
                lower.report.push(draft.expected("a share below 100 %"));
            }
            Limit::Share(share)
        }
    }
}

/// Those written, or the nodes with the tag `crown-jewel`.
fn crown_jewels(
    lower: &mut Lower<'_>,
    written: &mut syntax::Exercise,
    estate: &syntax::Estate,
) -> Vec<NodeId> {
    let jewels = &mut written.crown_jewels;
    if jewels.value.is_none() {
        let is_jewel = |node: &&syntax::Node| node.tags.value.iter().any(|tag| tag.value == "crown-jewel");
        jewels.value = Some(
            estate
                .nodes
                .iter()
                .filter(is_jewel)
                .map(|node| node.id.clone())
                .collect(),
        );
    }
    let ids = jewels.value.clone().unwrap_or_default();
    lower.nodes(&ids)
}

fn horizon(lower: &mut Lower<'_>, written: &syntax::Text) -> SimDuration {
    let horizon = lower.duration(written);
    let range = SimDuration::from_secs(1)..=SimDuration::from_days(365);
    if !range.contains(&horizon) && !lower.report.has_errors_at(written.place) {
        let draft = lower
            .report
            .draft(Code::OutOfRange, written.place, format!("a horizon of {horizon}"));
        lower.report.push(draft.expected("1s to 365d"));
    }
    horizon
}

fn replications(lower: &mut Lower<'_>, written: &Spanned<u32>) -> u32 {
    if written.value == 0 {
        let draft = lower
            .report
            .draft(Code::NoReplications, written.place, "no replications");
        lower.report.push(draft.expected("1 to 100000000"));
    } else if written.value > 100_000_000 {
        let draft = lower.report.draft(
            Code::OutOfRange,
            written.place,
            format!("{} replications", written.value),
        );
        lower.report.push(draft.expected("1 to 100000000"));
    }
    written.value
}

fn false_alarms(
    lower: &mut Lower<'_>,
    written: &mut syntax::Exercise,
    estate: &crate::model::Estate,
    scenario: &crate::model::Scenario,
) -> Option<FalseAlarms> {
    let place = written.false_alarms.place;
    let alarms = written.false_alarms.value.as_mut()?;
    let per_incident = alarms.per_incident.value;
    if !(per_incident > 0.0 && per_incident <= 1000.0) {
        let title = format!("{per_incident} false alarms to one incident");
        let draft = lower
            .report
            .draft(Code::OutOfRange, alarms.per_incident.place, title);
        lower.report.push(draft.expected("more than 0, at most 1000"));
    }
    let names = if let Some(names) = &alarms.names.value {
        lower.nodes(&names.0.clone())
    } else {
        // Only what the incident is about: an asset that has nothing to do with it changes nothing (T4).
        let reached = crate::model::reachable(estate, scenario);
        let nodes = estate.nodes.enumerate();
        let watched = nodes.filter(|(id, node)| node.sensor.is_some() && reached[*id]);
        watched.map(|(id, _)| id).collect()
    };
    if names.is_empty() && !lower.report.has_errors() {
        lower
            .report
            .say(Code::NothingToName, place, "a false alarm could name no node");
    }
    Some(FalseAlarms { per_incident, names })
}
