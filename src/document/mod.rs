//! Documents: from the text that people write to the checked nouns of the model.
//!
//! Holds sources and the places in them, the written syntax (private), lowering of names to ids, presets,
//! overlays (alternatives), origins, and diagnostics as data. `docs/format.md` describes the documents.
//!
//! May import: `time`, `chance`, `model`. Promises: reads through a [`Library`] only, never panics on any
//! input, finds all mistakes of all files in one go, and builds no diagnostic without a place.

pub mod preset;

mod place;
mod session;
mod spanned;
mod syntax;
