//! A panic is our mistake: what to tell us, instead of a stack trace.

use std::ffi::OsString;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::experiment::{Playing, playing};

/// Several threads may meet the same mistake; one report is enough.
static REPORTED: AtomicBool = AtomicBool::new(false);

/// From now on panics are explained on standard error.
pub(super) fn explain_panics() {
    std::panic::set_hook(Box::new(|info| {
        if !REPORTED.swap(true, Ordering::Relaxed) {
            let _ = std::io::stderr().lock().write_all(explanation(info).as_bytes());
        }
    }));
}

fn explanation(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("no message");
    let place = info
        .location()
        .map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    report(words, &place, &command(), playing())
}

/// The command as it was typed, so that it can be repeated.
fn command() -> String {
    words(std::env::args_os())
}

/// Arguments need not be text: what is not shows as a replacement character.
fn words(arguments: impl IntoIterator<Item = OsString>) -> String {
    let words = arguments.into_iter();
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

fn report(words: &str, place: &str, command: &str, playing: Option<Playing>) -> String {
    let playing = playing.map_or_else(String::new, |it| {
        let what = if it.false_alarm {
            "false alarm"
        } else {
            "replication"
        };
        format!("  playing: {what} {} of seed {}\n", it.replication, it.seed)
    });

    format!(
        "\noutrun has met a mistake of its own; your files are not to blame, and results on disk are whole.\n  \
         what: {words}\n  where: {place}, outrun {}\n  command: {command}\n{playing}  \
         Please report these lines together with the exercise.\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::{Playing, report, words};

    #[test]
    #[cfg(unix)]
    fn arguments_that_are_no_text_are_reported_too() {
        use std::os::unix::ffi::OsStringExt;
        let odd = std::ffi::OsString::from_vec(vec![b'a', 0xff]);
        assert_eq!(words(["outrun".into(), odd]), "outrun a\u{fffd}");
    }

    #[test]
    fn a_report_says_how_to_repeat_it() {
        let playing = Playing {
            seed: 3,
            replication: 17,
            false_alarm: false,
        };
        let text = report(
            "index out of bounds",
            "src/engine/play.rs:7",
            "outrun run x --seed 3",
            Some(playing),
        );
        for part in [
            "index out of bounds",
            "outrun run x --seed 3",
            "replication 17 of seed 3",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
