//! The files of parts.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::memory::refuse_what_cannot_fit;
use crate::cli::streams::Streams;
use crate::experiment::shard::Assembly;

use super::planned::Planned;

const ENDING: &str = "part";

/// The file of a part: names sort as their numbers do.
pub(super) fn file_of(folder: &Path, shard: u64, shards: u64) -> PathBuf {
    let digits = shards.to_string().len();
    folder.join(format!("shard-{shard:0digits$}-of-{shards}.{ENDING}"))
}

/// All parts in a folder, put together; those that may not take part are told of.
pub(super) struct Gathered<'a> {
    pub(super) assembly: Assembly<'a>,
    /// How many may not take part.
    pub(super) refused: usize,
}

/// Reads all parts in a folder.
///
/// # Errors
/// If a file cannot be read, or all of them together need more memory than there is.
pub(super) fn gather<'a>(
    planned: &'a Planned,
    folder: &Path,
    streams: &mut Streams,
) -> Result<Gathered<'a>, Failure> {
    refuse_what_cannot_fit(&planned.exercises, "put them together on a machine with more")?;
    let mut assembly = Assembly::new(planned.identity.clone(), planned.split, &planned.exercises);
    let mut refused = 0;
    for file in files(folder)? {
        let taken = match std::fs::read(&file) {
            Ok(bytes) => assembly
                .take(&file.to_string_lossy(), &bytes)
                .map_err(|refusal| refusal.to_string()),
            // A folder, or a link to nothing: no part however often it is read.
            Err(error) if matches!(error.kind(), ErrorKind::IsADirectory | ErrorKind::NotFound) => {
                Err(error.to_string())
            }
            Err(error) => return Err(Failure::file("read", &file, &error, NOTHING_WRITTEN)),
        };
        if let Err(because) = taken {
            refused += 1;
            streams.tell(&format!("refused: `{}`: {because}\n", file.display()));
        }
    }
    Ok(Gathered { assembly, refused })
}

/// The parts in a folder, in the order of their names; a folder that is not there has none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: &std::io::Error| Failure::file("read the folder", folder, error, NOTHING_WRITTEN);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| failed(&error))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| failed(&error))?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Numbers as array jobs take them: `1-3,7`.
pub(super) fn ranges(numbers: &[u64]) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let one = |(first, last): &(u64, u64)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    };
    runs.iter().map(one).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{file_of, ranges};

    #[test]
    fn neighbours_are_one_range() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1-3,7,9-10");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn names_sort_as_numbers_do() {
        let name = file_of("p".as_ref(), 7, 120);
        assert_eq!(name.to_string_lossy(), "p/shard-007-of-120.part");
    }
}
