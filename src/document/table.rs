//! Estates in tables: CSV files of nodes and edges.

use super::files::{Files, Opened};
use super::syntax::Estate;

/// Reads the tables that an estate names, and adds what they hold.
pub(crate) fn read_tables(_files: &mut Files<'_>, _opened: &Opened, _estate: &mut Estate) {}
