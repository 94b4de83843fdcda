//! Sweeps that were asked for beside the exercise: `right.contain.from_severity=low,medium,high`.

use crate::document::place::{FileId, Place};
use crate::document::source::{Source, Sources};
use crate::document::spanned::Spanned;
use crate::document::syntax::{Change, Sweep, Text};

/// What is swept besides what the exercise sweeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sweeping {
    /// The alternative that is swept; nothing: the first.
    pub over: Option<String>,
    /// Each as `PATH=VALUE,VALUE`; commas within brackets and quotation marks belong to a value.
    pub sweeps: Vec<String>,
}

impl Sweeping {
    /// The changes that they are; each option becomes a source, so that what is wrong in it can be shown.
    pub(super) fn changes(&self, sources: &mut Sources) -> Vec<Spanned<Change>> {
        let options = self.sweeps.iter();
        options
            .map(|option| {
                let source = Source::new("--sweep".to_owned(), String::new(), option.clone());
                change(option, sources.add(source))
            })
            .collect()
    }
}

fn change(option: &str, file: FileId) -> Spanned<Change> {
    let (path, list) = option.split_once('=').unwrap_or((option, ""));
    let place = |from: usize, length: usize| {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place::File {
            file,
            start: narrow(from),
            end: narrow(from + length),
        }
    };
    let begin = option.len() - list.len();
    let values: Vec<Text> = split(list)
        .into_iter()
        .map(|(at, value)| Spanned::new(value.trim().to_owned(), place(begin + at, value.len())))
        .collect();
    let sweep = Sweep {
        of: Spanned::new(path.trim().to_owned(), place(0, path.len())),
        values: Spanned::new(values, place(begin, list.len())),
    };
    Spanned::new(Change::Sweep(sweep), place(0, option.len()))
}

/// The parts between commas that stand in no bracket and no quotation marks, each with its first byte.
fn split(list: &str) -> Vec<(usize, &str)> {
    let (mut parts, mut begin, mut depth, mut quoted) = (Vec::new(), 0, 0_u32, false);
    for (at, letter) in list.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                parts.push((begin, list.get(begin..at).unwrap_or("")));
                begin = at + 1;
            }
            _ => {}
        }
    }
    if !list.is_empty() {
        parts.push((begin, list.get(begin..).unwrap_or("")));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn commas_within_a_value_belong_to_it() {
        let parts = |list| split(list).into_iter().map(|(_, part)| part).collect::<Vec<_>>();
        assert_eq!(parts("low,high"), ["low", "high"]);
        assert_eq!(parts("(a: 1, b: 2),\"x,y\""), ["(a: 1, b: 2)", "\"x,y\""]);
        assert_eq!(parts("low,"), ["low", ""]);
        assert!(parts("").is_empty());
    }
}
