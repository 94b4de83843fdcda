//! The `outrun` command.

fn main() {}
