//! What is used is written out: kinds of edges, runbooks, actions, reach profiles, the attacker.

use crate::document::place::Place;
use crate::document::presets_used::Presets;
use crate::document::report::Report;
use crate::document::spanned::Spanned;
use crate::document::whole::Whole;

use super::action::actions;
use super::attacker::attackers;
use super::kinds::{edge_kinds, runbooks};
use super::profile::profiles;

/// Writes out the presets that a document uses.
pub(crate) fn expand(whole: &mut Whole, presets: &mut Presets<'_>, report: &mut Report<'_>) {
    edge_kinds(whole, report);
    runbooks(whole);
    actions(whole, presets);
    profiles(whole, presets, report);
    attackers(whole, presets, report);
}

/// A value that a preset gives.
pub(super) const fn preset<T>(value: T, id: &'static str) -> Spanned<T> {
    Spanned::new(value, Place::Preset(id))
}
