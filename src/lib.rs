//! Outrun plays security incidents by the thousand.

pub mod chance;
pub mod document;
pub mod measure;
pub mod model;
pub mod time;
