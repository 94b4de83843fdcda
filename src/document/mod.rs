//! Documents: from the text that people write to the checked nouns of the model.
//!
//! Holds sources and the places in them, the written syntax (private), lowering of names to ids, presets,
//! overlays (alternatives), origins, and diagnostics as data. `docs/format.md` describes the documents.
//!
//! [`load`] reads an exercise with everything it uses and finds all mistakes of all alternatives;
//! [`Loaded::exercise`] gives one alternative, ready to be played; [`Loaded::amended`] the same with changes that nobody has written yet.
//!
//! May import: `time`, `chance`, `model`. Promises: reads through a [`Library`] only, never panics on any
//! input, finds all mistakes of all files in one go, and builds no diagnostic without a place.

pub mod preset;

mod amend;
mod code;
mod comments;
mod depth;
mod diagnostic;
mod edit;
mod expand;
mod files;
mod form;
mod gather;
mod hoist;
mod limits;
mod lines;
mod load;
mod lower;
mod mistake;
mod names;
mod overlay;
mod place;
mod places;
mod presets_used;
mod recover;
mod render;
mod report;
mod resolved;
mod schema;
mod session;
mod source;
mod spanned;
mod sweep;
mod syntax;
mod table;
mod whole;

pub use amend::WrittenApproval;
pub use code::Code;
pub use diagnostic::{Diagnostic, Label, Level};
pub use load::{Input, LoadOptions, Loaded, PresetUse, load};
pub use places::{FindingLevel, FindingSetting, Places, What};
pub use presets_used::Assumptions;
pub use render::render;
pub use resolved::{Origin, Resolved};
pub use schema::{DocumentKind, resolved_schema};
pub use source::{Library, Location, Marked, MemoryLibrary, sha256};
pub use sweep::{Sweeping, Swept, SweptAxis, SweptPoint};
