//! The report as PDF, typeset by Typst: pages with numbers and markings, an outline, embedded fonts, tagged for those who listen.
//!
//! The data of the report goes in as JSON and its pictures as SVG; what stands in documents reaches Typst as strings, which it never
//! reads as markup. Nothing is read from the machine: no files, no fonts, no clock, no network.

mod pictures;
mod readable;
mod typeset;
mod world;

pub use typeset::{NotTypeset, pdf};
