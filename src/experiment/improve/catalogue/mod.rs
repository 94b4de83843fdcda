//! The catalogue: every change that is tried of an exercise, one file for each part of the plan.

mod chains;
mod estate;
mod ownership;
mod people;
mod rights;
mod view;
mod whole;

pub use whole::catalogue;
