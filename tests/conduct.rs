//! Exercises with people: what the history keeps, what is due, what planners get, and how live play goes.
//!
//! A test binary of its own, because it needs the feature `conduct`.
#![cfg(feature = "conduct")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::float_cmp,
    reason = "a test that cannot go on has failed, and says where"
)]

#[path = "conduct/console.rs"]
mod console;
#[path = "conduct/disk.rs"]
mod disk;
#[path = "conduct/fitting.rs"]
mod fitting;
#[path = "conduct/fitting_commands.rs"]
mod fitting_commands;
#[path = "conduct/history.rs"]
mod history;
#[path = "conduct/history_commands.rs"]
mod history_commands;
#[path = "conduct/materials.rs"]
mod materials;
#[path = "conduct/materials_after.rs"]
mod materials_after;
#[path = "conduct/packages.rs"]
mod packages;
#[path = "conduct/rooms.rs"]
mod rooms;
#[path = "conduct/schedule.rs"]
mod schedule;
#[path = "conduct/schedule_commands.rs"]
mod schedule_commands;
#[path = "conduct/served.rs"]
mod served;
#[path = "conduct/shell.rs"]
mod shell;
