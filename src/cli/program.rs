//! The program: arguments in, exit status out.

use std::ffi::OsString;
use std::panic::catch_unwind;

use clap::Parser;

use super::arguments::{Arguments, Command};
use super::failure::Failure;
use super::status::Status;
use super::streams::Streams;

/// Runs the command that the arguments name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    super::panic::explain_panics();
    // The hook has said everything by the time the panic gets here.
    let ended = catch_unwind(|| {
        let mut streams = Streams::of_the_environment();
        obey(arguments.command, &mut streams).unwrap_or_else(|failure| failure.report(&mut streams))
    });
    ended.unwrap_or(Status::Failed)
}

fn obey(command: Command, streams: &mut Streams) -> Result<Status, Failure> {
    match command {
        Command::New(arguments) => super::new::new(&arguments, streams),
        Command::Check(arguments) => super::check::check(&arguments, streams),
        Command::Explain(arguments) => super::explain::explain(&arguments, streams),
        Command::Show(arguments) => super::show::show(&arguments, streams),
        Command::Who(arguments) => super::who::who(&arguments, streams),
        Command::Run(arguments) => super::run::run(&arguments, streams),
        Command::Compare(arguments) => super::compare::compare(&arguments, streams),
        Command::Improve(arguments) => super::improve::improve(&arguments, streams),
        Command::Report(arguments) => super::report::report(&arguments, streams),
        Command::Verify(arguments) => super::report::verify(&arguments, streams),
        Command::Trace(arguments) => super::trace::trace(&arguments, streams),
        #[cfg(feature = "conduct")]
        Command::Exercise(arguments) => super::exercise::exercise(&arguments, streams),
        #[cfg(not(feature = "conduct"))]
        Command::Exercise(_) => Err(Failure::Usage(
            "this build of Outrun has no `exercise` command: build it with `cargo build --release --features conduct`"
                .to_owned(),
        )),
        Command::Plan(arguments) => super::shards::plan(&arguments, streams),
        Command::Shard(arguments) => Ok(super::shards::shard(&arguments, streams)),
        Command::Missing(arguments) => Ok(super::shards::missing(&arguments, streams)),
        Command::Merge(arguments) => Ok(super::shards::merge(&arguments, streams)),
        Command::Schema(arguments) => super::schema::schema(&arguments, streams),
        Command::Completions(arguments) => super::completions::completions(&arguments, streams),
        Command::Man(arguments) => super::man::man(&arguments, streams),
    }
}

/// Help and version are no mistakes; everything else is bad usage.
fn refuse(error: &clap::Error) -> Status {
    // A closed pipe is the reader's choice.
    let _ = error.print();
    if error.use_stderr() {
        Status::BadInput
    } else {
        Status::Well
    }
}
