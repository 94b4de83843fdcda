//! What a player reads: questions as sentences, and the answers that they have.

use crate::engine::{Asked, Asking, Errand};
use crate::model::{Exercise, InjectKind, Moment, NodeId};

use super::act::Given;
use super::judge::allowed;
use super::view::Choice;

/// Of more assets than these the rest is counted.
const MOST: usize = 6;

/// What is asked, in a few words.
pub(super) fn title(asked: &Asked, exercise: &Exercise) -> String {
    let about = about(&asked.assets, exercise);
    let what = match asked.errand {
        Errand::Triage => format!("Is this an incident? An alert names {about}"),
        Errand::Decide | Errand::Own | Errand::Arbitrate => match asked.decision {
            Some(decision) => format!("Decide: {} {about}?", decision.word()),
            None => format!("Decide about {about}"),
        },
        Errand::Consult => format!("What do you know about {about}? Somebody must decide about it"),
        Errand::Advise => format!("Your advice is wanted on {about}"),
        Errand::Approve => match asked.decision {
            Some(decision) => format!("Approve: {} {about}?", decision.word()),
            None => format!("Approve what was decided about {about}?"),
        },
        Errand::Execute => match asked.action {
            Some(action) => format!("Carry out: {} {about}", exercise.playbook.actions[action].id),
            None => format!("Carry out what was decided: {about}"),
        },
        Errand::Logs => format!("Hand over the logs of {about}"),
        Errand::Evidence => format!("Secure the evidence at {about} first"),
        Errand::Call => "Take the call that the incident has brought".to_owned(),
        Errand::Other => "Other work wants you now".to_owned(),
    };
    match asked.asking {
        Asking::Page => format!("You are paged. {what}"),
        Asking::Work => what,
        Asking::Agreement => format!("Agree with the other owners. {what}"),
    }
}

/// Under which rule, and until when the plan waits.
pub(super) fn detail(asked: &Asked, exercise: &Exercise) -> String {
    let rule = asked.rule.map(|rule| &exercise.playbook.rights[rule].id);
    let rule = rule.map_or_else(String::new, |rule| format!("Rule `{rule}`. "));
    let waits = match asked.asking {
        Asking::Page => "Until you answer, nobody knows that you have seen it.",
        Asking::Agreement => "The first of you who says that you agree speaks for all.",
        Asking::Work => "It takes as long as you take.",
    };
    format!("{rule}{waits}")
}

fn about(assets: &[NodeId], exercise: &Exercise) -> String {
    let names: Vec<String> = assets
        .iter()
        .take(MOST)
        .map(|&node| format!("`{}`", exercise.estate.nodes[node].id))
        .collect();
    match (names.is_empty(), assets.len().saturating_sub(MOST)) {
        (true, _) => "the incident".to_owned(),
        (false, 0) => names.join(", "),
        (false, more) => format!("{} and {more} more", names.join(", ")),
    }
}

/// The answers that a question has, the usual one first.
pub(super) fn choices(asked: &Asked) -> Vec<Choice> {
    let all = [
        Given::Acknowledge,
        Given::Done,
        Given::HoldOff,
        Given::Decline,
        Given::FalseAlarm,
    ];
    let fitting = all
        .into_iter()
        .filter(|answer| allowed(asked.asking, asked.errand, answer));
    fitting
        .map(|answer| Choice {
            label: label(asked, &answer).to_owned(),
            usual: matches!(answer, Given::Acknowledge | Given::Done),
            answer,
        })
        .collect()
}

const fn label(asked: &Asked, answer: &Given) -> &'static str {
    match (answer, asked.errand) {
        (Given::Acknowledge, _) => "I have seen it",
        (Given::Decline, _) if matches!(asked.asking, Asking::Page) => "I cannot take it",
        (Given::Decline, Errand::Approve) => "Not approved",
        (Given::Decline, Errand::Execute) => "It did not work",
        (Given::Decline, _) => "Decide against it",
        (Given::HoldOff, _) => "Not now: ask me again",
        (Given::FalseAlarm, _) => "False alarm",
        (Given::Done, Errand::Triage) => "It is an incident: declare",
        (Given::Done, Errand::Decide | Errand::Own | Errand::Arbitrate) => "Decide: do it",
        (Given::Done, Errand::Approve) => "Approved",
        (Given::Done, Errand::Advise | Errand::Consult) => "I have said what I know",
        (Given::Done | Given::Delegate(_), _) => "Done",
    }
}

/// What an inject does to the world besides its words.
pub(super) const fn does(kind: &InjectKind) -> &'static str {
    match kind {
        InjectKind::Unavailable { .. } => "somebody is away",
        InjectKind::RotaStale { .. } => "a rota points at nobody",
        InjectKind::ChannelDown { .. } => "pages wait until the channel is back",
        InjectKind::OwnershipDisputed { .. } => "ownership is disputed",
        InjectKind::ApprovalDemanded { .. } => "a further approval is demanded",
        InjectKind::CommunicationsHold { .. } => "communications wait",
        InjectKind::LegalHold { .. } => "evidence comes first",
        InjectKind::ToolOut { .. } => "a tool is out",
        InjectKind::VendorSilent { .. } => "a vendor is silent",
        InjectKind::Reissued { .. } => "automation issues the credential anew",
        InjectKind::SecondEntry { .. } => "the attacker enters again",
        InjectKind::FalseAllClear { .. } => "work pauses: everybody believes it is over",
        InjectKind::Call { .. } => "a call must be taken",
        InjectKind::Overloaded { .. } => "somebody has other work",
        InjectKind::FalseAlarm { .. } => "an alert names a clean node",
    }
}

/// What an inject waits for.
pub(super) fn when(on: &Moment, exercise: &Exercise) -> String {
    match on {
        Moment::At(after) => format!("{} after StartEx", duration(after.as_millis())),
        Moment::Clock(zone, time) => format!("at {time} in {}", zone.name()),
        Moment::Alert => "the first alert".to_owned(),
        Moment::Declared => "the declaration".to_owned(),
        Moment::FirstPage => "the first page".to_owned(),
        Moment::FirstDecision => "the first decision".to_owned(),
        Moment::Contained(node) => format!("`{}` is cut", exercise.estate.nodes[*node].id),
        Moment::BlastPasses(weight) => format!("the blast radius passes {weight}"),
        Moment::SeverityReaches(level) => format!("severity reaches {}", level.word().unwrap_or("a level")),
    }
}

/// `1 h 30 min`.
pub(super) fn duration(ms: i64) -> String {
    let minutes = ms / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
