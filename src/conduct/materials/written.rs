//! Injects that the scenario writes, as messages to players (I1 to I3).

use crate::engine::{Kind, Play};
use crate::model::{Decision, Index, Inject, InjectId, InjectKind, Moment, Target};
use crate::time::SimTime;

use super::names::{EVERYBODY, Names, duration, severity};
use super::row::{Row, Track};
use super::tasks::TaskKind;
use super::timeline::{InjectSource, InjectType};

/// All of them: those that happened at their time, those that did not for the facilitator to use.
pub(super) fn rows(names: &Names<'_>, play: &Play<'_>) -> Vec<Row> {
    let injects = names.exercise.scenario.injects.enumerate();
    injects
        .map(|(id, inject)| row(names, inject, happened(play, id)))
        .collect()
}

fn happened(play: &Play<'_>, id: InjectId) -> Option<SimTime> {
    let mut of = play
        .records()
        .iter()
        .filter(|record| record.kind == Kind::Inject && record.place() == Some(id.position()));
    of.next().map(|record| record.at)
}

fn row(names: &Names<'_>, inject: &Inject, at: Option<SimTime>) -> Row {
    let said = said(names, &inject.does);
    let mut row = Row::simulated(format!("scenario/{}", inject.id), SimTime::ZERO, "");
    row.at = at;
    row.title = capitalised(&inject.id);
    row.source = InjectSource::Scenario(inject.id.to_string());
    row.kind = kind(inject, at);
    row.track = said.track;
    row.tasks = said.tasks;
    row.rank = 2;
    row.from = said.from.into();
    row.to = said.to;
    row.means = said.means.into();
    row.text = said.text;
    row.expected = said.expected.into();
    if let Some(text) = &inject.text {
        let or = |written: &Option<Box<str>>, other: String| written.as_deref().map_or(other, str::to_owned);
        row.from = or(&text.from, row.from);
        row.to = or(&text.to, row.to);
        row.means = or(&text.by, row.means);
        row.expected = or(&text.expects, row.expected);
        if !text.says.trim().is_empty() {
            row.text = text.says.to_string();
        }
    }
    row.notes = notes(names, inject, at);
    row
}

fn kind(inject: &Inject, at: Option<SimTime>) -> InjectType {
    let surely = inject.chance.value() >= 1.0;
    match inject.on {
        _ if at.is_none() => InjectType::Contingency,
        Moment::At(_) | Moment::Clock(..) if surely => InjectType::Standard,
        _ => InjectType::Adaptive,
    }
}

/// What controllers must know of it: when it fires, what it does to the world.
fn notes(names: &Names<'_>, inject: &Inject, at: Option<SimTime>) -> String {
    let chance = inject.chance.value();
    let how_often = if chance < 1.0 {
        format!(
            " It happens in about {} of 100 incidents.",
            (chance * 100.0).round()
        )
    } else {
        String::new()
    };
    let unused = match at {
        Some(_) => "",
        None => " It did not happen in the chosen replication: use it if the room needs it.",
    };
    format!("Fires {}.{how_often}{unused}", moment(names, &inject.on))
}

fn moment(names: &Names<'_>, on: &Moment) -> String {
    match on {
        Moment::At(after) if after.is_zero() => "at StartEx".to_owned(),
        Moment::At(after) => format!("{} after StartEx", duration(after.as_millis())),
        Moment::Clock(zone, time) => format!("when clocks in {} show {time}", zone.name()),
        Moment::Alert => "on the first alert".to_owned(),
        Moment::Declared => "when the incident is declared".to_owned(),
        Moment::FirstPage => "on the first page".to_owned(),
        Moment::FirstDecision => "on the first decision".to_owned(),
        Moment::Contained(node) => format!("when {} is cut", names.node(*node)),
        Moment::BlastPasses(weight) => format!("when more than a weight of {weight} has fallen"),
        Moment::SeverityReaches(level) => format!("when the severity reaches {}", severity(*level)),
    }
}

/// What players see where the scenario has no words of its own.
struct Said {
    from: &'static str,
    to: String,
    means: &'static str,
    text: String,
    expected: &'static str,
    track: Track,
    tasks: Vec<TaskKind>,
}

fn said(names: &Names<'_>, does: &InjectKind) -> Said {
    people(names, does)
        .or_else(|| governance(names, does))
        .unwrap_or_else(|| technical(names, does))
}

