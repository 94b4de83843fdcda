//! What Outrun promises, one file for each promise.

mod chance;
mod chance_bounds;
mod chance_math;
mod diagnostics;
mod documents;
mod incidents;
mod layers;
mod luck;
mod luck_quality;
mod oracle;
mod presets;
mod presets_page;
mod resolved;
mod scenarios;
mod statistics;
mod time;
mod untrusted;
