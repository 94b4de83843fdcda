//! The key of ratings.

use crate::conduct::materials::conducted::Rating;
use crate::conduct::materials::document::Table;

/// The letters with what they mean.
pub(super) fn key() -> Table {
    let rows = Rating::ALL.map(|rating| {
        [
            rating.letter().to_owned(),
            rating.title().to_owned(),
            rating.meaning().to_owned(),
        ]
    });
    Table::new([("Rating", 10), ("Called", 28), ("Meaning", 62)], rows.to_vec())
}
