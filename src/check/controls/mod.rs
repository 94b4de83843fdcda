//! The controls that findings touch: real identifiers with their titles, one file for each framework.
//!
//! [`cite`] looks one up while the crate is built: an identifier that does not exist stops the build.

mod catalogue;
mod cis;
mod control;
mod csf;
mod framework;
mod iso;
mod law;
mod owasp;
mod sp800_53;

pub use catalogue::{cite, cited, controls_of};
pub use control::Control;
pub use framework::Framework;
