//! What the docs say can be done can be done: every command of README and docs runs, every snippet loads, every rule of the
//! model has its place, and the reference knows every field of the input and no other.

mod commands;
mod links;
mod markdown;
mod model;
mod pages;
mod reference;
mod rows;
mod snippets;
mod syntax;

pub(crate) use markdown::replaced;
pub(crate) use pages::{Page, root};
