//! Estates in tables: CSV files of nodes and edges.

mod cell;
mod columns;
mod read;

pub(crate) use read::read_tables;
