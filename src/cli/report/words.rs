//! The command of a result, as words that may be given again: it comes from a file that anybody may have written.

/// Options with a value that say what was played.
const VALUED: [&str; 11] = [
    "--alternative",
    "--baseline",
    "--replications",
    "--seed",
    "--until",
    "--confidence",
    "--rate-margin",
    "--margin",
    "--sweep",
    "--sweep-of",
    "--best",
];
/// Options without one.
const BARE: [&str; 2] = ["--perfect", "--assumptions"];
/// Options with a value that say where something is: these are not given again.
const LEFT_OUT: [&str; 2] = ["--root", "--against"];

/// The words of a command as [`crate::cli::run::quoted`] writes them.
pub(super) fn unquoted(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut inside = false;
    let mut letters = command.chars();
    while let Some(c) = letters.next() {
        match c {
            '\'' => {
                inside = !inside;
                word.get_or_insert_default();
            }
            '\\' if !inside => word.get_or_insert_default().extend(letters.next()),
            ' ' if !inside => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The name of the command and those options that say what was played; with so many replications, where that is said.
///
/// # Errors
/// If there is an option that is not known to only say what is played.
pub(super) fn given_again(words: &[String], replications: Option<u64>) -> Result<Vec<String>, String> {
    // The program, the command, the exercise.
    let (Some(name), Some(options)) = (words.get(1), words.get(3..)) else {
        return Err("its command cannot be read".to_owned());
    };
    if !["run", "compare"].contains(&name.as_str()) {
        return Err(format!("its command is `{name}`"));
    }
    let mut given = vec![name.clone()];
    let mut rest = options.iter();
    while let Some(word) = rest.next() {
        let (option, value) = match word.split_once('=') {
            Some((option, value)) => (option, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        if BARE.contains(&option) && value.is_none() {
            given.push(option.to_owned());
            continue;
        }
        let is_left_out = LEFT_OUT.contains(&option);
        if !is_left_out && !VALUED.contains(&option) {
            return Err(format!("its command has `{option}`, which is not given again"));
        }
        let value = value.or_else(|| rest.next().cloned()).unwrap_or_default();
        let is_said_otherwise = option == "--replications" && replications.is_some();
        if !is_left_out && !is_said_otherwise {
            given.push(format!("{option}={value}"));
        }
    }
    given.extend(replications.map(|count| format!("--replications={count}")));
    Ok(given)
}

#[cfg(test)]
mod tests {
    use super::{given_again, unquoted};
    use crate::cli::run::quoted;

    #[test]
    fn what_was_quoted_is_read_back() {
        for word in ["as-is", "two words", "it's", "", r"a\b'c\", "'"] {
            let command = format!("outrun run {} --seed 7", quoted(word));
            assert_eq!(
                unquoted(&command),
                ["outrun", "run", word, "--seed", "7"],
                "{word}"
            );
        }
    }

    #[test]
    fn only_what_says_what_was_played_is_given_again() {
        let again = |command: &str| given_again(&unquoted(command), None);
        assert_eq!(
            again("outrun run x --root /etc --alternative '--out' --seed 7 --assumptions")
                .expect("it is known"),
            ["run", "--alternative=--out", "--seed=7", "--assumptions"]
        );
        assert!(again("outrun run x --out /etc").is_err());
        assert!(again("outrun run x --records=/etc/passwd").is_err());
        assert!(again("outrun man x").is_err() && again("outrun").is_err());
        let fewer = given_again(&unquoted("outrun run x --replications 90"), Some(3));
        assert_eq!(fewer.expect("it is known"), ["run", "--replications=3"]);
    }
}
