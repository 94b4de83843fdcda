//! Lowering: one alternative of a document to the nouns of the model, names to indices.
//!
//! Each part is lowered by a file of its own. A value that cannot be read is reported, and something harmless
//! stands in its place so that the rest is looked at too; an exercise with errors is never handed out.
//! Words and presets are put into the document as they are resolved, so that it can be shown (`outrun show`).

mod all_names;
mod calendars;
mod chain;
mod checks;
mod edge;
mod estate;
mod exercise;
mod inject;
mod knowledge;
mod law;
mod margin;
mod near_tags;
mod objective;
mod organisation;
mod person;
mod playbook;
mod right;
mod rota;
mod said;
mod scenario;
mod schedule;
mod selector;
mod values;

pub(crate) use exercise::{Lower, Lowered, lower};

use exercise::severity_of;