/// Somebody cannot be had.
fn people(names: &Names<'_>, does: &InjectKind) -> Option<Said> {
    let said = |from, to, means, text, expected| Said {
        from,
        to,
        means,
        text,
        expected,
        track: Track::Decisions,
        tasks: vec![TaskKind::Reach],
    };
    Some(match does {
        InjectKind::Unavailable { who, .. } => said(
            "calendar",
            EVERYBODY.to_owned(),
            "calendar entry",
            format!(
                "{} cannot be reached until further notice.",
                capitalised(&names.who(*who))
            ),
            "Go to the next one on the chain, and do not wait.",
        ),
        InjectKind::RotaStale { rota } => said(
            "paging system",
            EVERYBODY.to_owned(),
            "page",
            format!(
                "The number on call for {} has no subscriber.",
                names.target(Target::Rota(*rota))
            ),
            "Notice that the rota is stale, and page somebody else.",
        ),
        InjectKind::ChannelDown { .. } => said(
            "paging system",
            EVERYBODY.to_owned(),
            "status page",
            "Delivery of pages and messages is delayed. We are working on it.".to_owned(),
            "Use the other channel that the plan names.",
        ),
        InjectKind::Overloaded { who, .. } => said(
            "another team",
            names.who(*who),
            "phone",
            "We need you on something else, now. It will not take long.".to_owned(),
            "Say no, or hand over what waits.",
        ),
        InjectKind::VendorSilent { vendor, .. } => said(
            "vendor",
            names.lead(),
            "automatic reply",
            format!(
                "{}: thank you for your request. Answers may take longer than usual.",
                names.exercise.playbook.vendors[*vendor].id
            ),
            "Escalate at the vendor, and go on with what can be seen without their logs.",
        ),
        _ => return None,
    })
}

/// Who may, and what may be said.
fn governance(names: &Names<'_>, does: &InjectKind) -> Option<Said> {
    let said = |from, to, means, text, expected| Said {
        from,
        to,
        means,
        text,
        expected,
        track: Track::Decisions,
        tasks: vec![TaskKind::Reach],
    };
    Some(match does {
        InjectKind::OwnershipDisputed { assets } => said(
            "another team",
            names.lead(),
            "chat",
            format!("{} is ours. Nobody touches it without us.", capitalised(&names.selector(assets))),
            "Take the dispute to whoever settles it, within the limit that the plan sets.",
        ),
        InjectKind::ApprovalDemanded { assets, approval } => said(
            "management",
            names.lead(),
            "phone",
            format!(
                "Before anything happens to {}, ask {}.",
                names.selector(assets),
                names.first_of(approval.chain)
            ),
            "Ask at once, and say what waiting costs.",
        ),
        InjectKind::CommunicationsHold { .. } => Said {
            track: Track::Communications,
            ..said(
                "management",
                EVERYBODY.to_owned(),
                "mail",
                "Nothing leaves the house until further notice.".to_owned(),
                "Go on containing; ask what the law needs to be told in spite of it.",
            )
        },
        InjectKind::LegalHold { .. } => said(
            "legal",
            names.lead(),
            "mail",
            "Legal hold: secure the evidence before you change anything that would destroy it.".to_owned(),
            "Secure evidence first where an action destroys it; do the others at once.",
        ),
        InjectKind::Call { role, media, .. } => Said {
            track: Track::Communications,
            ..said(
                if *media { "a journalist" } else { "a supervisory authority" },
                names.target(Target::Role(*role)),
                "phone",
                if *media {
                    "We hear that you have been attacked. What do you say to that?"
                } else {
                    "We have been told of an incident at your company. What has happened, and when did you learn of it?"
                }
                .to_owned(),
                "Take the call by the plan; containment does not wait for it.",
            )
        },
        _ => return None,
    })
}

fn technical(names: &Names<'_>, does: &InjectKind) -> Said {
    let said = |from, text, expected| Said {
        from,
        to: names.lead(),
        means: "chat",
        text,
        expected,
        track: Track::Technical,
        tasks: vec![TaskKind::Execute(None, Decision::Contain), TaskKind::Clear],
    };
    match does {
        InjectKind::ToolOut { action, .. } => said(
            "operations",
            format!(
                "The tool for `{}` does not work at the moment.",
                names.exercise.playbook.actions[*action].id
            ),
            "Cut the attacker off in another way, or get the tool back.",
        ),
        InjectKind::Reissued { asset } => said(
            "automation",
            format!(
                "A scheduled job has renewed the credential of {}.",
                names.node(*asset)
            ),
            "Notice that automation has undone the cut, stop it, and cut again.",
        ),
        InjectKind::SecondEntry { asset } => said(
            "monitoring",
            format!(
                "There is activity on {} that nobody here can explain.",
                names.node(*asset)
            ),
            "Take it for a second way in, and start again there.",
        ),
        InjectKind::FalseAllClear { .. } => said(
            "operations",
            "It looks quiet now. Can we stand down?".to_owned(),
            "Ask what has been checked before anybody stands down.",
        ),
        InjectKind::FalseAlarm { asset } => Said {
            tasks: vec![TaskKind::Triage],
            means: "alert",
            ..said(
                "monitoring",
                format!("Unusual use of {}.", names.node(*asset)),
                "Weigh it, and do not switch off what is not compromised.",
            )
        },
        _ => said("operations", "Something else has happened.".to_owned(), ""),
    }
}

/// With a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && !text.contains(['-', '_', '/']) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
