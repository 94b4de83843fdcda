//! Outrun plays security incidents by the thousand.

pub mod authority;
pub mod chance;
pub mod document;
pub mod engine;
pub mod experiment;
pub mod measure;
pub mod model;
pub mod report;
pub mod time;
