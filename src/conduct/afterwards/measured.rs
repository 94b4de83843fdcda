//! What a session measured: how long people took to acknowledge and to decide, by what they hold, never by name.

use crate::conduct::fitting::{Observation, Outcome, Presence, What};
use crate::conduct::live::{Given, Session};
use crate::engine::{Asked, Asking, Errand, State};

const SECOND: f64 = 1_000.0;

/// One observation for each page that was acknowledged or waited for in vain, and for each decision of somebody whom a rule asks. What was
/// handed over or declined measures nothing.
pub fn measured(session: &Session<'_>) -> Vec<Observation> {
    let asked = session.live().questions();
    asked.filter_map(|asked| observation(session, &asked)).collect()
}

fn observation(session: &Session<'_>, asked: &Asked) -> Option<Observation> {
    let exercise = session.exercise();
    let what = match (asked.asking, asked.errand) {
        (Asking::Page, _) => What::Acknowledgement,
        (Asking::Work, Errand::Decide) => What::Decision,
        _ => return None,
    };
    let right = asked
        .rule
        .map(|rule| exercise.playbook.rights[rule].id.to_string());
    if what == What::Decision && right.is_none() {
        return None;
    }
    let organisation = &exercise.organisation;
    let profile = organisation.people[asked.person].profile;
    Some(Observation {
        role: organisation.profiles[profile].id.to_string(),
        presence: match asked.state {
            State::OnShift => Presence::OnShift,
            State::OnCall => Presence::OnCall,
            State::Off => Presence::Off,
            State::Absent => return None,
        },
        what,
        outcome: outcome(session, asked)?,
        right: right.filter(|_| what == What::Decision),
        when: None,
    })
}

/// How it went; nothing where it took no time at all, which no law can tell from a mistake.
fn outcome(session: &Session<'_>, asked: &Asked) -> Option<Outcome> {
    let answered = session.answered().iter().find(|one| one.question == asked.number);
    let seconds = |ms: i64| Some(seconds_of(ms)).filter(|seconds| *seconds > 0.0);
    match answered {
        Some(one) if matches!(one.answer, Given::Acknowledge | Given::Done) => {
            seconds((one.at - asked.since).as_millis()).map(Outcome::After)
        }
        Some(_) => None,
        None => {
            let until = asked.overtaken_at.unwrap_or(session.live().now());
            seconds((until - asked.since).as_millis()).map(Outcome::Unanswered)
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "an exercise is shorter than 2^53 ms")]
fn seconds_of(ms: i64) -> f64 {
    ms as f64 / SECOND
}
