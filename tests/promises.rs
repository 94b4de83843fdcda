//! What Outrun promises, one file for each promise.

mod statistics;
mod time;
