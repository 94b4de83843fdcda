//! Where results go: opened before the long run starts, finished whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::{OPEN, Pending, try_out, write_whole};
use crate::document::Input;
use crate::report::RunDocument;

/// Where the files of a run will be: nothing is open while it plays, so that a kill leaves nothing.
#[derive(Debug)]
pub(in crate::cli) struct Outputs {
    folder: PathBuf,
    records: Vec<PathBuf>,
}

pub(super) const DOCUMENT: &str = "run.json";
pub(super) const RECORDS: &str = "records.csv";
pub(super) const INPUTS: &str = "inputs";
const MARK: &str = "outrun.ron";

impl Outputs {
    /// Makes the folder of results, and tries whether all files can be written, also that of records that was asked for besides.
    ///
    /// # Errors
    /// If a file could not be written there.
    pub(in crate::cli) fn open(folder: PathBuf, records: Option<&Path>) -> Result<Self, Failure> {
        std::fs::create_dir_all(&folder)
            .map_err(|error| Failure::file("make the folder", &folder, &error, NOTHING_WRITTEN))?;
        refuse_inputs_of_others(&folder)?;
        try_out(&folder.join(DOCUMENT))?;
        let places = std::iter::once(folder.join(RECORDS)).chain(records.map(Path::to_path_buf));
        let records: Vec<PathBuf> = places.collect();
        records.iter().try_for_each(|place| try_out(place))?;
        Ok(Self { folder, records })
    }

    /// Puts everything in its place once all of it is on the disk, the document last: where it is, the rest is. Until then
    /// it is open in `open_in`, a folder of the run itself, or else beside its place.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(in crate::cli) fn finish(
        self,
        document: &str,
        records: impl FnOnce(&mut dyn Write) -> csv::Result<()>,
        inputs: &[Input],
        open_in: Option<&Path>,
    ) -> Result<PathBuf, Failure> {
        let open_in = open_in.unwrap_or(&self.folder);
        let rows = write_records(&self.records, &self.folder, open_in, records)?;
        let inputs = Copied::write(open_in, inputs)?;
        let mut file = Pending::open_in(open_in, &self.folder.join(DOCUMENT))?;
        file.write(document.as_bytes())?;
        file.sync()?;
        let after = |failure: Failure| {
            failure.leaving("the files before it are new, the rest is as before".to_owned())
        };
        let mut rows = rows.into_iter();
        rows.next().map_or(Ok(()), Pending::finish)?;
        rows.try_for_each(Pending::finish).map_err(after)?;
        inputs.put(&self.folder).map_err(after)?;
        file.finish().map_err(after)?;
        Ok(self.folder)
    }
}

/// The records on the disk, in as many files as are wanted, none of them in its place.
fn write_records(
    places: &[PathBuf],
    folder: &Path,
    open_in: &Path,
    records: impl FnOnce(&mut dyn Write) -> csv::Result<()>,
) -> Result<Vec<Pending>, Failure> {
    let open = |place: &PathBuf| {
        // Elsewhere may be another file system.
        if place.parent() == Some(folder) {
            Pending::open_in(open_in, place)
        } else {
            Pending::open(place)
        }
    };
    let mut files = places.iter().map(open).collect::<Result<Vec<_>, _>>()?;
    let mut all = Together {
        files: &mut files,
        failed: None,
    };
    if let Err(error) = records(&mut all) {
        let place = all.failed.unwrap_or_else(|| folder.join(RECORDS));
        let because = io::Error::other(error);
        return Err(Failure::file("write", &place, &because, NOTHING_WRITTEN));
    }
    files.iter().try_for_each(Pending::sync)?;
    Ok(files)
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
        let because = io::Error::new(
            io::ErrorKind::AlreadyExists,
            "it is there already, and not of a run; choose another --out",
        );
        return Err(Failure::file("write", &inputs, &because, NOTHING_WRITTEN));
    }
    Ok(())
}

/// A copy of all inputs, which can be run again: written beside, then exchanged.
pub(in crate::cli) fn copy_inputs(folder: &Path, inputs: &[Input]) -> Result<(), Failure> {
    Copied::write(folder, inputs)?.put(folder)
}

/// A copy of all inputs on the disk, not yet in its place.
struct Copied(tempfile::TempDir);

impl Copied {
    fn write(open_in: &Path, inputs: &[Input]) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::file("copy the inputs to", open_in, &error, NOTHING_WRITTEN);
        let fresh = tempfile::Builder::new().prefix(OPEN).tempdir_in(open_in);
        let copied = Self(fresh.map_err(failed)?);
        let new = copied.fresh();
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
        Ok(copied)
    }

    fn fresh(&self) -> PathBuf {
        self.0.path().join("new")
    }

    /// Exchanges it for what is there; where it cannot be put there, what was there comes back.
    fn put(self, folder: &Path) -> Result<(), Failure> {
        let place = folder.join(INPUTS);
        let old = self.0.path().join("old");
        let failed =
            |error: io::Error| Failure::file("write", &place, &error, "what was there before is unchanged");
        let was_there = place.exists();
        if was_there {
            std::fs::rename(&place, &old).map_err(failed)?;
        }
        std::fs::rename(self.fresh(), &place).map_err(|error| {
            // It was renamed a moment ago.
            let _ = was_there.then(|| std::fs::rename(&old, &place));
            failed(error)
        })
    }
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
