//! The `outrun` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    outrun::cli::main(std::env::args_os()).into()
}
