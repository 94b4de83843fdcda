//! `outrun new`: a small, complete, commented exercise to start from.

mod command;

pub(super) use command::{NewArguments, new};
