//! Outrun plays security incidents by the thousand, to see whether containment outruns the blast radius.
//!
//! The rooms, in the order of the argument: [`time`] and [`chance`] are the ground; [`model`] names what an exercise is made
//! of; [`authority`] holds rules against matters; [`document`] turns text into a model;
//! [`check`] proves what must go wrong; [`engine`] plays one replication;
//! [`measure`] turns replications into figures. ARCHITECTURE.md has the whole map.

pub mod authority;
pub mod chance;
pub mod check;
pub mod cli;
#[cfg(feature = "conduct")]
pub mod conduct;
#[cfg(feature = "conduct")]
pub mod console;
pub mod document;
pub mod engine;
pub mod experiment;
pub mod measure;
pub mod model;
pub mod report;
pub mod time;
