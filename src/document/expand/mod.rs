//! Presets that the documents use, written out as if they stood there, under what the documents change of them.

mod action;
mod attacker;
mod kinds;
mod profile;
mod used;

pub(crate) use used::expand;

use used::preset;
