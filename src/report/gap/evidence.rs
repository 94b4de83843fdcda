//! Which controls a run has something to say about, and what.

use std::collections::BTreeMap;

use crate::check::{Control, Framework, Level, RULES, cite, controls_of, rule_of};
use crate::report::{Objective, Verdict};

use super::build::Case;
use super::coverage::{ControlCoverage, Coverage, FrameworkCoverage};
use super::found::Found;
use super::wording::tidy;

/// Objectives about a measure, and the controls that it is a measure of.
struct Measured {
    /// A word of the objective.
    word: &'static str,
    controls: &'static [&'static Control],
}

const CONTAINED: &[&Control] = &[
    cite("CSF 2.0 RS.MI-01"),
    cite("SP 800-53 IR-4"),
    cite("CIS 17.4"),
    cite("ISO 27001 A.5.26"),
];
const DECLARED: &[&Control] = &[
    cite("CSF 2.0 DE.AE-08"),
    cite("CIS 17.9"),
    cite("ISO 27001 A.5.25"),
];
const NOTIFIED: &[&Control] = &[
    cite("CSF 2.0 RS.CO-02"),
    cite("SP 800-53 IR-6"),
    cite("CIS 17.3"),
    cite("ISO 27001 A.5.5"),
];

const MEASURES: [Measured; 5] = [
    of("outrun_rate", CONTAINED),
    of("time_to_containment", CONTAINED),
    of("time_to_first_effect", CONTAINED),
    of("time_to_declaration", DECLARED),
    of("met(", NOTIFIED),
];

/// To play the plan is to test it; with nobody in it.
const PLAYED: [&Control; 3] = [cite("CSF 2.0 ID.IM-02"), cite("SP 800-53 IR-3"), cite("CIS 17.7")];

const fn of(word: &'static str, controls: &'static [&'static Control]) -> Measured {
    Measured { word, controls }
}

/// What is known of a control: whether something is wrong with it, and by what that is known.
#[derive(Default)]
struct Known {
    gap: Vec<String>,
    fine: Vec<String>,
}

type Evidence = BTreeMap<&'static str, Known>;

/// The controls of all frameworks, of the first alternative: the plan as it stands.
pub(super) fn frameworks(of: &Case<'_>) -> Vec<FrameworkCoverage> {
    let mut evidence = Evidence::new();
    let lead = of.part.run().and_then(|run| run.document.alternatives.first());
    if of.part.run().is_some() || of.part.compared().is_some() || of.part.improved().is_some() {
        let by = "the simulation itself";
        note(&mut evidence, &PLAYED, &Coverage::SimulatedOnly, by);
    }
    for objective in lead.iter().flat_map(|lead| &lead.objectives) {
        from_objective(objective, &mut evidence);
    }
    from_checks(of, &mut evidence);
    let all = Framework::ALL.iter();
    all.map(|framework| coverage(*framework, &evidence)).collect()
}

fn note(evidence: &mut Evidence, controls: &[&Control], as_what: &Coverage, by: &str) {
    for control in controls {
        let known = evidence.entry(control.cited()).or_default();
        let list = if *as_what == Coverage::Gap {
            &mut known.gap
        } else {
            &mut known.fine
        };
        if !list.iter().any(|one| one == by) {
            list.push(by.to_owned());
        }
    }
}

fn from_objective(objective: &Objective, evidence: &mut Evidence) {
    let measures = MEASURES.iter();
    let Some(measured) = measures.into_iter().find(|one| objective.text.contains(one.word)) else {
        return;
    };
    let text = tidy(&objective.text).replace('`', "'");
    let (word, as_what) = match objective.verdict {
        Verdict::Met => ("met", Coverage::SimulatedOnly),
        Verdict::Missed => ("missed", Coverage::Gap),
        Verdict::Depends => ("depends", Coverage::SimulatedOnly),
        Verdict::Undecided => ("undecided", Coverage::SimulatedOnly),
    };
    note(evidence, measured.controls, &as_what, &format!("`{text}` {word}"));
}

/// A finding that is silenced is a gap all the same: somebody accepted it, and it is told that they did.
fn from_checks(of: &Case<'_>, evidence: &mut Evidence) {
    let Some(proved) = &of.checked else { return };
    let lead = of.part.run().and_then(|run| run.document.alternatives.first());
    let concerns =
        |one: &&Found| one.level != Level::Note && lead.is_none_or(|lead| one.concerns(&lead.name));
    let controls = |one: &Found| rule_of(&one.code).map_or(&[][..], |rule| rule.controls);
    for one in proved.findings.iter().filter(concerns) {
        note(evidence, controls(one), &Coverage::Gap, &one.code);
    }
    for one in proved.silenced.iter().filter(concerns) {
        let by = format!("{} (silenced)", one.code);
        note(evidence, controls(one), &Coverage::Gap, &by);
    }
    for rule in RULES {
        let only_a_note = proved.findings.iter().any(|one| one.code == rule.code);
        let by = format!("{}{}", rule.code, if only_a_note { " (note)" } else { "" });
        note(evidence, rule.controls, &Coverage::SimulatedOnly, &by);
    }
}

fn coverage(framework: Framework, evidence: &Evidence) -> FrameworkCoverage {
    let control = |one: &Control| {
        let (coverage, by) = match evidence.get(one.cited()) {
            None => (Coverage::NotCovered, Vec::new()),
            Some(known) if known.gap.is_empty() => (Coverage::SimulatedOnly, known.fine.clone()),
            Some(known) => (Coverage::Gap, known.gap.clone()),
        };
        ControlCoverage {
            id: one.id().to_owned(),
            cited: one.cited().to_owned(),
            title: one.title().to_owned(),
            coverage,
            by,
        }
    };
    FrameworkCoverage {
        framework: framework.word().to_owned(),
        name: framework.name().to_owned(),
        source: framework.source().to_owned(),
        controls: controls_of(framework).iter().map(control).collect(),
    }
}
