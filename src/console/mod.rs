//! The console: the web face of [`crate::conduct`], a peer of the command line.
//!
//! One thread, the desk, owns a session: it asks the session whether an act may be, stores it, and only then lets it count. The server asks the
//! desk, and sends each seat its own view whenever something has changed. `link` holds who may come in, `guard` what a request must look like.
//!
//! May import: all rooms but `cli`. Promises: who asks may see and do only what their role may; whatever is done is stored before it is
//! shown; nothing is fetched from elsewhere.

mod desk;
mod guard;
mod link;
mod pages;
mod publish;
mod reply;
mod server;
mod store;
mod stream;

pub use desk::link_of;
pub use link::{Link, Links, Token};
pub use server::{Serving, serve};
pub use store::{Store, StoreError, Stored};
