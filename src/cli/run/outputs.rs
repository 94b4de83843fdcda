//! Where results go: opened before the long run starts, finished whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::{OPEN, Pending, write_whole};
use crate::document::Input;
use crate::report::RunDocument;

/// The files of a run, open and not yet there.
#[derive(Debug)]
pub(in crate::cli) struct Outputs {
    folder: PathBuf,
    document: Pending,
    records: Vec<Pending>,
}

pub(super) const DOCUMENT: &str = "run.json";
pub(super) const RECORDS: &str = "records.csv";
const INPUTS: &str = "inputs";
const MARK: &str = "outrun.ron";

impl Outputs {
    /// Opens the folder of results, and the file of records that was asked for besides.
    ///
    /// # Errors
    /// If a file could not be written there.
    pub(in crate::cli) fn open(folder: PathBuf, records: Option<&Path>) -> Result<Self, Failure> {
        std::fs::create_dir_all(&folder)
            .map_err(|error| Failure::file("make the folder", &folder, &error, NOTHING_WRITTEN))?;
        refuse_inputs_of_others(&folder)?;
        let document = Pending::open(&folder.join(DOCUMENT))?;
        let places = std::iter::once(folder.join(RECORDS)).chain(records.map(Path::to_path_buf));
        let records = places
            .map(|place| Pending::open(&place))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            folder,
            document,
            records,
        })
    }

    /// Puts everything in its place, the document last: where it is, the rest is.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(in crate::cli) fn finish(
        mut self,
        document: &str,
        records: impl FnOnce(&mut dyn Write) -> csv::Result<()>,
        inputs: &[Input],
    ) -> Result<PathBuf, Failure> {
        let mut all = Together {
            files: &mut self.records,
            failed: None,
        };
        if let Err(error) = records(&mut all) {
            let place = all.failed.unwrap_or_else(|| self.folder.join(RECORDS));
            let because = io::Error::other(error);
            return Err(Failure::file("write", &place, &because, NOTHING_WRITTEN));
        }
        for file in self.records {
            file.finish()?;
        }
        copy_inputs(&self.folder, inputs)?;
        self.document.write(document.as_bytes())?;
        self.document.finish()?;
        Ok(self.folder)
    }
}

/// Several files that are written as one: records are made once, piece by piece, and never held whole.
struct Together<'a> {
    files: &'a mut [Pending],
    failed: Option<PathBuf>,
}

impl Write for Together<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for file in &mut *self.files {
            if let Err(error) = file.write_all(bytes) {
                self.failed = Some(file.place().to_path_buf());
                return Err(error);
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The name of an exercise as the name of a folder.
pub(in crate::cli) fn folder_name(exercise: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '-'
        }
    };
    let name: String = exercise.chars().map(plain).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() {
        "exercise".to_owned()
    } else {
        name.to_owned()
    }
}

/// A folder `inputs` that no run has written is somebody's work.
fn refuse_inputs_of_others(folder: &Path) -> Result<(), Failure> {
    let inputs = folder.join(INPUTS);
    let ours = || {
        let written = std::fs::read_to_string(folder.join(DOCUMENT)).unwrap_or_default();
        written.contains(RunDocument::SCHEMA)
    };
    if inputs.exists() && !ours() {
        let because = io::Error::other("it is there already, and not of a run; choose another --out");
        return Err(Failure::file("write", &inputs, &because, NOTHING_WRITTEN));
    }
    Ok(())
}

/// A copy of all inputs, which can be run again: written beside, then exchanged.
pub(in crate::cli) fn copy_inputs(folder: &Path, inputs: &[Input]) -> Result<(), Failure> {
    let place = folder.join(INPUTS);
    let failed = |error: io::Error| {
        Failure::file(
            "write",
            &place,
            &error,
            "the records are new, the rest is as before",
        )
    };
    let fresh = tempfile::Builder::new()
        .prefix(OPEN)
        .tempdir_in(folder)
        .map_err(failed)?;
    let new = fresh.path().join("new");
    std::fs::create_dir(&new).map_err(failed)?;
    for input in inputs {
        let file = new.join(&input.path);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        write_whole(&file, input.text.as_bytes())?;
    }
    // The files refer to each other: all of them are one library.
    if !new.join(MARK).exists() {
        write_whole(&new.join(MARK), b"// The root of the library.\n")?;
    }
    if place.exists() {
        std::fs::rename(&place, fresh.path().join("old")).map_err(failed)?;
    }
    std::fs::rename(&new, &place).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::folder_name;

    #[test]
    fn no_name_leaves_the_folder_of_results() {
        for (exercise, folder) in [
            ("weekend-token", "weekend-token"),
            ("../../etc", "-..-etc"),
            ("a/b c", "a-b-c"),
            ("..", "exercise"),
        ] {
            assert_eq!(folder_name(exercise), folder);
        }
    }
}
