//! What Outrun promises, one file for each promise.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::explicit_iter_loop,
    clippy::float_cmp,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed, and says where"
)]

mod against;
mod answers;
mod assumptions;
mod chance;
mod chance_bounds;
mod chance_math;
mod checks_page;
mod cli;
mod clocks;
mod compare;
mod curve;
mod diagnostics;
mod docs;
mod documents;
mod findings;
mod findings_brute;
mod frameworks_page;
mod fuzzed;
mod gap;
mod graph;
mod hangs;
mod improve;
mod incidents;
mod judged;
mod laws;
mod layers;
mod live;
mod luck;
mod luck_quality;
mod naming;
mod oracle;
mod pipelines;
mod plans;
mod planted;
mod played;
mod presets;
mod presets_page;
mod proofs;
mod recovery;
mod recovery_json;
mod resolved;
mod results;
mod rules;
mod scenarios;
mod schemas;
mod shipped;
mod small;
mod statistics;
mod stops;
mod sweeps;
mod time;
mod traversals;
mod untrusted;
mod words;
