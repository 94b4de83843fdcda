//! Changes that nobody has written yet: an alternative with further changes over it, from their text.

use crate::model;

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::hoist::hoist;
use super::load::Loaded;
use super::overlay::apply;
use super::place::{FileId, Place};
use super::presets_used::Assumptions;
use super::report::Report;
use super::session::{Format, options, read};
use super::source::Location;
use super::spanned::Spanned;
use super::syntax::{Approval, Change, Contact, ContactForm};

/// An approval as it is written, without whom it asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenApproval {
    /// The id of the chain that it asks.
    pub chain: String,
    /// The fields that are written besides, each after a comma: `, declines: "5%"`.
    pub further: String,
}

impl Loaded {
    /// An alternative with further changes over its own, each a change in RON: what comes of pasting them behind it.
    ///
    /// # Errors
    /// If there is no alternative of this name, or a change cannot be read or does not fit what is there.
    pub fn amended(&self, alternative: &str, changes: &[String]) -> Result<model::Exercise, Vec<Diagnostic>> {
        let further = read_changes(changes)?;
        let assumptions = Assumptions::default();
        let (_, lowered) = self.resolve_with(alternative, &further, &assumptions)?;
        if lowered.failed {
            Err(lowered.found)
        } else {
            Ok(lowered.exercise)
        }
    }

    /// The approvals of a decision right in an alternative with further changes, as they are written.
    ///
    /// # Errors
    /// As [`Loaded::amended`].
    pub fn written_approvals(
        &self,
        alternative: &str,
        changes: &[String],
        right: &str,
    ) -> Result<Vec<WrittenApproval>, Vec<Diagnostic>> {
        let further = read_changes(changes)?;
        let mut all = self.changes(alternative).map_err(|error| vec![*error])?;
        all.extend(further);
        let mut whole = self.whole.clone();
        let mut report = Report::new(&self.sources);
        apply(&mut whole, &all, &mut report);
        hoist(&mut whole, &mut report);
        let mut rights = whole.playbook.rights.into_iter();
        let right = rights.find(|one| one.id.value == right);
        let approvals = right.map(|right| right.approvals.value).unwrap_or_default();
        Ok(approvals.iter().filter_map(written).collect())
    }
}

/// The places of what is read here are in no file of the exercise.
fn read_changes(changes: &[String]) -> Result<Vec<Spanned<Change>>, Vec<Diagnostic>> {
    let text = format!("[{}]", changes.join(",\n"));
    read(&text, FileId(u32::MAX), Format::Ron).map_err(|error| {
        let at = Location {
            file: String::new(),
            span: None,
        };
        let title = format!("a change cannot be read: {:?}", error.kind);
        vec![Diagnostic::new(Code::Syntax, at, title)]
    })
}

/// Everything but the contact, which was made a named chain.
fn written(approval: &Approval) -> Option<WrittenApproval> {
    let Contact::Form(ContactForm::Chain(chain)) = &approval.by.value else {
        return None;
    };
    let further = [
        field("work", approval.work.place, &approval.work.value),
        field("declines", approval.declines.place, &approval.declines.value),
        field("reasks", approval.reasks.place, &approval.reasks.value),
        field("revision", approval.revision.place, &approval.revision.value),
    ];
    Some(WrittenApproval {
        chain: chain.value.clone(),
        further: further.concat(),
    })
}

/// Nothing where nobody wrote it: a default must stay one (M7).
fn field<T: serde::Serialize>(name: &str, place: Place, value: &T) -> String {
    if !place.is_written() {
        return String::new();
    }
    // Everything in the syntax has a written form, so that this cannot fail.
    let text = options().to_string(value).unwrap_or_default();
    format!(", {name}: {text}")
}
