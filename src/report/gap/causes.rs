//! The causes of lost time in words, and which of them cost most.

use crate::report::Alternative;

use super::wording::float;

/// A cause as leadership reads it.
pub(super) struct Words {
    /// The word of the measure (M4).
    pub(super) cause: &'static str,
    /// What time is lost in.
    pub(super) title: &'static str,
    /// What would mend it, to begin a discussion with.
    pub(super) action: &'static str,
    /// The capability element that it belongs to most often (HSEEP: planning, organization, equipment, training, exercise).
    pub(super) element: &'static str,
}

const fn words(
    cause: &'static str,
    title: &'static str,
    action: &'static str,
    element: &'static str,
) -> Words {
    Words {
        cause,
        title,
        action,
        element,
    }
}

/// All causes, in the order in which an incident meets them.
#[rustfmt::skip]
const WORDS: [Words; 17] = [
    words("attacker", "The attacker had not come so far yet", "None: it is no defender's time.", "Planning"),
    words("detection", "Nothing had told", "Log the use of the identity, and alert on it.", "Equipment"),
    words("triage", "From the first alert to the declaration", "Let whoever is on duty declare an incident, at named signs.", "Planning"),
    words("discovery", "Finding out what else had been taken", "Know what each identity can reach, and keep the logs that tell who used it.", "Equipment"),
    words("search", "Finding out who may decide", "Write down who decides for each asset, where those on duty look first.", "Planning"),
    words("contact", "Reaching a person who may decide", "Give the decision to a role that is on call at all hours, and a backup to it.", "Organization"),
    words("consult", "Asking those who know the asset", "Write down beforehand what they would be asked.", "Planning"),
    words("queue", "Waiting for a person who is at other work", "Give the step to more people, or take other steps from the one who has them all.", "Organization"),
    words("decide", "Deciding, and holding off", "Agree on the signs beforehand, so that nobody weighs them at night.", "Training"),
    words("dispute", "Ownership in dispute", "Settle who owns the asset, and who decides meanwhile.", "Organization"),
    words("approval", "Waiting for approvals", "Approve named actions beforehand, and be told afterwards.", "Planning"),
    words("gate", "Waiting for another decision", "Take containment out from behind the other decision, or limit how long it waits.", "Planning"),
    words("execution", "Carrying it out", "Prepare and rehearse the action, with the rights that it needs.", "Training"),
    words("platform", "The limits of a platform", "Agree on emergency limits with the provider.", "Equipment"),
    words("propagation", "From done to effective", "Shorten how long old credentials are still taken.", "Equipment"),
    words("residual", "Sessions that outlived their credential", "End sessions together with the credential, and shorten their life.", "Equipment"),
    words("retaken", "Taken again after it had been cut", "Cut the way in before what lies behind it is renewed.", "Planning"),
];

/// The words for a cause.
pub(super) fn of(cause: &str) -> Option<&'static Words> {
    WORDS.iter().find(|words| words.cause == cause)
}

/// A cause and its part of all incidents, 0 to 1.
pub(super) struct Ranked {
    pub(super) words: &'static Words,
    pub(super) part: f64,
}

/// The causes that cost most, the costliest first; the attacker's own time is nobody's gap.
///
/// Contained and open incidents are never pooled in time (M4). Each incident counts once: one that was contained by the shares of
/// its time, one that was not by the stage that it was stuck in.
pub(super) fn ranked(of_alternative: &Alternative) -> Vec<Ranked> {
    let (contained, censored) = (
        &of_alternative.attribution.contained,
        &of_alternative.attribution.censored,
    );
    let all = float(contained.n + censored.n).max(1.0);
    let mut ranked: Vec<Ranked> = WORDS
        .iter()
        .filter(|words| words.cause != "attacker")
        .map(|words| {
            let found = contained.causes.iter().find(|one| one.cause == words.cause);
            let share = found.and_then(|one| one.share).unwrap_or(0.0);
            let open = censored.open_stage.iter().find(|one| one.cause == words.cause);
            let open = open.map_or(0, |one| one.n);
            Ranked {
                words,
                part: (share * float(contained.n) + float(open)) / all,
            }
        })
        .filter(|one| one.part > 0.0)
        .collect();
    // The sort is stable: equals stay in the order in which an incident meets them.
    ranked.sort_by(|one, other| other.part.total_cmp(&one.part));
    ranked
}

#[cfg(test)]
mod tests {
    use super::WORDS;
    use crate::engine::Cause;

    #[test]
    fn every_cause_has_words() {
        let known: Vec<&str> = WORDS.iter().map(|words| words.cause).collect();
        assert_eq!(known, Cause::ALL.map(Cause::word));
    }
}
