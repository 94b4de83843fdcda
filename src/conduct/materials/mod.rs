//! Documents for planners, as data: the timeline (MSEL), manuals, guides, forms and the after-action report of one exercise.
//!
//! [`package`] makes everything from an exercise and one replication of it; the functions named after documents make a [`Document`]
//! of the package, which `report::materials` renders. A [`Timeline`] that somebody edited in a spreadsheet comes back by [`import`];
//! live play reads the same [`Timeline`], and writes a [`Conducted`], of which [`after_action`] makes the report.

mod assemble;
mod capability;
mod columns;
mod conducted;
mod document;
mod documents;
mod import;
mod names;
mod objectives;
mod package;
mod pages;
mod played;
mod row;
mod target;
mod tasks;
mod timeline;
mod written;

pub use capability::Capability;
pub use columns::MselColumn;
pub use conducted::{
    AreaForImprovement, CapabilityElement, Conducted, ConductedDecision, CorrectiveAction, DeliveredInject,
    ObjectiveRating, Observation, Participant, Rating, Strength, TaskRating,
};
pub use document::{Block, Column, Document, Readers, Table};
pub use documents::{
    IMPROVEMENT_COLUMNS, after_action, controller_handbook, evaluation_guide, facilitator_guide,
    improvement_rows, msel, participant_feedback, situation_manual,
};
pub use import::{
    Directory, ImportOptions, ImportReport, Imported, LARGEST_SHEET, RowOutcome, RowReport, Sheet, guarded,
    import, read_csv, read_xlsx,
};
pub use names::{CONTROLLERS, EVERYBODY};
pub use objectives::ExerciseObjective;
pub use package::{Arrangements, BRIEFING_MIN, ExercisePackage, Given, HOT_WASH_MIN, Seat, package};
pub use tasks::CriticalTask;
pub use timeline::{
    InjectSource, InjectStatus, InjectType, LARGEST_TIMELINE, LONGEST_TEXT, MOST_INJECTS, TIMELINE_SCHEMA,
    Timeline, TimelineInject,
};
