//! The improvement plan: one row for each corrective action.

use crate::conduct::materials::conducted::{CapabilityElement, Conducted};
use crate::conduct::materials::package::ExercisePackage;

/// What the columns are called, and their share of the page.
pub const IMPROVEMENT_COLUMNS: [(&str, u8); 8] = [
    ("Core capability", 13),
    ("Issue or area for improvement", 19),
    ("Corrective action", 20),
    ("Capability element", 11),
    ("Primary responsible organisation", 13),
    ("Organisation POC", 9),
    ("Start date", 7),
    ("Completion date", 8),
];

/// The rows; without any corrective action one empty row for each objective.
pub fn improvement_rows(of: &ExercisePackage, conducted: Option<&Conducted>) -> Vec<[String; 8]> {
    let actions = conducted.map_or(&[][..], |conducted| &conducted.corrective_actions);
    if actions.is_empty() {
        let empty = of.objectives.iter().map(|objective| {
            let mut row: [String; 8] = std::array::from_fn(|_| String::new());
            let [capability, _, _, element, ..] = &mut row;
            capability.clone_from(&objective.capability.name);
            *element = CapabilityElement::ALL.map(CapabilityElement::word).join(" / ");
            row
        });
        return empty.collect();
    }
    let rows = actions.iter().map(|action| {
        [
            capability(of, action.objective.as_deref()),
            action.issue.clone(),
            action.action.clone(),
            action.element.word().to_owned(),
            action.responsible.clone(),
            action.contact.clone(),
            action.starts.clone(),
            action.completes.clone(),
        ]
    });
    rows.collect()
}

/// The core capability of an objective.
pub(super) fn capability(of: &ExercisePackage, objective: Option<&str>) -> String {
    let found = of
        .objectives
        .iter()
        .find(|one| Some(one.number.as_str()) == objective);
    found.map_or_else(String::new, |objective| objective.capability.name.clone())
}
