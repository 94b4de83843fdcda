//! An alternative with every default and preset written out, to be shown and to be read again.

use std::collections::BTreeSet;

use super::whole::Whole;

/// The ids of all presets whose values stand in a document.
pub(crate) fn presets_in(_whole: &Whole) -> BTreeSet<String> {
    crate::document::preset::all()
        .map(|parameter| parameter.id.to_string())
        .collect()
}
