//! Perfect authority: what would be left of the losses if nobody had to be asked, reached or waited for.

use crate::chance::Distribution;
use crate::model::{Decider, Executor, Exercise, Limits, Name, Right, Severity, Triage};
use crate::time::SimDuration;

/// The name under which it is played.
pub const PERFECT: &str = "perfect authority";

/// The same exercise with every delay of people and of authority taken out, and nothing else.
///
/// Every right stands beforehand, at any severity and hour, also before a declaration; it is carried out by itself at
/// once; triage takes no time. Restoration still waits for the all clear where it is written so. What technology takes stays: alerts, propagation of an effect, residual sessions,
/// discovery, and so does what no right covers. With the same luck (T4) the incidents that are lost even so are not lost by
/// decisions. It is no plan: acting at once can also lose what acting later, on more, would have won.
#[must_use]
pub fn perfect(exercise: &Exercise) -> Exercise {
    let mut all = exercise.clone();
    all.alternative = Name::from(PERFECT);
    let playbook = &mut all.playbook;
    playbook.rights = playbook.rights.iter().map(standing).collect();
    playbook.actions = playbook
        .actions
        .iter()
        .map(|action| {
            let mut action = action.clone();
            action.automatic = true;
            action.work = None;
            action
        })
        .collect();
    if playbook.triage.is_some() {
        playbook.triage = Some(Triage {
            chain: None,
            work: at_once(),
        });
    }
    all
}

fn at_once() -> Distribution {
    Distribution::fixed(SimDuration::ZERO)
}

fn standing(right: &Right) -> Right {
    Right {
        from_severity: Severity::NONE,
        limits: Limits::default(),
        decider: Decider::Standing,
        decide_work: at_once(),
        consult: None,
        advice: Vec::new(),
        hold_off: None,
        approvals: Vec::new(),
        gates: Vec::new(),
        executor: Executor::Automatic,
        execution_work: at_once(),
        just_in_time: None,
        before_declaration: true,
        ..right.clone()
    }
}
