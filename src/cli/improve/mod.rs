//! `outrun improve`: the changes that buy most, and what each piece of authority is worth.

mod arguments;
mod command;
mod words;

pub(super) use arguments::ImproveArguments;
pub(super) use command::improve;
