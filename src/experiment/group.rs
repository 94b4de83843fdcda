//! Groups of assumptions that can be made longer and shorter together, at the same luck.

use crate::chance::Distribution;
use crate::model::{Exercise, Right};

/// Times that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// How long every step of the attacker takes (E3).
    AttackerTime,
    /// How long people take to acknowledge a page, and to look again (O3).
    Acknowledgement,
    /// How long sensors and third parties take to tell (D1).
    Detection,
    /// How long people take to triage, decide, advise, approve and carry out.
    Work,
}

impl Group {
    /// All groups, in the order in which they are told.
    pub const ALL: [Self; 4] = [
        Self::AttackerTime,
        Self::Acknowledgement,
        Self::Detection,
        Self::Work,
    ];

    /// The same exercise with all times of this group multiplied by a factor above zero.
    ///
    /// The same place in the distribution is drawn (T4), so that nothing but the length changes.
    pub fn times(self, factor: f64, exercise: &Exercise) -> Exercise {
        let mut all = exercise.clone();
        let scale = |time: &mut Distribution| *time = time.scaled(factor);
        match self {
            Self::AttackerTime => all.estate.laws.iter_mut().for_each(scale),
            Self::Acknowledgement => {
                for profile in &mut all.organisation.profiles {
                    scale(&mut profile.on_shift.delay);
                    scale(&mut profile.on_call.delay);
                    scale(&mut profile.off.delay);
                    profile.relook.iter_mut().for_each(scale);
                }
            }
            Self::Detection => {
                let sensors = all
                    .estate
                    .nodes
                    .iter_mut()
                    .filter_map(|node| node.sensor.as_mut());
                sensors.for_each(|sensor| scale(&mut sensor.delay));
                all.scenario
                    .told_by
                    .iter_mut()
                    .for_each(|party| scale(&mut party.delay));
            }
            Self::Work => work(&mut all, &scale),
        }
        all
    }
}

fn work(all: &mut Exercise, scale: &impl Fn(&mut Distribution)) {
    let playbook = &mut all.playbook;
    playbook
        .rights
        .iter_mut()
        .for_each(|right| of_right(right, scale));
    for action in &mut playbook.actions {
        action.work.iter_mut().for_each(scale);
    }
    if let Some(triage) = &mut playbook.triage {
        scale(&mut triage.work);
    }
    scale(&mut playbook.contested.search);
    scale(&mut playbook.contested.negotiation);
    scale(&mut playbook.contested.arbiter_work);
}

fn of_right(right: &mut Right, scale: &impl Fn(&mut Distribution)) {
    scale(&mut right.decide_work);
    scale(&mut right.consult_work);
    scale(&mut right.execution_work);
    right.advice.iter_mut().for_each(|advice| scale(&mut advice.work));
    for approval in &mut right.approvals {
        scale(&mut approval.work);
        scale(&mut approval.revision);
    }
}
