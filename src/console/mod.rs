//! The console: the web face of [`crate::conduct`], a peer of the command line.
//!
//! May import: all rooms but `cli`. Promises: who asks may see and do only what their role may; whatever is done is stored before it is
//! shown; nothing is fetched from elsewhere.
