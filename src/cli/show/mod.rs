//! `outrun show`: the resolved exercise, and what follows from it without playing: coverage, register, graph.

mod command;
mod coverage;
mod graph;
mod register;

pub(super) use command::{ShowArguments, show};
