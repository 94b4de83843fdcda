//! Commands as somebody would type them.

use std::path::Path;

use crate::cli::arguments::{ExerciseArguments, PlayArguments};

/// The words of a run of these alternatives.
pub(in crate::cli) fn command(
    exercise: &ExerciseArguments,
    alternatives: &[String],
    play: &PlayArguments,
) -> Vec<String> {
    let mut words = vec!["outrun run".to_owned()];
    words.push(quoted(&exercise.path.to_string_lossy()));
    let root = exercise.root.as_ref();
    words.extend(root.map(|root| format!("--root {}", quoted(&root.to_string_lossy()))));
    let named = alternatives.iter();
    words.extend(named.map(|name| format!("--alternative {}", quoted(name))));
    words.extend(play.replications.map(|count| format!("--replications {count}")));
    words.extend(play.seed.map(|seed| format!("--seed {seed}")));
    words
}

/// A word as a shell reads it.
pub(in crate::cli) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/@%+=:,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Where results are, and what to do with them.
pub(super) fn next_steps(folder: &Path, exercise: &ExerciseArguments) -> String {
    format!(
        "results in {}; `outrun trace {} --median` tells one of them\n\n",
        folder.display(),
        quoted(&exercise.path.to_string_lossy())
    )
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_where_a_shell_would_break_them() {
        assert_eq!(quoted("as-is"), "as-is");
        assert_eq!(quoted("two words"), "'two words'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
