//! What Outrun promises, one file for each promise.

mod assumptions;
mod chance;
mod chance_bounds;
mod chance_math;
mod documents;
mod laws;
mod luck;
mod luck_quality;
mod presets;
mod presets_page;
mod resolved;
mod results;
mod small;
mod statistics;
mod time;
