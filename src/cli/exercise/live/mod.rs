//! `outrun exercise live`: a session with people, served to their browsers.

mod arguments;
mod command;
mod folder;
mod reading;
mod recording;
mod seats;

pub(super) use arguments::LiveArguments;
pub(super) use command::live;
pub(in crate::cli) use reading::is_session;
pub(super) use reading::with_session;
