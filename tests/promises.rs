//! What Outrun promises, one file for each promise.

mod assumptions;
mod chance;
mod chance_bounds;
mod chance_math;
mod cli;
mod diagnostics;
mod documents;
mod fuzzed;
mod incidents;
mod laws;
mod layers;
mod luck;
mod luck_quality;
mod oracle;
mod played;
mod presets;
mod presets_page;
mod resolved;
mod results;
mod rules;
mod scenarios;
mod small;
mod statistics;
mod time;
mod untrusted;
