//! Corrective actions: the document of `outrun exercise actions`, and the same for people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::terminal::{Canvas, Tone, left, right};

use super::document::HistoryAction;

/// What `outrun exercise actions PATH --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "outrun/actions/1")]
pub struct ActionsDocument {
    /// `outrun/actions/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The day of reading, by which actions are overdue.
    pub today: String,
    /// The actions, oldest first.
    pub actions: Vec<HistoryAction>,
}

impl ActionsDocument {
    /// The name and number of this form.
    pub const SCHEMA: &'static str = "outrun/actions/1";
}

/// The improvement plan for people.
pub fn actions_screen(document: &ActionsDocument, canvas: &mut Canvas) {
    if document.actions.is_empty() {
        canvas.line(&format!(
            "no corrective action of {}; `outrun exercise actions PATH add` adds one",
            document.exercise
        ));
    } else {
        actions(&document.actions, canvas);
    }
}

pub(super) fn actions(all: &[HistoryAction], canvas: &mut Canvas) {
    let open = all.iter().filter(|one| one.state == "open").count();
    let overdue = all.iter().filter(|one| one.overdue).count();
    let mut remark = format!("{open} open of {}", all.len());
    if overdue > 0 {
        remark.push_str(&format!(", {overdue} overdue"));
    }
    canvas.heading("corrective actions", &remark);
    for one in all {
        let (state, tone) = match (one.overdue, one.state.as_str()) {
            (true, _) => ("overdue", Tone::Bad),
            (false, "open") => ("open", Tone::Doubtful),
            _ => ("closed", Tone::Good),
        };
        let due = match (&one.closed_on, &one.due) {
            (Some(day), _) => format!("closed {day}"),
            (None, Some(day)) => format!("due {day}"),
            (None, None) => "no date".to_owned(),
        };
        let state = canvas.paint(&left(state, 7), tone);
        let beginning = format!(
            "{}  {state}  {}  ",
            right(&one.action.to_string(), 4),
            left(&due, 17)
        );
        let mut words = format!("{} ({}, {}", one.text, one.owner, one.element);
        if let Some(finding) = &one.finding {
            words.push_str(&format!(", for {finding}"));
        }
        words.push(')');
        if let Some(note) = &one.note {
            words.push_str(&format!(": {note}"));
        }
        canvas.hang(&beginning, 34, &words, Tone::Plain);
    }
}
