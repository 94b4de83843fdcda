//! `outrun exercise live`: a session with people, served to their browsers.

mod arguments;
mod command;
mod folder;
mod seats;

pub(super) use arguments::LiveArguments;
pub(super) use command::live;
